//! What the speed formula says of a row, no measurement correcting it: its ceiling, its rate and its range.
//!
//! Of the calculator's way to a rate only the formula: no memory, no placement, so that the page which judges rows carries neither.

use crate::architecture::Architecture;
use crate::catalog::{Hardware, MeasuredBackend, Model};
use crate::memory::{CacheRule, KvTypes, Picks};
use crate::question::Backend;
use crate::speed::{
    AttentionWork, CONSTANTS, DeviceRates, Estimate, Family, Prompt, TokenWork, decode, prefill, shape,
};
use crate::units::{Known, Tokens};
use crate::weights::{Imatrix, ModelWeights, Quant};

/// llama.cpp's default `--ubatch-size`.
const UBATCH: Tokens = Tokens::new(512);

/// What was timed: a prompt, or generated tokens; at which depth.
#[derive(Debug, Clone, Copy)]
pub(super) enum Asked {
    /// Prompt, depth.
    Prefill(u32, u32),
    /// Generated, depth.
    Decode(u32, u32),
}

/// The formula's words on a row.
pub(super) struct Formula {
    /// The rate with its range and ceiling.
    pub(super) rate: Known<Estimate>,
    /// Layers of the model, the output layer counted as one.
    pub(super) layers: u32,
    /// Shape of the model.
    pub(super) shape: u16,
    /// Family of backend and chip.
    pub(super) family: Family,
    /// Whether experts are routed.
    pub(super) routed: bool,
}

/// The label of llama.cpp's that a publisher's own mix is near.
pub(super) fn near_label(quant: &str) -> String {
    quant.strip_prefix("ud-").unwrap_or(quant).replace("_k_xl", "_k_m")
}

/// Everything on one device; none for models without a list of tensors, and for weights that are none of llama.cpp's.
pub(super) fn formula(
    model: &Model,
    hardware: &Hardware,
    quant: &str,
    backend: MeasuredBackend,
    asked: Asked,
) -> Option<Formula> {
    let quant: Quant = near_label(quant).parse().ok()?;
    let figures = model.gguf.as_ref().get()?;
    let architecture = Architecture::from_hparams(figures).ok()?;
    let imatrix = if quant.usually_needs_imatrix() { Imatrix::With } else { Imatrix::Without };
    let plan = ModelWeights::new(figures, &architecture).plan(quant, imatrix);
    let work = TokenWork::of(&plan, crate::speed::LayerSteps::of(&architecture));
    let attention = AttentionWork::of(&architecture);
    let backend = asked_backend(backend)?;
    let rates = match backend {
        Backend::Cpu => DeviceRates::processor(hardware.device_rates().bandwidth),
        _ => hardware.device_rates(),
    };
    let family = Family::of(rates.silicon, backend);
    let rate = match asked {
        Asked::Prefill(tokens, depth) => {
            let tokens = Tokens::new(tokens.max(1));
            let attention = attention.prefill(tokens, Tokens::new(depth));
            prefill(&work, &Prompt { tokens, ubatch: UBATCH, attention }, &rates, family, &CONSTANTS)
        }
        Asked::Decode(generated, depth) => {
            // The context grows while tokens are generated: its mean counts.
            let tokens = Tokens::new(depth.saturating_add(generated / 2));
            CacheRule::of(&architecture).and_then(|cache| {
                let bytes = cache.read_per_token(tokens, KvTypes::F16, Picks::Masked);
                decode(&work.with_cache(bytes, attention.decode(tokens)), &rates, family, &CONSTANTS)
            })
        }
    };
    let parameters = model.params.total.known().get().unwrap_or(0);
    Some(Formula {
        rate,
        layers: figures.block_count.saturating_add(1),
        shape: shape(parameters, architecture.d_model, figures.block_count, figures.expert_count),
        family,
        routed: figures.expert_count > 0,
    })
}

const fn asked_backend(backend: MeasuredBackend) -> Option<Backend> {
    match backend {
        MeasuredBackend::Cuda => Some(Backend::Cuda),
        MeasuredBackend::Cpu => Some(Backend::Cpu),
        MeasuredBackend::Rocm => Some(Backend::Rocm),
        MeasuredBackend::Metal => Some(Backend::Metal),
        MeasuredBackend::Vulkan => Some(Backend::Vulkan),
        MeasuredBackend::Sycl => Some(Backend::Sycl),
        MeasuredBackend::Mlx
        | MeasuredBackend::OpenCl
        | MeasuredBackend::RocmRpc
        | MeasuredBackend::CudaCpu => None,
    }
}
