//! A device with one of its sizes, and how far it is from another.

use super::{Alternative, Ratios, Subject};
use crate::catalog::{Catalog, Hardware, HardwareKey, Word};
use crate::math;
use crate::offers::{Buy, Offer, Offers};
use crate::recommend::RigPrice;
use crate::units::{Bytes, Known};

/// What a figure unknown on either side counts in the whole distance: ln 2, a factor of two.
pub const UNKNOWN_DISTANCE: f64 = core::f64::consts::LN_2;
/// Part of the whole distance in the distance by one figure.
const REST: f64 = 0.25;
/// How much more a step up has of memory or bandwidth, at least.
const STEP: f64 = 1.2;

/// A device with one of its sizes, and its figures.
#[derive(Debug, Clone, Copy)]
pub struct Config<'c> {
    /// The device.
    pub key: HardwareKey,
    /// Its record.
    pub device: &'c Hardware,
    /// Installed memory.
    pub memory: Bytes,
    /// What it costs, new or used, whichever is less.
    pub offer: Known<Offer>,
}

/// All devices in all sizes.
pub(super) fn all<'c>(catalog: &'c Catalog, offers: &Offers) -> Vec<Config<'c>> {
    let devices = catalog.hardware_keys().filter_map(|key| Some((key, catalog.device(key)?)));
    devices
        .flat_map(|(key, device)| {
            device.memory.sizes().iter().map(move |&size| Config::new(key, device, size, offers))
        })
        .collect()
}

impl<'c> Config<'c> {
    /// A device with so much memory; a size nobody sells has no price.
    #[must_use]
    pub fn new(key: HardwareKey, device: &'c Hardware, memory: Bytes, offers: &Offers) -> Self {
        Self { key, device, memory, offer: offers.going(key, memory, Buy::Any, &[]) }
    }

    /// This device's figures ÷ those of another.
    #[must_use]
    pub fn ratios(&self, to: &Self) -> Ratios {
        let price = |c: &Self| c.offer.map(|offer| offer.usd.get());
        let bandwidth = |c: &Self| c.device.bandwidth.known().map(|bandwidth| bandwidth.get());
        let memory = |c: &Self| Known::Known(c.memory.as_f64());
        let power = |c: &Self| c.device.tdp.known().map(|power| power.get());
        let of = |figure: &dyn Fn(&Self) -> Known<f64>| ratio(figure(self), figure(to));
        Ratios { price: of(&price), bandwidth: of(&bandwidth), memory: of(&memory), power: of(&power) }
    }

    /// Whether this is a step up from the other: the same form, no less memory and bandwidth, and a fifth more of one.
    #[must_use]
    pub fn is_step_up_from(&self, from: &Self) -> bool {
        let ratios = self.ratios(from);
        let (Known::Known(memory), Known::Known(bandwidth)) = (ratios.memory, ratios.bandwidth) else {
            return false;
        };
        let same_form = self.device.forms().into_iter().flatten().any(|form| from.device.has_form(form));
        same_form && memory >= 1.0 && bandwidth >= 1.0 && (memory >= STEP || bandwidth >= STEP)
    }

    pub(super) fn subject(&self, catalog: &Catalog) -> Subject {
        Subject {
            hardware: self.device.id.to_string(),
            memory: self.memory,
            form_factor: self.device.form_factor.as_str(),
            price: self.price(catalog),
        }
    }

    fn price(&self, catalog: &Catalog) -> Known<RigPrice> {
        self.offer.map(|offer| RigPrice::of(&offer, 1, self.device, catalog))
    }
}

impl Ratios {
    /// The whole distance: the mean of |ln ratio|, an unknown one counted as a factor of two.
    #[must_use]
    pub fn distance(&self) -> f64 {
        let figures = [self.price, self.bandwidth, self.memory, self.power];
        figures.into_iter().map(|ratio| apart(ratio).unwrap_or(UNKNOWN_DISTANCE)).sum::<f64>() / 4.0
    }

    /// The distance by one of the figures; none where it is unknown.
    #[must_use]
    pub fn distance_by(&self, figure: Known<f64>) -> Option<f64> {
        apart(figure).map(|by| by + REST * self.distance())
    }
}

fn apart(ratio: Known<f64>) -> Option<f64> {
    ratio.get().map(|ratio| math::ln(ratio).abs())
}

/// Unknown where either figure is, or is no figure to divide by.
fn ratio(of: Known<f64>, to: Known<f64>) -> Known<f64> {
    of.zip(to).and_then(|(of, to)| if of > 0.0 && to > 0.0 { Known::Known(of / to) } else { Known::Unknown })
}

/// A device of a group.
#[derive(Clone, Copy)]
pub(super) struct Near<'c> {
    pub(super) config: Config<'c>,
    pub(super) distance: f64,
}

impl Near<'_> {
    pub(super) fn describe(&self, catalog: &Catalog, this: &Config<'_>) -> Alternative {
        let subject = self.config.subject(catalog);
        Alternative {
            hardware: subject.hardware,
            memory: subject.memory,
            form_factor: subject.form_factor,
            price: subject.price,
            ratios: self.config.ratios(this),
            distance: self.distance,
        }
    }
}
