//! The one way `catalog.json` is written: one record a line, sorted, fields in one order, nothing for what is not known.

use std::io;

use serde::Serialize;
use serde_json::ser::Formatter;

use super::raw::{Keyed, RawCatalog, Record};
use super::{Catalog, Fault, FaultKind};

/// Writes a file in canonical form.
///
/// # Errors
/// A record that could not be read cannot be written.
pub fn canonical(raw: &RawCatalog) -> Result<String, Vec<Fault>> {
    let mut out = String::from("{\n");
    let mut faults = Vec::new();
    out.push_str(&format!("  \"version\": {},\n  \"date\": \"{}\",\n", raw.version, raw.date));
    let mut section = |name: &'static str, body: Result<String, String>, end: &str| match body {
        Ok(body) => out.push_str(&format!("  \"{name}\": {body}{end}\n")),
        Err(detail) => {
            let (record, field) = (String::new(), String::new());
            faults.push(Fault { section: name, record, field, kind: FaultKind::Structure, detail });
        }
    };
    section("sources", keyed(&raw.sources), ",");
    section("hardware", keyed(&raw.hardware), ",");
    section("models", keyed(&raw.models), ",");
    section("quants", keyed(&raw.quants), ",");
    section("quant_quality", list(&raw.quant_quality), ",");
    section("prices", list(&raw.prices), ",");
    section("rentals", list(&raw.rentals), ",");
    section("api_prices", list(&raw.api_prices), ",");
    section("electricity", keyed(&raw.electricity), ",");
    section("measured_hardware", keyed(&raw.measured_hardware), ",");
    section("measured_models", keyed(&raw.measured_models), ",");
    section("measurements", list(&raw.measurements), "");
    out.push_str("}\n");
    if faults.is_empty() { Ok(out) } else { Err(faults) }
}

impl Catalog {
    /// Reads `catalog.json` as the repository keeps it: faultless and canonical.
    ///
    /// # Errors
    /// Every fault, and where the file first differs from its canonical form.
    pub fn from_canonical_json(text: &str) -> Result<Self, Vec<Fault>> {
        let raw = super::parse::read(text)?;
        let catalog = Self::from_raw(&raw)?;
        let wanted = canonical(&raw)?;
        if wanted == text {
            return Ok(catalog);
        }
        let same = text.lines().zip(wanted.lines()).take_while(|(a, b)| a == b).count();
        Err(vec![Fault {
            section: "catalog",
            record: format!("line {}", same + 1),
            field: String::new(),
            kind: FaultKind::NotCanonical,
            detail: "is not in canonical form: run `cargo xtask catalog fmt`".to_owned(),
        }])
    }
}

/// Reads the file and gives it back in canonical form, sorted; faults of content do not matter here.
///
/// # Errors
/// What cannot be read cannot be written.
pub fn format(text: &str) -> Result<String, Vec<Fault>> {
    let mut raw = super::parse::read(text)?;
    raw.sources.0.sort_by(|a, b| a.0.cmp(&b.0));
    raw.hardware.0.sort_by(|a, b| a.0.cmp(&b.0));
    raw.models.0.sort_by(|a, b| a.0.cmp(&b.0));
    raw.quants.0.sort_by(|a, b| a.0.cmp(&b.0));
    raw.electricity.0.sort_by(|a, b| a.0.cmp(&b.0));
    raw.measured_hardware.0.sort_by(|a, b| a.0.cmp(&b.0));
    raw.measured_models.0.sort_by(|a, b| a.0.cmp(&b.0));
    canonical(&raw)
}

fn keyed<T: Serialize>(records: &Keyed<Record<T>>) -> Result<String, String> {
    let mut lines = Vec::with_capacity(records.0.len());
    for (key, record) in records.iter() {
        let line = line(record).map_err(|error| format!("`{key}`: {error}"))?;
        lines.push(format!("    {}: {line}", line_of(&key)?));
    }
    Ok(if lines.is_empty() { "{}".to_owned() } else { format!("{{\n{}\n  }}", lines.join(",\n")) })
}

fn list<T: Serialize>(records: &[Record<T>]) -> Result<String, String> {
    let mut lines = Vec::with_capacity(records.len());
    for (at, record) in records.iter().enumerate() {
        lines.push(format!("    {}", line(record).map_err(|error| format!("record {}: {error}", at + 1))?));
    }
    lines.sort();
    Ok(if lines.is_empty() { "[]".to_owned() } else { format!("[\n{}\n  ]", lines.join(",\n")) })
}

fn line<T: Serialize>(record: &Record<T>) -> Result<String, String> {
    line_of(record)
}

fn line_of<T: Serialize>(value: &T) -> Result<String, String> {
    let mut bytes = Vec::new();
    let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, OneLine);
    value.serialize(&mut serializer).map_err(|error| error.to_string())?;
    String::from_utf8(bytes).map_err(|error| error.to_string())
}

/// A space after each comma and colon, no line breaks.
struct OneLine;

impl Formatter for OneLine {
    fn begin_array_value<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        if first { Ok(()) } else { writer.write_all(b", ") }
    }

    fn begin_object_key<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        if first { Ok(()) } else { writer.write_all(b", ") }
    }

    fn begin_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b": ")
    }
}
