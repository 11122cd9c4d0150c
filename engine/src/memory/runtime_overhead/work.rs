//! Working memory of the backends that depends on the model.

use crate::architecture::{Architecture, FeedForward, Layer, Mixer};
use crate::memory::cache_part::{Cells, Part};
use crate::memory::{CacheRule, ContextSettings, FlashAttention};
use crate::question::Backend;
use crate::units::Bytes;

impl CacheRule {
    /// F16 copy of the largest layer's cache, where CUDA or HIP computes flash attention over a quantised one.
    #[must_use]
    pub fn flash_attention_scratch(&self, backend: Backend, settings: &ContextSettings) -> Bytes {
        let converts = matches!(backend, Backend::Cuda | Backend::Rocm);
        let kv = settings.kv();
        let quantised = kv.k.is_quantised() || kv.v.is_quantised();
        if !converts || !quantised || settings.flash_attention() == FlashAttention::Off {
            return Bytes::ZERO;
        }
        let half = |elements: u64| Bytes::new(elements.saturating_mul(2));
        let copied = |part: &Part| {
            let k = if kv.k.is_quantised() { half(part.k) } else { Bytes::ZERO };
            let v = if kv.v.is_quantised() { half(part.v) } else { Bytes::ZERO };
            (k + v) * part.cell_count(settings)
        };
        let parts = self.kinds.iter().flatten().filter(|part| part.cells != Cells::State);
        parts.map(copied).max().unwrap_or(Bytes::ZERO)
    }
}

/// Work buffer of the CPU backend: the widest input of a weight matrix for one micro-batch, 292 bytes per 256 elements.
#[must_use]
pub fn cpu_work(widest_input: u64, settings: &ContextSettings) -> Bytes {
    crate::weights::GgmlType::Q8_K.row(widest_input.saturating_mul(settings.ubatch().into()))
}

/// Elements per token of the widest input of a weight matrix.
#[must_use]
pub fn widest_input(architecture: &Architecture) -> u64 {
    architecture.kinds.iter().map(widest_of).max().unwrap_or(0).max(architecture.d_model.into())
}

/// The same of a layer.
fn widest_of(layer: &Layer) -> u64 {
    let ffn = match layer.ffn {
        FeedForward::None => 0,
        FeedForward::Dense(dense) => u64::from(dense.width),
        FeedForward::Moe(moe) => {
            let routed = u64::from(moe.used) * u64::from(moe.width);
            routed.max(moe.shared_width.into()).max(moe.dense_width.into())
        }
    };
    let heads = match &layer.mixer {
        Mixer::Attention(a) | Mixer::Cross(a) | Mixer::Parallel(a, _) => {
            u64::from(a.heads) * u64::from(a.head_v)
        }
        Mixer::Mla(m) => u64::from(m.heads) * u64::from(m.head_v),
        Mixer::Compressed(c) => u64::from(c.heads) * u64::from(c.entry),
        Mixer::Mamba1(m) => m.d_inner.into(),
        Mixer::Mamba2(m) => m.d_inner.into(),
        Mixer::DeltaNet(d) => u64::from(d.v_heads) * u64::from(d.head_v),
        Mixer::None | Mixer::ShortConv(_) | Mixer::Rwkv(_) => 0,
    };
    ffn.max(heads)
}
