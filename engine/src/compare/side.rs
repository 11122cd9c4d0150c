//! A side of a comparison: a rig under its id.

use serde::Serialize;

use crate::answer::Rate;
use crate::fit::Fit;
use crate::math::decimal;
use crate::question::{RawDevice, RawHost, RawRig};
use crate::recommend::RigPart;
use crate::score::{PriceSeen, Score};
use crate::units::{Bytes, Known, UsdPerMillionTokens};

/// Most sides of a comparison: as many columns as one screen holds.
pub const MOST_SIDES: usize = 4;

/// A rig of a comparison.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Side {
    /// The rig in an address: `nvidia-rtx-3090:2`, `apple-m4-max-40c@128`; [`rig_of`] reads it back.
    pub id: String,
    /// Catalog id of its devices, of the first of unequal ones; empty for a host without one.
    pub hardware: String,
    /// How many.
    pub count: u32,
    /// Installed memory of each; of unequal devices of the first.
    pub memory: Known<Bytes>,
    /// Unequal devices, kind by kind; none of equal ones.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unequal: Vec<RigPart>,
    /// Newest price of each; of unequal devices of the first.
    pub price: Known<PriceSeen>,
    /// Live score; unknown for several devices, since a score is of one.
    pub score: Known<Score>,
    /// Verdict of the score's reference question on the rig.
    pub reference_fit: Fit,
    /// Decode of that question.
    pub decode: Known<Rate>,
    /// What a million of its tokens cost: going price and energy.
    pub cost_per_million: Known<UsdPerMillionTokens>,
}

/// Whose household tariff counts where rigs are compared: the country whose dollars the catalog is kept in. An assumption, named beside the figure.
pub const COST_COUNTRY: &str = "us";

/// Hours of computing a day where rigs are compared: a working day. An assumption, named beside the figure.
pub const COST_HOURS_PER_DAY: f64 = 8.0;

/// Reads a rig from an address: a device's id, name or alias; then `@` and installed GiB where it is sold in several sizes, `:` and how many;
/// `+` and another device, as often as there are; `+` and GiB of RAM in the host. What does not read so is taken as part of the name.
#[must_use]
pub fn rig_of(text: &str) -> RawRig {
    let (text, host) = numbered(text, '+', decimal);
    let host = host.map(|gib| RawHost { memory_gib: Some(gib), bandwidth_gb_s: None });
    RawRig { devices: devices_of(text), host, ..RawRig::default() }
}

/// Reads devices: `nvidia-rtx-3090:2+nvidia-rtx-4090`, each as in [`rig_of`]. A `+` that no letter follows belongs to a name (`AI Max+ 395`).
#[must_use]
pub fn devices_of(text: &str) -> Vec<RawDevice> {
    let mut devices = Vec::new();
    let mut rest = text;
    while let Some((at, _)) = rest.match_indices('+').find(|(at, _)| joins(rest, *at)) {
        let (first, others) = rest.split_at(at);
        devices.push(device_of(first));
        rest = others.strip_prefix('+').unwrap_or(others);
    }
    devices.push(device_of(rest));
    devices
}

/// Whether a `+` stands between two devices.
fn joins(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at(at);
    let letter = |c: char| c.is_ascii_alphabetic();
    after.strip_prefix('+').is_some_and(|after| after.starts_with(letter))
        && before.ends_with(|c: char| c.is_ascii_alphanumeric())
}

fn device_of(text: &str) -> RawDevice {
    let (text, count) = numbered(text, ':', |count| count.parse().ok());
    let (text, memory_gib) = numbered(text, '@', decimal);
    RawDevice { hardware: text.to_owned(), count, memory_gib, usable_gib: None }
}

fn numbered<T>(text: &str, mark: char, read: fn(&str) -> Option<T>) -> (&str, Option<T>) {
    match text.rsplit_once(mark).and_then(|(name, number)| Some((name, read(number)?))) {
        Some((name, number)) => (name, Some(number)),
        None => (text, None),
    }
}
