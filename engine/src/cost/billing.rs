//! How a renter's time is rounded: the unit that is billed, and the least that a start costs.

use super::Billed;
use crate::units::{HOURS_PER_MONTH, Hours};

/// Days of the average month: 730 hours.
const DAYS_PER_MONTH: f64 = HOURS_PER_MONTH / 24.0;

/// Minutes of an hour.
const MINUTES: f64 = 60.0;

/// How a provider counts time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Metered {
    /// The unit that a started one is billed whole; zero for every second as used.
    pub step: Hours,
    /// The least that is billed for a start.
    pub least: Hours,
    /// Starts of each rig a day.
    pub starts_a_day: f64,
}

impl Metered {
    /// By the second or finer, as used: nothing is rounded.
    pub const AS_USED: Self = Self { step: Hours::ZERO, least: Hours::ZERO, starts_a_day: 1.0 };

    /// Of minutes.
    #[must_use]
    pub fn minutes(step: f64, least: f64, starts_a_day: f64) -> Self {
        let hours = |minutes: f64| Hours::new(minutes / MINUTES);
        Self { step: hours(step), least: hours(least), starts_a_day }
    }

    /// Hours billed in a month with so many of computing, spread over equal starts: each rounded up, none for less than the least, and never more than there are.
    #[must_use]
    pub fn billed(&self, busy: Hours) -> Hours {
        let starts = self.starts_a_day * DAYS_PER_MONTH;
        let step = self.step.get();
        let rounds = step > 0.0 || self.least > Hours::ZERO;
        if !rounds || busy <= Hours::ZERO || starts <= 0.0 {
            return busy;
        }
        let each = busy.get() / starts;
        // What falls short of a whole unit by rounding alone is that unit.
        let whole = if step > 0.0 { (each / step - 1e-9).ceil() * step } else { each };
        let all = whole.max(self.least.get()) * starts;
        Hours::new(all.min(HOURS_PER_MONTH).max(busy.get()))
    }
}

impl Billed {
    /// Hours a renter pays for in a month with so many of computing.
    #[must_use]
    pub fn hours(&self, busy: Hours) -> Hours {
        match self {
            Self::All => Hours::new(HOURS_PER_MONTH),
            Self::Used { least, metered } => {
                let billed = metered.billed(busy);
                if *least > billed { *least } else { billed }
            }
        }
    }
}

/// Terms of one provider.
struct Terms {
    provider: &'static str,
    /// Unit, seconds.
    step: f64,
    /// Least of a start, seconds.
    least: f64,
}

/// What providers say of their on-demand machines. Sources: AWS, "Amazon EC2 On-Demand Pricing" (aws.amazon.com/ec2/pricing/on-demand: by the second with a
/// minimum of 60 seconds, Linux); Lambda, "How are on-demand instances invoiced?" (docs.lambdalabs.com/cloud/on-demand-instance-invoicing: in one-minute
/// increments); RunPod (runpod.io/pricing: by the second); Vast.ai (docs.vast.ai, pricing: by the second).
const KNOWN: [Terms; 4] = [
    Terms { provider: "AWS", step: 1.0, least: 60.0 },
    Terms { provider: "Lambda", step: 60.0, least: 0.0 },
    Terms { provider: "RunPod", step: 1.0, least: 0.0 },
    Terms { provider: "Vast.ai", step: 1.0, least: 0.0 },
];

/// Unit and least of a start of a provider, in minutes, where it says.
#[must_use]
pub fn provider_billing(provider: &str) -> Option<(f64, f64)> {
    let is_it = |terms: &&Terms| terms.provider.eq_ignore_ascii_case(provider.trim());
    KNOWN.iter().find(is_it).map(|terms| (terms.step / 60.0, terms.least / 60.0))
}
