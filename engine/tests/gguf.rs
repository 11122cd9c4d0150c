//! Headers of model files: written from the catalog's figures and the loader's tensors, read back, and asked about.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

use serde_json::Value;
use will_it_run_engine::architecture::{Architecture, Family};
use will_it_run_engine::calculator::{Calculator, OpenFile};
use will_it_run_engine::catalog::Catalog;
use will_it_run_engine::gguf::{File, FileFaultCode, Header, QuantFrom, Scan, Step};
use will_it_run_engine::question::{RawDevice, RawHost, RawQuestion, RawRig};
use will_it_run_engine::weights::{GgmlType, Imatrix, ModelWeights, Quant, Tensor, tensors};

const CATALOG: &str = include_str!("../../catalog.json");
/// Keys that a file says by its list of tensors.
const BY_TENSORS: [&str; 7] = [
    "architecture",
    "vocab_size",
    "tied_embeddings",
    "token_type_count",
    "classifier.output_labels",
    "tensors",
    "basis",
];

/// A header under construction.
#[derive(Default)]
struct Writer {
    keys: u64,
    bytes: Vec<u8>,
}

impl Writer {
    fn text(&mut self, text: &str) {
        self.bytes.extend((text.len() as u64).to_le_bytes());
        self.bytes.extend(text.as_bytes());
    }

    fn key(&mut self, key: &str, kind: u32) {
        self.keys += 1;
        self.text(key);
        self.bytes.extend(kind.to_le_bytes());
    }

    fn value(&mut self, key: &str, value: &Value, layers: usize) {
        match value {
            Value::Number(number) => {
                self.key(key, 4);
                self.bytes.extend((number.as_u64().unwrap() as u32).to_le_bytes());
            }
            Value::Bool(flag) => {
                self.key(key, 7);
                self.bytes.push(u8::from(*flag));
            }
            Value::String(text) => {
                self.key(key, 8);
                self.text(text);
            }
            Value::Array(list) => self.list(key, list),
            Value::Object(cycle) => {
                let cycle = cycle["cycle"].as_array().unwrap();
                self.list(key, &cycle.iter().cycle().take(layers).cloned().collect::<Vec<_>>());
            }
            Value::Null => {}
        }
    }

    fn list(&mut self, key: &str, list: &[Value]) {
        self.key(key, 9);
        let flags = list.iter().all(Value::is_boolean);
        self.bytes.extend(if flags { 7_u32 } else { 5 }.to_le_bytes());
        self.bytes.extend((list.len() as u64).to_le_bytes());
        for one in list {
            match one {
                Value::Bool(flag) => self.bytes.push(u8::from(*flag)),
                number => self.bytes.extend((number.as_u64().unwrap() as i32).to_le_bytes()),
            }
        }
    }
}

/// The header of a file of these tensors, and how many bytes the whole file has.
fn header(figures: &Value, file_type: u32, list: &[Tensor], types: &[GgmlType]) -> (Vec<u8>, u64) {
    let architecture = figures["architecture"].as_str().unwrap();
    let layers = figures["block_count"].as_u64().unwrap_or(0) as usize;
    let mut out = Writer::default();
    out.value("general.architecture", &architecture.into(), layers);
    out.value("general.name", &"A model".into(), layers);
    out.value("general.file_type", &file_type.into(), layers);
    // A tokenizer stands in the way of the tensors, in pieces.
    out.key("tokenizer.ggml.tokens", 9);
    out.bytes.extend(8_u32.to_le_bytes());
    out.bytes.extend(3000_u64.to_le_bytes());
    for token in 0..3000 {
        out.text(&format!("token {token}"));
    }
    for (key, value) in figures.as_object().unwrap() {
        if !BY_TENSORS.contains(&key.as_str()) {
            out.value(&format!("{architecture}.{key}"), value, layers);
        }
    }
    let mut bytes = b"GGUF".to_vec();
    bytes.extend(3_u32.to_le_bytes());
    bytes.extend((list.len() as u64).to_le_bytes());
    bytes.extend(out.keys.to_le_bytes());
    bytes.extend(out.bytes);
    let mut infos = Writer::default();
    let mut offset = 0_u64;
    for (tensor, ty) in list.iter().zip(types) {
        infos.text(&tensor.name());
        infos.bytes.extend(u32::from(tensor.n_dims).to_le_bytes());
        for ne in &tensor.ne[..tensor.n_dims as usize] {
            infos.bytes.extend(ne.to_le_bytes());
        }
        infos.bytes.extend(ty.id().to_le_bytes());
        infos.bytes.extend(offset.to_le_bytes());
        offset += tensor.bytes(*ty).get().next_multiple_of(32);
    }
    bytes.extend(infos.bytes);
    let size = (bytes.len() as u64).next_multiple_of(32) + offset;
    (bytes, size)
}

/// Reads a header in pieces of this size.
fn read(bytes: &[u8], size: u64, piece: usize) -> Result<Header, FileFaultCode> {
    let mut scan = Scan::new(size);
    let mut step = scan.begin();
    while let Step::Need { at, least } = step {
        let at = (at as usize).min(bytes.len());
        let end = (at + (least as usize).max(piece)).min(bytes.len());
        step = scan.feed(&bytes[at..end]).map_err(|fault| fault.code)?;
    }
    Ok(scan.finish().unwrap())
}

fn written(figures: &Value, quant: Quant, file_type: u32) -> Option<(Vec<u8>, u64)> {
    let raw: will_it_run_engine::catalog::RawGguf = serde_json::from_value(figures.clone()).unwrap();
    let h = raw.hparams().unwrap();
    let architecture = Architecture::from_hparams(&h).ok()?;
    let list = tensors(&h, &architecture);
    let types: Vec<GgmlType> = ModelWeights::new(&h, &architecture).mix().types(quant, Imatrix::Without);
    Some(header(figures, file_type, &list, &types))
}

fn rig(device: &str, count: u32) -> RawRig {
    let device = RawDevice { hardware: device.to_owned(), count: Some(count), ..RawDevice::default() };
    let host = RawHost { memory_gib: Some(128.0), bandwidth_gb_s: None };
    RawRig { devices: vec![device], host: Some(host), ..RawRig::default() }
}

#[test]
fn a_file_of_a_model_answers_as_the_model_does() {
    let calculator = Calculator::new(Catalog::from_json(CATALOG).unwrap());
    let catalog: Value = serde_json::from_str(CATALOG).unwrap();
    let (mut asked, mut same_speed, mut differs) = (0, 0, Vec::new());
    for (id, record) in catalog["models"].as_object().unwrap() {
        let figures = &record["gguf"];
        let exact = figures.get("basis").is_none_or(|basis| basis == "exact");
        // What no file of theirs states: a layout nobody recorded.
        let stated = figures.get("attention.sliding_window_pattern") != Some(&"unknown".into());
        let known = figures["architecture"].as_str().is_some_and(|name| Family::from_name(name).is_some());
        if !exact || !known || !stated || figures["architecture"] == "generic" {
            continue;
        }
        let Some((bytes, size)) = written(figures, Quant::Q4_K_M, 15) else { continue };
        let file = File::of(vec![read(&bytes, size, 4096).unwrap()])
            .unwrap_or_else(|fault| panic!("{id}: {fault:?}"));
        assert_eq!((file.quant, file.quant_from), (Quant::Q4_K_M, QuantFrom::File), "{id}");
        let open = OpenFile::new(file).unwrap();
        for (device, count) in [("nvidia-rtx-4090", 1), ("nvidia-l40s", 2)] {
            let raw = RawQuestion {
                model: id.clone(),
                quant: Some("Q4_K_M".to_owned()),
                context: Some(8192),
                rig: rig(device, count),
                ..RawQuestion::default()
            };
            let of_catalog = calculator.answer(&raw).unwrap();
            let of_file = calculator.answer_file(&raw, &open).unwrap();
            asked += 1;
            if (of_file.memory.device, of_file.memory.host, of_file.fit)
                != (of_catalog.memory.device, of_catalog.memory.host, of_catalog.fit)
            {
                differs.push(format!("{id} on {device}: {:?} {:?}", of_file.fit, of_catalog.fit));
            }
            same_speed += u32::from(
                of_file.decode.map(|r| r.tokens_per_second) == of_catalog.decode.map(|r| r.tokens_per_second),
            );
        }
    }
    assert!(asked > 600, "{asked}");
    println!("{asked} asked, {same_speed} at the same speed, {} differ", differs.len());
    assert_eq!(differs, Vec::<String>::new());
}

#[test]
fn pieces_of_any_size_are_the_same_header() {
    let catalog: Value = serde_json::from_str(CATALOG).unwrap();
    let (bytes, size) = written(&catalog["models"]["qwen3-30b-a3b"]["gguf"], Quant::Q5_K_M, 17).unwrap();
    let whole = read(&bytes, size, usize::MAX / 2).unwrap();
    for piece in [1, 7, 64, 1000, 1 << 20] {
        assert_eq!(read(&bytes, size, piece).unwrap(), whole, "{piece}");
    }
    assert_eq!(whole.length("tokenizer.ggml.tokens"), Some(3000));
}

#[test]
fn a_quant_that_the_file_does_not_name_is_named_after_its_tensors() {
    let catalog: Value = serde_json::from_str(CATALOG).unwrap();
    let (bytes, size) = written(&catalog["models"]["qwen3-8b"]["gguf"], Quant::Q6_K, 999).unwrap();
    let file = File::of(vec![read(&bytes, size, 4096).unwrap()]).unwrap();
    assert_eq!((file.quant, file.quant_from), (Quant::Q6_K, QuantFrom::Tensors));
    let calculator = Calculator::new(Catalog::from_json(CATALOG).unwrap());
    let open = OpenFile::new(file).unwrap();
    let other =
        RawQuestion { quant: Some("Q2_K".to_owned()), rig: rig("nvidia-l40s", 1), ..RawQuestion::default() };
    assert_eq!(calculator.answer_file(&other, &open).unwrap_err().field, "quant");
}

#[test]
fn what_is_no_model_is_refused_by_name() {
    let catalog: Value = serde_json::from_str(CATALOG).unwrap();
    let (bytes, size) = written(&catalog["models"]["qwen3-8b"]["gguf"], Quant::Q6_K, 18).unwrap();
    let refused = |bytes: &[u8], size: u64| read(bytes, size, 4096).unwrap_err();
    assert_eq!(refused(b"PK\x03\x04 and more of a zip file's bytes", 40), FileFaultCode::NotGguf);
    assert_eq!(refused(b"", 0), FileFaultCode::NotGguf);
    let mut version = bytes.clone();
    version[4] = 9;
    assert_eq!(refused(&version, size), FileFaultCode::Version);
    let mut swapped = bytes.clone();
    swapped[4..8].reverse();
    assert_eq!(refused(&swapped, size), FileFaultCode::BigEndian);
    // A download that broke off: before the end of the header, and of the tensors.
    for end in [30, bytes.len() / 2, bytes.len() - 1] {
        assert_eq!(refused(&bytes[..end], end as u64), FileFaultCode::Truncated, "{end}");
    }
    assert_eq!(refused(&bytes, size - 64), FileFaultCode::Truncated);
    let mut first = read(&bytes, size, 4096).unwrap();
    first.entries.push(("split.count".to_owned(), will_it_run_engine::gguf::Value::Whole(3)));
    assert_eq!(File::of(vec![first]).unwrap_err().code, FileFaultCode::Parts);
    assert_eq!(File::of(Vec::new()).unwrap_err().code, FileFaultCode::NotGguf);
}

/// Every byte of a header damaged in turn: an answer or a refusal, never a panic, and never more memory than the file has bytes.
#[test]
fn damage_is_survived() {
    let catalog: Value = serde_json::from_str(CATALOG).unwrap();
    let (bytes, size) = written(&catalog["models"]["gemma-3-270m-it"]["gguf"], Quant::Q8_0, 7).unwrap();
    for at in (0..bytes.len()).step_by(13) {
        for damage in [0x00, 0xff, 0x7f] {
            let mut broken = bytes.clone();
            broken[at] ^= damage;
            if let Ok(header) = read(&broken, size, 1 << 16)
                && let Ok(file) = File::of(vec![header])
            {
                let _ = OpenFile::new(file);
            }
        }
    }
}
