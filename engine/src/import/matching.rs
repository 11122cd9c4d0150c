//! From what a text calls a model or device to the catalog's own.

use crate::architecture::{Architecture, Family};
use crate::catalog::{Catalog, DeviceKind, HardwareKey, Model, ModelKey};
use crate::units::Known;
use crate::weights::{Imatrix, ModelWeights, Quant};

use super::said::SaidModel;

/// What a name stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Match<K> {
    /// This, by the rules.
    Certain(K),
    /// One of these, or none of them: the reader knows. Empty where the text says nothing that helps.
    Ask(Vec<K>),
}

impl<K: Copy> Match<K> {
    /// The one that is certain.
    #[must_use]
    pub fn certain(&self) -> Option<K> {
        match self {
            Self::Certain(key) => Some(*key),
            Self::Ask(_) => None,
        }
    }
}

/// A file's or repository's name without folder, ending, part and quant: `models/Qwen3-8B-Q4_K_M-00001-of-00002.gguf` → `Qwen3-8B`.
#[must_use]
pub fn bare(name: &str) -> &str {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let name = name.strip_suffix(".gguf").unwrap_or(name);
    let name = match name.rfind("-of-") {
        Some(at) => name.get(..at).and_then(|head| head.rsplit_once('-')).map_or(name, |(head, _)| head),
        None => name,
    };
    // The quant is the last part, after a dash, a dot (`model.Q4_K_M`) or, in a tag, a colon's word.
    let cut =
        |name: &'_ str| name.rfind(['-', '.']).filter(|at| is_quant(name.get(at + 1..).unwrap_or_default()));
    match cut(name) {
        Some(at) => {
            let head = name.get(..at).unwrap_or(name);
            head.strip_suffix("-UD").or_else(|| head.strip_suffix("-ud")).unwrap_or(head)
        }
        None => name,
    }
}

fn is_quant(text: &str) -> bool {
    let text = text.strip_suffix("_XL").or_else(|| text.strip_suffix("_xl")).map_or_else(
        || text.to_owned(),
        // Publishers' own sizes of a label.
        |plain| [plain, "_M"].concat(),
    );
    text.parse::<Quant>().is_ok() || FORMATS.contains(&text.to_ascii_lowercase().as_str())
}

/// Weights of other programs, as repositories are named after them.
const FORMATS: [&str; 6] = ["awq", "gptq", "fp8", "nvfp4", "mxfp4", "int4"];

/// The quant that a tag or repository names at its end: `llama3.1:8b-instruct-q8_0`, `Qwen3-8B-AWQ`; empty if none.
pub(super) fn quant_in(name: &str) -> String {
    let last = name.rsplit(['-', ':', '/']).next().unwrap_or_default();
    if is_quant(last) { last.to_ascii_lowercase() } else { String::new() }
}

/// The model.
///
/// 1. Its file, tag or repository has a name of the catalog, and its parameters, where the text counts them, are that model's.
/// 2. Its name is none, but only one model of the catalog has its architecture and its number of parameters.
/// 3. Anything else is asked; those of the same architecture and size are offered.
pub(super) fn model(catalog: &Catalog, said: &SaidModel) -> Match<ModelKey> {
    let alike = alike(catalog, said);
    let tag = bare(&said.name);
    let named = [said.name.as_str(), tag]
        .into_iter()
        .find_map(|name| (!name.is_empty()).then(|| catalog.find_model(name).ok()).flatten());
    match (named, alike.as_slice()) {
        (Some(key), _) if agrees(catalog, key, said) => Match::Certain(key),
        (None, [only]) if said.name.is_empty() => Match::Certain(*only),
        (Some(key), _) if alike.is_empty() => Match::Ask(vec![key]),
        (None, []) if !said.name.is_empty() => {
            let near = catalog.find_model(tag).err().map(|none| none.near).unwrap_or_default();
            Match::Ask(near.iter().filter_map(|id| catalog.model_key(id)).collect())
        }
        _ => Match::Ask(alike),
    }
}

/// Whether what a text says of size and architecture is true of a model. What it does not say does not disagree.
pub(super) fn agrees(catalog: &Catalog, key: ModelKey, said: &SaidModel) -> bool {
    let Some(record) = catalog.model(key) else { return false };
    let Known::Known((least, most)) = said.params else { return true };
    let family = family(said);
    match (elements(record), record.params.total.known().get()) {
        (Some((own, elements)), _) => {
            family.is_none_or(|family| family == own) && within(elements, least, most, 0.004)
        }
        // Without a list of tensors there is the publisher's count, encoders included.
        (None, Some(total)) => within(total, least, most, 0.15),
        (None, None) => true,
    }
}

fn within(own: u64, least: u64, most: u64, slack: f64) -> bool {
    let own = own as f64;
    own >= least as f64 * (1.0 - slack) && own <= most as f64 * (1.0 + slack)
}

/// Models with the architecture and the number of parameters that are said.
fn alike(catalog: &Catalog, said: &SaidModel) -> Vec<ModelKey> {
    let (Some(family), Known::Known((least, most))) = (family(said), said.params) else { return Vec::new() };
    let same = |key: &ModelKey| {
        let record = catalog.model(*key)?;
        let (own, elements) = elements_if(record, |own| own == family)?;
        (own == family && within(elements, least, most, 0.001)).then_some(())
    };
    catalog.model_keys().filter(|key| same(key).is_some()).collect()
}

fn family(said: &SaidModel) -> Option<Family> {
    let word = said.kind.split(' ').next()?;
    Family::from_name(&word.to_ascii_lowercase())
}

fn elements(record: &Model) -> Option<(Family, u64)> {
    elements_if(record, |_| true)
}

/// Architecture and parameters of a model as its file counts them, of architectures that are asked for.
fn elements_if(record: &Model, asked: impl Fn(Family) -> bool) -> Option<(Family, u64)> {
    let Known::Known(figures) = &record.gguf else { return None };
    if !asked(figures.architecture) {
        return None;
    }
    let architecture = Architecture::from_hparams(figures).ok()?;
    let plan = ModelWeights::new(figures, &architecture).plan(Quant::F16, Imatrix::Without);
    Some((figures.architecture, plan.elements))
}

/// The device of a name as a driver writes it.
///
/// 1. The name without `(R)`, `(TM)`, driver names in brackets, `GPU` and `Graphics` at the end is one of the catalog.
/// 2. A processor is always asked: the memory that decides its speed is not in its name.
/// 3. Anything else is asked; near names are offered.
pub(super) fn device(catalog: &Catalog, name: &str) -> Match<HardwareKey> {
    let plain = plain(name);
    if plain.is_empty() {
        return Match::Ask(Vec::new());
    }
    match catalog.find_hardware(&plain) {
        Ok(key) if catalog.device(key).is_some_and(|device| device.kind != DeviceKind::Cpu) => {
            Match::Certain(key)
        }
        Ok(key) => Match::Ask(vec![key]),
        Err(none) => {
            let near = none.near.iter().filter_map(|id| catalog.hardware_key(id));
            Match::Ask(near.filter(|key| starts_alike(catalog, *key, &plain)).collect())
        }
    }
}

/// Near names of another maker help nobody.
fn starts_alike(catalog: &Catalog, key: HardwareKey, plain: &str) -> bool {
    let first = |name: &str| name.split(' ').next().unwrap_or_default().to_ascii_lowercase();
    catalog.device(key).is_some_and(|device| first(&device.name) == first(plain))
}

fn plain(name: &str) -> String {
    let mut name = name.replace("(R)", "").replace("(TM)", "").replace('™', "");
    if let Some((head, _)) = name.split_once(" (") {
        name.truncate(head.len());
    }
    let mut words: Vec<&str> = name.split_whitespace().filter(|word| *word != "CPU").collect();
    // `AMD Ryzen 9 7950X 16-Core Processor`, `… w/ Radeon 890M`
    if let Some(at) = words.iter().position(|word| *word == "w/" || word.ends_with("-Core")) {
        words.truncate(at);
    }
    while words.last().is_some_and(|word| matches!(*word, "GPU" | "Graphics" | "Processor" | "@")) {
        words.pop();
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_without_their_quant() {
        for (name, wanted) in [
            ("models/Qwen2.5-7B-Instruct-Q4_K_M.gguf", "Qwen2.5-7B-Instruct"),
            ("C:\\m\\gpt-oss-120b-mxfp4-00001-of-00003.gguf", "gpt-oss-120b"),
            ("Qwen3-8B-UD-Q4_K_XL.gguf", "Qwen3-8B"),
            ("llama-2-7b.Q4_0.gguf", "llama-2-7b"),
            ("meta-llama/Llama-3.1-8B-Instruct", "Llama-3.1-8B-Instruct"),
            ("Qwen/Qwen3-8B-AWQ", "Qwen3-8B"),
            ("llama3.1:8b", "llama3.1:8b"),
            ("", ""),
        ] {
            assert_eq!(bare(name), wanted, "{name}");
        }
        assert_eq!(quant_in("llama3.1:8b-instruct-q8_0"), "q8_0");
        assert_eq!(quant_in("Qwen/Qwen3-8B-AWQ"), "awq");
        assert_eq!(quant_in("llama3.1:8b"), "");
    }

    #[test]
    fn names_of_devices_without_their_drivers() {
        for (name, wanted) in [
            ("NVIDIA GeForce RTX 4070 Laptop GPU", "NVIDIA GeForce RTX 4070 Laptop"),
            ("AMD Radeon RX 7900 XTX (RADV NAVI31) (radv)", "AMD Radeon RX 7900 XTX"),
            ("Intel(R) Arc(TM) B580 Graphics (BMG G21)", "Intel Arc B580"),
            ("AMD Ryzen 9 7950X 16-Core Processor", "AMD Ryzen 9 7950X"),
        ] {
            assert_eq!(plain(name), wanted);
        }
    }
}
