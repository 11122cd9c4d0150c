//! Every price that was used, with its day, age and source; what stands where nobody stated anything, and what is left out.

use will_it_run_engine::cost::{CostAnswer, Freshness, PriceUsed};
use will_it_run_engine::units::Known;

use super::cell;
use super::verdict::to_field;
use crate::app::components::section;
use crate::app::draw::{El, el};
use crate::app::world::Mark;
use crate::atlas::place::Place;
use crate::atlas::route::Route;
use crate::text::CostKey;
use crate::text::cost::{self, Shown, quantity};

/// Prices, one a row, in the order they were used: of one kind the newest first.
pub fn prices(place: &Place, answer: &CostAnswer, shown: &Shown) -> El {
    let part = section("part", "prices", CostKey::Prices);
    if answer.prices.is_empty() {
        return part.put(el("p").say(CostKey::PricesNone));
    }
    let head = [CostKey::For, CostKey::Whose, CostKey::Price, CostKey::Seen, CostKey::Source];
    let rows = answer.prices.iter().map(|price| row(place, price, shown));
    part.put(el("table").class("cost-table").put(super::columns(head)).put(el("tbody").all(rows)))
}

fn row(place: &Place, price: &PriceUsed, shown: &Shown) -> El {
    let amount = quantity(price.price.point, shown);
    let (low, high) = (quantity(price.price.low, shown), quantity(price.price.high, shown));
    let ends = (low != high).then(|| el("span").class("note").text([&low, " to ", &high].concat()));
    let card = place.world.device(&price.name).filter(|card| card.id == price.name);
    let whose = match card {
        Some(card) => {
            cell(CostKey::Whose).put(place.link(Route::Device(card.id.clone())).text(card.name.clone()))
        }
        None => cell(CostKey::Whose).text(price.name.clone()),
    };
    let said = [
        price.kind.as_str(),
        if price.kind.is_empty() || price.note.is_empty() { "" } else { " · " },
        &price.note,
    ];
    let said = said.concat();
    let whose = whose.maybe_put((!said.is_empty()).then(|| el("span").class("note").text(said)));
    let row = el("tr")
        .put(el("th").is("scope", "row").text(cost::price_for(price.of)))
        .put(whose)
        .put(cell(CostKey::Price).put(el("b").text(amount)).maybe_put(ends));
    match &price.seen {
        Known::Unknown => {
            row.put(cell(CostKey::Seen).say(CostKey::Typed)).put(cell(CostKey::Source).text("–"))
        }
        Known::Known(seen) => {
            let (source, mark) = place.world.source(&seen.source);
            let doubtful = (mark == Mark::Unconfirmed).then_some("unconfirmed");
            let old = (seen.freshness == Freshness::Stale)
                .then(|| el("span").class("cost-old").text("▲ ").say(CostKey::OlderThanYear));
            row.put(
                cell(CostKey::Seen)
                    .text([&seen.observed.to_string(), ", ", &cost::age(seen.age_days)].concat())
                    .maybe_put(old),
            )
            .put(cell(CostKey::Source).put(el("small").put(el("span").maybe("class", doubtful).text(source))))
        }
    }
}

/// Defaults, and terms that are not counted.
pub fn besides(answer: &CostAnswer, shown: &Shown) -> El {
    let assumed = answer.assumed.iter().map(|what| el("li").text(cost::assumed(what, shown)));
    let left_out = answer.left_out.iter().map(|what| el("li").put(to_field(what.field())));
    let part = section("part", "left-out", CostKey::LeftOut);
    let left = (!answer.left_out.is_empty()).then(|| {
        el("div")
            .put(el("p").class("note").say(CostKey::LeftOutNote))
            .put(el("ul").class("choices presets").all(left_out))
    });
    let stands = (!answer.assumed.is_empty())
        .then(|| el("div").put(el("h3").say(CostKey::Assumed)).put(el("ul").class("plain").all(assumed)));
    part.maybe_put(left).maybe_put(stands)
}
