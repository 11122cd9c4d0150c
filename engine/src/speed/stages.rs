//! A step that visits unequal devices in turn.

use super::family::Family;
use super::params::Constants;

/// What each further device of a layer split adds to a step, in seconds, where its step takes `alone` with everything on it: as much as of
/// equal devices ([`super::layer_split`]).
#[must_use]
pub fn hop_time(alone: f64, constants: &Constants) -> f64 {
    alone * constants.shared.hop.max(0.0)
}

/// The fixed cost of a step's two ends (embedding, last norm, head, sampling), in seconds. [`super::step_time`] counts it on every device;
/// of a split only the one with the head pays it.
#[must_use]
pub fn ends_time(family: Family, constants: &Constants) -> f64 {
    constants.family(family).step_seconds * constants.shared.steps.ends
}
