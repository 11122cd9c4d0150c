//! A question about money that the rules can read: every name resolved, every figure of its unit, what is unknown unknown.

use super::{Metered, Range};
use crate::units::{
    Hours, Kilowatts, Known, MillionTokens, Months, Share, TokensPerSecond, Usd, UsdPerHour, UsdPerKwh,
    UsdPerMillionTokens, UsdPerMonth, YearlyRate,
};

/// All figures of a comparison; small and copied, so that one of them can be changed and everything reckoned again.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Case {
    /// Equal rigs that share the load, at least one.
    pub rigs: u32,
    /// How far the reader looks ahead.
    pub horizon: Months,
    /// What later money is worth less in a year.
    pub discount: YearlyRate,
    /// What is to be done.
    pub load: Known<Load>,
    /// Of which tokens it is made.
    pub mix: Mix,
    /// How fast one rig is.
    pub speed: Speed,
    /// Owning.
    pub buy: BuyTerms,
    /// What owning draws.
    pub power: Power,
    /// Renting.
    pub rent: RentTerms,
    /// Paying by the token.
    pub api: ApiTerms,
}

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Load {
    /// Each rig computes so many hours a day.
    HoursPerDay(Hours),
    /// So many tokens a day, prompts and answers together, within so many hours of it.
    Tokens {
        /// Tokens.
        a_day: MillionTokens,
        /// Hours.
        window: Hours,
    },
}

/// The kinds of tokens of a load.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mix {
    /// Prompt tokens for each answered token.
    pub prompt_per_answer: f64,
    /// Part of the prompt tokens that was seen before: neither computed again nor billed in full.
    pub cached: Share,
}

/// How fast one rig is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Speed {
    /// Answered tokens, all users together.
    pub decode: Known<Range<TokensPerSecond>>,
    /// Prompt tokens.
    pub prefill: Known<Range<TokensPerSecond>>,
}

/// What one rig costs to own, without power.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BuyTerms {
    /// Devices or machine, before tax.
    pub price: Known<Range<Usd>>,
    /// What this use pays of the computer around cards.
    pub host: Range<Usd>,
    /// On both.
    pub tax: Share,
    /// Repairs, space, network.
    pub maintenance: Range<UsdPerMonth>,
    /// What it can be sold for.
    pub resale: Resale,
    /// Money borrowed.
    pub loan: Loan,
}

/// What a rig can be sold for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Resale {
    /// Left out: nothing.
    LeftOut,
    /// A part of price and host that shrinks.
    Counted {
        /// The part on the first day.
        first: Known<Share>,
        /// What it loses in a year.
        decline: YearlyRate,
        /// How.
        curve: Depreciation,
    },
}

crate::question::choice::choice! {
    /// How a value shrinks.
    Depreciation {
        /// By the same part of what is left, year by year.
        Declining = "declining",
        /// By the same part of the first value, year by year, to nothing.
        Linear = "linear",
    }
}

/// Money borrowed for a rig.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Loan {
    /// None.
    None,
    /// Paid back in equal months.
    Of {
        /// Part paid on the first day.
        down: Share,
        /// Nominal interest in a year.
        rate: YearlyRate,
        /// Until it is paid back.
        months: Months,
    },
}

/// What one rig draws.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Power {
    /// Left out: figures are before power.
    LeftOut,
    /// Counted.
    Counted(PowerTerms),
}

/// What one rig draws, and what that costs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PowerTerms {
    /// At work.
    pub load: Known<Range<Kilowatts>>,
    /// Waiting.
    pub idle: Known<Range<Kilowatts>>,
    /// How long it is on.
    pub on: On,
    /// Energy the building takes for each unit the rig takes.
    pub pue: f64,
    /// Energy for cooling besides, for each unit the rig takes.
    pub cooling: Share,
    /// Price of energy.
    pub tariff: Known<Range<UsdPerKwh>>,
}

/// How long a rig is on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum On {
    /// While it works.
    AsUsed,
    /// So many hours a day, or as long as it works if that is longer.
    PerDay(Hours),
}

/// What one rig costs by the hour.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RentTerms {
    /// Of the whole rig.
    pub rate: Known<Range<UsdPerHour>>,
    /// Which hours.
    pub billed: Billed,
    /// Disk, for a whole month of being stopped.
    pub storage: Known<UsdPerMonth>,
    /// Data taken out.
    pub egress: Known<UsdPerMonth>,
}

/// Which hours a renter pays for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Billed {
    /// Those used, rounded as the provider counts them, and so many a month at least.
    Used {
        /// Hours a month.
        least: Hours,
        /// How they are counted.
        metered: Metered,
    },
    /// All of them: a reservation.
    All,
}

/// What tokens cost elsewhere.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ApiTerms {
    /// Prices; the ends of the range are whole price lists.
    pub rates: Known<Range<ApiRates>>,
    /// How much cheaper they get in a year.
    pub decline: YearlyRate,
}

/// One price list.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct ApiRates {
    /// Prompt tokens.
    pub input: UsdPerMillionTokens,
    /// Prompt tokens seen before; as `input` where the list has no price for them.
    pub cached_input: UsdPerMillionTokens,
    /// Answered tokens.
    pub output: UsdPerMillionTokens,
}

impl ApiRates {
    /// A million tokens of a load, prompts and answers together.
    #[must_use]
    pub fn blended(&self, mix: &Mix) -> UsdPerMillionTokens {
        let prompt = mix.prompt_per_answer;
        let cached = mix.cached.get();
        let for_one_answer = self.output.get()
            + prompt * (1.0 - cached) * self.input.get()
            + prompt * cached * self.cached_input.get();
        UsdPerMillionTokens::new(for_one_answer / (1.0 + prompt))
    }
}
