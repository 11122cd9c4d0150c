//! What the chooser says: rigs with their figures, why, what they cannot do, and what more money would give.

use serde::Serialize;

use super::rig::LeftOut;
use super::wishes::RawWant;
use super::form::Form;
use crate::answer::{Rate, Reason};
use crate::catalog::{Catalog, DeviceKind, Hardware, Word};
use crate::fit::Fit;
use crate::offers::Offer;
use crate::question::{Backend, Os, RawDevice, RawQuestion, RawRig};
use crate::units::{Bytes, Date, Known, Tokens, TokensPerSecond, Usd, Watts};

/// The chooser's answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Choice {
    /// The day that prices are counted to.
    #[serde(serialize_with = "Date::as_text")]
    pub as_of: Date,
    /// What was to run, as asked.
    pub wants: Vec<RawWant>,
    /// Rigs with a price that run something, the best first.
    pub rigs: Vec<RigChoice>,
    /// Rigs that run something and whose price nobody knows, the best first.
    pub unpriced: Vec<RigChoice>,
    /// The cheapest rig above the budget, at most twice as dear, that does better than every rig within.
    pub beyond_budget: Option<Next>,
    /// Of the rigs that run everything comfortably: cheapest, fastest, most efficient.
    pub picks: Picks,
    /// How many rigs there were.
    pub counts: Counts,
    /// Rigs that the wishes left out.
    pub left_out: LeftOut,
    /// What was not tried at all.
    pub not_tried: Vec<NotTried>,
}

/// How many rigs there were. Sizes and counts of a device are rigs of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Counts {
    /// Assessed, within budget and power.
    pub tried: u32,
    /// Of them with a price that run at least one want.
    pub priced: u32,
    /// Of them without a price that run at least one want.
    pub unpriced: u32,
    /// Of them that run every want comfortably.
    pub comfortable: u32,
    /// Of them where a figure is missing and nothing is known to run.
    pub unknown: u32,
    /// Of them that run no want.
    pub does_not_fit: u32,
    /// Priced rigs left when those that another beats or equals in everything are taken out.
    pub best: u32,
}

/// Rigs that stand out; each runs every want comfortably.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Picks {
    /// The least price; none where no such rig has one.
    pub cheapest: Option<RigChoice>,
    /// The fastest slowest want, whatever the price.
    pub fastest: Option<RigChoice>,
    /// The least energy for a token of its thirstiest want, whatever the price.
    pub most_efficient: Option<RigChoice>,
}

/// A kind of device of a rig.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RigPart {
    /// Catalog id.
    pub hardware: String,
    /// How many.
    pub count: u32,
    /// Installed memory of each.
    pub memory: Bytes,
}

/// A rig with its figures.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RigChoice {
    /// Its devices; one kind today, several once the engine answers rigs of unequal devices.
    pub devices: Vec<RigPart>,
    /// What it is, as something to buy.
    pub form: Option<Form>,
    /// What drives it.
    pub backend: Backend,
    /// Its operating system.
    pub os: Os,
    /// What all devices cost; unknown is unknown, not nothing.
    pub price: Known<RigPrice>,
    /// Rated power of all devices, without the host around cards.
    pub power: Known<Watts>,
    /// The worst of the wants' grades.
    pub fit: Fit,
    /// Want by want, in the order asked.
    pub wants: Vec<WantFigures>,
    /// Why it is here.
    pub why: Vec<Why>,
    /// What it cannot do, or what is not known of it.
    pub cannot: Vec<Cannot>,
    /// The cheapest dearer rig within the wishes that does notably better.
    pub next: Option<Next>,
    /// The machine as a question states it.
    pub rig: RawRig,
}

/// A want on a rig: the figures of the answer to it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WantFigures {
    /// The quant: as asked, or the best for this rig.
    pub quant: &'static str,
    /// Bits per weight of its file.
    pub bits: f64,
    /// The verdict.
    pub fit: Fit,
    /// Bytes needed on the fullest device.
    pub total: Known<Bytes>,
    /// Bytes usable there.
    pub usable: Known<Bytes>,
    /// Free ÷ usable there.
    pub headroom: Known<f64>,
    /// Decode of one user.
    pub decode: Known<Rate>,
    /// Rated power ÷ decode of all users.
    pub joules_per_token: Known<f64>,
    /// The longest context that stays where it is.
    pub max_context: Known<Tokens>,
    /// Why the verdict is what it is.
    pub reasons: Vec<Reason>,
}

/// What a price covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Covers {
    /// A machine ready to run.
    Machine,
    /// The devices alone; the computer around them is not in it.
    Devices,
}

/// A price of a rig: the newest seen for its devices.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RigPrice {
    /// For all devices: the median of what was seen on the newest day.
    pub usd: Usd,
    /// The least seen on that day.
    pub low: Usd,
    /// The most seen on that day.
    pub high: Usd,
    /// `new`, `used`, or `msrp`: the launch price.
    pub condition: &'static str,
    /// That day, in the precision of its source.
    #[serde(serialize_with = "Date::as_text")]
    pub observed: Date,
    /// Days since then.
    pub age_days: u32,
    /// Key of the source in the catalog.
    pub source: String,
    /// What it covers.
    pub covers: Covers,
}

impl RigPrice {
    /// Of so many of a device at this offer.
    #[must_use]
    pub fn of(offer: &Offer, count: u32, device: &Hardware, catalog: &Catalog) -> Self {
        let all = |usd: Usd| usd * f64::from(count);
        Self {
            usd: all(offer.usd),
            low: all(offer.low),
            high: all(offer.high),
            condition: offer.condition.as_str(),
            observed: offer.observed,
            age_days: offer.age_days,
            source: catalog.source(offer.source).map(|source| source.key.to_string()).unwrap_or_default(),
            covers: Covers::of(device),
        }
    }
}

impl Covers {
    /// Machines that share memory are sold whole, but for modules and processors in sockets; laptops and phones always are.
    #[must_use]
    pub fn of(device: &Hardware) -> Self {
        let part = device.has_form(Form::Socket)
            || device.form_factor == crate::catalog::FormFactor::DesktopApu
            || device.kind != DeviceKind::Unified;
        let whole = device.has_form(Form::Laptop) || device.has_form(Form::Phone);
        if whole || !part { Self::Machine } else { Self::Devices }
    }
}

/// Why a rig is listed, with the figure it rests on. Superlatives are among the rigs of the list with the best grade.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum Why {
    /// Every want is comfortable.
    AllComfortable {
        /// The least headroom of a want.
        headroom: Known<f64>,
    },
    /// No rig of the list costs less.
    Cheapest {
        /// Its price.
        usd: Usd,
    },
    /// Its slowest want is faster than that of any other.
    Fastest {
        /// Decode of that want.
        rate: TokensPerSecond,
    },
    /// No rig of the list draws less.
    LeastPower {
        /// Rated.
        power: Watts,
    },
    /// No rig of the list needs less energy for a token.
    MostEfficient {
        /// For its thirstiest want.
        joules_per_token: f64,
    },
    /// No rig of the list runs its coarsest want in more bits.
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

/// A better rig for more money.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Next {
    /// Its devices.
    pub devices: Vec<RigPart>,
    /// What they cost.
    pub usd: Usd,
    /// How much more that is; above the budget for the rig beyond it.
    pub more_usd: Usd,
    /// What is better.
    pub better: Better,
}

/// What is better in a better rig.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum Better {
    /// The worst grade.
    Fit {
        /// That grade.
        fit: Fit,
    },
    /// The slowest want, by a quarter or more, no grade worse.
    Faster {
        /// Its rate ÷ the other's.
        times: f64,
    },
    /// The coarsest quant, by a bit or more, no grade worse.
    FinerQuant {
        /// Its bits per weight.
        bits: f64,
    },
}

/// What the chooser does not try.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum NotTried {
    /// Rigs of unequal devices: the engine does not answer them yet.
    MixedRigs,
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

impl Choice {
    /// The question whose answer has the figures of a want on a rig of this choice.
    #[must_use]
    pub fn question(&self, rig: &RigChoice, want: usize) -> Option<RawQuestion> {
        let (raw, figures) = (self.wants.get(want)?, rig.wants.get(want)?);
        Some(RawQuestion {
            quant: Some(figures.quant.to_owned()),
            rig: rig.rig.clone(),
            backend: Some(rig.backend.word().to_owned()),
            ..raw.question(rig.rig.host.as_ref())
        })
    }
}

impl RigPart {
    pub(crate) fn raw(&self) -> RawDevice {
        RawDevice {
            hardware: self.hardware.clone(),
            count: Some(self.count),
            memory_gib: Some(self.memory.as_gib()),
            usable_gib: None,
        }
    }
}
