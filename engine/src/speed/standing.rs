//! What a speed rests on: which measured rows stand behind a question.
//!
//! The figure itself is the formula's with the correction of the device's own rows ([`super::own`]), in lists, sweeps and answers alike: a
//! row does not replace it, so that two ways to the same number cannot disagree. The evidence says how near it was held to a measurement.

use super::family::Family;
use super::params::Constants;
use crate::catalog::{
    Catalog, Count, Engine, HardwareKey, Mark, Measured, MeasuredBackend, Measurement, ModelKey, Offload,
    Test,
};
use crate::evidence::Evidence;
use crate::packed::variants;
use crate::question::Backend;
use crate::units::Tokens;

/// Sources that collect what users submit; their rows are real, but nobody can repeat them from what is stated.
const SUBMITTED: [&str; 2] = ["llmfit-benchmarks", "localscore-insights"];

/// A row this near in context says the same thing: cache and attention move the step by less than the range.
const NEAR_TOKENS: u32 = 2048;

/// A speed that is asked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Asked<'a> {
    /// The model.
    pub model: ModelKey,
    /// Label of the quant.
    pub quant: &'a str,
    /// Through which backend.
    pub backend: Backend,
    /// Decode or prefill.
    pub test: Test,
    /// Tokens in context (decode), or of the prompt (prefill).
    pub tokens: Tokens,
}

/// The measured rows of a rig, found once for many questions.
#[derive(Debug, Clone)]
pub struct MeasuredOn<'a> {
    rows: Vec<(&'a Measurement, Standing)>,
}

/// Who stands behind a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// A published benchmark.
    Published,
    /// Users' submissions.
    Submitted,
}

variants! {
    Standing, else Self::Submitted;
    Published = 0,
    Submitted = 1,
}

impl Standing {
    pub(super) fn of(catalog: &Catalog, row: &Measurement) -> Self {
        let submitted = catalog.source(row.source).is_some_and(|s| SUBMITTED.contains(&&*s.key));
        if submitted { Self::Submitted } else { Self::Published }
    }

    /// What a row of the very model makes of a figure.
    pub(super) fn evidence(self, quant: &str, tokens: u32, asked: &Asked<'_>) -> Evidence {
        if self == Self::Submitted {
            Evidence::Community
        } else if quant.eq_ignore_ascii_case(asked.quant) && near(tokens, asked) {
            Evidence::Measured
        } else {
            Evidence::MeasuredNear
        }
    }
}

/// What a figure rests on where nothing was measured on the device: on other devices of the family, if on anything.
#[must_use]
pub fn without_rows(family: Family, constants: &Constants) -> Evidence {
    if constants.family(family).basis.has_rows() { Evidence::Extrapolated } else { Evidence::Estimated }
}

/// Whether a row says something of one user of a whole model.
pub(super) fn counts(row: &Measurement) -> bool {
    matches!(row.users, Count::Of(1) | Count::Unknown)
        && matches!(row.offload, Offload::Full | Offload::Unknown | Offload::LayerSplit | Offload::Cpu)
        && row.mark == Mark::None
        && of_this_family(row.engine)
}

impl<'a> MeasuredOn<'a> {
    /// Rows of llama.cpp's family on so many devices of a kind, one user, everything on the devices, not marked by their source.
    #[must_use]
    pub fn rig(catalog: &'a Catalog, hardware: HardwareKey, devices: u32) -> Self {
        let usable = |row: &&Measurement| {
            row.hardware == Measured::Listed(hardware) && u32::from(row.devices) == devices && counts(row)
        };
        let rows = catalog.measurements().iter().filter(usable);
        Self { rows: rows.map(|row| (row, Standing::of(catalog, row))).collect() }
    }

    /// What the speed rests on.
    #[must_use]
    pub fn evidence(&self, asked: &Asked<'_>, family: Family, constants: &Constants) -> Evidence {
        let on_backend = self
            .rows
            .iter()
            .filter(|(row, _)| row.test == asked.test && same_backend(row.backend, asked.backend));
        let mut best = without_rows(family, constants);
        for (row, standing) in on_backend {
            let found = if row.model == Measured::Listed(asked.model) {
                standing.evidence(&row.quant, tokens_of(row), asked)
            } else {
                Evidence::Extrapolated
            };
            // The ladder is ordered best first.
            best = best.min(found);
        }
        best
    }

    /// How many rows of a test there are on a backend, and the keys of their sources, each once.
    #[must_use]
    pub fn behind(&self, catalog: &Catalog, backend: Backend, test: Test) -> (u64, String) {
        let (mut count, mut names) = (0, String::new());
        for (row, _) in &self.rows {
            if row.test == test && same_backend(row.backend, backend) {
                count += 1;
                let key = catalog.source(row.source).map_or("", |source| &*source.key);
                if !crate::within::holds(&names, key) {
                    names.push(' ');
                    names.push_str(key);
                }
            }
        }
        (count, names)
    }

    /// Published rows that say exactly what is asked: for showing beside the figure.
    pub fn same<'b>(&'b self, asked: &'b Asked<'b>) -> impl Iterator<Item = &'a Measurement> + 'b {
        self.rows.iter().map(|(row, _)| *row).filter(|row| {
            row.test == asked.test
                && row.model == Measured::Listed(asked.model)
                && row.quant.eq_ignore_ascii_case(asked.quant)
                && same_backend(row.backend, asked.backend)
                && near(tokens_of(row), asked)
        })
    }
}

fn of(count: Count) -> u32 {
    match count {
        Count::Of(n) => n,
        Count::Unknown => 0,
    }
}

/// Tokens in the context when a row was measured.
pub(super) fn tokens_of(row: &Measurement) -> u32 {
    match row.test {
        Test::Prefill => of(row.prompt),
        Test::Decode | Test::Serve => of(row.depth).saturating_add(of(row.generated) / 2),
    }
}

fn near(tokens: u32, asked: &Asked<'_>) -> bool {
    let wanted = asked.tokens.get();
    tokens.abs_diff(wanted) <= NEAR_TOKENS.max(wanted / 4)
}

/// Programs that share llama.cpp's kernels.
const fn of_this_family(engine: Engine) -> bool {
    matches!(
        engine,
        Engine::LlamaCpp
            | Engine::LlamaServer
            | Engine::Ollama
            | Engine::LmStudio
            | Engine::DockerModelRunner
            | Engine::LocalScore
    )
}

pub(super) const fn same_backend(row: MeasuredBackend, asked: Backend) -> bool {
    matches!(
        (row, asked),
        (MeasuredBackend::Cuda, Backend::Cuda)
            | (MeasuredBackend::Metal, Backend::Metal)
            | (MeasuredBackend::Rocm, Backend::Rocm)
            | (MeasuredBackend::Vulkan, Backend::Vulkan)
            | (MeasuredBackend::Sycl, Backend::Sycl)
            | (MeasuredBackend::Cpu, Backend::Cpu)
    )
}
