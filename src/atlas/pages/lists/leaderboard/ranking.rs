//! The ranking, and the devices without a score.

use will_it_run_engine::score::{Score, ScoreBasis, ScoreReason};

use super::controls::part_class;
use super::{Scored, Standing};
use crate::app::charts::plot::at;
use crate::app::draw::{El, el};
use crate::atlas::pages::lists::devices::decode;
use crate::atlas::pages::lists::page::{ROWS, Side, page_of, pager, plain_cell};
use crate::atlas::pages::lists::sheet::{Kind, PAGE, amount, write};
use crate::atlas::place::Place;
use crate::atlas::route::Route;
use crate::text::{Fixed, ListsKey, part_name, printed_sum, score_reason};

/// The ranking, a page at a time.
pub fn ranking(place: &Place, all: &[Standing], scored: &[Scored]) -> El {
    let known = scored.iter().take_while(|one| one.score.headline.is_known()).count();
    let page = place.asked(PAGE).parse::<u32>().map_or(0, |page| page.saturating_sub(1) as usize);
    let from = page_of(page, known) * ROWS;
    let drawn = scored.iter().take(known).enumerate().skip(from).take(ROWS);
    let rows = drawn.filter_map(|(rank, one)| Some(row(place, rank + 1, all.get(one.at)?, &one.score)));
    let figures = [
        ListsKey::Rank,
        ListsKey::Device,
        ListsKey::Score,
        ListsKey::Points,
        ListsKey::Decode,
        ListsKey::GoingPrice,
    ];
    let head = figures.map(|name| {
        let right = matches!(name, ListsKey::Score | ListsKey::Decode | ListsKey::GoingPrice);
        el("th").is("scope", "col").maybe("class", right.then_some("number")).say(name)
    });
    let table = el("table").put(el("thead").put(el("tr").all(head))).put(el("tbody").all(rows));
    let scroll = el("div")
        .class("scroll")
        .is("tabindex", "0")
        .is("role", "region")
        .is("aria-label", ListsKey::Ranking.text())
        .put(table);
    el("section")
        .class("sheet list catalog-list ranking")
        .put(el("h2").say(ListsKey::Ranking))
        .put(scroll)
        .put(pager(place, page, known))
}

fn row(place: &Place, rank: usize, standing: &Standing, score: &Score) -> El {
    let unit = place.reader.unit;
    let memory = standing.row.memory.get().map(|memory| amount(memory.as_f64(), Kind::Bytes, unit));
    let detail =
        [standing.class, " · ", &memory.unwrap_or_else(|| ListsKey::Unknown.text().to_owned())].concat();
    let device = el("th")
        .is("scope", "row")
        .put(place.link(Route::Device(standing.id.clone())).text(standing.name.clone()))
        .put(el("small").class("detail").text(detail));
    let points = score.headline.get().map_or_else(String::new, |points| points.to_string());
    let tier = score.tier.get().map_or("", |tier| tier.letter());
    let headline = el("td")
        .class("number headline")
        .is("data-label", ListsKey::Score.text())
        .put(el("b").text(points))
        .put(el("small").say(ListsKey::Tier).text(["\u{a0}", tier].concat()));
    let offer = &standing.price;
    // The rate that this score rests on: the engine's with its range, or the rule of thumb's.
    let rate = match score.basis {
        ScoreBasis::Live => {
            let rate = decode(Some(&standing.row));
            plain_cell(&rate, write(&rate.value, Kind::Rate, unit), Side::Right)
        }
        ScoreBasis::AsPublished => {
            let rate = score.inputs.tokens_per_second.get().map(|rate| amount(rate.get(), Kind::Rate, unit));
            el("td").class("number").text(rate.unwrap_or_else(|| ListsKey::Unknown.text().to_owned()))
        }
    };
    el("tr")
        .put(el("td").class("rank").is("data-label", ListsKey::Rank.text()).text(rank.to_string()))
        .put(device)
        .put(headline)
        .put(el("td").class("points").put(bar(score)).put(el("small").text(sum(score))))
        .put(rate.is("data-label", ListsKey::Decode.text()))
        .put(
            plain_cell(offer, write(&offer.value, Kind::Usd, unit), Side::Right)
                .is("data-label", ListsKey::GoingPrice.text()),
        )
}

/// The printed sum, and what counts as nothing in it.
fn sum(score: &Score) -> String {
    let mut says = printed_sum(score);
    for reason in &score.reasons {
        says = says + " · " + score_reason(*reason);
    }
    says
}

/// The parts of the headline from the left, and behind them what weaker evidence takes off.
fn bar(score: &Score) -> El {
    let mut from = 0.0;
    let rect = |x: f64, width: f64, class: &'static str| {
        el("rect").class(class).with("x", at(x)).is("y", "0").with("width", at(width)).is("height", "12")
    };
    let mut parts = Vec::new();
    let mut says = String::new();
    for part in &score.parts {
        let Some(points) = part.points.get() else { continue };
        if !says.is_empty() {
            says.push_str(", ");
        }
        says = [&says, part_name(part.key).text(), " ", &points.to_string(), " / ", &part.of.to_string()]
            .concat();
        let width = f64::from(points) * score.factor;
        if width >= 1.0 {
            parts.push(rect(from, (width - 2.0).max(1.0), part_class(part.key)));
        }
        from += width;
    }
    let taken = f64::from(score.sum.get().unwrap_or(0)) - from;
    el("svg")
        .class("points-bar")
        .is("viewBox", "0 0 1000 12")
        .is("preserveAspectRatio", "none")
        .is("role", "img")
        .with("aria-label", says)
        .put(rect(0.0, 1000.0, "track"))
        .all(parts)
        .maybe_put((taken > 1.0).then(|| rect(from, taken, "taken")))
}

/// The devices without a score, by what is missing.
pub fn unscored(place: &Place, all: &[Standing], scored: &[Scored]) -> El {
    let mut groups: Vec<(ScoreReason, Vec<El>)> = Vec::new();
    for one in scored.iter().filter(|one| !one.score.headline.is_known()) {
        let (Some(standing), Some(reason)) = (all.get(one.at), one.score.reasons.first()) else { continue };
        let link = place.link(Route::Device(standing.id.clone())).text(standing.name.clone());
        let item = el("li").put(link);
        match groups.iter_mut().find(|(known, _)| known == reason) {
            Some((_, items)) => items.push(item),
            None => groups.push((*reason, vec![item])),
        }
    }
    let none = groups.is_empty();
    let groups = groups.into_iter().map(|(reason, items)| {
        let says = [score_reason(reason), " (", &items.len().to_string(), ")"].concat();
        el("div").put(el("h3").class("missing").text(says)).put(el("ul").class("unscored").all(items))
    });
    let groups: Vec<El> = groups.collect();
    el("section")
        .class("sheet")
        .is("aria-labelledby", "unscored-title")
        .maybe("hidden", none.then_some("hidden"))
        .put(el("h2").is("id", "unscored-title").say(ListsKey::Unscored))
        .put(el("p").class("note").say(ListsKey::UnscoredHelp))
        .all(groups)
}
