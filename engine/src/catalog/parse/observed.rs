//! Quants, prices and tariffs: raw to checked.

use super::hardware::MEMORY_GIB;
use super::reader::Reader;
use crate::catalog::raw::{
    Number, RawApiPrice, RawElectricity, RawPrice, RawQuant, RawQuantQuality, RawRental,
};
use crate::catalog::{
    ApiPrice, Electricity, FaultKind, Figure, Listed, Price, QuantLabel, QuantQuality, Rental,
};
use crate::units::{Bytes, Tokens, Usd};

pub(super) fn quant(label: &str, raw: &RawQuant, mut r: Reader<'_, '_>) -> QuantLabel {
    let source = r.source("source", &raw.source);
    QuantLabel {
        label: label.into(),
        family: r.word("kind", &raw.kind),
        imatrix: r.word("imatrix", &raw.imatrix),
        bits_per_weight: raw.bits_per_weight.map_or(Figure::Unknown, |bits| Figure::Known {
            value: r.number("bits_per_weight", bits, 1.0..=32.5),
            source,
        }),
        date: r.date("date", &raw.date),
    }
}

pub(super) fn quality(raw: &RawQuantQuality, mut r: Reader<'_, '_>) -> QuantQuality {
    let source = r.source("source", &raw.source);
    let mut known = |field: &str, number: Option<Number>, low: f64, high: f64| {
        number.map_or(Figure::Unknown, |number| Figure::Known {
            value: r.number(field, number, low..=high),
            source,
        })
    };
    QuantQuality {
        model: raw.model.as_str().into(),
        quant: raw.quant.as_str().into(),
        imatrix: raw.imatrix.as_deref().unwrap_or_default().into(),
        bits_per_weight: known("bits_per_weight", raw.bits_per_weight, 1.0, 32.5),
        ppl: known("ppl", raw.ppl, 1.0, 1e6),
        ppl_delta: known("ppl_delta", raw.ppl_delta, -1.0, 1e6),
        ppl_delta_percent: known("ppl_delta_percent", raw.ppl_delta_percent, -5.0, 1e6),
        kld_mean: known("kld_mean", raw.kld_mean, 0.0, 100.0),
        same_top_token_percent: known("same_top_token_percent", raw.same_top_token_percent, 0.0, 100.0),
        source,
    }
}

/// A price of nothing is a missing price.
const LEAST: f64 = 0.000_01;

pub(super) fn price(raw: &RawPrice, mut r: Reader<'_, '_>) -> Price {
    Price {
        hardware: r.hardware("hardware", &raw.hardware),
        usd: Usd::new(r.number("usd", raw.usd, 10.0..=200_000.0)),
        condition: r.word("condition", &raw.condition),
        observed: r.date("observed", &raw.observed),
        memory: raw.memory_gib.map(|gib| Bytes::gib(r.number("memory_gib", gib, MEMORY_GIB))).into(),
        form_factor: raw.form_factor.as_deref().map(|form| r.word("form_factor", form)).into(),
        source: r.source("source", &raw.source),
        note: raw.note.as_deref().unwrap_or_default().into(),
    }
}

pub(super) fn rental(raw: &RawRental, mut r: Reader<'_, '_>) -> Rental {
    r.count("gpus", u64::from(raw.gpus), 1..=72);
    Rental {
        provider: raw.provider.as_str().into(),
        hardware: r.hardware("hardware", &raw.hardware),
        gpus: raw.gpus,
        usd_per_gpu_hour: Usd::new(r.number("usd_per_gpu_hour", raw.usd_per_gpu_hour, 0.005..=200.0)),
        kind: r.word("kind", &raw.kind),
        stat: r.word("stat", &raw.stat),
        region: raw.region.as_deref().unwrap_or_default().into(),
        observed: r.date("observed", &raw.observed),
        source: r.source("source", &raw.source),
        note: raw.note.as_deref().unwrap_or_default().into(),
    }
}

pub(super) fn api_price(raw: &RawApiPrice, mut r: Reader<'_, '_>) -> ApiPrice {
    let source = r.source("source", &raw.source);
    let context = raw.context.map(|tokens| r.count("context", tokens, 64..=100_000_000));
    ApiPrice {
        provider: raw.provider.as_str().into(),
        model: raw.model.as_str().into(),
        listed: raw.model_id.as_deref().map_or(Listed::No, |id| Listed::Model(r.model("model_id", id))),
        input: Usd::new(r.number("usd_per_m_input", raw.usd_per_m_input, LEAST..=1_000.0)),
        output: Usd::new(r.number("usd_per_m_output", raw.usd_per_m_output, LEAST..=10_000.0)),
        cached_input: raw.usd_per_m_cached_input.map_or(Figure::Unknown, |usd| Figure::Known {
            value: Usd::new(r.number("usd_per_m_cached_input", usd, 0.0..=1_000.0)),
            source,
        }),
        context: context
            .and_then(|tokens| u32::try_from(tokens).ok())
            .map_or(Figure::Unknown, |tokens| Figure::Known { value: Tokens::new(tokens), source }),
        observed: r.date("observed", &raw.observed),
        source,
    }
}

pub(super) fn electricity(iso2: &str, raw: &RawElectricity, mut r: Reader<'_, '_>) -> Electricity {
    if iso2.len() != 2 || !iso2.bytes().all(|byte| byte.is_ascii_lowercase()) {
        r.fault("", FaultKind::Structure, format!("`{iso2}` is not two lower-case letters"));
    }
    let source = r.source("source", &raw.source);
    if let Some(key) = &raw.eurostat_source {
        let _ = r.source("eurostat_source", key);
    } else if raw.eurostat_eur_per_kwh_household.or(raw.eurostat_eur_per_kwh_business).is_some() {
        r.fault("eurostat_source", FaultKind::MissingSource, "names no source".to_owned());
    }
    let mut tariff = |field: &str, usd: Option<Number>| {
        usd.map_or(Figure::Unknown, |usd| Figure::Known {
            value: Usd::new(r.number(field, usd, 0.000_5..=1.5)),
            source,
        })
    };
    let household = tariff("usd_per_kwh_household", raw.usd_per_kwh_household);
    let business = tariff("usd_per_kwh_business", raw.usd_per_kwh_business);
    Electricity {
        iso2: iso2.into(),
        country: raw.country.as_str().into(),
        household,
        business,
        observed: r.date("observed", &raw.observed),
        note: raw.note.as_deref().unwrap_or_default().into(),
    }
}
