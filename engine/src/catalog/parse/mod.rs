//! From what the file says to what the rules may rely on: every fault of the whole file at once, or a catalog.

mod hardware;
mod measurement;
mod model;
mod observed;
mod reader;

use measurement::MeasuredKeys;
use reader::{Faults, Reader};

use super::raw::{Keyed, RawCatalog, Record, VERSION};
use super::{Answers, Catalog, Confirmed, Fault, FaultKind, Money, Source};
use crate::units::Date;

impl Catalog {
    /// Reads `catalog.json`.
    ///
    /// # Errors
    /// Every fault of the file, in the order of the file.
    pub fn from_json(text: &str) -> Result<Self, Vec<Fault>> {
        let raw = read(text)?;
        Self::from_raw(&raw)
    }

    /// Checks what was read.
    ///
    /// # Errors
    /// Every fault of the file, in the order of the file.
    pub fn from_raw(raw: &RawCatalog) -> Result<Self, Vec<Fault>> {
        let mut head = Vec::new();
        let today = Date::parse(&raw.date).unwrap_or_else(|| {
            head.push(file("date", FaultKind::BadDate, format!("`{}` is not like 2026-11-22", raw.date)));
            Date::LATEST
        });
        if raw.version != VERSION {
            head.push(file("version", FaultKind::Structure, format!("{} is not {VERSION}", raw.version)));
        }
        let sources = keys("sources", &raw.sources, &mut head);
        let hardware_keys = keys("hardware", &raw.hardware, &mut head);
        let model_keys = keys("models", &raw.models, &mut head);
        keys("quants", &raw.quants, &mut head);
        keys("electricity", &raw.electricity, &mut head);
        let only_hardware = keys("measured_hardware", &raw.measured_hardware, &mut head);
        let only_models = keys("measured_models", &raw.measured_models, &mut head);
        let mut faults = Faults {
            list: head,
            sources: &sources,
            cited: vec![false; sources.len()],
            hardware: &hardware_keys,
            models: &model_keys,
            today,
        };
        let measured = MeasuredKeys {
            hardware: &hardware_keys,
            only_hardware: &only_hardware,
            models: &model_keys,
            only_models: &only_models,
        };
        let f = &mut faults;
        // In the order of the file, which is the order of faults.
        let told = each(f, "sources", &raw.sources, |key, source, _| Source {
            key: key.into(),
            text: source.text.as_str().into(),
            confirmed: if source.confirmed == Some(false) { Confirmed::No } else { Confirmed::Yes },
        });
        let hardware = each(f, "hardware", &raw.hardware, |id, raw, reader| {
            hardware::hardware(id, raw, reader.with_sources(&raw.sources))
        });
        let models = each(f, "models", &raw.models, |id, raw, reader| {
            model::model(id, raw, reader.with_sources(&raw.sources))
        });
        let quants = each(f, "quants", &raw.quants, observed::quant);
        let quant_quality = list(
            f,
            "quant_quality",
            &raw.quant_quality,
            |r| format!("{} {}", r.model, r.quant),
            observed::quality,
        );
        let prices =
            list(f, "prices", &raw.prices, |r| format!("{} {}", r.hardware, r.observed), observed::price);
        let rentals =
            list(f, "rentals", &raw.rentals, |r| format!("{} {}", r.provider, r.hardware), observed::rental);
        let api_prices = list(
            f,
            "api_prices",
            &raw.api_prices,
            |r| format!("{} {}", r.provider, r.model),
            observed::api_price,
        );
        let electricity = each(f, "electricity", &raw.electricity, observed::electricity);
        let measured_hardware = each(f, "measured_hardware", &raw.measured_hardware, measurement::only);
        let measured_models = each(f, "measured_models", &raw.measured_models, measurement::only);
        let measurements = list(
            f,
            "measurements",
            &raw.measurements,
            |r| format!("{} {} {} {}", r.hardware, r.model, r.quant, r.test),
            |raw, reader| measurement::measurement(raw, &measured, reader),
        );
        let answers = Answers {
            date: today,
            sources: told,
            hardware,
            models,
            quants,
            quant_quality,
            measured_hardware,
            measured_models,
            measurements,
            corrections: crate::speed::constants::MEASURED.to_vec(),
        };
        let catalog = Self::assemble(answers, Money { prices, rentals, api_prices, electricity });
        let unused = sources.iter().zip(&faults.cited).filter(|(_, cited)| !**cited);
        let mut list = faults.list;
        list.extend(unused.map(|(key, _)| Fault {
            section: "sources",
            record: (*key).to_owned(),
            field: String::new(),
            kind: FaultKind::Unused,
            detail: "is cited by no figure: take it out".to_owned(),
        }));
        super::check::whole(raw, &catalog, &mut list);
        if list.is_empty() { Ok(catalog) } else { Err(list) }
    }
}

/// Reads the file's structure.
///
/// # Errors
/// The one place where it is not JSON or not in sections.
pub fn read(text: &str) -> Result<RawCatalog, Vec<Fault>> {
    serde_json::from_str(text).map_err(|error| vec![file("", FaultKind::Unreadable, error.to_string())])
}

fn file(field: &str, kind: FaultKind, detail: String) -> Fault {
    Fault { section: "catalog", record: String::new(), field: field.to_owned(), kind, detail }
}

/// The keys of a section, which must ascend.
fn keys<'a, T>(section: &'static str, records: &'a Keyed<T>, faults: &mut Vec<Fault>) -> Vec<&'a str> {
    let keys: Vec<&str> = records.iter().map(|(key, _)| key).collect();
    for key in keys.iter().filter(|key| !spelled_as_key(section, key)) {
        let detail = "is not a key: small letters, digits, dots, dashes and plus signs".to_owned();
        let (record, field) = ((*key).to_owned(), String::new());
        faults.push(Fault { section, record, field, kind: FaultKind::Structure, detail });
    }
    for pair in keys.windows(2) {
        let [before, after] = pair else { continue };
        let (kind, detail) = match before.cmp(after) {
            core::cmp::Ordering::Less => continue,
            core::cmp::Ordering::Equal => (FaultKind::DuplicateKey, "is there twice".to_owned()),
            core::cmp::Ordering::Greater => (FaultKind::Unsorted, format!("stands after `{before}`")),
        };
        faults.push(Fault { section, record: (*after).to_owned(), field: String::new(), kind, detail });
    }
    keys
}

/// Labels of quants are spelled as llama.cpp spells them.
fn spelled_as_key(section: &str, key: &str) -> bool {
    let label = section == "quants";
    let letter = |c: char| {
        c.is_ascii_digit()
            || c == '+'
            || if label {
                c.is_ascii_uppercase() || c == '_'
            } else {
                c.is_ascii_lowercase() || matches!(c, '.' | '-')
            }
    };
    !key.is_empty() && key.chars().all(letter)
}

fn each<R, T>(
    faults: &mut Faults<'_>,
    section: &'static str,
    records: &Keyed<Record<R>>,
    mut check: impl FnMut(&str, &R, Reader<'_, '_>) -> T,
) -> Vec<T> {
    let mut checked = Vec::with_capacity(records.0.len());
    for (key, record) in records.iter() {
        let mut reader = Reader::new(faults, section, key);
        match record {
            Record::Read(raw) => checked.push(check(key, raw, reader)),
            Record::Unread(why) => reader.fault("", FaultKind::Structure, why.clone()),
        }
    }
    checked
}

fn list<R, T>(
    faults: &mut Faults<'_>,
    section: &'static str,
    records: &[Record<R>],
    name: impl Fn(&R) -> String,
    mut check: impl FnMut(&R, Reader<'_, '_>) -> T,
) -> Vec<T> {
    let mut checked = Vec::with_capacity(records.len());
    for (at, record) in records.iter().enumerate() {
        match record {
            Record::Read(raw) => {
                let name = name(raw);
                checked.push(check(raw, Reader::new(faults, section, &name)));
            }
            Record::Unread(why) => {
                let place = format!("record {}", at + 1);
                Reader::new(faults, section, &place).fault("", FaultKind::Structure, why.clone());
            }
        }
    }
    checked
}
