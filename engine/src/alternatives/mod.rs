//! What else one might buy: devices near this one by price, bandwidth, memory or form, the step up and the step down.
//!
//! How far two devices are apart is measured on logarithms, so that twice as much is as far as half as much:
//! - the whole distance is the mean of |ln ratio| over memory, bandwidth, price and rated power; a figure unknown on
//!   either side counts as a factor of two, never as zero and never as the same;
//! - near by one figure is |ln ratio| of that figure plus a quarter of the whole distance, so that of two devices at
//!   the same price the more alike one is nearer; a device whose figure is unknown is near by nobody's measure.
//!
//! A step up has at least the memory and the bandwidth, and at least a fifth more of one of them, in the same form;
//! a step down is the same seen from the other side. The nearest such device is the step.

mod config;
mod groups;

use serde::Serialize;

pub use config::Config;

use crate::catalog::Catalog;
use crate::offers::Offers;
use crate::question::{Fault, RawDevice};
use crate::recommend::RigPrice;
use crate::units::{Bytes, Date, Known};

/// Devices a group holds at most.
pub const PER_GROUP: usize = 3;

/// A device beside the one asked about, with the figures that make it near.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Alternative {
    /// Catalog id.
    pub hardware: String,
    /// Installed memory: of a device sold in several sizes the nearest.
    pub memory: Bytes,
    /// The form it is sold in.
    pub form_factor: &'static str,
    /// What it costs, new or used, whichever is less.
    pub price: Known<RigPrice>,
    /// Its figures ÷ those of the device asked about.
    pub ratios: Ratios,
    /// How far it is by the group's measure; 0 is the same.
    pub distance: f64,
}

/// Figures of one device ÷ those of another; unknown where either is.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Ratios {
    /// Price.
    pub price: Known<f64>,
    /// Memory bandwidth.
    pub bandwidth: Known<f64>,
    /// Installed memory.
    pub memory: Known<f64>,
    /// Rated power.
    pub power: Known<f64>,
}

/// The device asked about.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Subject {
    /// Catalog id.
    pub hardware: String,
    /// Installed memory.
    pub memory: Bytes,
    /// The form it is sold in.
    pub form_factor: &'static str,
    /// What it costs, new or used, whichever is less.
    pub price: Known<RigPrice>,
}

/// Alternatives of a device, each group nearest first; no device is in two groups, none is the device itself.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Alternatives {
    /// The device asked about.
    pub device: Subject,
    /// The day that ages of prices are counted to.
    #[serde(serialize_with = "Date::as_text")]
    pub as_of: Date,
    /// More of memory or bandwidth, less of neither, in the same form.
    pub step_up: Vec<Alternative>,
    /// Less of memory or bandwidth, more of neither, in the same form.
    pub step_down: Vec<Alternative>,
    /// Near by price.
    pub price: Vec<Alternative>,
    /// Near by bandwidth.
    pub bandwidth: Vec<Alternative>,
    /// Near by memory.
    pub memory: Vec<Alternative>,
    /// Near by everything, of the same form factor.
    pub form_factor: Vec<Alternative>,
}

/// Alternatives of a device with its memory. Prices are those seen until `as_of`, the catalog's own date where nobody says.
///
/// # Errors
/// The device is unknown, or is sold in several sizes and none was chosen.
pub fn alternatives(
    catalog: &Catalog,
    device: &RawDevice,
    as_of: Option<Date>,
) -> Result<Alternatives, Fault> {
    let (key, record, memory) = crate::question::find_device(device, catalog, "")?;
    let as_of = as_of.unwrap_or(catalog.date());
    let offers = Offers::new(catalog, as_of);
    let this = Config::new(key, record, memory, &offers);
    let [step_up, step_down, price, bandwidth, memory, form_factor] =
        groups::fill(&this, &config::all(catalog, &offers))
            .map(|group| group.iter().map(|near| near.describe(catalog, &this)).collect());
    Ok(Alternatives {
        device: this.subject(catalog),
        as_of,
        step_up,
        step_down,
        price,
        bandwidth,
        memory,
        form_factor,
    })
}
