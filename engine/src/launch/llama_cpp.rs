//! llama.cpp's server. Flags: `common/arg.cpp` and `tools/server/README.md` of llama.cpp 0c1e57098, the version whose rules the answers follow.

use super::{Launch, LaunchNote, Start, Step};
use crate::catalog::{Modality, Vision};
use crate::memory::{DEFAULT_BATCH, DEFAULT_UBATCH, FlashAttention, KvSharing, KvType, SwaCache};
use crate::question::{Backend, Projector, Runtime};

/// The version that the flags were read from.
const VERSION: &str = "0c1e57098";

pub(super) fn launch(start: &Start<'_>) -> Launch {
    let mut step = Step::new(["llama-server"]);
    let mut notes = Vec::new();
    let quant = start.question.quant.label();
    if start.publishes_gguf() {
        step.flag("-hf", [&start.model.repo, ":", quant].concat());
    } else {
        step.flag("-m", start.file());
        notes.push(LaunchNote::OwnFile);
    }
    projector(start, &mut step);
    let settings = &start.question.settings;
    step.flag("-c", settings.n_ctx_asked().to_string());
    step.flag("-np", settings.n_seq().to_string());
    if settings.n_seq() > 1 && settings.sharing() == KvSharing::Unified {
        step.switch("--kv-unified");
    }
    placement(start, &mut step);
    let kv = settings.kv();
    for (flag, ty) in [("--cache-type-k", kv.k), ("--cache-type-v", kv.v)] {
        if ty != KvType::F16 {
            step.flag(flag, ty.name());
        }
    }
    if settings.flash_attention() == FlashAttention::Off {
        step.flag("--flash-attn", "off");
    }
    if settings.swa() == SwaCache::Full {
        step.switch("--swa-full");
    }
    if settings.batch() != DEFAULT_BATCH {
        step.flag("-b", settings.batch().to_string());
    }
    if settings.ubatch() != DEFAULT_UBATCH {
        step.flag("-ub", settings.ubatch().to_string());
    }
    let kind = [(Modality::Rerank, "--reranking"), (Modality::Embedding, "--embedding")];
    if let Some((_, mode)) = kind.into_iter().find(|(out, _)| start.model.modality.contains(out)) {
        step.switch(mode);
    }
    Launch { runtime: Runtime::LlamaCpp, version: VERSION, files: Vec::new(), steps: vec![step], notes }
}

/// `-hf` fetches a projector by itself where the repository has one.
fn projector(start: &Start<'_>, step: &mut Step) {
    if matches!(start.model.vision, Vision::None) {
        return;
    }
    match start.question.projector {
        Projector::Absent if start.publishes_gguf() => step.switch("--no-mmproj"),
        Projector::Loaded if !start.publishes_gguf() => {
            step.flag("--mmproj", ["mmproj-", start.stem(), ".gguf"].concat());
        }
        Projector::Absent | Projector::Loaded => {}
    }
}

/// Layers on devices, experts on the host, and how layers are dealt where the runtime has to be told.
fn placement(start: &Start<'_>, step: &mut Step) {
    let placed = start.placed;
    step.flag("-ngl", placed.gpu_layers.to_string());
    if placed.cpu_moe_layers > 0 {
        step.flag("--n-cpu-moe", placed.cpu_moe_layers.to_string());
    }
    if placed.gpu_layers == 0 || placed.deal.end(0).is_none() {
        return;
    }
    let mut begin = 0;
    let (mut devices, mut shares) = (Vec::new(), Vec::new());
    for number in 0..start.rig.devices {
        let end = placed.deal.end(number as usize).unwrap_or(begin);
        if end > begin {
            devices.push([name(start.question.backend), &number.to_string()].concat());
            shares.push((end - begin).to_string());
        }
        begin = end;
    }
    if devices.len() < start.rig.devices as usize {
        step.flag("--device", devices.join(","));
    }
    if shares.len() > 1 {
        step.flag("--tensor-split", shares.join(","));
    }
}

/// How devices of a backend are named (`llama-server --list-devices`).
const fn name(backend: Backend) -> &'static str {
    match backend {
        Backend::Cuda => "CUDA",
        Backend::Metal => "MTL",
        Backend::Rocm => "ROCm",
        Backend::Vulkan => "Vulkan",
        Backend::Sycl => "SYCL",
        Backend::Cpu => "CPU",
    }
}
