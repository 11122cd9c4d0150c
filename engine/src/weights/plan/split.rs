//! Weights divided between one device and the host.
//!
//! Source: llama.cpp `src/llama-model.cpp` (`load_tensors`: `i_gpu_start`), `common/arg.cpp` (`--n-cpu-moe`); every row
//! of the oracle's partial offloads is a test of it.

use super::{LayerWeights, MissingHead, WeightPlan};
use crate::units::Bytes;

/// How much goes to the device: llama.cpp's `-ngl` and `--n-cpu-moe`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offload {
    /// `-ngl`: the output layer counts as the first, then layers from the end of the model.
    pub gpu_layers: u32,
    /// `--n-cpu-moe`: the routed experts of this many layers, from the start of the model, stay on the host.
    pub cpu_moe_layers: u32,
}

impl Offload {
    /// Everything on the host.
    pub const NONE: Self = Self { gpu_layers: 0, cpu_moe_layers: 0 };
    /// Everything the loader can put there on the device.
    pub const ALL: Self = Self { gpu_layers: u32::MAX, cpu_moe_layers: 0 };
    /// All layers on the device, all routed experts on the host (`--cpu-moe`).
    pub const ALL_BUT_EXPERTS: Self = Self { gpu_layers: u32::MAX, cpu_moe_layers: u32::MAX };
}

/// What one memory holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// Allocated for weights.
    pub weights: Bytes,
    /// Of it read whole for every token: everything but tables that are looked up and routed experts.
    pub read: Bytes,
    /// Of it routed experts; a token reads `used / experts` of them.
    pub experts: Bytes,
}

/// What device and host hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Split {
    /// The device.
    pub device: Share,
    /// The host.
    pub host: Share,
}

impl WeightPlan {
    /// Divides the weights. Constant time, no allocation.
    #[must_use]
    pub fn split(&self, offload: Offload) -> Split {
        let layers = self.facts.layers;
        let all = layers.saturating_add(self.facts.mtp_layers).saturating_add(1);
        // Layers from here on are on the device; the last of `all` is the output.
        let start = all.saturating_sub(offload.gpu_layers);
        let first = start.min(layers);
        let output_on_device = offload.gpu_layers > 0;
        let (mut host, mut device) = (Holding::default(), Holding::default());
        let on_host = self.before(first);
        host.layers(on_host);
        device.layers(&(*self.before(layers) - *on_host));
        let moved = self.before(offload.cpu_moe_layers.min(layers)).experts - on_host.experts;
        device.experts = device.experts - moved;
        host.experts += moved;

        let (rotary_first, rotary_last) = self.facts.rotary_layers;
        if rotary_first < first {
            host.weights += self.rotary;
            host.read += self.rotary;
        }
        if rotary_last >= first && layers > 0 {
            device.weights += self.rotary;
            device.read += self.rotary;
        }
        let output = if output_on_device { &mut device } else { &mut host };
        output.weights += self.output;
        output.read += self.output;
        // A tied head is the table itself where it already lies in the same memory.
        output.read += self.tied;
        if output_on_device || self.facts.missing_head == MissingHead::HeldTwice {
            output.weights += self.tied;
        }
        host.weights += self.input;
        Split { device: device.share(), host: host.share() }
    }

    /// Everything on the host: what a run on the CPU alone loads.
    #[must_use]
    pub fn loaded(&self) -> Bytes {
        self.split(Offload::NONE).host.weights
    }

    /// The same in a program that never holds a table twice.
    #[must_use]
    pub fn loaded_once(&self) -> Bytes {
        let twice = self.facts.missing_head == MissingHead::HeldTwice;
        self.loaded() - if twice { self.tied } else { Bytes::ZERO }
    }

    /// One layer; nothing beyond the last.
    #[must_use]
    pub fn layer(&self, layer: u32) -> LayerWeights {
        *self.before(layer.saturating_add(1)) - *self.before(layer)
    }

    /// All layers before this one together.
    fn before(&self, layer: u32) -> &LayerWeights {
        self.cumulative.0.get(layer as usize).or(self.cumulative.0.last()).unwrap_or(&LayerWeights::NOTHING)
    }
}

/// A share while it is counted.
#[derive(Default)]
struct Holding {
    weights: Bytes,
    read: Bytes,
    experts: Bytes,
}

impl Holding {
    fn layers(&mut self, layers: &LayerWeights) {
        self.weights += layers.mixer + layers.dense;
        self.read += layers.mixer + layers.dense - layers.looked_up;
        self.experts += layers.experts;
    }

    fn share(self) -> Share {
        Share { weights: self.weights + self.experts, read: self.read, experts: self.experts }
    }
}
