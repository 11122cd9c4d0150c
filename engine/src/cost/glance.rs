//! The short answer: each way and each pair, without series, sensitivities and sums. What hardware and model pages show; `/cost` shows the same and more.

use super::{CostAnswer, Pair, PairAnswer, Resolved, Serves, Way, WayCost};

/// The figures of an answer that a page shows in a few lines.
#[derive(Debug, Clone, PartialEq)]
pub struct CostGlance {
    /// The question with every price that went in, and what is left out.
    pub resolved: Resolved,
    /// What the rigs do, or that they cannot.
    pub load: Serves,
    /// Each way by itself: buy, rent, API.
    pub ways: [WayCost; 3],
    /// Each two against each other: buy or rent, buy or API, rent or API.
    pub pairs: [PairAnswer; 3],
}

/// The short answer to a resolved question.
#[must_use]
pub fn glance(resolved: Resolved) -> CostGlance {
    let case = &resolved.case;
    let load = case.serves();
    let ways = Way::EACH.map(|way| WayCost { way, state: case.way(way, &load) });
    let pairs = [Pair::BuyOrRent, Pair::BuyOrApi, Pair::RentOrApi].map(|pair| case.pair(pair));
    CostGlance { load, ways, pairs, resolved }
}

/// The whole answer to a resolved question.
#[must_use]
pub fn answer(resolved: Resolved) -> CostAnswer {
    let CostGlance { resolved, load, ways, pairs } = glance(resolved);
    let case = &resolved.case;
    let sensitivity = Pair::ALL.iter().map(|pair| case.sensitivity(*pair));
    CostAnswer {
        as_of: resolved.as_of,
        horizon: case.horizon,
        mix: case.mix.into(),
        fit: resolved.rig.fit,
        ways,
        pairs,
        over_time: case.over_time(&load),
        over_utilisation: case.over_utilisation(),
        sensitivity: sensitivity.filter(|sensitivity| !sensitivity.swings.is_empty()).collect(),
        terms: super::explain::terms(&resolved, &load),
        load,
        id: resolved.id,
        prices: resolved.prices,
        assumed: resolved.assumed,
        left_out: resolved.left_out,
        currency: resolved.currency,
    }
}
