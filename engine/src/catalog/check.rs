//! Faults that only the whole file shows.

use super::names::clashes;
use super::raw::RawCatalog;
use super::{Catalog, Fault, FaultKind, FormFactor, RawGguf, Word};
use crate::architecture::Architecture;
use crate::units::Bytes;
use crate::weights::{parameters, tensors};

pub(super) fn whole(raw: &RawCatalog, catalog: &Catalog, faults: &mut Vec<Fault>) {
    aliases(catalog, faults);
    measured_only(raw, faults);
    prices(raw, catalog, faults);
    qualities(raw, faults);
    architectures(raw, faults);
}

/// Figures make an architecture, and its tensors hold as many parameters as the publisher says.
fn architectures(raw: &RawCatalog, faults: &mut Vec<Fault>) {
    for (id, model) in raw.models.iter() {
        let Some(model) = model.read() else { continue };
        let Some(Ok(figures)) = model.gguf.as_ref().map(RawGguf::hparams) else { continue };
        let mut fault = |kind, detail| {
            let (record, field) = (id.to_owned(), "gguf".to_owned());
            faults.push(Fault { section: "models", record, field, kind, detail });
        };
        match Architecture::from_hparams(&figures) {
            Err(error) => fault(FaultKind::Architecture, error.to_string()),
            Ok(architecture) if model.gguf_note.is_none() => {
                let counted = parameters(&tensors(&figures, &architecture), &figures);
                let encoder = model.vision.as_ref().map_or(0, |vision| vision.encoder_params);
                let stated = model.params.total.saturating_sub(encoder);
                if counted.abs_diff(stated) > stated / 100 {
                    let detail = format!(
                        "makes {counted} parameters, `params` and `vision` say {stated}: correct one, or say why in `gguf_note`"
                    );
                    fault(FaultKind::ParameterCount, detail);
                }
            }
            Ok(_) => {}
        }
    }
}

/// No name stands for two models, none for two devices.
fn aliases(catalog: &Catalog, faults: &mut Vec<Fault>) {
    let models = catalog.models().iter().map(|model| {
        let own = [&model.id, &model.name, &model.repo].into_iter().chain(&model.aliases);
        own.map(|name| &**name).collect()
    });
    let devices = catalog.hardware().iter().map(|device| vec![&*device.id, &*device.name]);
    let mut clash = |section, field: &str, name: &str, first: Option<&str>, second: Option<&str>| {
        faults.push(Fault {
            section,
            record: second.unwrap_or_default().to_owned(),
            field: field.to_owned(),
            kind: FaultKind::DuplicateAlias,
            detail: format!(
                "`{name}` already stands for `{}`: take it from one of them",
                first.unwrap_or_default()
            ),
        });
    };
    for (name, first, second) in clashes(models) {
        let id = |at: usize| catalog.models().get(at).map(|model| &*model.id);
        clash("models", "aliases", &name, id(first), id(second));
    }
    for (name, first, second) in clashes(devices) {
        let id = |at: usize| catalog.hardware().get(at).map(|device| &*device.id);
        clash("hardware", "name", &name, id(first), id(second));
    }
}

/// A thing is in the catalog, or it is known by name alone.
fn measured_only(raw: &RawCatalog, faults: &mut Vec<Fault>) {
    let hardware = raw.measured_hardware.iter().filter(|(id, _)| raw.hardware.get(id).is_some());
    let models = raw.measured_models.iter().filter(|(id, _)| raw.models.get(id).is_some());
    let both = hardware
        .map(|(id, _)| ("measured_hardware", id))
        .chain(models.map(|(id, _)| ("measured_models", id)));
    for (section, id) in both {
        faults.push(Fault {
            section,
            record: id.to_owned(),
            field: String::new(),
            kind: FaultKind::DuplicateKey,
            detail: "is a record of the catalog: take it out here".to_owned(),
        });
    }
}

/// A price is of a size and in a form that the device is sold in.
fn prices(raw: &RawCatalog, catalog: &Catalog, faults: &mut Vec<Fault>) {
    for price in raw.prices.iter().filter_map(super::raw::Record::read) {
        let device = catalog.hardware_key(&price.hardware).and_then(|key| catalog.device(key));
        let Some(device) = device else { continue };
        let sold = |gib: f64| device.memory.sizes().contains(&Bytes::gib(gib));
        let made = |form: FormFactor| form.forms().into_iter().flatten().all(|form| device.has_form(form));
        let form = price.form_factor.as_deref().and_then(FormFactor::parse);
        let checks = [
            ("memory_gib", price.memory_gib.is_none_or(|gib| sold(gib.0))),
            ("form_factor", form.is_none_or(made)),
        ];
        for (field, _) in checks.into_iter().filter(|(_, holds)| !holds) {
            faults.push(Fault {
                section: "prices",
                record: format!("{} {}", price.hardware, price.observed),
                field: field.to_owned(),
                kind: FaultKind::UnknownReference,
                detail: format!("`{}` is not sold so", price.hardware),
            });
        }
    }
}

/// Losses of quality are of labels that exist.
fn qualities(raw: &RawCatalog, faults: &mut Vec<Fault>) {
    for quality in raw.quant_quality.iter().filter_map(super::raw::Record::read) {
        if raw.quants.get(&quality.quant).is_none() {
            faults.push(Fault {
                section: "quant_quality",
                record: format!("{} {}", quality.model, quality.quant),
                field: "quant".to_owned(),
                kind: FaultKind::UnknownReference,
                detail: format!("`{}` is not in `quants`", quality.quant),
            });
        }
    }
}
