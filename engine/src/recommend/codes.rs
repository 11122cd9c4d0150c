//! Why a rig is listed, what it cannot do, what is better in a better one, what was not tried: codes with figures, never sentences.

use serde::Serialize;

use crate::fit::Fit;
use crate::units::{Known, TokensPerSecond, Usd, Watts};

/// Why a rig is listed, with the figure it rests on. Superlatives are among all
/// rigs of the best grade that have a price, or of those that have none, listed or not; unsaid where one of them lacks the figure.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum Why {
    /// Every want is comfortable.
    AllComfortable {
        /// The least headroom of a want.
        headroom: Known<f64>,
    },
    /// No such rig costs less.
    Cheapest {
        /// Its price.
        usd: Usd,
    },
    /// Its slowest want is faster than that of any other.
    Fastest {
        /// Decode of that want.
        rate: TokensPerSecond,
    },
    /// No such rig draws less.
    LeastPower {
        /// Rated.
        power: Watts,
    },
    /// No such rig needs less energy for a token.
    MostEfficient {
        /// For its thirstiest want.
        joules_per_token: f64,
    },
    /// No such rig runs its coarsest want in more bits.
    FinestQuant {
        /// Bits per weight.
        bits: f64,
    },
    /// The budget leaves this.
    BudgetLeft {
        /// Budget less price.
        usd: Usd,
    },
}

/// What a rig cannot do, or what is not known of it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum Cannot {
    /// A want is not comfortable; its own reasons say why.
    Want {
        /// Its place in the list of wants.
        want: usize,
        /// How it stands.
        fit: Fit,
    },
    /// Nobody saw a price of it in this size.
    PriceUnknown,
    /// No price in the condition asked for; in another it was seen.
    NotSeen {
        /// For all devices, in that other condition.
        usd: Usd,
        /// Days since then.
        age_days: u32,
    },
    /// Only the launch price is known.
    LaunchPrice {
        /// Days since then.
        age_days: u32,
    },
    /// The newest price is older than a year.
    OldPrice {
        /// Days since then.
        age_days: u32,
    },
    /// The price is that of the devices; the computer around them comes on top.
    HostNotPriced,
    /// Rated power is not recorded.
    PowerUnknown,
    /// No fans of its own: it wants the air flow of a server's case.
    NeedsAirFlow,
    /// It sits in a socket of a server or on a carrier board.
    NeedsSocket,
    /// Software that wants CUDA does not run.
    NoCuda,
}

/// What is better in a better rig.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum Better {
    /// The worst grade, nothing else worse.
    Fit {
        /// That grade.
        fit: Fit,
    },
    /// The slowest want, by a quarter or more, nothing else worse.
    Faster {
        /// Its rate ÷ the other's.
        times: f64,
    },
    /// The coarsest quant, by a bit or more, nothing else worse.
    FinerQuant {
        /// Its bits per weight.
        bits: f64,
    },
}

/// What the chooser does not try.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum NotTried {
    /// Rigs of unequal devices other than pairs of so many cards with the highest scores.
    OtherUnequalRigs {
        /// Cards that pairs were made of.
        cards: usize,
    },
    /// More equal cards than this.
    MoreDevices {
        /// The most in one rig.
        most: u32,
    },
    /// Layers or experts in the RAM of a host: how much it has was not said.
    HostMemory,
    /// Noise: the catalog has no figures of it.
    Noise,
}
