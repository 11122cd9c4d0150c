//! From the catalog's measurements to rows, each one that is left out counted under its reason.

use std::collections::BTreeMap;

use will_it_run_engine::architecture::Architecture;
use will_it_run_engine::catalog::{
    Catalog, Count, DeviceKind, Engine, Mark, Measured, MeasuredBackend, Measurement, Offload, Test, Word,
};
use will_it_run_engine::memory::{CacheRule, KvTypes, Picks};
use will_it_run_engine::question::Backend;
use will_it_run_engine::rules::ModelRules;
use will_it_run_engine::speed::{AttentionWork, DeviceRates, Family, Prompt};
use will_it_run_engine::units::{Date, Known, Tokens};
use will_it_run_engine::weights::ModelWeights;

use super::label;
use super::row::{Phase, Row, Vintage};

/// LocalScore is a mean over nine mixes of prompt and answer: about 1,500 tokens in context while generating, prompts of 1,200
/// (its repository lists the mixes).
const LOCALSCORE_DEPTH: u32 = 1500;
const LOCALSCORE_PROMPT: u32 = 1200;

/// Rows of the fit, and how many others there are by reason.
#[derive(Default)]
pub struct Rows {
    /// Rows.
    pub rows: Vec<Row>,
    /// Decode rows of layer splits over several equal devices; they are left out of the fit.
    pub splits: Vec<(u8, Row)>,
    /// Reasons.
    pub left_out: BTreeMap<&'static str, usize>,
}

const SEVERAL: &str = "several devices (layer splits have a table of their own)";

/// What is prepared once for a model.
struct Prepared {
    shape: u16,
    architecture: Architecture,
    weights: ModelWeights,
    cache: Known<CacheRule>,
    attention: AttentionWork,
}

/// Reads the catalog.
pub fn read(catalog: &Catalog) -> Rows {
    let mut models: BTreeMap<usize, Option<Prepared>> = BTreeMap::new();
    let mut rows = Rows::default();
    for measurement in catalog.measurements() {
        match row(catalog, measurement, &mut models) {
            Ok(row) if measurement.devices > 1 => {
                *rows.left_out.entry(SEVERAL).or_default() += usize::from(measurement.n);
                if row.phase == Phase::Decode {
                    rows.splits.push((measurement.devices, row));
                }
            }
            Ok(row) => rows.rows.push(row),
            Err(reason) => *rows.left_out.entry(reason).or_default() += usize::from(measurement.n),
        }
    }
    rows
}

fn row(
    catalog: &Catalog,
    m: &Measurement,
    models: &mut BTreeMap<usize, Option<Prepared>>,
) -> Result<Row, &'static str> {
    let (Measured::Listed(hardware), Measured::Listed(model)) = (m.hardware, m.model) else {
        return Err("device or model known by name alone");
    };
    let (Some(device), Some(record)) = (catalog.device(hardware), catalog.model(model)) else {
        return Err("device or model known by name alone");
    };
    match m.mark {
        Mark::None => {}
        Mark::Outlier => return Err("marked as an outlier by its source"),
        Mark::ExceedsMemory | Mark::MayNotFit => return Err("marked: exceeds or may exceed the memory"),
    }
    if m.devices != 1 && (m.offload != Offload::LayerSplit || m.engine == Engine::LocalScore) {
        return Err(SEVERAL);
    }
    if !matches!(m.users, Count::Of(1) | Count::Unknown) || m.test == Test::Serve {
        return Err("several users");
    }
    if !matches!(m.offload, Offload::Full | Offload::Unknown | Offload::Cpu | Offload::LayerSplit) {
        return Err("partly on the host");
    }
    let rates = if m.backend == MeasuredBackend::Cpu {
        DeviceRates::processor(device.device_rates().bandwidth)
    } else {
        device.device_rates()
    };
    if rates.bandwidth.get() <= 0.0 {
        return Err("bandwidth of the device unknown");
    }
    if m.backend == MeasuredBackend::Cpu && device.kind == DeviceKind::Gpu {
        return Err("on the host of a card, whose bandwidth is not recorded");
    }
    if matches!(m.engine, Engine::Ds4 | Engine::KTransformers) {
        return Err("a program for one model");
    }
    let family = family(m, rates).ok_or("backend without a family")?;
    let label = label::read(&m.quant).ok_or("quant label without a width")?;
    let prepared = models
        .entry(model.index())
        .or_insert_with(|| match &record.gguf {
            Known::Known(figures) => Architecture::from_hparams(figures).ok().map(|architecture| Prepared {
                shape: ModelRules::new(model, record).mark,
                weights: ModelWeights::new(figures, &architecture),
                cache: CacheRule::of(&architecture),
                attention: AttentionWork::of(&architecture),
                architecture,
            }),
            Known::Unknown => None,
        })
        .as_ref()
        .ok_or("no tensor list of the model")?;
    let Known::Known(cache) = &prepared.cache else { return Err("cache layout of the model unknown") };

    let apart = m.engine == Engine::LocalScore;
    let work = label::work(label, &prepared.weights, &prepared.architecture);
    let (depth, work, phase) = match m.test {
        Test::Decode => {
            // The context grows while tokens are generated: its mean counts.
            let depth = if apart { LOCALSCORE_DEPTH } else { of(m.depth) + of(m.generated) / 2 };
            let tokens = Tokens::new(depth);
            let bytes = cache.read_per_token(tokens, KvTypes::F16, Picks::Masked);
            (depth, work.with_cache(bytes, prepared.attention.decode(tokens)), Phase::Decode)
        }
        Test::Prefill => {
            let tokens = Tokens::new(if apart { LOCALSCORE_PROMPT } else { of(m.prompt) });
            if tokens == Tokens::ZERO {
                return Err("prompt length not stated");
            }
            let depth = Tokens::new(if apart { 0 } else { of(m.depth) });
            let attention = prepared.attention.prefill(tokens, depth);
            // llama.cpp's default `--ubatch-size`.
            let prompt = Prompt { tokens, ubatch: Tokens::new(512), attention };
            (depth.get(), work, Phase::Prefill(prompt))
        }
        Test::Serve => return Err("several users"),
    };
    let row = Row {
        device: device.id.to_string(),
        model: record.id.to_string(),
        shape: prepared.shape,
        quant: m.quant.to_string(),
        engine: m.engine.as_str().to_owned(),
        backend: m.backend.as_str().to_owned(),
        depth,
        source: catalog.source(m.source).map_or_else(String::new, |source| source.key.to_string()),
        family,
        rates,
        work,
        phase,
        vintage: vintage(m, family),
        month: m.date.months_since(Date::JANUARY_2020).clamp(0, 255) as u8,
        speed: m.speed.get(),
        prompt_operations: if family == Family::MlxVision && m.test == Test::Decode {
            2.0 * work.active_weights() * f64::from(of(m.depth)) / f64::from(of(m.generated).max(1))
        } else {
            0.0
        },
    };
    possible(row)
}

/// A speed above what the bandwidth allows is a mistake of the row or of its label.
fn possible(row: Row) -> Result<Row, &'static str> {
    let bound = row.rates.bandwidth.get() / row.work.bytes_read();
    if row.phase == Phase::Decode && row.speed > bound {
        Err("faster than bandwidth ÷ bytes read")
    } else {
        Ok(row)
    }
}

fn of(count: Count) -> u32 {
    match count {
        Count::Of(n) => n,
        Count::Unknown => 0,
    }
}

fn family(m: &Measurement, rates: DeviceRates) -> Option<Family> {
    match m.engine {
        Engine::MlxVlm => return Some(Family::MlxVision),
        // Other programs with CUDA kernels of their own for one stream.
        Engine::ExLlamaV2 | Engine::MlcLlm | Engine::Vllm => return Some(Family::ExLlama),
        // Ollama and others hand MLX's own formats to MLX.
        _ if m.backend == MeasuredBackend::Metal && is_mlx(&m.quant) => return Some(Family::Mlx),
        _ => {}
    }
    let backend = match m.backend {
        MeasuredBackend::Cuda => Backend::Cuda,
        MeasuredBackend::Cpu => Backend::Cpu,
        MeasuredBackend::Rocm => Backend::Rocm,
        MeasuredBackend::Metal => Backend::Metal,
        MeasuredBackend::Vulkan => Backend::Vulkan,
        MeasuredBackend::Sycl => Backend::Sycl,
        MeasuredBackend::Mlx => return Some(Family::Mlx),
        MeasuredBackend::OpenCl | MeasuredBackend::RocmRpc | MeasuredBackend::CudaCpu => return None,
    };
    Some(Family::of(rates.silicon, backend))
}

fn is_mlx(quant: &str) -> bool {
    quant.starts_with("mlx-") || matches!(quant, "int4" | "nvfp4")
}

fn vintage(m: &Measurement, family: Family) -> Vintage {
    let before = |month: &str| Date::parse(month).is_some_and(|month| m.date < month);
    match m.engine {
        Engine::LocalScore => Vintage::LocalScore,
        Engine::IkLlamaCpp => Vintage::IkFork,
        Engine::Ollama if family != Family::Mlx => Vintage::Ollama,
        Engine::LlamaCpp if m.backend == MeasuredBackend::Vulkan && before("2025-11") => {
            Vintage::VulkanBefore2025November
        }
        Engine::LlamaCpp if before("2024-07") => Vintage::Before2024July,
        _ => Vintage::Current,
    }
}

/// A hash of everything the constants depend on: rows, data-sheet figures, and the bytes of the weights to three digits, so that a change
/// in the measurements or in what they are judged by asks for a new calibration and a change elsewhere does not.
pub fn fingerprint(rows: &Rows) -> String {
    // FNV-1a, 64 bits.
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut take = |text: &str| {
        for byte in text.bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    for row in &rows.rows {
        take(&format!(
            "{} {} {} {} {} {} {} {:?} {} {:.2e} {:.2e} {:.3e} {:?} {:?} {:?} {};",
            row.device,
            row.model,
            row.quant,
            row.engine,
            row.backend,
            row.depth,
            row.family.key(),
            row.vintage,
            row.speed,
            row.work.whole_bytes,
            row.work.routed_bytes,
            row.rates.bandwidth.get(),
            row.rates.vector,
            row.rates.matrix,
            row.rates.power,
            row.month,
        ));
    }
    format!("{hash:016x}")
}
