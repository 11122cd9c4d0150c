//! `llama-bench`: a table in Markdown, CSV, and objects of JSON with the same fields.
//!
//! Fields and their meaning: llama.cpp `tools/llama-bench/llama-bench.cpp` (`test::get_fields`, `markdown_printer::print_test`) and README.md.

use super::fault::FaultCode;
use super::json::number;
use super::said::{Format, Layers, Paste, Row, SaidModel, Timed};
use super::table::{cells, csv as fields_of, divides};
use crate::catalog::{Engine, FlashAttention, MeasuredBackend, Word};
use crate::units::{Bytes, Date, Known, TokensPerSecond};
use crate::weights::Quant;

/// Names with values, from a row of any of the three formats; empty where there is none.
pub(super) struct Fields(pub(super) Vec<(String, String)>);

impl Fields {
    fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(own, _)| own == name).map_or("", |(_, value)| value.as_str())
    }

    /// The first of these names that has a value: a table shortens them.
    fn any(&self, names: &[&str]) -> &str {
        names.iter().map(|name| self.get(name)).find(|value| !value.is_empty()).unwrap_or("")
    }

    fn count(&self, name: &str) -> u32 {
        whole(self.get(name))
    }
}

fn whole(text: &str) -> u32 {
    number(text).filter(|x| *x >= 0.0).map_or(0, |x| x as u32)
}

/// What stands around the rows: the devices that were found, the build.
#[derive(Default)]
pub(super) struct Around {
    devices: Vec<String>,
    version: String,
    /// Devices that were counted, whether named or not.
    counted: usize,
}

impl Around {
    /// Reads the lines that llama.cpp writes before and after its rows (`ggml/src/ggml-cuda/ggml-cuda.cu`, `ggml-vulkan.cpp`,
    /// `ggml-metal-device.m`; `build:` at the end of a table).
    pub(super) fn of(text: &str) -> Self {
        let mut around = Self::default();
        for line in text.lines().map(str::trim) {
            if let Some(build) = line.strip_prefix("build: ") {
                build.clone_into(&mut around.version);
            } else if let Some((_, found)) = line.split_once("_init: found ") {
                let count = found.split(' ').next().map_or(0, whole);
                around.counted = around.counted.max(count as usize);
            } else if let Some((_, found)) = line.split_once("ggml_vulkan: Found ") {
                around.counted = around.counted.max(found.split(' ').next().map_or(0, whole) as usize);
            } else if let Some((_, name)) = line.split_once("GPU name:") {
                around.name(name);
            } else if line.starts_with("Device ") {
                // `Device 0: NVIDIA GeForce RTX 4090, compute capability 8.9, VMM: yes`
                around
                    .name(line.split_once(": ").map_or("", |(_, rest)| rest.split(',').next().unwrap_or("")));
            } else if line.starts_with("ggml_vulkan: ") && line.contains(" = ") {
                // `ggml_vulkan: 0 = AMD Radeon RX 7900 XTX (RADV NAVI31) (radv) | uma: 0 | …`
                around.name(
                    line.split_once(" = ").map_or("", |(_, rest)| rest.split('|').next().unwrap_or("")),
                );
            }
        }
        around
    }

    fn name(&mut self, name: &str) {
        let name = name.trim();
        // Metal's own numbering of devices is no name.
        if !name.is_empty() && !name.starts_with("MTL") {
            self.devices.push(name.to_owned());
        }
    }
}

/// `8cf427ff (5163)`, as the program writes it below its tables.
fn build_of(commit: &str, number: &str) -> String {
    if number.is_empty() || commit.is_empty() {
        commit.to_owned()
    } else {
        [commit, " (", number, ")"].concat()
    }
}

/// Whether a text is CSV of this program.
pub(super) fn is_csv(text: &str) -> bool {
    text.lines().any(head_of_csv)
}

fn head_of_csv(line: &str) -> bool {
    line.contains(',') && line.contains("model_filename") && line.contains("avg_ts")
}

/// Reads CSV.
pub(super) fn csv(text: &str, paste: &mut Paste) {
    paste.format = Format::LlamaBenchCsv;
    let around = Around::of(text);
    let mut head: Vec<String> = Vec::new();
    for line in text.lines() {
        if head_of_csv(line) {
            head = fields_of(line);
        } else if !head.is_empty() && line.contains(',') {
            let values = fields_of(line);
            let at = paste.next();
            if values.len() == head.len() {
                row(Fields(head.iter().cloned().zip(values).collect()), at, &around, paste);
            } else {
                paste.fault(at, FaultCode::UnknownFormat, line);
            }
        }
    }
}

/// Reads a table in Markdown, or several of them.
pub(super) fn markdown(text: &str, paste: &mut Paste) {
    let around = Around::of(text);
    let mut head: Vec<&str> = Vec::new();
    for line in text.lines() {
        let cells = cells(line);
        if cells.is_empty() || divides(&cells) {
            continue;
        }
        if cells.contains(&"test") {
            head = cells;
            continue;
        }
        let at = paste.next();
        let Some(column) = rate_column(&head) else {
            // A table without a rate is another table; one with a rate in another unit is refused.
            if let Some(unit) = head.iter().find(|name| name.contains('/')).filter(|_| !head.is_empty()) {
                paste.fault(at, FaultCode::WrongUnits, unit);
            } else if !head.is_empty() {
                paste.fault(at, FaultCode::NoRate, line.trim());
            }
            continue;
        };
        let mut fields: Vec<(String, String)> =
            head.iter().zip(&cells).map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let (rate, deviation) = rate_cell(cells.get(column).copied().unwrap_or_default());
        fields.push(("avg_ts".to_owned(), rate));
        fields.push(("stddev_ts".to_owned(), deviation));
        row(Fields(fields), at, &around, paste);
    }
}

fn rate_column(head: &[&str]) -> Option<usize> {
    head.iter().position(|name| matches!(name.to_ascii_lowercase().as_str(), "t/s" | "tok/s" | "tokens/s"))
}

/// `131.42 ± 0.59`; whatever a terminal made of the sign between.
fn rate_cell(cell: &str) -> (String, String) {
    let cell = cell.replace("**", "");
    let figure = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
    let mut words = cell.split(|c: char| !figure(c) && c != '-' && !c.is_ascii_alphabetic());
    // The minus of `+/-` is no figure.
    let mut next = || words.find(|word| !word.is_empty() && *word != "-").unwrap_or_default().to_owned();
    let rate = next();
    (rate, next())
}

/// One row of any format.
pub(super) fn row(fields: Fields, at: u32, around: &Around, paste: &mut Paste) {
    let written = fields.get("avg_ts").to_owned();
    let Some(rate) = number(&written) else {
        paste.fault(at, FaultCode::RateNotANumber, &written);
        return;
    };
    let (timed, depth) = match timed(&fields) {
        Ok(timed) => timed,
        Err(code) => {
            paste.fault(at, code, fields.get("test"));
            return;
        }
    };
    let cache = ["type_k", "type_v"].map(|name| fields.get(name));
    if let Some(other) = cache.iter().find(|kind| !matches!(**kind, "" | "f16")) {
        // The catalog has no place for it, and at depth it is another measurement.
        paste.fault(at, FaultCode::CacheType, other);
        return;
    }
    let interface = fields.any(&["backends", "backend"]);
    if interface.to_ascii_lowercase().contains("rpc") {
        paste.fault(at, FaultCode::OverNetwork, interface);
        return;
    }
    let kind = fields.any(&["model_type", "model"]);
    let (name, quant) = (fields.get("model_filename"), quant_of(kind, fields.get("model_filename")));
    let mut row = Row::new(at, Engine::LlamaCpp, timed, rate);
    row.depth = depth;
    row.model = SaidModel {
        kind: kind_of(kind),
        name: name.to_owned(),
        bytes: bytes(&fields),
        params: params(&fields),
    };
    row.quant = quant;
    row.version = build_of(fields.get("build_commit"), fields.get("build_number"));
    if row.version.is_empty() {
        row.version.clone_from(&around.version);
    }
    row.backend = backend(interface);
    row.deviation = match number(fields.get("stddev_ts")).filter(|x| *x > 0.0) {
        Some(deviation) => Known::Known(TokensPerSecond::new(deviation)),
        None => Known::Unknown,
    };
    row.layers = match fields.any(&["n_gpu_layers", "ngl"]) {
        "" => Layers::Unknown,
        text if text.starts_with('-') => Layers::All,
        // 99 and 999 are what people write for "all"; no model of the catalog has so many layers.
        "99" | "999" => Layers::All,
        text => Layers::Of(whole(text)),
    };
    row.host_experts = fields.any(&["n_cpu_moe", "ncmoe"]).parse().unwrap_or(0);
    row.flash = match fields.any(&["flash_attn", "fa"]) {
        "1" | "true" | "on" => FlashAttention::On,
        "0" | "false" | "off" => FlashAttention::Off,
        _ => FlashAttention::Unknown,
    };
    row.split = fields.any(&["split_mode", "sm"]).to_owned();
    row.date = fields.get("test_time").get(..10).and_then(Date::parse).map_or(Known::Unknown, Known::Known);
    row.devices = devices(&fields, &row, around);
    if row.devices.is_empty() && around.counted > 1 {
        paste.fault(at, FaultCode::DevicesUnnamed, "");
        return;
    }
    paste.take(row);
}

/// The devices it ran on: those of the row, or those that the log around it found.
fn devices(fields: &Fields, row: &Row, around: &Around) -> Vec<String> {
    let listed = if row.backend == Known::Known(MeasuredBackend::Cpu) {
        vec![fields.get("cpu_info").to_owned()]
    } else {
        // Since 2025 joined by `, `, before by `/`.
        let text = fields.get("gpu_info");
        let between = if text.contains(", ") { ", " } else { "/" };
        text.split(between).map(str::to_owned).collect()
    };
    let mut names: Vec<String> = listed.into_iter().filter(|name| !name.trim().is_empty()).collect();
    if names.is_empty() && row.backend != Known::Known(MeasuredBackend::Cpu) {
        names.clone_from(&around.devices);
    }
    if row.split == "none" {
        names.truncate(1);
    }
    names
}

/// What was timed, and at which depth: `pp512`, `tg 128 @ d4096`, or the three counts.
fn timed(fields: &Fields) -> Result<(Timed, u32), FaultCode> {
    let test = fields.get("test");
    if test.is_empty() {
        let (prompt, generated, depth) =
            (fields.count("n_prompt"), fields.count("n_gen"), fields.count("n_depth"));
        return match (prompt, generated) {
            (0, 0) => Err(FaultCode::UnknownTest),
            (prompt, 0) => Ok((Timed::Prefill(prompt), depth)),
            (0, generated) => Ok((Timed::Decode(generated), depth)),
            // One mean over two phases: neither can be told from it.
            _ => Err(FaultCode::CombinedTest),
        };
    }
    let test: String = test.chars().filter(|c| !c.is_whitespace() && *c != '*').collect();
    if test.contains('+') || test.starts_with("pg") {
        return Err(FaultCode::CombinedTest);
    }
    let (what, depth) = test.split_once("@d").unwrap_or((&test, "0"));
    let count = |text: &str| text.parse::<u32>().ok().filter(|n| *n > 0).ok_or(FaultCode::UnknownTest);
    let depth = depth.parse().map_err(|_| FaultCode::UnknownTest)?;
    if let Some(tokens) = what.strip_prefix("pp") {
        Ok((Timed::Prefill(count(tokens)?), depth))
    } else if let Some(tokens) = what.strip_prefix("tg") {
        Ok((Timed::Decode(count(tokens)?), depth))
    } else {
        Err(FaultCode::UnknownTest)
    }
}

/// Architecture and size, without the quant behind them.
fn kind_of(kind: &str) -> String {
    kind.split_whitespace().take(2).collect::<Vec<_>>().join(" ")
}

/// The quant: a publisher's own mix from the file's name, else llama.cpp's name of the file type (`llama_model_ftype_name`, llama.cpp
/// `src/llama-model-loader.cpp`): `Q4_K - Medium`, `IQ2_XXS - 2.0625 bpw`, `mostly Q4_0`.
fn quant_of(kind: &str, file: &str) -> String {
    let stem = file.rsplit(['/', '\\']).next().unwrap_or_default().to_ascii_lowercase();
    if let Some(at) = stem.find("-ud-") {
        let label = stem.get(at + 1..).unwrap_or_default();
        let end = label.find(".gguf").or_else(|| label.find("-0000")).unwrap_or(label.len());
        return label.get(..end).unwrap_or_default().split("-0000").next().unwrap_or_default().to_owned();
    }
    let mut words =
        kind.split_whitespace().skip(2).skip_while(|word| matches!(*word, "mostly" | "all" | "(guessed)"));
    let Some(label) = words.next() else { return String::new() };
    let size = match (words.next(), words.next()) {
        (Some("-"), Some("Small")) => "_S",
        (Some("-"), Some("Medium")) => "_M",
        (Some("-"), Some("Large")) => "_L",
        // `IQ3_S mix - 3.66 bpw`
        (Some("mix"), _) => "_mix",
        _ => "",
    };
    let label = if size == "_mix" { "IQ3_M".to_owned() } else { [label, size].concat() };
    // `Q2_K - Medium` is plain `Q2_K`.
    let label = if label == "Q2_K_M" { "Q2_K".to_owned() } else { label };
    label.parse::<Quant>().map_or(String::new(), |quant| quant.label().to_ascii_lowercase())
}

/// The interface. What multiplies beside it on the host (`BLAS`) is not it.
fn backend(text: &str) -> Known<MeasuredBackend> {
    let text = text.to_ascii_lowercase();
    let words = text.split([',', '+']).map(str::trim).map(|word| if word == "mtl" { "metal" } else { word });
    words.filter_map(MeasuredBackend::parse).next_back().map_or(Known::Unknown, Known::Known)
}

/// `4677120000`, or `4.36 GiB`.
fn bytes(fields: &Fields) -> Known<Bytes> {
    if let Some(bytes) = number(fields.get("model_size")) {
        return Known::Known(Bytes::from_f64(bytes));
    }
    let (figure, unit) = fields.get("size").split_once(' ').unwrap_or_default();
    let scale = match unit.trim() {
        "GiB" => 1_073_741_824.0,
        "MiB" => 1_048_576.0,
        _ => return Known::Unknown,
    };
    number(figure).map_or(Known::Unknown, |x| Known::Known(Bytes::from_f64(x * scale)))
}

/// `7615616512`, or `7.62 B`: that is half a unit of its last digit to either side.
fn params(fields: &Fields) -> Known<(u64, u64)> {
    if let Some(exact) = number(fields.get("model_n_params")) {
        return Known::Known((exact as u64, exact as u64));
    }
    let (figure, unit) = fields.get("params").split_once(' ').unwrap_or_default();
    let scale = match unit.trim() {
        "B" => 1e9,
        "M" => 1e6,
        _ => return Known::Unknown,
    };
    number(figure).map_or(Known::Unknown, |x| {
        Known::Known((((x - 0.005) * scale) as u64, ((x + 0.005) * scale) as u64))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quants_by_their_names() {
        for (kind, file, label) in [
            ("llama 8B Q4_K - Medium", "", "q4_k_m"),
            ("qwen3moe 30B.A3B Q3_K - Small", "", "q3_k_s"),
            ("llama 7B mostly Q4_0", "", "q4_0"),
            ("gpt-oss 20B MXFP4 MoE", "", "mxfp4_moe"),
            ("llama 8B IQ2_XXS - 2.0625 bpw", "", "iq2_xxs"),
            ("llama 8B IQ3_S mix - 3.66 bpw", "", "iq3_m"),
            ("llama 8B Q2_K - Medium", "", "q2_k"),
            ("gemma3 12B (guessed) Q8_0", "", "q8_0"),
            ("qwen3 8B all F32", "", "f32"),
            ("qwen3 8B Q4_K - Medium", "/m/Qwen3-8B-UD-Q4_K_XL.gguf", "ud-q4_k_xl"),
            ("qwen3 8B", "", ""),
        ] {
            assert_eq!(quant_of(kind, file), label, "{kind}");
        }
    }

    #[test]
    fn rates_in_any_clothes() {
        for (cell, rate, deviation) in [
            ("131.42 ± 0.59", "131.42", "0.59"),
            ("131.42 Â± 0.59", "131.42", "0.59"),
            ("**5010.5** +/- 3", "5010.5", "3"),
            ("12", "12", ""),
        ] {
            assert_eq!(rate_cell(cell), (rate.to_owned(), deviation.to_owned()), "{cell}");
        }
    }
}
