//! What a load asks of a rig: hours, tokens, and whether it can be done at all.

use serde::Serialize;

use super::{Ask, Band, Case, Load, Mix, Speed};
use crate::units::{HOURS_PER_MONTH, Hours, Known, MillionTokens, TokensPerSecond};

/// What each rig does in an average month.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Use {
    /// Hours of computing of each rig.
    pub busy: Hours,
    /// Tokens of all rigs, prompts and answers together; unknown where their speed is.
    pub tokens: Known<MillionTokens>,
}

/// Whether the rigs do the load.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum Serves {
    /// They do.
    Yes {
        /// What each does.
        #[serde(flatten)]
        used: Use,
        /// Hours of computing a day of each rig.
        hours_per_day: Hours,
        /// Part of all hours.
        utilisation: f64,
    },
    /// They are too slow.
    TooSlow {
        /// Hours of computing that a day would take of each rig.
        hours_per_day: Hours,
        /// Hours there are for it.
        window: Hours,
        /// Rigs that could.
        rigs: u32,
    },
    /// Something is not known.
    Unknown {
        /// What to state.
        asks: Vec<Ask>,
    },
}

impl Mix {
    /// Tokens a second of one rig, prompts and answers together: (1 + r) ÷ (1 ÷ decode + r × (1 − cached) ÷ prefill), r prompt tokens for each answered
    /// one. What was seen before is not computed again (llama.cpp `tools/server/README.md`, `cache_prompt`).
    #[must_use]
    pub fn rate(&self, speed: &Speed, band: Band) -> Known<TokensPerSecond> {
        let Known::Known(decode) = speed.decode.map(|rate| rate.at(band).get()) else {
            return Known::Unknown;
        };
        let fresh = self.prompt_per_answer * (1.0 - self.cached.get().min(1.0));
        let reading = if fresh > 0.0 {
            match speed.prefill.map(|rate| rate.at(band).get()) {
                Known::Known(prefill) if prefill > 0.0 => fresh / prefill,
                Known::Known(_) | Known::Unknown => return Known::Unknown,
            }
        } else {
            0.0
        };
        if decode > 0.0 {
            Known::Known(TokensPerSecond::new((1.0 + self.prompt_per_answer) / (1.0 / decode + reading)))
        } else {
            Known::Unknown
        }
    }
}

impl Case {
    /// What each rig does, if it can.
    #[must_use]
    pub fn serves(&self) -> Serves {
        let Known::Known(load) = self.load else { return Serves::Unknown { asks: vec![Ask::Load] } };
        let rate = self.mix.rate(&self.speed, Band::Point);
        let rigs = f64::from(self.rigs);
        match load {
            Load::HoursPerDay(hours) => {
                let busy = hours.per_month();
                let tokens = rate.map(|rate| rate * busy * rigs);
                Serves::yes(Use { busy, tokens }, hours)
            }
            Load::Tokens { a_day, window } => {
                let Known::Known(rate) = rate else { return Serves::Unknown { asks: self.speed_asks() } };
                let for_all = a_day.get() * 1e6 / rate.get() / 3600.0;
                let hours = Hours::new(for_all / rigs);
                if hours > window {
                    let rigs = (for_all / window.get().max(f64::MIN_POSITIVE)).ceil();
                    return Serves::TooSlow { hours_per_day: hours, window, rigs: rigs as u32 };
                }
                let tokens = MillionTokens::new(a_day.get() * HOURS_PER_MONTH / 24.0);
                Serves::yes(Use { busy: hours.per_month(), tokens: Known::Known(tokens) }, hours)
            }
        }
    }

    /// The tokens of a load that is stated in tokens, whoever does them.
    #[must_use]
    pub fn load_tokens(&self) -> Option<Use> {
        match self.load {
            Known::Known(Load::Tokens { a_day, .. }) => {
                let tokens = MillionTokens::new(a_day.get() * HOURS_PER_MONTH / 24.0);
                Some(Use { busy: Hours::ZERO, tokens: Known::Known(tokens) })
            }
            Known::Known(Load::HoursPerDay(_)) | Known::Unknown => None,
        }
    }

    /// What is not known of the speed.
    #[must_use]
    pub fn speed_asks(&self) -> Vec<Ask> {
        let fresh = self.mix.prompt_per_answer * (1.0 - self.mix.cached.get().min(1.0));
        let mut asks = Vec::new();
        if !self.speed.decode.is_known() {
            asks.push(Ask::Decode);
        }
        if fresh > 0.0 && !self.speed.prefill.is_known() {
            asks.push(Ask::Prefill);
        }
        asks
    }
}

impl Serves {
    fn yes(used: Use, hours_per_day: Hours) -> Self {
        Self::Yes { used, hours_per_day, utilisation: hours_per_day.get() / 24.0 }
    }
}
