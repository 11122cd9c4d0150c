//! What was observed in the world, on a day, by somebody: sources, quants, prices.

use super::{
    Condition, Confirmed, Figure, FormFactor, HardwareKey, ImatrixEffect, ModelKey, QuantFamily, RentalKind,
    RentalStat, SourceKey,
};
use crate::packed::{packed, variants};
use crate::units::{Bytes, Date, Known, Tokens, Usd};

packed! {
    /// Where figures come from.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Source {
        /// The key other records name it by.
        pub key: Box<str>,
        /// What it is, with its version or date.
        pub text: Box<str>,
        /// Whether a copy was looked at.
        pub confirmed: Confirmed,
    }
}

packed! {
    /// A quantisation label of llama.cpp.
    #[derive(Debug, Clone, PartialEq)]
    pub struct QuantLabel {
        /// Such as `Q4_K_M`.
        pub label: Box<str>,
        /// Its family.
        pub family: QuantFamily,
        /// What an importance matrix does to it.
        pub imatrix: ImatrixEffect,
        /// Bits per parameter on the 8B model its source names: an orientation, never a size.
        pub bits_per_weight: Figure<f64>,
        /// When.
        pub date: Date,
    }
}

packed! {
    /// Published loss of quality of one quant of one model: as measured on that model, never transferred to another.
    #[derive(Debug, Clone, PartialEq)]
    pub struct QuantQuality {
        /// The model it was measured on, in the source's words.
        pub model: Box<str>,
        /// The label.
        pub quant: Box<str>,
        /// The importance matrix used, in the source's words; empty for none.
        pub imatrix: Box<str>,
        /// Bits per parameter of that file.
        pub bits_per_weight: Figure<f64>,
        /// Perplexity.
        pub ppl: Figure<f64>,
        /// Perplexity less that of the unquantised model.
        pub ppl_delta: Figure<f64>,
        /// The same in percent.
        pub ppl_delta_percent: Figure<f64>,
        /// Mean Kullback-Leibler divergence from the unquantised model.
        pub kld_mean: Figure<f64>,
        /// Share of tokens whose first choice stays the same, in percent.
        pub same_top_token_percent: Figure<f64>,
        /// Who measured.
        pub source: SourceKey,
    }
}

packed! {
    /// What a device cost somewhere, once.
    #[derive(Debug, Clone, PartialEq)]
    pub struct Price {
        /// The device.
        pub hardware: HardwareKey,
        /// Before tax.
        pub usd: Usd,
        /// New, used or at launch.
        pub condition: Condition,
        /// When.
        pub observed: Date,
        /// With how much memory, where a device is sold in several sizes and the source says which.
        pub memory: Known<Bytes>,
        /// In which form, where a device is sold in several and the source says which.
        pub form_factor: Known<FormFactor>,
        /// By whom.
        pub source: SourceKey,
        /// What else; may be empty.
        pub note: Box<str>,
    }
}

packed! {
    /// What a device costs by the hour.
    #[derive(Debug, Clone, PartialEq)]
    pub struct Rental {
        /// Who rents it out.
        pub provider: Box<str>,
        /// The device.
        pub hardware: HardwareKey,
        /// How many the offer holds.
        pub gpus: u8,
        /// For each of them.
        pub usd_per_gpu_hour: Usd,
        /// The terms.
        pub kind: RentalKind,
        /// Which of the provider's offers.
        pub stat: RentalStat,
        /// Where; may be empty.
        pub region: Box<str>,
        /// When.
        pub observed: Date,
        /// By whom.
        pub source: SourceKey,
        /// What else; may be empty.
        pub note: Box<str>,
    }
}

packed! {
    /// What a provider asks for a million tokens.
    #[derive(Debug, Clone, PartialEq)]
    pub struct ApiPrice {
        /// Who.
        pub provider: Box<str>,
        /// The provider's name of the model.
        pub model: Box<str>,
        /// The model of this catalog, where it is certainly the same.
        pub listed: Listed,
        /// Per million prompt tokens.
        pub input: Usd,
        /// Per million answered tokens.
        pub output: Usd,
        /// Per million prompt tokens that were seen before.
        pub cached_input: Figure<Usd>,
        /// The window on offer.
        pub context: Figure<Tokens>,
        /// When.
        pub observed: Date,
        /// By whom.
        pub source: SourceKey,
    }
}

/// Whether a name stands for a model of this catalog.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listed {
    /// It does not, or not certainly.
    No,
    /// This one.
    Model(ModelKey),
}

variants! {
    Listed, else Self::No;
    No = 0,
    Model(key: ModelKey) = 1,
}

packed! {
    /// What electricity costs in a country.
    #[derive(Debug, Clone, PartialEq)]
    pub struct Electricity {
        /// Two letters, lower case.
        pub iso2: Box<str>,
        /// For people.
        pub country: Box<str>,
        /// Household tariff per kWh.
        pub household: Figure<Usd>,
        /// Business tariff per kWh.
        pub business: Figure<Usd>,
        /// When.
        pub observed: Date,
        /// What else; may be empty.
        pub note: Box<str>,
    }
}
