//! A step that visits several devices in turn.

use super::family::Family;
use super::params::{Constants, Spread};
use crate::units::Seconds;

/// A device's part of a step without the fixed cost of the step's two ends (embedding, last norm, head, sampling), which
/// [`super::step_time`] counts on every device: only the device with the head pays it.
#[must_use]
pub fn without_ends(step: Seconds, family: Family, constants: &Constants) -> Seconds {
    Seconds::new(step.get() - constants.family(family).step_seconds * constants.shared.steps.ends)
}

/// The range of a time that devices share: each device's own, by its share of the time. Errors of devices that are off in the same direction
/// add up to no less than this, others to less.
#[derive(Debug, Clone, Copy, Default)]
pub struct SharedSpread {
    time: f64,
    low: f64,
    high: f64,
}

impl SharedSpread {
    /// With another device's part.
    #[must_use]
    pub fn with(self, time: Seconds, spread: Spread) -> Self {
        let time = time.get();
        Self {
            time: self.time + time,
            low: self.low + time * spread.low,
            high: self.high + time * spread.high,
        }
    }

    /// The range; wider by half on the logarithmic scale, as other splits that few machines were measured with.
    #[must_use]
    pub fn spread(self) -> Spread {
        let all = self.time.max(f64::MIN_POSITIVE);
        Spread { low: self.low / all, high: self.high / all }.widened(1.5)
    }
}
