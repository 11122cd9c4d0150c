//! The smallest changes that make a run fit, or fit comfortably.

use super::{Prepared, Weighed};
use crate::answer::MAX_DEVICES;
use crate::fit::Fit;
use crate::tune::{Checkpointing, Logits, Method, Optimizer, Sharding, Tune, TuneChange, TuneFix};
use crate::units::Known;

/// How many are named.
const NAMED: usize = 4;

impl Prepared {
    /// Changes that cost least come first: the same result, then the same data, then another method, then more devices. Only those that lead to a
    /// comfortable fit are named, or, where none does, those that fit at all.
    pub(super) fn fixes(&self, now: &Weighed) -> Vec<TuneFix> {
        if now.fit == Fit::Comfortable || now.fit == Fit::Unknown {
            return Vec::new();
        }
        let tried = self.changes().into_iter().map(|(change, tune, devices)| {
            let after = self.weigh(&tune, devices);
            TuneFix { change, fit: after.fit, total: after.needs.device.total, headroom: after.headroom }
        });
        let better: Vec<TuneFix> =
            tried.filter(|fix| fix.fit.rank() > now.fit.rank() && fix.fit.runs()).collect();
        let comfortable = better.iter().any(|fix| fix.fit == Fit::Comfortable);
        let mut kept: Vec<TuneFix> =
            better.into_iter().filter(|fix| !comfortable || fix.fit == Fit::Comfortable).collect();
        // Of more devices the fewest.
        let mut devices = 0;
        kept.retain(|fix| {
            devices += u32::from(matches!(fix.change, TuneChange::Devices { .. }));
            devices < 2 || !matches!(fix.change, TuneChange::Devices { .. })
        });
        kept.truncate(NAMED);
        kept
    }

    fn changes(&self) -> Vec<(TuneChange, Tune, u32)> {
        let (tune, devices) = (self.tune, self.count());
        let mut all = Vec::new();
        let mut add = |change, to: Tune| {
            if to != tune {
                all.push((change, to, devices));
            }
        };
        add(TuneChange::FlashAttention, Tune { flash_attention: true, ..tune });
        let logits = Logits::Fused;
        add(TuneChange::Logits { logits }, Tune { logits, ..tune });
        let checkpointing = Checkpointing::Full;
        add(TuneChange::Checkpointing { checkpointing }, Tune { checkpointing, ..tune });
        // All that gives the same result, at once.
        let frugal = Tune { flash_attention: true, logits, checkpointing, ..tune };
        if devices > 1 {
            let sharding = Sharding::Zero3;
            add(TuneChange::Sharding { sharding }, Tune { sharding, ..tune });
        }
        add(TuneChange::Batch { batch: 1 }, Tune { batch: 1, ..tune });
        let optimizer = Optimizer::AdamW8;
        if tune.optimizer == Optimizer::AdamW && self.question.backend != crate::question::Backend::Metal {
            add(TuneChange::Optimizer { optimizer }, Tune { optimizer, ..tune });
        }
        add(TuneChange::OffloadOptimizer, Tune { offload_optimizer: true, ..tune });
        if let Known::Known(sequence) = self.most(tune.sequence, |tune, sequence| Tune { sequence, ..tune })
            && sequence > 0
        {
            // A round number below it.
            let sequence = if sequence >= 512 { sequence / 256 * 256 } else { sequence };
            add(TuneChange::Sequence { sequence }, Tune { sequence, ..tune });
        }
        let lighter = match tune.method {
            Method::Full => &[Method::Lora, Method::Qlora][..],
            Method::Lora => &[Method::Qlora],
            Method::Qlora => &[],
        };
        for &method in lighter {
            if method != Method::Qlora || self.question.backend != crate::question::Backend::Metal {
                add(TuneChange::Method { method }, Tune { method, ..frugal });
            }
        }
        let most = MAX_DEVICES as u32;
        let mut count = devices.saturating_mul(2);
        while count <= most {
            all.push((TuneChange::Devices { count }, Tune { sharding: Sharding::Zero3, ..tune }, count));
            count = count.saturating_mul(2);
        }
        all
    }
}
