//! What the data sheet says, each figure with who said it.

use will_it_run_engine::catalog::{DeviceKind, Figure, SourceKey, Vendor, Word};
use will_it_run_engine::units::{Bytes, BytesPerSecond, FlopsPerSecond, Known};

use super::draw::{note, sheet, table};
use super::head::{memory_kind, unconfirmed_note};
use super::subject::{Subject, marked, source_text, whole_gib};
use crate::app::draw::{El, el};
use crate::text::measure::bytes;
use crate::text::number::{decimals, grouped, three};
use crate::text::{DeviceKey as K, Fixed, UNCONFIRMED, device_says};

/// A line of the table: what, the value where somebody said it, and who.
struct Line {
    what: K,
    value: Option<String>,
    source: Option<SourceKey>,
    /// Said in place of a source of the catalog.
    by: Option<K>,
}

fn line<T: Copy>(what: K, figure: &Figure<T>, write: impl FnOnce(T) -> String) -> Line {
    Line { what, value: figure.known().get().map(write), source: figure.source(), by: None }
}

fn plain(what: K, value: String) -> Line {
    Line { what, value: Some(value), source: None, by: Some(K::Record) }
}

/// The section; `usable` as the engine's rule has it.
pub fn specs(about: &Subject<'_>, usable: Known<Bytes>) -> El {
    let catalog = about.catalog();
    let lines = lines(about, usable);
    let doubtful = lines.iter().any(|line| text(about, line).contains(UNCONFIRMED));
    let rows = lines.iter().map(|line| {
        let value = el("td");
        let value = match line.value {
            Some(_) => value.text(text(about, line)),
            None => value.class("dv-unknown").say(K::ScoreUnknown),
        };
        let source = line
            .by
            .filter(|_| line.value.is_some())
            .map_or_else(|| source_text(catalog, line.source), |by| by.text().to_owned());
        el("tr")
            .put(el("th").is("scope", "row").say(line.what))
            .put(value)
            .put(el("td").class("dv-source").text(source))
    });
    let head = [(K::Figure, ""), (K::FigureValue, ""), (K::Source, "")];
    let notes = &about.device.notes;
    sheet("specs", K::Specs)
        .put(table(&head, rows).class("dv-specs"))
        .maybe_put((!notes.is_empty()).then(|| el("p").class("note dv-notes").text(notes.to_string())))
        .put(note(K::SpecsNote))
        .maybe_put(doubtful.then(unconfirmed_note))
}

fn text(about: &Subject<'_>, line: &Line) -> String {
    line.value.clone().map(|value| marked(value, about.catalog(), line.source)).unwrap_or_default()
}

fn lines(about: &Subject<'_>, usable: Known<Bytes>) -> Vec<Line> {
    let device = about.device;
    let gb_s = |rate: BytesPerSecond| three(rate.as_gb_s()) + "\u{a0}GB/s";
    let tera = |rate: FlopsPerSecond| three(rate.get() / 1e12) + "\u{a0}TFLOP/s";
    let sizes: Vec<String> = device.memory.sizes().iter().map(|size| whole_gib(*size)).collect();
    let detail = &device.memory_detail;
    let detail = if detail.is_empty() { String::new() } else { [", ", &**detail].concat() };
    let memory = [&sizes.join(", "), "\u{a0}GiB ", &memory_kind(about), &detail].concat();
    let (source, rates) = (Some(device.memory.source()), &device.rates);
    let interfaces: Vec<&str> =
        device.apis.iter().map(|api| device_says::interface_word(api.as_str())).collect();
    let mut lines = vec![
        Line { what: K::Memory, value: Some(memory), source, by: None },
        Line {
            what: K::UsableMemory,
            value: usable.get().map(|usable| bytes(usable, about.unit())),
            source: None,
            by: Some(K::ByRule),
        },
        line(K::Bandwidth, &device.bandwidth, gb_s),
        line(K::Bus, &device.bus_bits, |bits| grouped(u64::from(bits)) + "\u{a0}bits"),
        line(K::Power, &device.tdp, |power| three(power.get()) + "\u{a0}W"),
        line(K::Fp32, &rates.fp32, tera),
        line(K::Fp16, &rates.fp16, tera),
        line(K::Bf16, &rates.bf16, tera),
        line(K::Fp8, &rates.fp8, tera),
        line(K::Int8, &rates.int8, |rate| three(rate.get() / 1e12) + "\u{a0}TOP/s"),
        line(K::Fp4, &rates.fp4, tera),
    ];
    if device.kind != DeviceKind::Unified || device.pcie.known().is_known() {
        lines.push(line(K::Pcie, &device.pcie, |pcie| {
            let lanes = pcie.lanes.to_string();
            [&pcie.generation.to_string(), ".0 ×", &lanes, ", ", &gb_s(pcie.bandwidth())].concat()
        }));
    }
    if device.nvlink.known().is_known() {
        lines.push(line(K::NvLink, &device.nvlink, gb_s));
    }
    if device.vendor == Vendor::Nvidia {
        lines.push(line(K::ComputeCapability, &device.compute_capability, |c| {
            decimals(f64::from(c.major) + f64::from(c.minor) / 10.0, 1)
        }));
    }
    lines.push(line(K::Released, &device.released, |date| date.to_string()));
    lines.push(line(K::Msrp, &device.msrp, device_says::usd));
    lines.push(plain(K::FormFactor, device.form_factor.as_str().to_owned()));
    // A processor needs none.
    if device.kind != DeviceKind::Cpu {
        let interfaces = (!interfaces.is_empty()).then(|| interfaces.join(", "));
        lines.push(Line { what: K::Interfaces, value: interfaces, source: None, by: Some(K::Record) });
    }
    lines
}
