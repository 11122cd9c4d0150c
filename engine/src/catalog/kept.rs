//! Measurements that a reader keeps on their own machine: a line each, and their way into the catalog.
//!
//! The line is fields between tabs in the order of [`line()`], a form that takes a few dozen lines to read: every program of the page reads it.
//! Words stand as their places in their lists, which a test holds fast. Whatever does not read – another version's line, a device that is
//! gone – is left out.

use super::{Catalog, Count, HardwareKey, Mark, Measured, Measurement, SourceKey, Spread, Test, Word};
use crate::math::decimal;
use crate::units::{Date, TokensPerSecond};

/// What a reader's rows of a device say of the formula, as it was worked out when they were kept (`import::lines`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// The device.
    pub device: HardwareKey,
    /// Place of the family of backend and chip in the speed rules' list.
    pub family: u32,
    /// Decode or prefill.
    pub test: Test,
    /// Half-year of the newest row, counted from the first of 2020.
    pub half: u8,
    /// Shape of the model.
    pub model: u16,
    /// What is said of it, and of any other model on the device: rate ÷ formula − 1 in hundredths, width of the range ÷ the family's in tenths.
    pub says: [(i8, u8); 2],
}

/// Added to a shift in a line, so that none is negative.
const ZERO: i32 = 128;

/// A measurement as a line, with what is made of it under constants of that stamp; none if it is of something that the catalog only names.
#[must_use]
pub fn line(row: &Measurement, catalog: &Catalog, kept: Option<&Kept>, stamp: &str) -> Option<String> {
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
        place(row.engine),
        place(row.backend),
        place(row.test),
        count(row.prompt),
        count(row.generated),
        count(row.depth),
        count(row.users),
        place(row.offload),
        row.gpu_layers.first().map_or(String::new(), u16::to_string),
        place(row.flash_attention),
        thousandths(row.speed),
        spread,
        row.date.to_string(),
        row.engine_version.to_string(),
    ];
    let mut line = fields.map(|field| field.replace(['\t', '\n', '\r'], " ")).join("\t");
    if let Some(kept) = kept {
        let [(shift, width), (other_shift, other_width)] = kept.says;
        let zeroed = |shift: i8| (i32::from(shift) + ZERO).unsigned_abs();
        let figures = [
            kept.family,
            u32::from(kept.half),
            u32::from(kept.model),
            zeroed(shift),
            u32::from(width),
            zeroed(other_shift),
            u32::from(other_width),
        ];
        line = [&line, "\t", stamp].concat();
        for figure in figures {
            line = [&line, "\t", &figure.to_string()].concat();
        }
    }
    Some(line)
}

fn place<W: Word>(word: W) -> String {
    W::ALL.iter().position(|other| *other == word).unwrap_or(0).to_string()
}

/// The fields of a line.
struct Fields<'a>(core::str::Split<'a, char>);

impl<'a> Fields<'a> {
    fn text(&mut self) -> &'a str {
        self.0.next().unwrap_or_default()
    }

    fn number(&mut self) -> Option<u32> {
        self.text().parse().ok()
    }

    fn count(&mut self) -> Count {
        self.number().map_or(Count::Unknown, Count::Of)
    }

    fn word<W: Word>(&mut self) -> Option<W> {
        W::ALL.get(self.number()? as usize).copied()
    }

    fn speed(&mut self) -> Option<TokensPerSecond> {
        decimal(self.text()).filter(|x| *x > 0.0).map(TokensPerSecond::new)
    }
}

/// A line as a measurement, with what was made of it if that was under constants of this stamp.
#[must_use]
pub fn read(line: &str, catalog: &Catalog, stamp: &str) -> Option<(Measurement, Option<Kept>)> {
    let mut fields = Fields(line.split('\t'));
    let device = catalog.hardware_key(fields.text())?;
    let row = Measurement {
        hardware: Measured::Listed(device),
        devices: fields.number()? as u8,
        model: Measured::Listed(catalog.model_key(fields.text())?),
        quant: fields.text().into(),
        engine: fields.word()?,
        backend: fields.word()?,
        test: fields.word()?,
        prompt: fields.count(),
        generated: fields.count(),
        depth: fields.count(),
        users: fields.count(),
        offload: fields.word()?,
        gpu_layers: fields.number().into_iter().map(|layers| layers as u16).collect(),
        flash_attention: fields.word()?,
        mark: Mark::None,
        speed: fields.speed()?,
        n: 1,
        spread: fields.speed().map_or(Spread::Unknown, Spread::StdDev),
        date: Date::parse(fields.text())?,
        engine_version: fields.text().into(),
        source: SourceKey::READER,
    };
    let kept = (fields.text() == stamp).then(|| made(&mut fields, device, row.test)).flatten();
    Some((row, kept))
}

fn made(fields: &mut Fields<'_>, device: HardwareKey, test: Test) -> Option<Kept> {
    let (family, half, model) = (fields.number()?, fields.number()? as u8, fields.number()? as u16);
    let mut says = || Some(((fields.number()? as i32 - ZERO) as i8, fields.number()? as u8));
    Some(Kept { device, family, test, half, model, says: [says()?, says()?] })
}

impl Catalog {
    /// What the reader's own rows say.
    #[must_use]
    pub fn kept(&self) -> &[Kept] {
        &self.kept
    }

    /// Puts a reader's lines among the measurements, and what was made of them under constants of this stamp beside them.
    pub fn keep(&mut self, lines: &str, stamp: &str) {
        for (row, kept) in lines.lines().filter_map(|line| read(line, self, stamp)).collect::<Vec<_>>() {
            let Measured::Listed(device) = row.hardware else { continue };
            self.kept.extend(kept);
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
