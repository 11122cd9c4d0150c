//! The sum: bytes of each device at the stage of a step that takes most.

use super::activations::LayerActivations;
use super::answer::TuneParts;
use super::ask::Tune;
use super::logits::logits;
use super::matrices::{Matrices, Matrix};
use super::optimizer::states;
use super::words::{Checkpointing, Method, Precision, Sharding};
use crate::architecture::{Architecture, HParams};
use crate::units::{Bytes, Known};

/// A model, as far as training reads it.
#[derive(Debug, Clone, PartialEq)]
pub struct Shape {
    /// Its parameters.
    pub matrices: Matrices,
    architecture: Architecture,
}

crate::question::choice::choice! {
    /// A stage of a step.
    Stage {
        /// The loss is computed: all that layers keep, and logits.
        Loss = "loss",
        /// The way back begins: all that layers keep, and one layer again.
        Backward = "backward",
        /// The way back ends: all gradients, and one layer still.
        Step = "step",
    }
}

/// What a way of training needs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Needs {
    /// Each device at its fullest stage.
    pub device: TuneParts,
    /// Which stage that is; unknown where activations are.
    pub stage: Known<Stage>,
    /// The host.
    pub host: Bytes,
    /// Trained parameters.
    pub trainable: u64,
}

/// What of a device does not change within a step.
struct Standing {
    weights: Bytes,
    adapters: Bytes,
    master: Bytes,
    optimizer: Bytes,
    gradients: Bytes,
    communication: Bytes,
    host: Bytes,
    trainable: u64,
}

/// Activations of a micro-batch.
struct Kept {
    stored: Bytes,
    working: Bytes,
    last: Bytes,
}

impl Shape {
    /// From a header's figures and what they mean.
    #[must_use]
    pub fn new(h: &HParams, architecture: Architecture) -> Self {
        Self { matrices: Matrices::of(h, &architecture), architecture }
    }

    /// What it needs on each of so many devices, of which framework and driver take `overhead`.
    #[must_use]
    pub fn needs(&self, tune: &Tune, devices: u32, overhead: Bytes) -> Needs {
        let standing = self.standing(tune, devices.max(1));
        let tokens = u64::from(tune.sequence).saturating_mul(tune.batch.into());
        let d = u64::from(self.architecture.d_model);
        let loss = Bytes::new(tokens) * logits(tune, self.architecture.vocab.into(), d);
        let activations = self.activations(tune, tokens);
        // Gradients of earlier micro-batches are there all the time; else they grow as activations go.
        let before = if tune.accumulation > 1 { standing.gradients } else { Bytes::ZERO };
        let zero = Known::Known(Bytes::ZERO);
        let parts = |gradients, (stored, working): (Known<Bytes>, Known<Bytes>), logits| {
            TuneParts {
                weights: standing.weights,
                adapters: standing.adapters,
                master: standing.master,
                optimizer: standing.optimizer,
                gradients,
                activations: stored,
                working,
                logits,
                communication: standing.communication,
                framework: overhead,
                total: Known::Unknown,
            }
            .summed()
        };
        let [stored, working, last] = match activations {
            Known::Known(kept) => [kept.stored, kept.working, kept.last].map(Known::Known),
            Known::Unknown => [Known::Unknown; 3],
        };
        let stages = [
            (Stage::Loss, parts(before, (stored, zero), loss)),
            (Stage::Backward, parts(before, (stored, working), Bytes::ZERO)),
            (Stage::Step, parts(standing.gradients, (last, working), Bytes::ZERO)),
        ];
        let most = stages.iter().max_by_key(|(_, parts)| parts.at_least());
        let (stage, device) = most.copied().unwrap_or((Stage::Loss, parts(before, (stored, zero), loss)));
        let stage = stored.map(|_| stage);
        Needs { device, stage, host: standing.host, trainable: standing.trainable }
    }

    /// What layers keep of a micro-batch, what one of them takes on the way back, and what the last of them still keeps at its end.
    fn activations(&self, tune: &Tune, tokens: u64) -> Known<Kept> {
        let architecture = &self.architecture;
        let (mut stored, mut largest, mut backward) = (0_u64, 0_u64, 0_u64);
        // Between the matrices of adapters; of routed experts those that a token goes to.
        let ranks = self.ranks(tune);
        for (layer, count) in architecture.groups() {
            let Known::Known(own) = LayerActivations::of(layer, architecture.d_model, tune) else {
                return Known::Unknown;
            };
            let pairs = own.pair.saturating_mul(tune.sequence.into());
            let one = own.token.saturating_add(pairs).saturating_add(ranks);
            stored = stored.saturating_add(one.saturating_mul(count.into()));
            largest = largest.max(one);
            backward = backward.max(own.backward);
        }
        let input = u64::from(architecture.d_model).saturating_mul(tune.width());
        let mut last = largest;
        if tune.checkpointing == Checkpointing::Full {
            last = 0;
            stored = input.saturating_mul(architecture.n_layer().into());
            backward = backward.saturating_add(largest);
        }
        // The stream after the last layer, and after the last norm.
        stored = stored.saturating_add(input.saturating_mul(2));
        // A 4-bit matrix is multiplied in 16 bits: it is unpacked whole, one at a time (bitsandbytes `MatMul4Bit`).
        let unpacked = match tune.method {
            Method::Qlora => Bytes::new(self.matrices.largest()) * tune.width(),
            Method::Lora | Method::Full => Bytes::ZERO,
        };
        let all = |bytes: u64| Bytes::new(tokens) * bytes;
        Known::Known(Kept { stored: all(stored), working: all(backward) + unpacked, last: all(last) })
    }

    /// Bytes that adapters of a layer keep of a token, of the layer with most.
    fn ranks(&self, tune: &Tune) -> u64 {
        if tune.method == Method::Full {
            return 0;
        }
        let used = |matrix: &Matrix| if matrix.count > 1 { self.used() } else { 1 };
        let of = |layer: u32| {
            let own = self
                .matrices
                .0
                .iter()
                .filter(|matrix| matrix.layer == Some(layer) && matrix.adapted(tune.targets));
            own.fold(0_u64, |sum, matrix| sum.saturating_add(used(matrix)))
        };
        let most = (0..self.architecture.n_layer()).map(of).max().unwrap_or(0);
        most.saturating_mul(tune.rank.into()).saturating_mul(tune.width())
    }

    /// Routed experts that a token goes to.
    fn used(&self) -> u64 {
        let used = self.architecture.kinds.iter().filter_map(|layer| match &layer.ffn {
            crate::architecture::FeedForward::Moe(moe) => Some(u64::from(moe.used)),
            _ => None,
        });
        used.max().unwrap_or(1)
    }

    fn standing(&self, tune: &Tune, devices: u32) -> Standing {
        let all: Bytes = self.matrices.0.iter().map(|matrix| stored(matrix, tune)).sum();
        let trained = self.trained(tune);
        let trainable = trained.iter().fold(0_u64, |sum, matrix| sum.saturating_add(matrix.elements()));
        let full = tune.method == Method::Full;
        // Adapters are kept in 32 bits beside 16-bit weights (peft `autocast_adapter_dtype`), and are their own master then.
        let width = match (tune.precision, full) {
            (Precision::Mixed, true) | (Precision::Bf16, _) => 2,
            (Precision::Mixed, false) | (Precision::Fp32, _) => 4,
        };
        let (weights, adapters) =
            if full { (all, Bytes::ZERO) } else { (all, Bytes::new(trainable) * width) };
        let master =
            if full && tune.precision == Precision::Mixed { Bytes::new(trainable) * 4 } else { Bytes::ZERO };
        let optimizer: Bytes =
            trained.iter().map(|matrix| states(matrix, tune.optimizer, tune.precision)).sum();
        let gradients = Bytes::new(trainable) * width;
        let share = |bytes: Bytes, from: Sharding| {
            if tune.sharding >= from { Bytes::new(bytes.get().div_ceil(devices.into())) } else { bytes }
        };
        let (weights_held, adapters_held) =
            (share(weights, Sharding::Zero3), share(adapters, Sharding::Zero3));
        let (master, optimizer) = (share(master, Sharding::Zero1), share(optimizer, Sharding::Zero1));
        let held = share(gradients, Sharding::Zero2);
        let communication = match tune.sharding {
            // Buckets that gradients are copied to and reduced in (PyTorch `DistributedDataParallel`: `gradient_as_bucket_view` false).
            Sharding::Ddp if devices > 1 => gradients,
            // A layer whole, and the next while it is computed (PyTorch FSDP, `backward_prefetch`); never more than the rest of the model.
            Sharding::Zero3 => {
                let whole = weights + adapters;
                self.gathered(tune).min(whole - (weights_held + adapters_held))
            }
            Sharding::Ddp | Sharding::Zero1 | Sharding::Zero2 => Bytes::ZERO,
        };
        let away = tune.offload_optimizer || tune.optimizer.paged();
        let on_host = if tune.offload_optimizer {
            master + optimizer
        } else if away {
            optimizer
        } else {
            Bytes::ZERO
        };
        Standing {
            weights: weights_held,
            adapters: adapters_held,
            master: if tune.offload_optimizer { Bytes::ZERO } else { master },
            optimizer: if away { Bytes::ZERO } else { optimizer },
            gradients: held,
            communication,
            host: on_host * u64::from(devices),
            trainable,
        }
    }

    /// Trained tensors: all, or both matrices of each adapter.
    fn trained(&self, tune: &Tune) -> Vec<Matrix> {
        if tune.method == Method::Full {
            return self.matrices.0.clone();
        }
        let rank = u64::from(tune.rank);
        let adapted = self.matrices.0.iter().filter(|matrix| matrix.adapted(tune.targets));
        adapted
            .flat_map(|matrix| [Matrix { to: rank, ..*matrix }, Matrix { from: rank, ..*matrix }])
            .collect()
    }

    /// What is gathered at once: the largest of layers and tables, each of which is sharded by itself, and the layer after or before it.
    fn gathered(&self, tune: &Tune) -> Bytes {
        let of = |layer: u32| -> Bytes {
            let own = self.matrices.0.iter().filter(|matrix| matrix.layer == Some(layer));
            own.map(|matrix| stored(matrix, tune)).sum()
        };
        let layer = (0..self.architecture.n_layer()).map(of).max().unwrap_or(Bytes::ZERO);
        let tables = self.matrices.0.iter().filter(|matrix| matrix.layer.is_none());
        layer + tables.map(|matrix| stored(matrix, tune)).max().unwrap_or(Bytes::ZERO).max(layer)
    }
}

/// A weight tensor as it lies on a device.
///
/// NF4 with double quantisation: half a byte a weight, for 64 of them a scale in 8 bits, for 256 scales one in 32 (Dettmers et al., "QLoRA", arXiv
/// 2305.14314, section 3: 4.127 bits). Matrices in layers are kept so; tables, head and what is no matrix stay in 16 bits (`get_keys_to_not_convert`
/// of transformers).
fn stored(matrix: &Matrix, tune: &Tune) -> Bytes {
    let n = matrix.elements();
    let plain = Bytes::new(n) * tune.width();
    if tune.method != Method::Qlora || !matrix.is_linear() {
        return plain;
    }
    let one = matrix.from.saturating_mul(matrix.to);
    let scales = one.div_ceil(64);
    let packed = Bytes::new(one.div_ceil(2)) + Bytes::new(scales) + Bytes::new(scales.div_ceil(256)) * 4;
    packed * matrix.count
}
