//! The catalog as `catalog.json` writes it: one struct a section, no meaning yet. Fields stand in canonical order.

mod hardware;
mod keyed;
mod measurement;
mod model;
mod number;
mod observed;

pub use hardware::{RawHardware, RawPcie};
pub use keyed::{Keyed, Record};
pub use measurement::{RawMeasured, RawMeasurement};
pub use model::{RawComponent, RawContext, RawImageTokens, RawModel, RawMtp, RawParams, RawVision, RawYes};
pub use number::Number;
pub use observed::{RawApiPrice, RawElectricity, RawPrice, RawQuant, RawQuantQuality, RawRental, RawSource};

use serde::{Deserialize, Serialize};

/// The file's version that this engine reads.
pub const VERSION: u32 = 1;

/// The whole file. A record that cannot be read does not hide the faults of the others.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the sections are described in the schema")]
pub struct RawCatalog {
    pub version: u32,
    pub date: String,
    pub sources: Keyed<Record<RawSource>>,
    pub hardware: Keyed<Record<RawHardware>>,
    pub models: Keyed<Record<RawModel>>,
    pub quants: Keyed<Record<RawQuant>>,
    pub quant_quality: Vec<Record<RawQuantQuality>>,
    pub prices: Vec<Record<RawPrice>>,
    pub rentals: Vec<Record<RawRental>>,
    pub api_prices: Vec<Record<RawApiPrice>>,
    pub electricity: Keyed<Record<RawElectricity>>,
    pub measured_hardware: Keyed<Record<RawMeasured>>,
    pub measured_models: Keyed<Record<RawMeasured>>,
    pub measurements: Vec<Record<RawMeasurement>>,
}

macro_rules! record {
    (
        $(#[$meta:meta])* $name:ident { $($required:ident: $required_type:ty,)* }
        optional { $($optional:ident: $optional_type:ty,)* }
        last { $($(#[$last_meta:meta])* $last:ident: $last_type:ty,)* }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        #[allow(missing_docs, reason = "the fields are described in the schema and on the checked type")]
        pub struct $name {
            $(pub $required: $required_type,)*
            $(#[serde(default, skip_serializing_if = "Option::is_none")] pub $optional: Option<$optional_type>,)*
            $($(#[$last_meta])* pub $last: $last_type,)*
        }
    };
}
use record;
