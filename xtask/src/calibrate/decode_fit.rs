//! The decode formula as a fit.

use will_it_run_engine::math::{exp, ln};
use will_it_run_engine::speed::{
    Basis, ByPace, Constants, Family, FamilyConstants, Pace, Shared, StepCosts, step_seconds, vector_rate,
};

use super::layout::{DecodeTerms, Layout, UNPACK, decode_terms, host};
use super::row::{Row, Seen, Vintage, touched};
use super::solve::{Parameter, Problem, product, value};

/// Achieved shares stay below the whole.
const LARGEST_SHARE: f64 = 0.98;

/// Costs of layer kinds that are fitted, with their priors in multiples of a plain dense layer: latent attention has two projections
/// more, a delta layer about twice the kernels, compressed attention (DeepSeek V4) a second path,
/// an indexer and mixed residual streams with twenty normalisation rounds; routing adds top-k and gathers.
const STEPS: [(&str, f64, f64); 5] = [
    ("steps.latent", 0.9, 0.4),
    ("steps.compressed", 6.0, 0.8),
    ("steps.delta", 1.2, 0.4),
    ("steps.state-space", 0.9, 0.4),
    ("steps.experts", 0.6, 0.4),
];

/// Decode rows and the parameters they depend on.
pub struct DecodeFit {
    /// The parameters.
    pub layout: Layout,
    contexts: Vec<(Family, Vintage, DecodeTerms)>,
    rows: Vec<Seen>,
    /// Weight of each row.
    pub weights: Vec<f64>,
    base: Constants,
    pace: Vec<(Pace, usize)>,
    steps: Vec<usize>,
    routed: usize,
    slow: usize,
    apple_first: usize,
    prompt: usize,
}

impl DecodeFit {
    /// Prepares a fit; `base` has the vector rates of families, everything fitted is replaced.
    pub fn new(rows: &[Row], weights: Vec<f64>, base: &Constants) -> Self {
        let mut layout = Layout::default();
        let pace =
            UNPACK.iter().map(|(pace, name, prior)| (*pace, layout.put(name, ln(*prior), 0.35))).collect();
        let steps = STEPS.iter().map(|(name, prior, sigma)| layout.put(name, ln(*prior), *sigma)).collect();
        let routed = layout.put("routed", ln(1.1), 0.15);
        let slow = layout.put("slow.bf16-experts-vulkan", ln(3.0), 0.5);
        let apple_first = layout.put("unpack.apple-first", ln(1.2), 0.3);
        // A third of the vector rate: what MLX reaches in prefill of a few hundred tokens.
        let prompt = layout.put("mlx-vlm.prompt", ln(0.33), 0.5);
        let mut contexts: Vec<(Family, Vintage, DecodeTerms)> = Vec::new();
        for family in Family::ALL {
            let terms = decode_terms(&mut layout, *family, Vintage::Current);
            contexts.push((*family, Vintage::Current, terms));
        }
        let rows = rows
            .iter()
            .map(|row| {
                let at = contexts
                    .iter()
                    .position(|(family, vintage, _)| (*family, *vintage) == (row.family, row.vintage));
                let at = at.unwrap_or_else(|| {
                    contexts.push((
                        row.family,
                        row.vintage,
                        decode_terms(&mut layout, row.family, row.vintage),
                    ));
                    contexts.len() - 1
                });
                Seen { at, host: host(&mut layout, row), row: row.clone(), measured: ln(row.speed) }
            })
            .collect();
        Self { layout, contexts, rows, weights, base: *base, pace, steps, routed, slow, apple_first, prompt }
    }

    /// The shared constants at these values.
    pub fn shared(&self, values: &[f64]) -> Shared {
        let at = |i: usize| exp(values.get(i).copied().unwrap_or(0.0));
        let mut unpack = ByPace::ZERO;
        for (pace, i) in &self.pace {
            unpack.add(*pace, at(*i));
            if *pace == Pace::Plain {
                unpack.add(Pace::Bf16, at(*i));
            }
        }
        let mut steps = StepCosts {
            attention: 0.6,
            latent: 0.0,
            compressed: 0.0,
            delta: 0.0,
            state_space: 0.0,
            dense: 0.4,
            experts: 0.0,
            ends: 1.0,
        };
        let slots = [
            &mut steps.latent,
            &mut steps.compressed,
            &mut steps.delta,
            &mut steps.state_space,
            &mut steps.experts,
        ];
        for (slot, i) in slots.into_iter().zip(&self.steps) {
            *slot = at(*i);
        }
        Shared {
            unpack,
            steps,
            routed: at(self.routed),
            bf16_experts_vulkan: at(self.slow).max(1.0),
            apple_first: at(self.apple_first),
            ..self.base.shared
        }
    }

    /// The decode constants of a context; the rest is the base's.
    fn constants(&self, values: &[f64], family: Family, terms: &DecodeTerms) -> FamilyConstants {
        FamilyConstants {
            read: product(values, &terms.read).min(LARGEST_SHARE),
            cache: product(values, &terms.cache).min(LARGEST_SHARE),
            step_seconds: product(values, &terms.step),
            unpack: product(values, &terms.unpack),
            attention: product(values, &terms.attention),
            experts: product(values, &[terms.experts]),
            delta: product(values, &[terms.delta]),
            codebook: product(values, &terms.codebook),
            basis: Basis::Parent,
            ..*self.base.family(family)
        }
    }

    /// The constants of every family for current engines.
    pub fn families(&self, values: &[f64]) -> Vec<FamilyConstants> {
        self.contexts
            .iter()
            .take(Family::ALL.len())
            .map(|(family, _, terms)| self.constants(values, *family, terms))
            .collect()
    }
}

impl Problem for DecodeFit {
    fn parameters(&self) -> &[Parameter] {
        &self.layout.parameters
    }

    fn weights(&self) -> &[f64] {
        &self.weights
    }

    fn touched(&self, parameter: usize) -> Vec<usize> {
        let of_context = |terms: &DecodeTerms| terms.has(parameter);
        let in_contexts: Vec<bool> = self.contexts.iter().map(|(_, _, terms)| of_context(terms)).collect();
        touched(&self.rows, parameter, &in_contexts)
    }

    fn residuals_of(&self, values: &[f64], rows: &[usize]) -> Vec<f64> {
        let shared = self.shared(values);
        let prompt = exp(values.get(self.prompt).copied().unwrap_or(0.0));
        let contexts: Vec<FamilyConstants> =
            self.contexts.iter().map(|(family, _, terms)| self.constants(values, *family, terms)).collect();
        rows.iter()
            .map(|&i| match self.rows.get(i) {
                Some(Seen { at, host, row, measured }) => contexts.get(*at).map_or(0.0, |of| {
                    let step = step_seconds(&row.work, &row.rates, row.family, of, &shared, 1);
                    let prompt = row.prompt_operations / (prompt * vector_rate(&row.rates, of));
                    measured + ln(step + prompt) - value(values, *host)
                }),
                None => 0.0,
            })
            .collect()
    }
}
