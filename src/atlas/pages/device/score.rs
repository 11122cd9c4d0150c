//! The score: headline, tier, and the printed sum behind it.

use will_it_run_engine::score::{Part, PartKey, Score, ScoreBasis};
use will_it_run_engine::units::Known;
use yew::Callback;

use super::draw::{note, sheet};
use super::subject::Subject;
use crate::app::charts::plot::at;
use crate::app::components::segmented;
use crate::app::draw::{El, el};
use crate::text::measure::bytes;
use crate::text::number::{grouped, three};
use crate::text::{DeviceKey, Fixed, Key, device_says, t};

/// The value of `score` in the address for the published basis.
const PUBLISHED: &str = "published";

/// What the score of this page rests on.
#[must_use]
pub fn basis(asked: &str) -> ScoreBasis {
    if asked == PUBLISHED { ScoreBasis::AsPublished } else { ScoreBasis::Live }
}

/// The section.
pub fn score(about: &Subject<'_>, score: &Score) -> El {
    let published = score.basis == ScoreBasis::AsPublished;
    let place = about.place.clone();
    let set = Callback::from(move |word: String| place.rewrite(&place.query_with("score", &word)));
    let options = vec![
        ("".into(), DeviceKey::Live.text().into()),
        (PUBLISHED.into(), DeviceKey::AsPublished.text().into()),
    ];
    let switch = segmented(
        "score",
        "segmented",
        DeviceKey::ScoreBasis.text().into(),
        options,
        if published { PUBLISHED } else { "" },
        &set,
    );
    let headline = match score.headline {
        Known::Known(points) => {
            el("strong").text(grouped(u64::from(points))).put(el("small").text(" / 1000"))
        }
        Known::Unknown => el("strong").class("dv-unknown").say(DeviceKey::ScoreUnknown),
    };
    let tier = score
        .tier
        .get()
        .map(|tier| el("span").class("dv-tier").text([DeviceKey::Tier.text(), " ", tier.letter()].concat()));
    let parts = score.parts.iter().map(|part| row(about, score, part));
    let sum = device_says::score_sum(score);
    let reasons = score.reasons.iter().map(|reason| el("li").text(device_says::score_reason(*reason)));
    sheet("score", DeviceKey::Score)
        .put(switch)
        .put(el("p").class("dv-headline").put(headline).maybe_put(tier))
        .put(el("table").class("dv-parts").put(head()).put(el("tbody").all(parts)))
        .maybe_put(sum.map(|sum| el("p").class("dv-sum").text(sum)))
        .put(el("ul").class("dv-reasons").all(reasons))
        .put(note(if published { DeviceKey::AsPublishedMeans } else { DeviceKey::LiveMeans }))
}

fn head() -> El {
    let column = |key: DeviceKey| el("th").is("scope", "col").say(key);
    let head = [DeviceKey::Part, DeviceKey::From, DeviceKey::Points].map(column);
    el("thead").class("unseen").put(el("tr").all(head))
}

fn row(about: &Subject<'_>, score: &Score, part: &Part) -> El {
    let name = match part.key {
        PartKey::Throughput => DeviceKey::Throughput,
        PartKey::Memory => DeviceKey::PartMemory,
        PartKey::Ecosystem => DeviceKey::Ecosystem,
        PartKey::Efficiency => DeviceKey::Efficiency,
        PartKey::Value => DeviceKey::Value,
    };
    let points = part.points.get().map_or_else(
        || DeviceKey::ScoreUnknown.text().to_owned(),
        |points| [&grouped(u64::from(points)), " / ", &grouped(u64::from(part.of))].concat(),
    );
    let width = part.share.get().unwrap_or(0.0).clamp(0.0, 1.0) * 100.0;
    let bar = el("svg")
        .class("dv-meter")
        .is("viewBox", "0 0 100 8")
        .is("preserveAspectRatio", "none")
        .is("aria-hidden", "true")
        .put(el("rect").class("track").is("width", "100").is("height", "8"))
        .put(el("rect").class("fill").with("width", at(width)).is("height", "8"));
    el("tr")
        .put(el("th").is("scope", "row").say(name))
        .put(
            el("td")
                .class("dv-from")
                .put(bar)
                .put(el("span").class("note").text(from(about, score, part.key))),
        )
        .put(el("td").class("number").text(points))
}

/// The figure a part is made from.
fn from(about: &Subject<'_>, score: &Score, part: PartKey) -> String {
    let figures = &score.inputs;
    let unknown = || t(Key::Unknown).to_owned();
    let rate = figures.tokens_per_second.get().map(|rate| rate.get());
    match part {
        PartKey::Throughput => {
            rate.map_or_else(unknown, |rate| [&three(rate), "\u{a0}", t(Key::TokPerSecond)].concat())
        }
        PartKey::Memory => figures.memory.get().map_or_else(unknown, |memory| bytes(memory, about.unit())),
        PartKey::Ecosystem => figures
            .backend
            .get()
            .map_or_else(unknown, |backend| device_says::interface_word(backend.word()).to_owned()),
        PartKey::Efficiency => rate.zip(figures.tdp.get()).map_or_else(unknown, |(rate, power)| {
            [&three(rate / power.get()), "\u{a0}tok/J at ", &three(power.get()), "\u{a0}W"].concat()
        }),
        PartKey::Value => figures.price.get().map_or_else(unknown, |price| device_says::usd(price.usd)),
    }
}
