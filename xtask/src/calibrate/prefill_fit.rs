//! The prefill formula as a fit, on decode constants that are already known.

use will_it_run_engine::math::{exp, ln};
use will_it_run_engine::speed::{Bases, Family, FamilyConstants, Shared, prefill_seconds};

use super::layout::{Layout, PrefillTerms, attention_on, host, matrix_share, prefill_terms};
use super::row::{Phase, Row, Seen, Vintage, touched};
use super::solve::{Parameter, Problem, product, value};

/// Prefill rows and the parameters they depend on.
pub struct PrefillFit {
    /// The parameters.
    pub layout: Layout,
    contexts: Vec<(Family, Vintage, PrefillTerms)>,
    rows: Vec<Seen>,
    /// Weight of each row.
    pub weights: Vec<f64>,
    shared: Shared,
    families: Vec<FamilyConstants>,
    half_rows: usize,
    plain: usize,
    plain_routed: usize,
    power: usize,
}

impl PrefillFit {
    /// Prepares a fit on the decode constants.
    pub fn new(rows: &[Row], weights: Vec<f64>, shared: Shared, families: Vec<FamilyConstants>) -> Self {
        let mut layout = Layout::default();
        // Tiles of 16 to 128 rows.
        let half_rows = layout.put("half-rows", ln(32.0), 0.7);
        let plain = layout.put("plain", ln(1.0), 0.3);
        let plain_routed = layout.put("plain.routed", ln(0.7), 0.5);
        let power = layout.put("power", ln(0.3), 0.7);
        let mut contexts: Vec<(Family, Vintage, PrefillTerms)> = Vec::new();
        for family in Family::ALL {
            let terms = prefill_terms(&mut layout, *family, Vintage::Current);
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
                        prefill_terms(&mut layout, row.family, row.vintage),
                    ));
                    contexts.len() - 1
                });
                Seen { at, host: host(&mut layout, row), row: row.clone(), measured: ln(row.speed) }
            })
            .collect();
        Self { layout, contexts, rows, weights, shared, families, half_rows, plain, plain_routed, power }
    }

    /// The shared constants at these values.
    pub fn shared(&self, values: &[f64]) -> Shared {
        let at = |i: usize| exp(values.get(i).copied().unwrap_or(0.0));
        Shared {
            half_rows: at(self.half_rows),
            prefill_plain: at(self.plain),
            prefill_plain_routed: at(self.plain_routed),
            power: at(self.power),
            ..self.shared
        }
    }

    fn constants(&self, values: &[f64], family: Family, terms: &PrefillTerms) -> Option<FamilyConstants> {
        Some(FamilyConstants {
            prefill: product(values, &terms.rate),
            prefill_attention: product(values, &terms.attention),
            prefill_bf16: product(values, &terms.bf16),
            attention_on: attention_on(family),
            matrix_share: matrix_share(family),
            ..*self.families.get(family as usize)?
        })
    }

    /// The constants of every family for current engines.
    pub fn families(&self, values: &[f64]) -> Vec<FamilyConstants> {
        self.contexts
            .iter()
            .take(Family::ALL.len())
            .filter_map(|(family, _, terms)| self.constants(values, *family, terms))
            .collect()
    }
}

impl Problem for PrefillFit {
    fn parameters(&self) -> &[Parameter] {
        &self.layout.parameters
    }

    fn weights(&self) -> &[f64] {
        &self.weights
    }

    fn touched(&self, parameter: usize) -> Vec<usize> {
        let in_contexts: Vec<bool> = self.contexts.iter().map(|(_, _, terms)| terms.has(parameter)).collect();
        touched(&self.rows, parameter, &in_contexts)
    }

    fn residuals_of(&self, values: &[f64], rows: &[usize]) -> Vec<f64> {
        let shared = self.shared(values);
        let contexts: Vec<Option<FamilyConstants>> =
            self.contexts.iter().map(|(family, _, terms)| self.constants(values, *family, terms)).collect();
        rows.iter()
            .map(|&i| match self.rows.get(i) {
                Some(Seen { at, host, row, measured }) => match (contexts.get(*at), row.phase) {
                    (Some(Some(of)), Phase::Prefill(prompt)) => {
                        let bases = Bases::of(&row.rates, of, &shared);
                        let seconds = prefill_seconds(&row.work, &prompt, &row.rates, of, &shared, bases);
                        measured - ln(prompt.tokens.as_f64() / seconds) - value(values, *host)
                    }
                    _ => 0.0,
                },
                None => 0.0,
            })
            .collect()
    }
}
