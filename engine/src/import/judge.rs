//! Rows joined to the catalog: taken, refused with a reason, or waiting for an answer of the reader.

use super::fault::{FaultCode, RowFault};
use super::formula::{Asked, formula, near_label};
use super::matching::{self, Match};
use super::said::{Layers, Paste, Row, SaidModel, Timed};
use crate::catalog::{
    Catalog, ComputeApi, Count, Engine, HardwareKey, Mark, Measured, MeasuredBackend, Measurement, ModelKey,
    Offload, SourceKey, Spread, Test,
};
use crate::units::{Date, Known, TokensPerSecond};

/// What the reader said where the text did not.
#[derive(Debug, Clone, PartialEq)]
pub struct Chosen {
    /// The device.
    pub device: Known<HardwareKey>,
    /// The model.
    pub model: Known<ModelKey>,
    /// The quant's label.
    pub quant: Known<Box<str>>,
    /// The interface.
    pub backend: Known<MeasuredBackend>,
    /// The day it is: the date of rows without one, and none is later.
    pub today: Date,
}

/// Something the reader is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    /// Which model it was.
    Model,
    /// Which device.
    Device,
    /// Which quant.
    Quant,
    /// Which interface.
    Backend,
}

/// What became of a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// A measurement.
    Taken(Measurement),
    /// Refused.
    Refused(RowFault),
    /// It waits for this.
    Waits(Ask),
}

/// A row with what became of it.
#[derive(Debug, Clone, PartialEq)]
pub struct JudgedRow {
    /// As it is written.
    pub row: Row,
    /// What became of it.
    pub outcome: Outcome,
}

/// A text joined to the catalog.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// Its model.
    pub model: Match<ModelKey>,
    /// Its device.
    pub device: Match<HardwareKey>,
    /// Its rows.
    pub rows: Vec<JudgedRow>,
    /// What could not be read at all.
    pub faults: Vec<RowFault>,
}

impl Judged {
    /// The measurements, each with what else must be known about it.
    pub fn taken(&self) -> impl Iterator<Item = (&Measurement, &str)> {
        self.rows.iter().filter_map(|judged| match &judged.outcome {
            Outcome::Taken(measurement) => Some((measurement, judged.row.note.as_str())),
            Outcome::Refused(_) | Outcome::Waits(_) => None,
        })
    }

    /// Whether some row waits for this.
    #[must_use]
    pub fn waits(&self, ask: Ask) -> bool {
        self.rows.iter().any(|judged| judged.outcome == Outcome::Waits(ask))
    }
}

/// Joins a text to the catalog. What is certain by the text holds, the reader's choice fills the rest, and where the two disagree the row is
/// refused.
#[must_use]
pub fn judge(catalog: &Catalog, paste: &Paste, chosen: &Chosen) -> Judged {
    let said = paste.rows.first().map(|row| row.model.clone()).unwrap_or_default();
    let model = matching::model(catalog, &said);
    let device = match paste.rows.iter().find_map(|row| row.devices.first()) {
        Some(name) => matching::device(catalog, name),
        None => Match::Ask(Vec::new()),
    };
    let join = Join { catalog, chosen, model: &model, device: &device, said: &said };
    let rows = paste.rows.iter().map(|row| JudgedRow { outcome: join.row(row), row: row.clone() }).collect();
    Judged { model, device, rows, faults: paste.faults.clone() }
}

/// Why a row is no measurement (yet).
enum Not {
    Refused(RowFault),
    Waits(Ask),
}

struct Join<'a> {
    catalog: &'a Catalog,
    chosen: &'a Chosen,
    model: &'a Match<ModelKey>,
    device: &'a Match<HardwareKey>,
    said: &'a SaidModel,
}

/// Rows of publishers' own mixes near a label may be so much faster than the label's ceiling: Unsloth's smallest are 0.92 of the label's
/// bytes (medians over files whose size their source states).
const OWN_MIX: f64 = 1.0 / 0.92;

impl Join<'_> {
    fn row(&self, row: &Row) -> Outcome {
        match self.measurement(row) {
            Ok(measurement) => Outcome::Taken(measurement),
            Err(Not::Refused(fault)) => Outcome::Refused(fault),
            Err(Not::Waits(ask)) => Outcome::Waits(ask),
        }
    }

    fn measurement(&self, row: &Row) -> Result<Measurement, Not> {
        let refuse =
            |code, detail: &str| Not::Refused(RowFault { code, at: row.at, detail: detail.to_owned() });
        if row.devices.iter().any(|name| Some(name) != row.devices.first()) {
            return Err(refuse(FaultCode::MixedDevices, &row.devices.join(" · ")));
        }
        let model = self.model(&refuse)?;
        let device = self.device(&refuse)?;
        let quant = match (row.quant.is_empty(), &self.chosen.quant) {
            (false, _) => row.quant.clone(),
            (true, Known::Known(quant)) => quant.to_ascii_lowercase(),
            (true, Known::Unknown) => return Err(Not::Waits(Ask::Quant)),
        };
        let backend = row.backend.or(self.chosen.backend).or(usual(self.catalog, device, row.engine));
        let Known::Known(backend) = backend else { return Err(Not::Waits(Ask::Backend)) };
        let date = match row.date {
            Known::Known(date) if date > self.chosen.today => {
                return Err(refuse(FaultCode::DateInFuture, &date.to_string()));
            }
            Known::Known(date) => date,
            Known::Unknown => self.chosen.today,
        };
        let (test, prompt, generated) = match row.timed {
            Timed::Prefill(tokens) => (Test::Prefill, Count::Of(tokens), Count::Of(0)),
            Timed::Decode(tokens) => (Test::Decode, Count::Unknown, Count::Of(tokens)),
            Timed::Serve(prompt, generated) => (Test::Serve, Count::Of(prompt), Count::Of(generated)),
        };
        let count = u8::try_from(row.devices.len().max(1)).unwrap_or(u8::MAX);
        let bounds = self.bounds(row, device, model, &quant, backend);
        let offload = offload(row, backend, count, bounds.layers);
        let whole = matches!(offload, Offload::Full | Offload::LayerSplit | Offload::Cpu | Offload::Unknown);
        if let Known::Known(ceiling) = bounds.ceiling
            && whole
            && row.rate.get() > ceiling.get()
        {
            return Err(refuse(FaultCode::AboveCeiling, &crate::catalog::kept::thousandths(ceiling)));
        }
        Ok(Measurement {
            hardware: Measured::Listed(device),
            devices: count,
            model: Measured::Listed(model),
            quant: quant.into(),
            engine: row.engine,
            engine_version: row.version.as_str().into(),
            backend,
            test,
            prompt,
            generated,
            depth: Count::Of(row.depth),
            users: match row.users {
                Known::Known(users) => Count::Of(users),
                Known::Unknown => Count::Unknown,
            },
            gpu_layers: match (row.layers, offload) {
                (Layers::Of(layers), Offload::Partial) => vec![u16::try_from(layers).unwrap_or(u16::MAX)],
                _ => Vec::new(),
            },
            offload,
            flash_attention: row.flash,
            mark: Mark::None,
            speed: row.rate,
            n: 1,
            spread: match row.deviation {
                Known::Known(deviation) => Spread::StdDev(deviation),
                Known::Unknown => Spread::Unknown,
            },
            date,
            source: SourceKey::READER,
        })
    }

    fn model(&self, refuse: &impl Fn(FaultCode, &str) -> Not) -> Result<ModelKey, Not> {
        let wrong = || refuse(FaultCode::ModelDisagrees, &self.said.written());
        match (self.model.certain(), self.chosen.model) {
            (Some(key), Known::Known(chosen)) if key != chosen => {
                // Another model of the same size may well be what was in the file: the reader knows.
                if matching::agrees(self.catalog, chosen, self.said) { Ok(chosen) } else { Err(wrong()) }
            }
            (Some(key), _) => Ok(key),
            (None, Known::Known(chosen)) if matching::agrees(self.catalog, chosen, self.said) => Ok(chosen),
            (None, Known::Known(_)) => Err(wrong()),
            (None, Known::Unknown) => Err(Not::Waits(Ask::Model)),
        }
    }

    fn device(&self, refuse: &impl Fn(FaultCode, &str) -> Not) -> Result<HardwareKey, Not> {
        match (self.device.certain(), self.chosen.device) {
            (Some(key), Known::Known(chosen)) if key != chosen => {
                let name = self.catalog.device(key).map_or("", |device| &device.name);
                Err(refuse(FaultCode::DeviceDisagrees, name))
            }
            (Some(key), _) | (None, Known::Known(key)) => Ok(key),
            (None, Known::Unknown) => Err(Not::Waits(Ask::Device)),
        }
    }

    /// What the engine says of such a row: its ceiling and the model's layers.
    fn bounds(
        &self,
        row: &Row,
        device: HardwareKey,
        model: ModelKey,
        quant: &str,
        backend: MeasuredBackend,
    ) -> Bounds {
        let asked = match row.timed {
            Timed::Prefill(tokens) => Asked::Prefill(tokens, row.depth),
            Timed::Decode(tokens) => Asked::Decode(tokens, row.depth),
            Timed::Serve(..) => return Bounds::NONE,
        };
        let records = self.catalog.device(device).zip(self.catalog.model(model));
        let found = records.and_then(|(hardware, record)| formula(record, hardware, quant, backend, asked));
        let Some(found) = found else { return Bounds::NONE };
        // Devices that share each layer read at once.
        let at_once = match row.split.as_str() {
            "row" | "tensor" => row.devices.len().max(1) as f64,
            _ => 1.0,
        };
        let slack = if near_label(quant) == quant { 1.0 } else { OWN_MIX };
        Bounds {
            ceiling: found.rate.map(|rate| TokensPerSecond::new(rate.ceiling.get() * at_once * slack)),
            layers: Known::Known(found.layers),
        }
    }
}

struct Bounds {
    ceiling: Known<TokensPerSecond>,
    layers: Known<u32>,
}

impl Bounds {
    const NONE: Self = Self { ceiling: Known::Unknown, layers: Known::Unknown };
}

/// Where the layers were.
fn offload(row: &Row, backend: MeasuredBackend, count: u8, layers: Known<u32>) -> Offload {
    if backend == MeasuredBackend::Cpu {
        return Offload::Cpu;
    }
    if row.host_experts > 0 {
        return Offload::ExpertsOnCpu;
    }
    match (row.layers, layers) {
        (Layers::Of(own), Known::Known(all)) if own < all => return Offload::Partial,
        // Fewer than anybody would write for all, of a model whose layers are not known.
        (Layers::Of(_), Known::Unknown) => return Offload::Unknown,
        // Ollama moves layers to the host as it needs, and does not say so.
        (Layers::Unknown, _) if row.engine == Engine::Ollama => return Offload::Unknown,
        _ => {}
    }
    match (count, row.split.as_str()) {
        (0 | 1, _) => Offload::Full,
        (_, "row" | "tensor") => Offload::TensorParallel,
        _ => Offload::LayerSplit,
    }
}

/// The interface a program uses where it has no choice: CUDA on NVIDIA, Metal on Apple; vLLM takes ROCm on AMD.
fn usual(catalog: &Catalog, device: HardwareKey, engine: Engine) -> Known<MeasuredBackend> {
    let Some(device) = catalog.device(device) else { return Known::Unknown };
    let has = |api| device.apis.contains(&api);
    if has(ComputeApi::Cuda) {
        Known::Known(MeasuredBackend::Cuda)
    } else if has(ComputeApi::Metal) {
        Known::Known(MeasuredBackend::Metal)
    } else if has(ComputeApi::Rocm) && engine == Engine::Vllm {
        Known::Known(MeasuredBackend::Rocm)
    } else {
        Known::Unknown
    }
}
