//! Each way by itself, and each two against each other.

use will_it_run_engine::cost::{CostAnswer, Range, WayCost, WayFigures, WayState};
use will_it_run_engine::units::{Balance, Known};

use super::verdict::state_these;
use crate::app::components::section;
use crate::app::draw::{El, el};
use crate::text::CostKey;
use crate::text::cost::{self, Shown};

/// Three cards.
pub fn cards(answer: &CostAnswer, shown: &Shown) -> El {
    let cards = answer.ways.iter().map(|way| card(way, shown));
    section("part", "ways", CostKey::Ways).put(el("ul").class("cost-ways").all(cards))
}

fn card(way: &WayCost, shown: &Shown) -> El {
    let head = el("h3").text(cost::way_name(way.way));
    let inside = match &way.state {
        WayState::Priced(figures) => priced(figures, shown),
        WayState::CannotServe { rigs } => el("p").class("note").text(cost::too_slow(*rigs)),
        WayState::Asks { asks } => el("div")
            .put(el("p").class("note").say(CostKey::State))
            .put(state_these(asks.iter().map(|ask| ask.field()))),
    };
    el("li").is("data-way", way.way.word()).put(head).put(inside)
}

fn priced(figures: &WayFigures, shown: &Shown) -> El {
    let rows = [
        (
            CostKey::PerMillion,
            "per-million",
            figures.per_million_tokens.map(|range| range.map(|usd| Balance::new(usd.get()))),
        ),
        (CostKey::Upfront, "upfront", Known::Known(figures.upfront.map(|usd| Balance::new(usd.get())))),
        (CostKey::Monthly, "monthly", Known::Known(figures.monthly.map(|usd| Balance::new(usd.get())))),
        (CostKey::Total, "total", Known::Known(figures.total.map(|usd| Balance::new(usd.get())))),
    ];
    el("dl").all(rows.map(|(name, key, range)| figure(name, key, range, shown)))
}

fn figure(name: CostKey, key: &'static str, range: Known<Range<Balance>>, shown: &Shown) -> El {
    let value = el("dd").is("data-figure", key);
    let value = match range {
        Known::Known(range) => value
            .put(el("b").text(shown.money(range.point)))
            .maybe_put(shown.ends(range).map(|ends| el("span").class("note").text(ends))),
        Known::Unknown => value.put(el("span").class("none").say(CostKey::Unknown)),
    };
    el("div").put(el("dt").say(name)).put(value)
}

/// Break-evens, one a row.
pub fn pairs(answer: &CostAnswer) -> El {
    let head = [CostKey::Pair, CostKey::AtPoint, CostKey::OverRanges, CostKey::Computing, CostKey::Flips];
    let cell = |name: CostKey, text: String| super::cell(name).text(text);
    let narrow = |name: CostKey, text: String| cell(name, text).class("no-wrap");
    let rows = answer.pairs.iter().map(|pair| {
        el("tr")
            .is("data-pair", pair.pair.word())
            .put(el("th").is("scope", "row").text(cost::pair_name(pair.pair)))
            .put(cell(CostKey::AtPoint, cost::long_break_even(&pair.point)))
            .put(narrow(CostKey::OverRanges, cost::ranges(pair).unwrap_or_else(|| "–".to_owned())))
            .put(narrow(CostKey::Computing, cost::hours(pair)))
            .put(cell(CostKey::Flips, cost::flip(pair.pair, &pair.flip)))
    });
    let table = el("table").class("cost-table").put(super::columns(head)).put(el("tbody").all(rows));
    section("part", "pairs", CostKey::Pairs).put(table)
}
