//! What the chooser says: rigs with their figures, why, what they cannot do, and what more money would give.

use serde::Serialize;

use super::codes::{Better, Cannot, NotTried, Why};
use super::form::Form;
use super::price::RigPrice;
use super::rig::LeftOut;
use super::wishes::RawWant;
use crate::answer::{Rate, Reason};
use crate::fit::Fit;
use crate::question::{Backend, Os, RawDevice, RawQuestion, RawRig};
use crate::units::{Bytes, Date, Known, Tokens, Usd, Watts};

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
    /// Its devices, kind by kind: one kind, or two of a pair of unequal cards.
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
