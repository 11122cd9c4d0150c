//! The cells of `accuracy.csv`, what of them is asked for, and what they say together.

use will_it_run_engine::math::{decimal, exp, ln};
use will_it_run_engine::order::sort_by;

use crate::app::state::value_of;

/// A cell: one device, model, quant, program, backend and context; the speed is the median of its rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Its line, as the file has it.
    pub line: String,
    /// Its words, in the order of [`WORDS`].
    words: [String; 7],
    /// `dense` or `experts`.
    pub kind: String,
    /// Whether its program is judged apart.
    pub apart: Apart,
    /// Tokens in context.
    pub depth: u32,
    /// Tokens of the prompt; 0 for decode.
    pub prompt: u32,
    /// Measured, tokens per second.
    pub measured: f64,
    /// Predicted by a fit that never saw the device.
    pub predicted: f64,
    /// Lower end of the 80 % range.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Key of the source.
    pub source: String,
}

/// Whether a cell counts in the figures of current programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Apart {
    /// It does.
    No,
    /// LocalScore: an engine of early 2025 on hosts of all kinds.
    LocalScore,
}

/// A word of a cell that is filtered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// Decode or prefill.
    Phase,
    /// Device.
    Device,
    /// Model.
    Model,
    /// Quant.
    Quant,
    /// Program.
    Program,
    /// Backend.
    Backend,
    /// Family of backend and chip.
    Family,
}

/// The columns that the words of a cell come from.
const WORDS: [&str; 7] = ["phase", "device", "model", "quant", "program", "backend", "family"];

impl Cell {
    /// One of its words.
    #[must_use]
    pub fn word(&self, of: Of) -> &str {
        self.words.get(of as usize).map_or("", String::as_str)
    }

    /// |predicted − measured| ÷ measured.
    #[must_use]
    pub fn error(&self) -> f64 {
        (self.predicted / self.measured - 1.0).abs()
    }

    /// ln(measured ÷ predicted).
    #[must_use]
    pub fn residual(&self) -> f64 {
        ln(self.measured / self.predicted)
    }

    /// How far from the prediction the measurement is, in units of the 80 % range's end on its side.
    #[must_use]
    pub fn reach(&self) -> f64 {
        let end = if self.measured > self.predicted { self.high } else { self.low };
        let width = ln(end / self.predicted);
        if width == 0.0 { f64::INFINITY } else { self.residual() / width }
    }
}

/// All cells, and the head of the file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cells {
    /// The head.
    pub head: String,
    /// The cells.
    pub cells: Vec<Cell>,
}

/// Reads the file; lines that do not read are left out.
#[must_use]
pub fn read(text: &str) -> Cells {
    let mut lines = text.lines();
    let head = lines.next().unwrap_or_default();
    let names: Vec<&str> = head.split(',').collect();
    let place = |name: &str| names.iter().position(|own| *own == name).unwrap_or(usize::MAX);
    let words = WORDS.map(place);
    let places =
        ["kind", "vintage", "depth", "prompt", "measured", "without_device", "low", "high", "source"]
            .map(place);
    let cell = |line: &str| {
        let fields: Vec<&str> = line.split(',').collect();
        let get = |at: usize| fields.get(at).copied().unwrap_or_default();
        let [kind, vintage, depth, prompt, measured, predicted, low, high, source] = places.map(get);
        let rate = |text: &str| decimal(text).filter(|x| *x > 0.0);
        Some(Cell {
            line: line.to_owned(),
            words: words.map(|at| get(at).to_owned()),
            kind: kind.to_owned(),
            apart: if vintage == "localscore" { Apart::LocalScore } else { Apart::No },
            depth: depth.parse().ok()?,
            prompt: prompt.parse().ok()?,
            measured: rate(measured)?,
            predicted: rate(predicted)?,
            low: rate(low)?,
            high: rate(high)?,
            source: source.to_owned(),
        })
    };
    Cells { head: head.to_owned(), cells: lines.filter_map(cell).collect() }
}

/// Filters of the address, with the word of a cell that each demands; the kind stands beside them.
pub const FILTERS: [(&str, Of); 5] = [
    ("family", Of::Family),
    ("device", Of::Device),
    ("model", Of::Model),
    ("program", Of::Program),
    ("phase", Of::Phase),
];
/// The key of the phase.
pub const PHASE: &str = "phase";
/// The key of dense or experts.
pub const KIND: &str = "kind";
/// What is looked at when the address names no phase.
pub const DECODE: &str = "decode";
/// The other phase.
pub const PREFILL: &str = "prefill";

/// The cells that a query asks for, but for one of its keys.
pub fn asked<'a>(cells: &'a [Cell], query: &str, except: &str) -> Vec<&'a Cell> {
    let wanted: Vec<(Of, String)> = FILTERS
        .iter()
        .filter(|(key, _)| *key != except)
        .map(|(key, of)| {
            let value = value_of(query, key);
            (*of, if value.is_empty() && *key == PHASE { DECODE.to_owned() } else { value })
        })
        .filter(|(_, value)| !value.is_empty())
        .collect();
    let kind = if except == KIND { String::new() } else { value_of(query, KIND) };
    let fits = |cell: &&Cell| {
        wanted.iter().all(|(of, value)| cell.word(*of) == value) && (kind.is_empty() || cell.kind == kind)
    };
    cells.iter().filter(fits).collect()
}

/// What cells say together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Summary {
    /// How many there are.
    pub cells: usize,
    /// On how many devices.
    pub devices: usize,
    /// Median of their errors.
    pub median: f64,
    /// Nine of ten are off by less.
    pub p90: f64,
    /// Median of measured ÷ predicted − 1.
    pub bias: f64,
    /// Shares inside the bands.
    pub inside: [f64; 3],
}

/// The powers of the 80 % range that are the bands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bands(pub [f64; 3]);

impl Bands {
    /// Of a phase's cells of current programs: the power that half of them, and 19 of 20, lie inside.
    #[must_use]
    pub fn of(cells: &[&Cell]) -> Self {
        let reach = || cells.iter().filter(|cell| cell.apart == Apart::No).map(|cell| cell.reach()).collect();
        Self([quantile(reach(), 0.5), 1.0, quantile(reach(), 0.95)])
    }
}

/// What cells say together; none of none.
#[must_use]
pub fn summary(cells: &[&Cell], bands: &Bands) -> Option<Summary> {
    if cells.is_empty() {
        return None;
    }
    let errors = || cells.iter().map(|cell| cell.error()).collect();
    let mut devices: Vec<&str> = cells.iter().map(|cell| cell.word(Of::Device)).collect();
    devices.sort_unstable();
    devices.dedup();
    let share = |power: f64| {
        let held = cells.iter().filter(|cell| cell.reach() <= power * (1.0 + 1e-9)).count();
        held as f64 / cells.len() as f64
    };
    Some(Summary {
        cells: cells.len(),
        devices: devices.len(),
        median: quantile(errors(), 0.5),
        p90: quantile(errors(), 0.9),
        bias: exp(quantile(cells.iter().map(|cell| cell.residual()).collect(), 0.5)) - 1.0,
        inside: bands.0.map(share),
    })
}

/// A quantile, between two values by their distance; 0 of none.
#[must_use]
pub fn quantile(mut values: Vec<f64>, q: f64) -> f64 {
    sort_by(&mut values, f64::total_cmp);
    let at = q * values.len().saturating_sub(1) as f64;
    let get = |at: usize| values.get(at).copied();
    let low = get(at as usize).unwrap_or(0.0);
    let high = get(at as usize + 1).unwrap_or(low);
    low + (high - low) * at.fract()
}

/// The groups that are most off: one of each device, model and program, by the median of its cells.
#[must_use]
pub fn worst<'a>(cells: &[&'a Cell], count: usize) -> Vec<(&'a Cell, f64)> {
    let mut groups: Vec<(&Cell, Vec<f64>)> = Vec::new();
    for cell in cells.iter().filter(|cell| cell.apart == Apart::No) {
        let same = |other: &Cell| {
            [Of::Device, Of::Model, Of::Program, Of::Phase]
                .into_iter()
                .all(|of| other.word(of) == cell.word(of))
        };
        match groups.iter_mut().rev().find(|(first, _)| same(first)) {
            Some((_, residuals)) => residuals.push(cell.residual()),
            None => groups.push((cell, vec![cell.residual()])),
        }
    }
    let mut worst: Vec<(&Cell, f64)> =
        groups.into_iter().map(|(cell, residuals)| (cell, quantile(residuals, 0.5))).collect();
    sort_by(&mut worst, |a, b| b.1.abs().total_cmp(&a.1.abs()));
    worst.truncate(count);
    worst
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "phase,device,model,quant,program,backend,family,kind,vintage,depth,prompt,measured,without_device,low,high,without_model,source
decode,a,m,q4_0,llama.cpp,cuda,cuda-ada,dense,current,64,0,110.0,100.0,90.0,120.0,1,s
decode,a,m,q8_0,llama.cpp,cuda,cuda-ada,dense,current,64,0,50.0,100.0,90.0,120.0,1,s
prefill,b,n,q8_0,ollama,rocm,rocm-rdna,experts,localscore,0,512,1000.0,1000.0,900.0,1200.0,1,t
nonsense
";

    #[test]
    fn cells_are_read_filtered_and_summed_up() {
        let all = read(TEXT);
        assert_eq!(all.cells.len(), 3);
        let decode = asked(&all.cells, "", "");
        assert_eq!(decode.len(), 2);
        assert_eq!(asked(&all.cells, "phase=prefill&kind=experts", "").len(), 1);
        assert_eq!(asked(&all.cells, "device=b", "").len(), 0);
        assert_eq!(asked(&all.cells, "device=b", "device").len(), 2);
        let summary = summary(&decode, &Bands([0.5, 1.0, 9.0])).unwrap();
        assert_eq!((summary.cells, summary.devices), (2, 1));
        assert!((summary.median - (1.0 / 11.0 + 1.0) / 2.0).abs() < 1e-9);
        let halves = summary.inside.map(|share| (share * 2.0).round() as u32);
        assert_eq!(halves, [0, 1, 2]);
        assert!((quantile(vec![0.0, 10.0], 0.9) - 9.0).abs() < 1e-12);
        assert_eq!(worst(&decode, 5).len(), 1);
    }
}
