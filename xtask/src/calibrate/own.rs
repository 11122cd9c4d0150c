//! Records of what a device's own rows say, and how much better they make it: empirical Bayes on the residuals of the full fit.

use std::collections::BTreeMap;

use will_it_run_engine::catalog::Test;
use will_it_run_engine::math::{exp, ln};
use will_it_run_engine::speed::{Constants, Family, Record, mark};

use super::report::spread;
use super::row::{Phase, Row};
use super::stats::median;

/// Residuals of engines drift apart by this much a year, on the logarithmic scale, beyond what the fit knows of their age: the step
/// between builds of 2024 and 2026 that is left after the factors for old builds.
const DRIFT: f64 = 0.05;
/// What a range holds in units of the standard deviation, where errors are normal.
const SIGMAS: f64 = 1.2816;
/// A model whose correction differs from its device's by less than this share of what cells scatter is not worth a record of its own: each
/// costs the page that carries it.
const LEAST: f64 = 0.75;

/// Standard deviations of the parts of a residual, on the logarithmic scale.
#[derive(Debug, Clone, Copy)]
pub struct Parts {
    /// Of devices, in what all their models share.
    pub device: f64,
    /// Of models on a device: dense, and with routed experts.
    pub model: [f64; 2],
    /// Of cells of a model on a device (quants, depths, builds): dense, and with routed experts.
    pub cell: [f64; 2],
}

/// One phase's cells of devices, prepared.
pub struct Own<'a> {
    rows: &'a [Row],
    residuals: &'a [f64],
    groups: BTreeMap<Key<'a>, BTreeMap<u16, Vec<usize>>>,
    /// The parts.
    pub parts: Parts,
    newest: u8,
    scale: f64,
}

type Key<'a> = (&'a str, Family);

/// A prediction: what is added to the logarithm, and the standard deviation that is left.
#[derive(Debug, Clone, Copy)]
struct Posterior {
    shift: f64,
    left: f64,
}

/// How a cell is asked for when its own rows are judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Without {
    /// Without the cell itself.
    Cell,
    /// Without any cell of its model on the device.
    Model,
}

impl<'a> Own<'a> {
    /// Prepares cells with their residuals under the constants that are written.
    pub fn new(rows: &'a [Row], residuals: &'a [f64], constants: &Constants) -> Self {
        let mut groups: BTreeMap<Key<'a>, BTreeMap<u16, Vec<usize>>> = BTreeMap::new();
        for (i, row) in rows.iter().enumerate().filter(|(_, row)| reachable(row)) {
            let of_device = groups.entry((&row.device, row.family)).or_default();
            of_device.entry(row.shape).or_default().push(i);
        }
        let newest = rows.iter().map(|row| row.month).max().unwrap_or(0);
        let mut own = Self {
            rows,
            residuals,
            groups,
            parts: Parts { device: 0.1, model: [0.1; 2], cell: [0.05; 2] },
            newest,
            scale: 1.0,
        };
        own.parts = own.estimate();
        // One factor brings what is left to what the range is to hold.
        let (mut narrow, mut wide) = (0.2, 4.0);
        for _ in 0..40 {
            own.scale = f64::midpoint(narrow, wide);
            let inside: Vec<f64> = own
                .judged(Without::Cell, constants)
                .into_iter()
                .chain(own.judged(Without::Model, constants))
                .map(|cell| f64::from(u8::from(cell.inside)))
                .collect();
            let share = inside.iter().sum::<f64>() / inside.len().max(1) as f64;
            if share < super::spread::SHARE + 0.005 { narrow = own.scale } else { wide = own.scale }
        }
        own.scale = wide;
        own
    }

    /// Means of absolute differences, within and between groups: tails count, but not by their squares.
    fn estimate(&self) -> Parts {
        // √(π ÷ 2): from the mean absolute to the standard deviation of a normal distribution.
        let spread = |values: &[f64]| {
            let mean = values.iter().map(|x| x.abs()).sum::<f64>() / values.len().max(1) as f64;
            if mean > 0.0 { (mean * 1.2533).max(0.02) } else { 0.05 }
        };
        let of = |cells: &[usize]| median(cells.iter().filter_map(|i| self.residuals.get(*i).copied()));
        let mut devices = Vec::new();
        let (mut within, mut between) = ([Vec::new(), Vec::new()], [Vec::new(), Vec::new()]);
        for models in self.groups.values() {
            let middles: Vec<f64> = models.values().map(|cells| of(cells)).collect();
            let middle = median(middles.iter().copied());
            devices.push(middle);
            for (cells, own) in models.values().zip(&middles) {
                let kind = self.kind(cells);
                if let (Some(between), true) = (between.get_mut(kind), middles.len() > 2) {
                    between.push(own - middle);
                }
                if let (Some(within), true) = (within.get_mut(kind), cells.len() > 2) {
                    within.extend(cells.iter().filter_map(|i| self.residuals.get(*i)).map(|r| r - own));
                }
            }
        }
        Parts {
            device: spread(&devices),
            model: between.map(|of| spread(&of)),
            cell: within.map(|of| spread(&of)),
        }
    }

    /// 0 for dense models, 1 for routed ones.
    fn kind(&self, cells: &[usize]) -> usize {
        let routed = cells.first().and_then(|i| self.rows.get(*i)).is_some_and(|row| row.work.is_routed());
        usize::from(routed)
    }

    fn age(&self, cells: &[usize]) -> f64 {
        let month = cells.iter().filter_map(|i| self.rows.get(*i)).map(|row| row.month).max().unwrap_or(0);
        f64::from(self.newest - month) / 12.0
    }

    /// What the groups of a device say of a model on it.
    fn posterior(&self, models: &[(u16, Vec<usize>)], model: Option<u16>, kind: usize) -> Posterior {
        let square = |x: f64| x * x;
        let of = |parts: &[f64; 2], kind: usize| square(parts.get(kind).copied().unwrap_or(0.1));
        // Mean of a group, the variance of its model, and that of its mean around it.
        let group = |cells: &[usize]| {
            let (n, kind) = (cells.len() as f64, self.kind(cells));
            let mean = cells.iter().filter_map(|i| self.residuals.get(*i)).sum::<f64>() / n;
            let noise = of(&self.parts.cell, kind) / n + square(DRIFT * self.age(cells));
            (mean, of(&self.parts.model, kind), noise)
        };
        let cell = of(&self.parts.cell, kind);
        let (mut precision, mut sum) = (1.0 / square(self.parts.device), 0.0);
        for (_, cells) in models.iter().filter(|(_, cells)| !cells.is_empty()) {
            let (mean, between, noise) = group(cells);
            let weight = 1.0 / (between + noise);
            precision += weight;
            sum += weight * mean;
        }
        let shared = sum / precision;
        let own = models.iter().find(|(name, cells)| Some(*name) == model && !cells.is_empty());
        match own {
            Some((_, cells)) => {
                let (mean, between, noise) = group(cells);
                let gain = between / (between + noise);
                // The device's part is known at least as well as its model's.
                let left = gain * noise + cell;
                Posterior { shift: shared + gain * (mean - shared), left: left.sqrt() }
            }
            None => {
                let left = 1.0 / precision + of(&self.parts.model, kind) + cell;
                Posterior { shift: shared, left: left.sqrt() }
            }
        }
    }

    /// Width of the range of a row's family, in standard deviations.
    fn width(&self, row: &Row, left: f64, constants: &Constants) -> f64 {
        let of = spread(constants, row);
        let usual = (ln(of.high) - ln(of.low)) / 2.0 / SIGMAS;
        (self.scale * left / usual).clamp(0.1, 1.0)
    }

    /// Every cell as if it were asked for, without itself or without its model.
    pub fn judged(&self, without: Without, constants: &Constants) -> Vec<Judged<'a>> {
        let mut judged = Vec::new();
        for models in self.groups.values() {
            for (model, cells) in models {
                for &i in cells {
                    let rest: Vec<(u16, Vec<usize>)> = models
                        .iter()
                        .map(|(name, cells)| {
                            let stays = |other: &&usize| match without {
                                Without::Cell => **other != i,
                                Without::Model => name != model,
                            };
                            (*name, cells.iter().filter(stays).copied().collect())
                        })
                        .collect();
                    let left = rest.iter().map(|(_, cells)| cells.len()).sum::<usize>();
                    let (Some(row), Some(residual)) = (self.rows.get(i), self.residuals.get(i)) else {
                        continue;
                    };
                    if left == 0 {
                        continue;
                    }
                    let posterior = self.posterior(&rest, Some(*model), self.kind(cells));
                    let of = spread(constants, row);
                    let width = self.width(row, posterior.left, constants);
                    let after = residual - posterior.shift;
                    let inside = after >= ln(of.low) * width && after <= ln(of.high) * width;
                    judged.push(Judged { row, before: *residual, after, inside });
                }
            }
        }
        judged
    }

    /// The records: for each device and family one for any model, and one for each model that differs from it.
    pub fn records(&self, test: Test, constants: &Constants) -> Vec<Record> {
        let mut records = Vec::new();
        for ((device, family), models) in &self.groups {
            let all: Vec<(u16, Vec<usize>)> =
                models.iter().map(|(name, cells)| (*name, cells.clone())).collect();
            let cells: Vec<usize> = models.values().flatten().copied().collect();
            let mut put = |model: Option<u16>, cells: &[usize]| {
                let posterior = self.posterior(&all, model, self.kind(cells));
                let Some(row) = cells.first().and_then(|i| self.rows.get(*i)) else { return };
                let month = cells.iter().filter_map(|i| self.rows.get(*i)).map(|row| row.month).max();
                records.push(Record {
                    device: mark(device),
                    model: model.unwrap_or(0),
                    family: *family,
                    test,
                    shift: ((exp(posterior.shift) - 1.0) * 100.0).round().clamp(-90.0, 127.0) as i8,
                    width: (self.width(row, posterior.left, constants) * 10.0).round().max(1.0) as u8,
                    half: month.unwrap_or(0) / 6,
                });
            };
            put(None, &cells);
            let any = self.posterior(&all, None, self.kind(&cells));
            for (model, cells) in models {
                let of = self.posterior(&all, Some(*model), self.kind(cells));
                // What would hardly change the rate stays with the device's record.
                let scatter = self.parts.cell.get(self.kind(cells)).copied().unwrap_or(0.05);
                if (of.shift - any.shift).abs() >= LEAST * scatter {
                    put(Some(*model), cells);
                }
            }
        }
        records
    }
}

/// A cell with what the formula and the corrected formula were off by, on the logarithmic scale.
pub struct Judged<'a> {
    /// The cell.
    pub row: &'a Row,
    /// The formula alone, fitted to all rows.
    pub before: f64,
    /// Corrected by the other rows of its device.
    pub after: f64,
    /// Whether the corrected range holds it.
    pub inside: bool,
}

/// Cells the calculator can ask about: its backends, and no hosts of all kinds.
fn reachable(row: &Row) -> bool {
    let phase = matches!(row.phase, Phase::Decode | Phase::Prefill(_));
    let other = matches!(row.family, Family::Mlx | Family::MlxVision | Family::ExLlama | Family::Cpu);
    phase && !other && !row.apart()
}
