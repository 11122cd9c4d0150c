//! What a drafter gains: for each kind of text a bar from the least to the most, beside as fast as without.

use will_it_run_engine::draft::{DraftAnswer, Gain};
use yew::Html;

use crate::app::charts::plot::{at, with_twin};
use crate::app::draw::{El, all, el, list};
use crate::atlas::components::save;
use crate::text::number::{decimals, range};
use crate::text::{CloserKey as Key, Fixed, draft};

/// Height of a kind of text in the drawing's units.
const ROW: f64 = 56.0;
/// Room for the words at the line below.
const BELOW: f64 = 32.0;
/// How long the longest bar is.
const LONGEST: f64 = 360.0;

/// Heading, drawing with its table, and the figures as a file.
pub fn section(answer: &DraftAnswer) -> Html {
    if answer.gains.is_empty() {
        return el("p").say(Key::GainUnknown).into();
    }
    let head = [Key::TextKind, Key::Expect, Key::Times, Key::WithIt, Key::Accepted].map(Fixed::text);
    let rows: Vec<Vec<String>> = answer.gains.iter().map(row).collect();
    let mut csv = save::line(&head.map(str::to_owned));
    rows.iter().for_each(|row| csv.push_str(&save::line(row)));
    let drawn = with_twin(drawing(&answer.gains), Key::GainTable.text(), &head, rows);
    list(vec![
        el("h3").say(Key::Gain).into(),
        el("p").class("note").say(Key::GainNote).into(),
        el("div").is("id", "draft-drawing").put(drawn).into(),
        save::tools("closer", "draft", csv).into(),
    ])
}

fn row(gain: &Gain) -> Vec<String> {
    vec![
        draft::text(gain.text).to_owned(),
        draft::outcome(gain.outcome).to_owned(),
        range(gain.gain.low, gain.gain.high),
        range(gain.decode.low, gain.decode.high),
        draft::accepted(gain.acceptance),
    ]
}

fn drawing(gains: &[Gain]) -> El {
    let most = gains.iter().fold(1.0, |most: f64, gain| most.max(gain.gain.high));
    let scale = |times: f64| times / most * LONGEST;
    let words = |x: f64, y: f64, text: String| el("text").with("x", at(x)).with("y", at(y)).text(text);
    let bars = gains.iter().enumerate().map(|(row, gain)| {
        let top = ROW * row as f64;
        let (low, high) = (scale(gain.gain.low), scale(gain.gain.high));
        let bar = el("rect").class("part weights").with("x", at(low)).with("y", at(top + 28.0));
        let bar = bar.with("width", at((high - low).max(2.0))).is("height", "18");
        let rates = range(gain.decode.low, gain.decode.high);
        let says = ["× ", &range(gain.gain.low, gain.gain.high), " · ", &rates, " tok/s"].concat();
        el("g")
            .put(words(0.0, top + 20.0, draft::text(gain.text).to_owned()).class("axis"))
            .put(bar)
            .put(words(high + 8.0, top + 43.0, says))
    });
    let bars: Vec<El> = bars.collect();
    let bottom = ROW * gains.len() as f64;
    let (one, end) = (at(scale(1.0)), at(bottom + 8.0));
    let line = ["M", &one, " 24L", &one, " ", &end].concat();
    let anchor = if scale(1.0) > LONGEST / 2.0 { "end" } else { "start" };
    let label = words(scale(1.0), bottom + 26.0, Key::AsFast.text().to_owned()).is("text-anchor", anchor);
    el("svg")
        .class("plot")
        .with("viewBox", ["0 0 640 ", &decimals(bottom + BELOW, 0)].concat())
        .is("role", "img")
        .with("aria-label", Key::Gain.text())
        .put(all(bars))
        .put(el("path").class("cost-point").with("d", line))
        .put(label)
}
