//! From a question as written to a checked one: the first fault names its field and the way on.

use super::checked::{ContextIs, Question, USUAL_PROMPT, usual_context};
use super::read::{choice, number_in, plain, positive};
use super::rig::{mixed, rig};
use super::{Backend, Fault, FaultCode, Os, Placement, Projector, RawOptions, RawQuestion, Runtime};
use crate::architecture::Family;
use crate::catalog::{Catalog, Hardware, ModelKey, NativeType, NotFound, Vision};
use crate::fit::Thresholds;
use crate::memory::{
    ContextSettings, ContextSize, DEFAULT_BATCH, DEFAULT_UBATCH, FlashAttention, ImageSize, KvSharing,
    KvType, KvTypes, SwaCache, image_tokens,
};
use crate::units::{Bytes, Date, Known, Tokens, TokensPerSecond};
use crate::weights::{Imatrix, Quant};

/// Longest context or prompt a question may state; above every model's window.
const MAX_TOKENS: u32 = 100_000_000;
/// Most users a question may state.
const MAX_USERS: u32 = crate::memory::MAX_SEQUENCES;
/// Largest batch a question may state.
const MAX_BATCH: u32 = 65_536;

/// What a question must know of the model that it is about.
#[derive(Debug, Clone, Copy)]
pub(crate) struct About {
    /// Its place in the catalog.
    pub(crate) key: ModelKey,
    /// The quant where nobody says.
    pub(crate) default_quant: Quant,
    /// The longest context it was made for.
    pub(crate) context_max: Known<Tokens>,
    /// Tokens that an image of usual size takes.
    pub(crate) tokens_per_image: u32,
    /// What its maker stored it in.
    pub(crate) native: Option<NativeType>,
    /// Whether it has routed experts.
    pub(crate) experts: bool,
    /// Its architecture, where the catalog knows it.
    pub(crate) family: Option<Family>,
}

impl Question {
    /// Checks a question against a catalog.
    ///
    /// # Errors
    /// The first fault, with its field, what is wrong and the nearest valid values.
    pub fn parse(raw: &RawQuestion, catalog: &Catalog) -> Result<Self, Fault> {
        let model = find_model(catalog, &raw.model)?;
        let record = catalog.model(model).ok_or_else(|| unknown_model(&raw.model, Vec::new()))?;
        let about = About {
            key: model,
            default_quant: record.default_quant(),
            context_max: record.context.max.known(),
            tokens_per_image: tokens_per_image(&record.vision),
            native: Some(record.native),
            experts: crate::runtimes::has_experts(record),
            family: record.gguf.as_ref().get().map(|figures| figures.architecture),
        };
        Self::about(raw, &about, catalog)
    }

    /// The same of a model that was found; devices are looked up in the catalog.
    pub(crate) fn about(raw: &RawQuestion, about: &About, catalog: &Catalog) -> Result<Self, Fault> {
        let runtime = choice(
            raw.runtime.as_deref(),
            "runtime",
            FaultCode::UnknownRuntime,
            Runtime::ALL,
            Runtime::word,
        )?
        .unwrap_or(Runtime::LlamaCpp);
        let options = raw.options.clone().unwrap_or_default();
        let rig = rig(&raw.rig, catalog)?;
        let backend = backend(raw, catalog, &rig, runtime)?;
        runs_on(raw, &options, catalog, &rig, (runtime, backend), about)?;
        let quant = quant(raw.quant.as_deref(), runtime, about)?;
        let placement = choice(
            raw.placement.as_deref(),
            "placement",
            FaultCode::UnknownChoice,
            Placement::ALL,
            Placement::word,
        )?
        .unwrap_or(Placement::Auto);
        let context = number_in(raw.context, "context", 1, MAX_TOKENS)?
            .unwrap_or_else(|| usual_context(about.context_max).get());
        let total = number_in(options.total_context, "options.total_context", 1, MAX_TOKENS)?;
        let users = number_in(raw.users, "users", 1, MAX_USERS)?.unwrap_or(1);
        let images = number_in(raw.images, "images", 0, 10_000)?.unwrap_or(0);
        let image_tokens = images.saturating_mul(about.tokens_per_image);
        let prompt = number_in(raw.prompt, "prompt", 1, MAX_TOKENS)?.unwrap_or(USUAL_PROMPT);
        Ok(Self {
            imatrix: if raw.imatrix == Some(true) { Imatrix::With } else { Imatrix::Without },
            projector: if raw.mmproj == Some(true) { Projector::Loaded } else { Projector::Absent },
            images,
            runtime,
            settings: settings(raw, &options, (context.saturating_add(image_tokens), total), users, runtime)?,
            context_is: if total.is_some() { ContextIs::Total } else { ContextIs::PerUser },
            depth: Tokens::new(number_in(raw.depth, "depth", 0, MAX_TOKENS)?.unwrap_or(0)),
            prompt: Tokens::new(prompt.saturating_add(image_tokens)),
            placement,
            gpu_layers: options.gpu_layers,
            cpu_moe_layers: if runtime.experts_on_host() { Some(u32::MAX) } else { options.cpu_moe_layers },
            runtime_overhead: overhead(options.runtime_overhead_mib)?,
            thresholds: thresholds(raw)?,
            as_of: as_of(raw.as_of.as_deref())?,
            ..Self::usual(about.key, quant, rig, backend, Tokens::new(context))
        })
    }
}

/// The model of this id, alias or repository.
///
/// # Errors
/// `unknown-model` with the nearest ids.
pub fn find_model(catalog: &Catalog, text: &str) -> Result<ModelKey, Fault> {
    let found =
        catalog.find_model(text).or_else(|missing| catalog.find_model(bare(text)).map_err(|_| missing));
    found.map_err(|missing| unknown_model(text, near(missing)))
}

/// A name without what people paste around it: the site's address, a file's ending, a quant after `:` or `-`.
fn bare(text: &str) -> &str {
    let text = text.trim();
    let text = text.strip_prefix("https://").unwrap_or(text);
    let text = text.strip_prefix("huggingface.co/").or(text.strip_prefix("hf.co/")).unwrap_or(text);
    let text = text.strip_suffix(".gguf").unwrap_or(text);
    match text.rsplit_once([':', '-', '.']) {
        Some((name, quant)) if quant.parse::<Quant>().is_ok() => name,
        _ => text,
    }
}

fn unknown_model(text: &str, near: Vec<String>) -> Fault {
    Fault::unknown(FaultCode::UnknownModel, "model", text, near, "`list models` shows all")
}

/// Tokens of one image of the usual size; none where no rule is recorded, and for models that read no images.
fn tokens_per_image(vision: &Vision) -> u32 {
    match vision {
        Vision::None => 0,
        Vision::Encoder { tokens, .. } => {
            image_tokens(tokens, ImageSize::TYPICAL).get().map_or(0, Tokens::get)
        }
    }
}

fn settings(
    raw: &RawQuestion,
    options: &RawOptions,
    (context, total): (u32, Option<u32>),
    users: u32,
    runtime: Runtime,
) -> Result<ContextSettings, Fault> {
    let size =
        total.map_or(ContextSize::PerUser(Tokens::new(context)), |n| ContextSize::Total(Tokens::new(n)));
    let kv = KvTypes {
        k: kv_type(raw.kv_k.as_deref(), "kv_k", runtime)?,
        v: kv_type(raw.kv_v.as_deref(), "kv_v", runtime)?,
    };
    let rules = runtime.rules();
    let usual = rules.map_or((DEFAULT_BATCH, DEFAULT_UBATCH), |rules| (rules.batch, rules.batch));
    let batch = number_in(options.batch, "options.batch", 1, MAX_BATCH)?.unwrap_or(usual.0);
    let ubatch = number_in(options.ubatch, "options.ubatch", 1, MAX_BATCH)?.unwrap_or(usual.1);
    let rows = number_in(options.logits_rows, "options.logits_rows", 1, MAX_BATCH)?;
    let settings = ContextSettings::new(size, users)
        .with_kv(kv)
        .with_batches(batch, ubatch)
        .with_sharing(if options.kv_unified.unwrap_or(runtime.shares_cache()) {
            KvSharing::Unified
        } else {
            KvSharing::PerUser
        })
        .with_flash_attention(if options.flash_attention == Some(false) {
            FlashAttention::Off
        } else {
            FlashAttention::On
        })
        .with_swa(if options.swa_full == Some(true) { SwaCache::Full } else { SwaCache::Windowed });
    let settings = rules.map_or(settings, |rules| settings.with_paging(rules.paging));
    Ok(match rows {
        Some(rows) => settings.with_logits_rows(rows),
        None => settings,
    })
}

/// An overhead of nothing may be asked for.
fn overhead(mib: Option<f64>) -> Result<Option<Bytes>, Fault> {
    match mib {
        Some(mib) if !(0.0..=1_048_576.0).contains(&mib) => {
            Err(Fault::range("options.runtime_overhead_mib", &plain(mib), "from 0 to 1048576 MiB"))
        }
        mib => Ok(mib.map(Bytes::mib)),
    }
}

fn kv_type(text: Option<&str>, field: &str, runtime: Runtime) -> Result<KvType, Fault> {
    let Some(text) = text else { return Ok(KvType::F16) };
    let known = KvType::from_name(&text.trim().to_ascii_lowercase());
    known.filter(|ty| runtime.cache_types().contains(ty)).ok_or_else(|| {
        let near = runtime.cache_types().iter().map(|ty| ty.name().to_owned()).collect();
        Fault::unknown(FaultCode::UnknownKvType, field, text, near, "a cache is kept in one of these types")
    })
}

/// The quant asked for, or the runtime's usual one. What the runtime does not run is refused with the nearest that it does.
fn quant(asked: Option<&str>, runtime: Runtime, about: &About) -> Result<Quant, Fault> {
    let Some(label) = asked else { return Ok(runtime.default_quant(about.default_quant, about.native)) };
    let all = runtime.forms(about.native);
    let found = match runtime.rules() {
        Some(_) => Quant::among(all, label),
        None => label.parse::<Quant>().ok(),
    };
    found.ok_or_else(|| {
        let every = Runtime::ALL.iter().find_map(|runtime| Quant::among(runtime.quants(), label));
        let Some(known) = every else {
            let near = all.iter().map(|quant| quant.label().to_owned()).collect();
            return Fault::unknown(FaultCode::UnknownQuant, "quant", label, near, "`list quants` shows all");
        };
        let off = |quant: &&Quant| quant.nominal_bits().abs_diff(known.nominal_bits());
        let nearest = all.iter().min_by_key(off).map_or("", |quant| quant.label());
        refused(
            runtime,
            "quant",
            &["does not run ", known.label(), "; the nearest is ", nearest].concat(),
            nearest,
        )
    })
}

/// What a runtime does not do, and what to choose instead.
fn refused(runtime: Runtime, field: &str, why: &str, instead: &str) -> Fault {
    Fault {
        code: FaultCode::NotWithRuntime,
        field: field.to_owned(),
        message: [runtime.word(), " ", why].concat(),
        near: vec![instead.to_owned()],
    }
}

/// Whether the runtime runs on the rig and does what else is asked.
fn runs_on(
    raw: &RawQuestion,
    options: &RawOptions,
    catalog: &Catalog,
    rig: &super::checked::Rig,
    (runtime, backend): (Runtime, Backend),
    about: &About,
) -> Result<(), Fault> {
    let refuse = |field: &str, why: &str| Err(refused(runtime, field, why, Runtime::LlamaCpp.word()));
    if let Some(backends) = runtime.backends()
        && !backends.contains(&backend)
    {
        let needs = backends.first().map_or("", |backend| backend.word());
        return refuse("runtime", &["needs ", needs, ", and the rig offers ", backend.word()].concat());
    }
    if runtime.experts_on_host() && !about.experts {
        return refuse("runtime", "is for models with routed experts");
    }
    if about.family.is_some_and(|family| runtime.lacks(family)) {
        return refuse("runtime", "has no models of this architecture");
    }
    let Some(rules) = runtime.rules() else { return Ok(()) };
    if !rig.unequal.is_empty() {
        return refuse("rig.devices", "wants equal devices");
    }
    let capability = rig
        .devices
        .and_then(|devices| catalog.device(devices.hardware))
        .map(|device| &device.compute_capability);
    if let Some(Known::Known(found)) = capability.map(|figure| figure.known())
        && (found.major, found.minor) < rules.capability
    {
        return refuse("runtime", rules.chips);
    }
    let on_host =
        raw.placement.as_deref().is_some_and(|word| Placement::parse(word) == Some(Placement::Host));
    if on_host || options.gpu_layers.is_some() || options.cpu_moe_layers.is_some() {
        let field = if on_host { "placement" } else { "options.gpu_layers" };
        return refuse(field, "keeps the whole model on the devices");
    }
    Ok(())
}

/// The backend asked for, or the first the device offers in this order: its vendor's own, then Vulkan.
fn backend(
    raw: &RawQuestion,
    catalog: &Catalog,
    rig: &super::checked::Rig,
    runtime: Runtime,
) -> Result<Backend, Fault> {
    let asked =
        choice(raw.backend.as_deref(), "backend", FaultCode::UnknownBackend, Backend::ALL, Backend::word)?;
    let Some(devices) = rig.devices else {
        return match asked {
            None | Some(Backend::Cpu) => Ok(Backend::Cpu),
            Some(other) => Err(Fault {
                code: FaultCode::BackendNotOnDevice,
                field: "backend".to_owned(),
                message: [other.word(), " needs a device and the rig has none; name one in rig.devices"]
                    .concat(),
                near: vec![Backend::Cpu.word().to_owned()],
            }),
        };
    };
    let device = catalog.device(devices.hardware);
    // One backend drives all devices.
    let mut offered = Vec::new();
    for (place, device) in rig.kinds().iter().enumerate() {
        let own = catalog.device(device.hardware).map_or_else(Vec::new, Hardware::backends);
        if place == 0 {
            offered = own;
        } else {
            offered.retain(|backend| own.contains(backend));
        }
    }
    let device = device.filter(|_| rig.unequal.is_empty());
    if asked.is_none() && device.is_none() && offered == [Backend::Cpu] {
        return Err(mixed("no backend drives all of these devices"));
    }
    match asked {
        None => {
            // The first that the runtime drives; if none does, what there is, so that the fault can name it.
            let own = runtime.backends().and_then(|own| offered.iter().find(|backend| own.contains(backend)));
            Ok(own.or(offered.first()).copied().unwrap_or(Backend::Cpu))
        }
        Some(Backend::Cpu) => Ok(Backend::Cpu),
        Some(backend) if offered.contains(&backend) => Ok(backend),
        Some(backend) => Err(Fault {
            code: FaultCode::BackendNotOnDevice,
            field: "backend".to_owned(),
            message: [device.map_or("one of the devices", |d| &*d.name), " does not offer ", backend.word()]
                .concat(),
            near: offered.iter().map(|b| b.word().to_owned()).collect(),
        }),
    }
}

fn thresholds(raw: &RawQuestion) -> Result<Thresholds, Fault> {
    let mut limits = Thresholds::standard();
    let Some(given) = &raw.thresholds else { return Ok(limits) };
    if let Some(headroom) = given.headroom {
        if !(0.0..1.0).contains(&headroom) {
            return Err(Fault::range("thresholds.headroom", &plain(headroom), "a share from 0 to below 1"));
        }
        limits.headroom = headroom;
    }
    if let Some(rate) = positive(given.usable_rate, "thresholds.usable_rate")? {
        limits.usable_rate = TokensPerSecond::new(rate);
    }
    Ok(limits)
}

/// The date an answer stands for.
pub(crate) fn as_of(text: Option<&str>) -> Result<Option<Date>, Fault> {
    text.map(|text| Date::parse(text).ok_or_else(|| Fault::range("as_of", text, "a date such as 2026-11-22")))
        .transpose()
}

/// Near names as an error lists them.
pub(super) fn near(missing: NotFound) -> Vec<String> {
    missing.near.into_iter().map(String::from).collect()
}

/// macOS for Apple's chips, else Linux: what the question means when it does not say.
pub(crate) fn default_os(metal: Option<Backend>) -> Os {
    if metal == Some(Backend::Metal) { Os::MacOs } else { Os::Linux }
}

#[cfg(test)]
mod tests {
    use super::bare;

    #[test]
    fn names_lose_what_is_pasted_around_them() {
        for (pasted, name) in [
            ("hf.co/bartowski/Qwen3-8B-GGUF:Q4_K_M", "bartowski/Qwen3-8B-GGUF"),
            ("Qwen3-8B-Q4_K_M.gguf", "Qwen3-8B"),
            ("https://huggingface.co/Qwen/Qwen3-8B", "Qwen/Qwen3-8B"),
            ("llama3.1:8b", "llama3.1:8b"),
            ("gpt-oss-20b", "gpt-oss-20b"),
        ] {
            assert_eq!(bare(pasted), name);
        }
    }
}
