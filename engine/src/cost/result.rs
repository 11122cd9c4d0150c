//! What the cost engine says: each way with its figures, each pair with its break-even, and the data of both charts.

use serde::Serialize;

use super::{
    Ask, Assumed, AtUtilisation, BreakEven, CostTerm, Flip, LeftOut, Mix, Pair, PriceUsed, Range,
    Sensitivity, Serves, Way,
};
use crate::fit::Fit;
use crate::units::{Balance, Date, Known, Months, Usd, UsdPerMillionTokens, UsdPerMonth};

/// The answer to a question about money. All money is in United States dollars.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CostAnswer {
    /// As in the question.
    pub id: Option<String>,
    /// The day that prices are counted to.
    #[serde(serialize_with = "Date::as_text")]
    pub as_of: Date,
    /// How far was looked ahead.
    pub horizon: Months,
    /// Whether the model runs on the rig; unknown also where no model was asked about.
    pub fit: Known<Fit>,
    /// What the rigs do, or that they cannot.
    pub load: Serves,
    /// The kinds of tokens.
    pub mix: MixShown,
    /// Each way by itself: buy, rent, API.
    pub ways: [WayCost; 3],
    /// Each two against each other: buy or rent, buy or API, rent or API.
    pub pairs: [PairAnswer; 3],
    /// Cumulative cost over the horizon.
    pub over_time: OverTime,
    /// What a million tokens cost by hours of computing a day.
    pub over_utilisation: Vec<AtUtilisation>,
    /// Which term moves each break-even most.
    pub sensitivity: Vec<Sensitivity>,
    /// Every price that was used, with its day, age and source.
    pub prices: Vec<PriceUsed>,
    /// What stands where nobody stated anything.
    pub assumed: Vec<Assumed>,
    /// What nobody stated and is not counted.
    pub left_out: Vec<LeftOut>,
    /// The sums, term by term.
    pub terms: Vec<CostTerm>,
    /// What a page shows money in.
    pub currency: Option<super::Currency>,
}

/// The mix as figures.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct MixShown {
    /// Prompt tokens for each answered token.
    pub prompt_per_answer: f64,
    /// Part of the prompt tokens that was seen before.
    pub cached_share: f64,
}

impl From<Mix> for MixShown {
    fn from(mix: Mix) -> Self {
        Self { prompt_per_answer: mix.prompt_per_answer, cached_share: mix.cached.get() }
    }
}

/// A way by itself; the ends of each range are its cheapest and its dearest case.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WayCost {
    /// Which.
    pub way: Way,
    /// Known figures, or what to state.
    #[serde(flatten)]
    pub state: WayState,
}

/// Whether a way can be reckoned.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum WayState {
    /// It can.
    Priced(WayFigures),
    /// The rigs are too slow for the load.
    CannotServe {
        /// Rigs that could.
        rigs: u32,
    },
    /// Something is not known.
    Asks {
        /// What to state.
        asks: Vec<Ask>,
    },
}

/// The figures of a way.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct WayFigures {
    /// Paid on the first day.
    pub upfront: Range<Usd>,
    /// Paid in a month at first, without loan and resale.
    pub running: Range<UsdPerMonth>,
    /// Paid until the horizon and still owed then, less what a sale brings; discounted if money is.
    pub total: Range<Balance>,
    /// The same for each month.
    pub monthly: Range<Balance>,
    /// The same for each million tokens, prompts and answers together; unknown where their number is.
    pub per_million_tokens: Known<Range<UsdPerMillionTokens>>,
}

/// Two ways against each other.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PairAnswer {
    /// Which two.
    pub pair: Pair,
    /// The first way at its cheapest against the second at its dearest.
    pub earliest: BreakEven,
    /// Both at their points.
    pub point: BreakEven,
    /// The first way at its dearest against the second at its cheapest.
    pub latest: BreakEven,
    /// Hours a day at which the cheaper way changes over the horizon.
    pub flip: Flip,
}

/// Cumulative cost of each way, by month.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct OverTime {
    /// The months.
    pub months: Vec<Months>,
    /// Owning, a range each: paid and still owed, less what a sale would bring; empty where not known.
    pub buy: Vec<Range<Balance>>,
    /// Renting.
    pub rent: Vec<Range<Balance>>,
    /// Paying by the token.
    pub api: Vec<Range<Balance>>,
    /// Where two points cross.
    pub crossings: Vec<Crossing>,
}

/// A crossing of two curves.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Crossing {
    /// Of which two.
    pub pair: Pair,
    /// When.
    pub months: Months,
    /// At which cost.
    pub cost: Balance,
}
