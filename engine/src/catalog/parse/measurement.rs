//! Measurements: raw to checked.

use super::reader::Reader;
use crate::catalog::raw::{Number, RawMeasured, RawMeasurement};
use crate::catalog::{
    Count, FaultKind, FlashAttention, HardwareKey, Mark, Measured, MeasuredOnly, Measurement, ModelKey,
    Offload, Spread,
};
use crate::units::TokensPerSecond;

/// Names of measured things: those of the catalog first, then those known by name alone.
pub(super) struct MeasuredKeys<'a> {
    pub(super) hardware: &'a [&'a str],
    pub(super) only_hardware: &'a [&'a str],
    pub(super) models: &'a [&'a str],
    pub(super) only_models: &'a [&'a str],
}

pub(super) fn only(id: &str, raw: &RawMeasured, mut r: Reader<'_, '_>) -> MeasuredOnly {
    MeasuredOnly { id: id.into(), name: raw.name.as_str().into(), source: r.source("source", &raw.source) }
}

/// Tokens per second of anything between a swapping laptop and a rack.
const SPEED: core::ops::RangeInclusive<f64> = 0.01..=200_000.0;

pub(super) fn measurement(
    raw: &RawMeasurement,
    keys: &MeasuredKeys<'_>,
    mut reader: Reader<'_, '_>,
) -> Measurement {
    let r = &mut reader;
    let hardware = find(r, "hardware", &raw.hardware, keys.hardware, keys.only_hardware, HardwareKey);
    let model = find(r, "model", &raw.model, keys.models, keys.only_models, ModelKey);
    r.count("devices", u64::from(raw.devices), 1..=72);
    if let Some(from) = &raw.date_from {
        r.date("date_from", from);
    }
    let checked = Measurement {
        hardware,
        devices: raw.devices,
        model,
        quant: raw.quant.as_str().into(),
        engine: r.word("engine", &raw.engine),
        engine_version: raw.engine_version.as_deref().unwrap_or_default().into(),
        backend: r.word("backend", &raw.backend),
        test: r.word("test", &raw.test),
        prompt: count(raw.prompt),
        generated: count(raw.generated),
        depth: count(raw.depth),
        users: count(raw.users),
        offload: raw.offload.as_deref().map_or(Offload::Unknown, |text| r.word("offload", text)),
        gpu_layers: raw.gpu_layers.iter().flatten().map(|n| u16::try_from(*n).unwrap_or(u16::MAX)).collect(),
        flash_attention: raw
            .flash_attention
            .as_deref()
            .map_or(FlashAttention::Unknown, |text| r.word("flash_attention", text)),
        mark: raw.mark.as_deref().map_or(Mark::None, |text| r.word("mark", text)),
        speed: TokensPerSecond::new(r.number("tokens_per_second", raw.tokens_per_second, SPEED)),
        n: u16::try_from(r.count("n", u64::from(raw.n), 1..=10_000)).unwrap_or(u16::MAX),
        spread: spread(raw, r),
        date: r.date("date", &raw.date),
        source: r.source("source", &raw.source),
    };
    reader.finish();
    checked
}

const fn count(stated: Option<u32>) -> Count {
    match stated {
        None => Count::Unknown,
        Some(count) => Count::Of(count),
    }
}

fn find<K>(
    r: &mut Reader<'_, '_>,
    field: &str,
    id: &str,
    listed: &[&str],
    only: &[&str],
    key: impl FnOnce(u16) -> K,
) -> Measured<K> {
    let place = |keys: &[&str]| keys.binary_search(&id).ok().and_then(|at| u16::try_from(at).ok());
    if let Some(at) = place(listed) {
        return Measured::Listed(key(at));
    }
    Measured::Unlisted(place(only).unwrap_or_else(|| {
        let detail = format!("`{id}` is neither in the catalog nor among the things that were only measured");
        r.fault(field, FaultKind::UnknownReference, detail);
        0
    }))
}

fn spread(raw: &RawMeasurement, r: &mut Reader<'_, '_>) -> Spread {
    let speed = |Number(x)| TokensPerSecond::new(x);
    match (raw.stddev, raw.min, raw.max) {
        (None, None, None) => Spread::Unknown,
        (Some(deviation), None, None) => Spread::StdDev(speed(deviation)),
        (None, Some(min), Some(max)) if min <= raw.tokens_per_second && raw.tokens_per_second <= max => {
            Spread::Range(speed(min), speed(max))
        }
        _ => {
            let detail = "wants `stddev`, or `min` and `max` around the median, or none of them".to_owned();
            r.fault("min", FaultKind::Implausible, detail);
            Spread::Unknown
        }
    }
}
