//! Every layout that was weighed: decode of one user as a bar with its range, the chosen marked.

use will_it_run_engine::answer::Rate;
use will_it_run_engine::cluster::{Choice, ClusterAnswer};
use will_it_run_engine::units::Known;

use crate::app::charts::plot::{at, with_twin};
use crate::app::components::section as headed;
use crate::app::draw::{El, el};
use crate::atlas::components::save;
use crate::atlas::place::Place;
use crate::text::measure::{bytes, or_unknown};
use crate::text::number::{grouped, range, three};
use crate::text::{ClusterKey as Key, Fixed, cluster, fit_key, t};

/// Height of a layout in the drawing's units: its name, and its bar below.
const ROW: f64 = 56.0;
/// Height of one without a bar.
const BARE: f64 = 28.0;
/// How long the longest range is.
const LONGEST: f64 = 320.0;

/// The section.
pub fn section(place: &Place, answer: &ClusterAnswer) -> El {
    let choices = &answer.choices;
    let unit = place.reader.unit;
    let head = [
        Key::LayoutName,
        Key::NodesOfACopy,
        Key::Fits,
        Key::FullestDevice,
        Key::DecodeOne,
        Key::Low,
        Key::High,
    ]
    .map(Fixed::text);
    let mut file = save::line(&head.map(str::to_owned));
    let mut rows = Vec::new();
    for choice in choices {
        let name = cluster::choice(choice);
        let begins = [name, grouped(choice.nodes.into()), t(fit_key(choice.fit)).to_owned()];
        let rates = |write: fn(f64) -> String, unknown: &str| -> [String; 3] {
            match choice.decode {
                Known::Known(Rate { tokens_per_second, low, high, .. }) => {
                    [tokens_per_second, low, high].map(|rate| write(rate.get()))
                }
                Known::Unknown => [unknown, unknown, unknown].map(str::to_owned),
            }
        };
        let row = |fullest: String, rates: [String; 3]| -> Vec<String> {
            begins.iter().cloned().chain([fullest]).chain(rates).collect()
        };
        let plain = or_unknown(choice.fullest, "", |amount| amount.get().to_string());
        file.push_str(&save::line(&row(plain, rates(save::number, ""))));
        let fullest = or_unknown(choice.fullest, Key::Unknown.text(), |amount| bytes(amount, unit));
        rows.push(row(fullest, rates(three, Key::Unknown.text())));
    }
    let drawing = drawing(choices);
    let note = if choices.len() > 1 { Key::WeighedNote } else { Key::WeighedOne };
    headed("part", "weighed", Key::Weighed)
        .put(el("p").class("note").say(note))
        .put(el("div").is("id", "weighed-drawing").put(with_twin(
            drawing,
            Key::WeighedTable.text(),
            &head,
            rows,
        )))
        .put(save::tools("cluster", "weighed", file))
}

fn drawing(choices: &[Choice]) -> El {
    let most = choices
        .iter()
        .filter_map(|choice| choice.decode.get())
        .fold(0.0, |most: f64, rate| most.max(rate.high.get()));
    let scale = |rate: f64| rate / most.max(f64::MIN_POSITIVE) * LONGEST;
    let words = |x: f64, y: f64, text: String| el("text").with("x", at(x)).with("y", at(y)).text(text);
    let mut below = 0.0;
    let bars = choices.iter().map(|choice| {
        let top = below;
        let name = cluster::choice(choice);
        let Known::Known(rate) = choice.decode else {
            below += BARE;
            let says = if choice.fit.runs() { Key::Unknown.text() } else { t(fit_key(choice.fit)) };
            return el("g").put(words(0.0, top + 20.0, [name.as_str(), ": ", says].concat()));
        };
        below += ROW;
        let name = words(0.0, top + 20.0, name).class("axis");
        let group = el("g").put(if choice.chosen { name.is("font-weight", "bold") } else { name });
        let class = if choice.chosen { "part weights" } else { "part runtime" };
        let typical = scale(rate.tokens_per_second.get()).max(1.0);
        let bar = el("rect").class(class).is("x", "0").with("y", at(top + 28.0)).is("height", "18");
        let (low, high) = (scale(rate.low.get()), scale(rate.high.get()));
        let whisker = ["M", &at(low), " ", &at(top + 37.0), "L", &at(high), " ", &at(top + 37.0)].concat();
        let says = range(rate.low.get(), rate.high.get());
        let says = if choice.fit.runs() {
            says + "\u{a0}tok/s"
        } else {
            [says.as_str(), "\u{a0}tok/s, ", t(fit_key(choice.fit))].concat()
        };
        group
            .put(bar.with("width", at(typical)))
            .put(el("path").class("cost-point").with("d", whisker))
            .put(words(high.max(typical) + 8.0, top + 43.0, says))
    });
    let bars: Vec<El> = bars.collect();
    el("svg")
        .class("plot cluster-weighed")
        .with("viewBox", ["0 0 640 ", &at(below)].concat())
        .is("role", "img")
        .is("aria-label", Key::Weighed.text())
        .all(bars)
}
