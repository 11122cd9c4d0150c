//! How fast: decode, prefill and batches, each with a range and a ceiling.
//!
//! The rules are physics with a few constants; [`constants`] holds those and is written by `cargo xtask calibrate` alone.
//! Everything is keyed by the family of backend and chip generation, never by a device or a model.

mod attention;
pub mod constants;
mod decode;
mod device;
mod family;
mod own;
mod pace;
mod params;
mod prefill;
mod range;
mod rows;
mod serving;
mod stages;
mod standing;
mod work;

pub use attention::AttentionWork;
pub use constants::CONSTANTS;
pub use decode::{decode, decode_spread, least_time, step_count, step_seconds, step_time, vector_rate};
pub use device::{DeviceRates, Silicon};
pub use family::Family;
pub use own::{Correction, OwnRows, Record, mark, shape};
pub use pace::{ByPace, Pace};
pub use params::{Basis, Constants, FAMILIES, FamilyConstants, Shared, Spread, StepCosts, Units};
pub use prefill::{
    Bases, Prompt, least_prefill_time, prefill, prefill_seconds, prefill_spread, prefill_time,
    time_to_first_token,
};
pub use range::Estimate;
pub(crate) use rows::{Heard, Row};
pub use serving::{Bound, bound, decode_per_user, distinct_experts, layer_split};
pub use stages::{ends_time, hop_time};
pub use standing::{Asked, MeasuredOn, without_rows};
pub use work::{LayerSteps, TokenWork};
