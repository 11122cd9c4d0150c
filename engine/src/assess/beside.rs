//! What stands beside the weights: evaluated once for a model and a load, whatever the quant, the placement and the rig.

use core::cell::OnceCell;

use super::{Case, refusal};
use crate::answer::Placed;
use crate::memory::{CacheBytes, ComputeRule, Picks, Refusal, SplitComputeBytes};
use crate::units::{Bytes, Flops, Known};

/// What a model's caches and buffers take under a load, and what they cost a decoded token.
#[derive(Debug)]
pub struct Beside {
    /// Caches of all layers.
    pub(super) cache: Known<CacheBytes>,
    /// The output buffer.
    pub(super) output: Known<Bytes>,
    /// Cache that a token reads at the load's depth.
    pub(super) read: Known<Bytes>,
    /// Operations of attention of a token there.
    pub(super) attention: Known<Flops>,
    /// Why the runtime refuses the load.
    pub(super) refusal: Option<Refusal>,
    pub(super) whole: OnceCell<Known<SplitComputeBytes>>,
    pub(super) partly: OnceCell<Known<SplitComputeBytes>>,
}

impl Beside {
    /// For the model and the load of a case; cases that differ in weights and rig alone share it.
    #[must_use]
    pub fn of(case: &Case<'_>) -> Self {
        let (model, load) = (case.model, &case.load);
        let cache = model.cache.as_ref();
        Self {
            cache: cache.map(|rule| rule.bytes(&load.settings)),
            output: match load.rules() {
                // Logits lie on the device, with what it computes in.
                Some(_) => Known::Known(Bytes::ZERO),
                None => model.output.as_ref().map(|rule| rule.bytes(&load.settings)),
            },
            read: cache.map(|rule| rule.read_per_token(load.depth, load.settings.kv(), Picks::Masked)),
            attention: model.attention.as_ref().map(|work| work.decode(load.depth)),
            refusal: refusal(case),
            whole: OnceCell::new(),
            partly: OnceCell::new(),
        }
    }

    /// The same where a token reads only this share of its cache, because others in the step read it too.
    #[must_use]
    pub(super) fn reading(self, share: f64) -> Self {
        Self { read: self.read.map(|read| read.scaled(share)), ..self }
    }

    /// Caches of all layers.
    #[must_use]
    pub const fn cache(&self) -> Known<CacheBytes> {
        self.cache
    }

    /// Compute buffers of devices and host, laid out when a placement first asks for them.
    #[must_use]
    pub fn compute(&self, case: &Case<'_>, placed: Placed) -> Known<SplitComputeBytes> {
        if let Some(rules) = case.load.rules() {
            return case.model.counted.map(|layers| SplitComputeBytes {
                device: rules.scratch(&layers, &case.load.settings),
                host: Bytes::ZERO,
            });
        }
        let whole = placed.gpu_layers == placed.layers && placed.cpu_moe_layers == 0;
        let (kept, rule): (_, fn(&ComputeRule, &_) -> _) = if whole {
            (&self.whole, ComputeRule::all_on_device)
        } else {
            (&self.partly, ComputeRule::split)
        };
        *kept.get_or_init(|| case.model.compute.as_ref().map(|compute| rule(compute, &case.load.settings)))
    }
}
