//! What the world contains: devices, models, quants, prices, measurements, and who says so.
//!
//! `catalog.json` is the one source people edit. On the host it is parsed and checked (feature `json`); the app loads
//! the same catalog packed ([`Catalog::unpack`]). Lists are sorted by key, so every look-up is a binary search.

#[cfg(feature = "json")]
pub mod canonical;
#[cfg(feature = "json")]
mod check;
mod fault;
mod figure;
mod hardware;
pub mod kept;
mod lookup;
mod measurement;
mod model;
mod names;
mod observed;
mod pack;
#[cfg(feature = "json")]
mod parse;
#[cfg(feature = "json")]
pub mod raw;
mod raw_gguf;
mod search;
mod stats;
mod words;

pub use crate::packed::Corrupt;
pub use fault::{Fault, FaultKind};
pub use figure::{Figure, HardwareKey, ModelKey, SourceKey};
pub use hardware::{ComputeCapability, Hardware, MemorySize, Pcie, Rates};
pub use lookup::NotFound;
pub use measurement::{
    Count, Engine, FlashAttention, Mark, Measured, MeasuredBackend, MeasuredOnly, Measurement, Offload,
    Spread, Test,
};
pub use model::{Component, ContextWindow, ImageTokens, Model, Mtp, Overview, Params, RowBreaks, Vision};
pub use names::normal;
pub use observed::{ApiPrice, Electricity, Listed, Price, QuantLabel, QuantQuality, Rental, Source};
pub use raw_gguf::{GgufFault, RawGguf, RawPerLayer, RawUnknown, RawWindowPattern};
pub use search::Hit;
pub use stats::{Stats, stats};
pub(crate) use words::words;
pub use words::{
    Checked, Class, ComputeApi, Condition, Confirmed, DeviceKind, FormFactor, ImatrixEffect, MemoryKind,
    Modality, NativeType, QuantFamily, RentalKind, RentalStat, Task, Vendor, Word,
};

use crate::packed::packed;
use crate::speed::Record;
use crate::units::Date;
use names::Names;

/// The whole catalog, checked: references hold, lists are sorted, no name stands for two things.
#[derive(Debug, Clone)]
pub struct Catalog {
    answers: Answers,
    money: Money,
    names: Names,
    kept: Vec<kept::Kept>,
}

packed! {
    /// What answers are made of.
    #[derive(Debug, Clone, PartialEq)]
    pub(crate) struct Answers {
        pub(crate) date: Date,
        pub(crate) sources: Vec<Source>,
        pub(crate) hardware: Vec<Hardware>,
        pub(crate) models: Vec<Model>,
        pub(crate) quants: Vec<QuantLabel>,
        pub(crate) quant_quality: Vec<QuantQuality>,
        pub(crate) measured_hardware: Vec<MeasuredOnly>,
        pub(crate) measured_models: Vec<MeasuredOnly>,
        pub(crate) measurements: Vec<Measurement>,
        pub(crate) corrections: Vec<Record>,
    }
}

packed! {
    /// What costs are made of.
    #[derive(Debug, Clone, PartialEq, Default)]
    pub(crate) struct Money {
        pub(crate) prices: Vec<Price>,
        pub(crate) rentals: Vec<Rental>,
        pub(crate) api_prices: Vec<ApiPrice>,
        pub(crate) electricity: Vec<Electricity>,
    }
}

macro_rules! lists {
    ($part:ident { $($(#[$meta:meta])* $list:ident: $record:ty,)* }) => { $(
        $(#[$meta])*
        #[must_use]
        pub fn $list(&self) -> &[$record] {
            &self.$part.$list
        }
    )* };
}

impl Catalog {
    pub(crate) fn assemble(answers: Answers, money: Money) -> Self {
        let names = Names::of(&answers);
        Self { answers, money, names, kept: Vec::new() }
    }

    /// When the catalog was put together; no observation is younger.
    #[must_use]
    pub const fn date(&self) -> Date {
        self.answers.date
    }

    /// A catalog of devices alone, which answer to their ids and to no other name.
    pub(crate) fn of_devices(date: Date, hardware: Vec<Hardware>, corrections: Vec<Record>) -> Self {
        let answers = Answers {
            date,
            sources: Vec::new(),
            hardware,
            models: Vec::new(),
            quants: Vec::new(),
            quant_quality: Vec::new(),
            measured_hardware: Vec::new(),
            measured_models: Vec::new(),
            measurements: Vec::new(),
            corrections,
        };
        Self { answers, money: Money::default(), names: Names::default(), kept: Vec::new() }
    }

    lists! { answers {
        /// Where figures come from, by key.
        sources: Source,
        /// Devices, by id.
        hardware: Hardware,
        /// Models, by id.
        models: Model,
        /// Quantisation labels, by label.
        quants: QuantLabel,
        /// Published losses of quality, each as measured on its own model.
        quant_quality: QuantQuality,
        /// Devices known by name alone.
        measured_hardware: MeasuredOnly,
        /// Models known by name alone.
        measured_models: MeasuredOnly,
        /// Measured speeds, by device.
        measurements: Measurement,
        /// What those speeds say of the formula, as `cargo xtask calibrate` worked it out.
        corrections: Record,
    } }

    lists! { money {
        /// Prices of devices, by device.
        prices: Price,
        /// Rental offers, by provider.
        rentals: Rental,
        /// Prices of tokens, by provider.
        api_prices: ApiPrice,
        /// Tariffs, by country.
        electricity: Electricity,
    } }

    /// Speeds measured on this device.
    #[must_use]
    pub fn measured_on(&self, device: HardwareKey) -> &[Measurement] {
        let (from, to) = self.names.measured.get(device.index()).copied().unwrap_or_default();
        self.answers.measurements.get(from..to).unwrap_or_default()
    }

    /// Whether a figure's source was looked at; an unknown figure is confirmed by nobody.
    #[must_use]
    pub fn confirmed<T: Copy>(&self, figure: &Figure<T>) -> Confirmed {
        let source = figure.source().and_then(|key| self.answers.sources.get(key.index()));
        source.map_or(Confirmed::No, |source| source.confirmed)
    }
}

impl PartialEq for Catalog {
    fn eq(&self, other: &Self) -> bool {
        self.answers == other.answers && self.money == other.money
    }
}
