//! A run of layers on equal devices of a cluster, by the same rules as a whole model on one rig.
//!
//! A stage is the model with fewer layers: what its devices hold is what [`super::runtime`] says of a rig of so many devices, with the stage's part
//! of the caches and of the weights.

use super::runtime;
use super::{Beside, Case, Demand, verdict};
use crate::answer::{Parts, Placed, Rate};
use crate::fit::Fit;
use crate::memory::{CacheBytes, CacheRule};
use crate::question::Projector;
use crate::rules::RigRules;
use crate::runtimes::{Place, RuntimeRules, SplitRule};
use crate::units::{Bytes, Known};
use crate::weights::{Offload, Share};
use core::cell::OnceCell;

/// Some layers, and the devices that hold them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stage {
    /// The first repeating layer, counted from 0.
    pub first: u32,
    /// The layer after its last.
    pub end: u32,
    /// Repeating layers of the model.
    pub of: u32,
    /// Devices that every matrix is split over.
    pub tensor: u32,
    /// Devices that routed experts are dealt to, each whole on one of them; none where experts are split like every matrix.
    pub experts: Option<u32>,
    /// Copies of attention whose tokens meet at these experts.
    pub copies: u32,
}

impl Stage {
    /// Whether it looks tokens up in the embedding table.
    #[must_use]
    pub const fn is_first(&self) -> bool {
        self.first == 0
    }

    /// Whether it has the output head.
    #[must_use]
    pub const fn is_last(&self) -> bool {
        self.end >= self.of
    }

    /// Its layers.
    #[must_use]
    pub const fn layers(&self) -> u32 {
        self.end.saturating_sub(self.first)
    }

    /// The devices of a stage as a rig.
    pub(super) fn rig(&self, rig: &RigRules) -> RigRules {
        RigRules { devices: self.tensor, unequal: Vec::new(), ..rig.clone() }
    }

    /// Weights of its layers, with the head on the last; without the table that tokens are looked up in.
    pub(super) fn share(&self, case: &Case<'_>) -> Share {
        let others = case.model.layers().saturating_sub(self.of);
        let last = |layers: u32| {
            let gpu_layers = layers.saturating_add(others);
            case.weights.split(Offload { gpu_layers, cpu_moe_layers: 0 }).device
        };
        let from = last(self.of.saturating_sub(self.first));
        let after = if self.is_last() { Share::default() } else { last(self.of.saturating_sub(self.end)) };
        Share {
            weights: from.weights - after.weights,
            read: from.read - after.read,
            experts: from.experts - after.experts,
        }
    }

    fn is_whole(&self) -> bool {
        self.is_first() && self.is_last()
    }

    fn cache(&self, case: &Case<'_>, beside: &Beside) -> Known<CacheBytes> {
        if self.is_whole() {
            return beside.cache;
        }
        let last = |rule: &CacheRule, layers| rule.last_layers(layers, &case.load.settings);
        case.model.cache.as_ref().map(|rule| {
            last(rule, self.of.saturating_sub(self.first)) - last(rule, self.of.saturating_sub(self.end))
        })
    }
}

/// What one device of a stage holds, under a runtime with rules of its own. Nothing is known of a stage of a model whose layers nobody recorded.
///
/// The first stage has the embedding table, the last the head; a tied table is on both (vLLM `vllm/model_executor/models/llama.py`: `embed_tokens`
/// on the first rank, and on the last where `tie_word_embeddings`). An expert is whole on one device, and no device has more than
/// ⌈experts ÷ devices⌉ (vLLM `determine_expert_map`, `vllm/model_executor/layers/fused_moe/layer.py`).
#[must_use]
pub fn stage_parts(case: &Case<'_>, beside: &Beside, stage: &Stage) -> Parts {
    let Some(rules) = case.load.rules() else { return Parts::default() };
    let rig = stage.rig(case.rig);
    let mut load = case.load;
    if !stage.is_first() {
        load.projector = Projector::Absent;
    }
    let alone = Case { rig: &rig, load, ..*case };
    let own = Beside {
        cache: stage.cache(case, beside),
        output: beside.output,
        read: beside.read,
        attention: beside.attention,
        refusal: None,
        whole: OnceCell::new(),
        partly: OnceCell::new(),
    };
    // Of a runtime that has one device on a node, several are those of several nodes.
    let rules =
        if stage.tensor > 1 { &RuntimeRules { split: SplitRule::Tensors, ..rules.clone() } } else { rules };
    let parts = runtime::parts(&alone, &own, rules);
    if stage.is_whole() && stage.experts.is_none() {
        return parts;
    }
    let Some(plan) = case.weights.plan() else {
        return Parts { weights: Known::Unknown, ..parts }.summed();
    };
    let share = stage.share(case);
    let mut all = share.weights;
    if stage.is_whole() {
        all = case.weights.loaded_once();
    } else if stage.is_first() && rules.embedding == Place::Device {
        all += plan.input;
    }
    let split = |bytes: Bytes| Bytes::new(bytes.get().div_ceil(u64::from(stage.tensor.max(1))));
    let weights = match stage.experts {
        None => split(all),
        Some(devices) => {
            let (experts, devices) = (u64::from(plan.facts.experts.max(1)), u64::from(devices.max(1)));
            let here = Bytes::new(share.experts.get().div_ceil(experts)) * experts.div_ceil(devices);
            split(all - share.experts) + here
        }
    };
    Parts { weights: Known::Known(weights), ..parts }.summed()
}

/// The verdict of a cluster: of its fullest device, and of the rate of one user.
#[must_use]
pub fn stage_fit(case: &Case<'_>, fullest: &Parts, usable: Bytes, decode: Known<Rate>) -> Fit {
    if !fullest.at_least().fits(usable) {
        return Fit::DoesNotFit;
    }
    let placed = Placed::whole(case.model.layers());
    let headroom = fullest.total.map(|total| verdict::free(total, usable));
    verdict::grade(case, headroom, &decode, &placed)
}

/// Where a runtime that shares llama.cpp's rules puts everything on the devices of a cluster, as one rig of them all: its figures without the
/// verdict's rate.
#[must_use]
pub fn dealt(case: &Case<'_>, beside: &Beside) -> Demand {
    super::place(case, beside)
}
