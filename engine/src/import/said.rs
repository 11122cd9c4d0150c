//! Rows as a text states them, before anything is looked up.

use super::fault::{FaultCode, RowFault};
use crate::catalog::words;
use crate::catalog::{Engine, FlashAttention, MeasuredBackend};
use crate::units::{Bytes, Date, Known, TokensPerSecond};

words! {
    /// What a text is.
    Format {
        LlamaBenchMarkdown = "llama-bench-markdown",
        LlamaBenchCsv = "llama-bench-csv",
        LlamaBenchJson = "llama-bench-json",
        Ollama = "ollama",
        Vllm = "vllm",
    }
}

/// What was timed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timed {
    /// A prompt of so many tokens.
    Prefill(u32),
    /// So many tokens, one after another.
    Decode(u32),
    /// A server over many requests: mean prompt and mean answer.
    Serve(u32, u32),
}

/// Layers on the device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layers {
    /// Not stated.
    Unknown,
    /// All there are.
    All,
    /// So many of them, the output layer counted as one.
    Of(u32),
}

/// A model as a text names it. Empty texts are not stated.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SaidModel {
    /// llama.cpp's name of the architecture, and of the size: `qwen3moe 30B.A3B`.
    pub kind: String,
    /// A file, tag or repository.
    pub name: String,
    /// Bytes of the tensors.
    pub bytes: Known<Bytes>,
    /// Parameters at least and at most: a rounded figure is a range.
    pub params: Known<(u64, u64)>,
}

/// One figure of a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its place in the text, from 1.
    pub at: u32,
    /// The program.
    pub engine: Engine,
    /// Its version; may be empty.
    pub version: String,
    /// The model.
    pub model: SaidModel,
    /// Label of the quant in lower case; empty where the text names none.
    pub quant: String,
    /// Interface.
    pub backend: Known<MeasuredBackend>,
    /// The devices as written, one name for each; empty where the text names none.
    pub devices: Vec<String>,
    /// How several devices share the layers, as written; may be empty.
    pub split: String,
    /// Layers on the device.
    pub layers: Layers,
    /// Layers whose experts stay on the host.
    pub host_experts: u32,
    /// Flash attention.
    pub flash: FlashAttention,
    /// What was timed.
    pub timed: Timed,
    /// Tokens in context before.
    pub depth: u32,
    /// Requests at once.
    pub users: Known<u32>,
    /// Tokens per second.
    pub rate: TokensPerSecond,
    /// Standard deviation over the repetitions.
    pub deviation: Known<TokensPerSecond>,
    /// The day.
    pub date: Known<Date>,
    /// What else must be known about it; may be empty.
    pub note: String,
}

/// A text taken apart.
#[derive(Debug, Clone, PartialEq)]
pub struct Paste {
    /// What it is.
    pub format: Format,
    /// Its rows.
    pub rows: Vec<Row>,
    /// What of it could not be read, and why.
    pub faults: Vec<RowFault>,
}

impl Row {
    /// A row of nothing but a rate.
    pub(super) fn new(at: u32, engine: Engine, timed: Timed, rate: f64) -> Self {
        Self {
            at,
            engine,
            version: String::new(),
            model: SaidModel::default(),
            quant: String::new(),
            backend: Known::Unknown,
            devices: Vec::new(),
            split: String::new(),
            layers: Layers::Unknown,
            host_experts: 0,
            flash: FlashAttention::Unknown,
            timed,
            depth: 0,
            users: Known::Known(1),
            rate: TokensPerSecond::new(rate),
            deviation: Known::Unknown,
            date: Known::Unknown,
            note: String::new(),
        }
    }
}

/// Tokens per second of anything between a swapping laptop and a rack; the catalog's own bounds.
const SPEED: core::ops::RangeInclusive<f64> = 0.01..=200_000.0;

impl Paste {
    pub(super) const fn new(format: Format) -> Self {
        Self { format, rows: Vec::new(), faults: Vec::new() }
    }

    pub(super) fn refused(code: FaultCode, detail: &str) -> Self {
        let mut paste = Self::new(Format::LlamaBenchMarkdown);
        paste.fault(0, code, detail);
        paste
    }

    pub(super) fn fault(&mut self, at: u32, code: FaultCode, detail: &str) {
        // The words of a foreign text are shown to a reader: a few of them are enough.
        let detail = detail.chars().take(120).collect();
        self.faults.push(RowFault { code, at, detail });
    }

    /// The place of the next row.
    pub(super) fn next(&self) -> u32 {
        let places = self.rows.iter().map(|row| row.at).chain(self.faults.iter().map(|fault| fault.at));
        places.max().unwrap_or(0).saturating_add(1)
    }

    /// Takes a row, unless its rate cannot be one.
    pub(super) fn take(&mut self, row: Row) {
        if SPEED.contains(&row.rate.get()) {
            self.rows.push(row);
        } else {
            self.fault(row.at, FaultCode::RateImpossible, "");
        }
    }

    /// What holds for the whole: some row, and one model.
    pub(super) fn finish(mut self) -> Self {
        if self.rows.is_empty() && self.faults.is_empty() {
            self.fault(0, FaultCode::NoRows, "");
        }
        let mut models: Vec<String> = Vec::new();
        for row in &self.rows {
            let name = row.model.written();
            if !models.contains(&name) {
                models.push(name);
            }
        }
        if models.len() > 1 {
            self.fault(0, FaultCode::MixedModels, &models.join(" · "));
            self.rows.clear();
        }
        self
    }
}

impl SaidModel {
    /// The model in the text's own words, without its quant.
    #[must_use]
    pub fn written(&self) -> String {
        let name = super::matching::bare(&self.name);
        match (self.kind.is_empty(), name.is_empty()) {
            (true, _) => name.to_owned(),
            (false, true) => self.kind.clone(),
            (false, false) => [self.kind.as_str(), " ", name].concat(),
        }
    }
}
