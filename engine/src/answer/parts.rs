//! Memory by component.

use serde::Serialize;

use crate::units::{Bytes, Known};

/// Memory of one place by component. All in bytes; unknown components are `null`, and so is their total.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Parts {
    /// Weights.
    pub weights: Known<Bytes>,
    /// Global attention cache (or the whole cache of architectures with a special one).
    pub kv_cache: Known<Bytes>,
    /// Cache of sliding-window layers.
    pub kv_cache_swa: Known<Bytes>,
    /// State of recurrent layers.
    pub recurrent: Known<Bytes>,
    /// Compute buffer.
    pub compute: Known<Bytes>,
    /// Logits.
    pub output: Known<Bytes>,
    /// Vision projector.
    pub projector: Known<Bytes>,
    /// What the runtime and its driver add.
    pub runtime: Known<Bytes>,
    /// The sum.
    pub total: Known<Bytes>,
}

impl Parts {
    /// Nothing of anything.
    pub const ZERO: Self = {
        let none = Known::Known(Bytes::ZERO);
        Self {
            weights: none,
            kv_cache: none,
            kv_cache_swa: none,
            recurrent: none,
            compute: none,
            output: none,
            projector: none,
            runtime: none,
            total: none,
        }
    };

    /// The components without the total, in the order every surface draws them.
    #[must_use]
    pub const fn components(&self) -> [Known<Bytes>; 8] {
        [
            self.weights,
            self.kv_cache,
            self.kv_cache_swa,
            self.recurrent,
            self.compute,
            self.output,
            self.projector,
            self.runtime,
        ]
    }

    /// With `total` set to the sum of the components, unknown if one of them is.
    #[must_use]
    pub fn summed(mut self) -> Self {
        self.total = self.sum();
        self
    }

    fn sum(&self) -> Known<Bytes> {
        let mut sum = Bytes::ZERO;
        let all_known = [
            &self.weights,
            &self.kv_cache,
            &self.kv_cache_swa,
            &self.recurrent,
            &self.compute,
            &self.output,
            &self.projector,
            &self.runtime,
        ]
        .into_iter()
        .all(|part| {
            sum += part.get().unwrap_or(Bytes::ZERO);
            part.is_known()
        });
        if all_known { Known::Known(sum) } else { Known::Unknown }
    }

    /// The sum of the components that are known: a lower bound of the total.
    #[must_use]
    pub fn at_least(&self) -> Bytes {
        match self.total {
            Known::Known(total) => total,
            Known::Unknown => self.components().iter().filter_map(|part| part.get()).sum(),
        }
    }
}

/// One device of the rig.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DeviceMemory {
    /// Catalog id of the device.
    pub hardware: String,
    /// What it holds.
    pub parts: Parts,
    /// What it can hold.
    pub usable: Bytes,
    /// Layers it holds, the output layer counted as one.
    pub layers: u32,
}

/// Memory of the whole rig.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Memory {
    /// All devices together.
    pub device: Parts,
    /// The host.
    pub host: Parts,
    /// Usable memory of all devices together, or of the host when the rig has no device.
    pub usable: Known<Bytes>,
    /// Usable memory of the host, when its size is given.
    pub host_usable: Known<Bytes>,
    /// Free ÷ usable on the fullest device; negative when it does not fit.
    pub headroom: Known<f64>,
    /// Of unequal devices the one with the least headroom, by its place below.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limiting: Option<u32>,
    /// Device by device.
    pub per_device: Vec<DeviceMemory>,
    /// Size of the model file: tensors, as published, without header and tokenizer.
    pub file: Known<Bytes>,
}
