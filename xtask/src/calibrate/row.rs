//! A measured row, joined to its device and model.

use will_it_run_engine::speed::{DeviceRates, Family, Prompt, TokenWork};

/// What was measured.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Phase {
    /// Tokens generated per second.
    Decode,
    /// Tokens of prompt processed per second.
    Prefill(Prompt),
}

/// The program's age and kind, as far as they change the speed and not the model or the device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Vintage {
    /// Current.
    Current,
    /// llama.cpp before July 2024: no fused CUDA graphs, flash attention off.
    Before2024July,
    /// LocalScore: an early-2025 llamafile on hosts of all kinds, about 0.85 of llama-bench.
    LocalScore,
    /// The ik_llama.cpp fork: other processor kernels.
    IkFork,
    /// Ollama's own server loop around the same kernels.
    Ollama,
    /// llama.cpp under Vulkan before November 2025: no integer dot products for K-quants and experts, hardly any fused operations
    /// (ggml-org/llama.cpp pull requests 14903, 16868 and 16900).
    VulkanBefore2025November,
}

impl Vintage {
    /// Its name in the list of cells.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Before2024July => "before-2024-07",
            Self::LocalScore => "localscore",
            Self::IkFork => "ik-llama.cpp",
            Self::Ollama => "ollama",
            Self::VulkanBefore2025November => "vulkan-before-2025-11",
        }
    }
}

/// A measured row.
#[derive(Debug, Clone)]
pub struct Row {
    /// Catalog id of the device.
    pub device: String,
    /// Catalog id of the model.
    pub model: String,
    /// Mark of its shape.
    pub shape: u16,
    /// Label as written.
    pub quant: String,
    /// Program.
    pub engine: String,
    /// Backend.
    pub backend: String,
    /// Tokens in context on average over the run.
    pub depth: u32,
    /// Key of the source.
    pub source: String,
    /// Family of backend and chip.
    pub family: Family,
    /// The device's rates.
    pub rates: DeviceRates,
    /// The work of a token.
    pub work: TokenWork,
    /// What was measured.
    pub phase: Phase,
    /// Age and kind of the program.
    pub vintage: Vintage,
    /// Month it was published, months since January 2020.
    pub month: u8,
    /// Tokens per second.
    pub speed: f64,
    /// Operations of the prompt for each generated token, where the program's rate counts the prompt's time as well; else 0.
    pub prompt_operations: f64,
}

/// A row in a fit.
#[derive(Debug, Clone)]
pub struct Seen {
    /// The constants that judge it.
    pub at: usize,
    /// The parameter of its host, where it has one.
    pub host: Option<usize>,
    /// The row.
    pub row: Row,
    /// ln(measured).
    pub measured: f64,
}

/// The rows that a parameter has a say in: those of its host; else those of the contexts that have it, and all where none has.
pub fn touched(rows: &[Seen], parameter: usize, in_contexts: &[bool]) -> Vec<usize> {
    let of_host = |seen: &Seen| seen.host == Some(parameter);
    let on_host = rows.iter().any(of_host);
    let shared = !in_contexts.contains(&true);
    let has = |seen: &Seen| match on_host {
        true => of_host(seen),
        false => shared || in_contexts.get(seen.at).copied().unwrap_or(true),
    };
    rows.iter().enumerate().filter(|(_, seen)| has(seen)).map(|(i, _)| i).collect()
}

impl Row {
    /// Rows of one cell say the same thing; their median counts.
    pub fn cell(&self) -> (String, String, String, String, String, u32, u32) {
        let prompt = match self.phase {
            Phase::Decode => 0,
            Phase::Prefill(prompt) => prompt.tokens.get(),
        };
        (
            self.device.clone(),
            self.model.clone(),
            self.quant.clone(),
            self.engine.clone(),
            self.backend.clone(),
            self.depth,
            prompt,
        )
    }

    /// Kept apart in every table.
    pub fn apart(&self) -> bool {
        self.vintage == Vintage::LocalScore
    }
}

/// Cells: one row each, with the median speed, in a fixed order.
pub fn cells(rows: Vec<Row>) -> Vec<Row> {
    let mut groups: std::collections::BTreeMap<_, Vec<Row>> = std::collections::BTreeMap::new();
    for row in rows {
        groups.entry((row.apart(), row.cell())).or_default().push(row);
    }
    let median = |mut rows: Vec<Row>| {
        let speed = super::stats::median(rows.iter().map(|row| row.speed));
        let month = rows.iter().map(|row| row.month).max().unwrap_or(0);
        rows.truncate(1);
        rows.into_iter().map(move |row| Row { speed, month, ..row })
    };
    groups.into_values().flat_map(median).collect()
}
