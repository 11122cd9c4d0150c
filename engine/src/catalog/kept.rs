//! Measurements that a reader keeps on their own machine: a line each, and their way into the catalog.
//!
//! The line is fields between tabs in the order of [`line`], a form that takes a few dozen lines to read: every program of the page reads it.
//! Whatever does not read – another version's line, a device that is gone – is left out.

use super::{
    Catalog, Count, Engine, FlashAttention, Mark, Measured, MeasuredBackend, Measurement, Offload, SourceKey,
    Spread, Test, Word,
};
use crate::math::decimal;
use crate::units::{Date, TokensPerSecond};

/// A measurement as a line; none if it is of something that the catalog only names.
#[must_use]
pub fn line(row: &Measurement, catalog: &Catalog) -> Option<String> {
    let (Measured::Listed(device), Measured::Listed(model)) = (row.hardware, row.model) else { return None };
    let spread = match row.spread {
        Spread::StdDev(deviation) => thousandths(deviation),
        Spread::Unknown | Spread::Range(..) => String::new(),
    };
    let fields = [
        catalog.device(device)?.id.to_string(),
        row.devices.to_string(),
        catalog.model(model)?.id.to_string(),
        row.quant.to_string(),
        row.engine.as_str().to_owned(),
        row.backend.as_str().to_owned(),
        row.test.as_str().to_owned(),
        count(row.prompt),
        count(row.generated),
        count(row.depth),
        count(row.users),
        row.offload.as_str().to_owned(),
        row.gpu_layers.first().map_or(String::new(), u16::to_string),
        row.flash_attention.as_str().to_owned(),
        thousandths(row.speed),
        spread,
        row.date.to_string(),
        row.engine_version.to_string(),
    ];
    Some(fields.map(|field| field.replace(['\t', '\n', '\r'], " ")).join("\t"))
}

/// A line as a measurement.
#[must_use]
pub fn read(line: &str, catalog: &Catalog) -> Option<Measurement> {
    let mut fields = line.split('\t');
    let mut next = || fields.next();
    let count = |text: &str| text.parse().map_or(Count::Unknown, Count::Of);
    let speed = |text: &str| decimal(text).filter(|x| *x > 0.0).map(TokensPerSecond::new);
    Some(Measurement {
        hardware: Measured::Listed(catalog.hardware_key(next()?)?),
        devices: next()?.parse().ok()?,
        model: Measured::Listed(catalog.model_key(next()?)?),
        quant: next()?.into(),
        engine: Engine::parse(next()?)?,
        backend: MeasuredBackend::parse(next()?)?,
        test: Test::parse(next()?)?,
        prompt: count(next()?),
        generated: count(next()?),
        depth: count(next()?),
        users: count(next()?),
        offload: Offload::parse(next()?)?,
        gpu_layers: next()?.parse().into_iter().collect(),
        flash_attention: FlashAttention::parse(next()?)?,
        mark: Mark::None,
        speed: speed(next()?)?,
        n: 1,
        spread: speed(next()?).map_or(Spread::Unknown, Spread::StdDev),
        date: Date::parse(next()?)?,
        engine_version: next()?.into(),
        source: SourceKey::READER,
    })
}

impl Catalog {
    /// Puts a reader's lines among the measurements.
    pub fn keep(&mut self, lines: &str) {
        for row in lines.lines().filter_map(|line| read(line, self)).collect::<Vec<_>>() {
            let Measured::Listed(device) = row.hardware else { continue };
            // Measurements of a device stand together, so those behind it move.
            let all = self.answers.measurements.len();
            let runs = &mut self.names.measured;
            let at = runs.get(device.index()).map_or(all, |(_, end)| if *end == 0 { all } else { *end });
            for (from, end) in runs.iter_mut().filter(|(from, _)| *from >= at) {
                (*from, *end) = (*from + 1, *end + 1);
            }
            if let Some(run) = runs.get_mut(device.index()) {
                *run = if run.1 == 0 { (at, at + 1) } else { (run.0, at + 1) };
            }
            self.answers.measurements.insert(at, row);
        }
    }
}

fn count(count: Count) -> String {
    match count {
        Count::Unknown => String::new(),
        Count::Of(count) => count.to_string(),
    }
}

/// To the thousandth, without what says nothing: `131.42`, `7.3`, `60`.
#[must_use]
pub fn thousandths(rate: TokensPerSecond) -> String {
    let whole = (rate.get().clamp(0.0, 1e9) * 1000.0 + 0.5) as u64;
    let part = (whole % 1000 + 1000).to_string();
    let text = [&(whole / 1000).to_string(), ".", part.get(1..).unwrap_or_default()].concat();
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
