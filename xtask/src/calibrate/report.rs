//! `ACCURACY.md`: how far predictions were off, and how many rows stand behind each figure.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use will_it_run_engine::math::exp;
use will_it_run_engine::speed::{Basis, Constants, Family, Spread};

use super::baseline;
use super::layout::HOSTS;
use super::own::{Judged, Own, Without};
use super::row::Row;
use super::solve::{Parameter, Solution};
use super::spread::holds;
use super::stats::{median, quantile};

/// A phase's rows with what the fits said of them.
pub struct Phase<'a> {
    /// Cells.
    pub rows: &'a [Row],
    /// ln(measured ÷ predicted), the device left out.
    pub residuals: &'a [f64],
    /// The same, the model left out instead.
    pub models: &'a [f64],
    /// The parameters.
    pub parameters: &'a [Parameter],
    /// Their values.
    pub solution: &'a Solution,
}

/// Everything the report says.
pub struct Report<'a> {
    /// Decode.
    pub decode: Phase<'a>,
    /// Prefill.
    pub prefill: Phase<'a>,
    /// The constants that were written.
    pub constants: &'a Constants,
    /// Rows read, before cells were formed.
    pub read: usize,
    /// Rows left out by reason.
    pub left_out: &'a BTreeMap<&'static str, usize>,
    /// Rows of layer splits: devices, and measured ÷ what one device would do.
    pub splits: &'a [(u8, f64)],
    /// What devices' own rows add, by phase.
    pub own: [(&'static str, &'a Own<'a>); 2],
    /// Hash of the rows.
    pub inputs: &'a str,
}

/// The 80 % range of a row's family.
pub fn spread(constants: &Constants, row: &Row) -> Spread {
    let of = constants.family(row.family);
    match row.phase {
        super::row::Phase::Prefill(_) => of.prefill_spread,
        super::row::Phase::Decode if row.work.is_routed() => of.routed,
        super::row::Phase::Decode => of.dense,
    }
}

/// Relative error of a prediction.
fn error(residual: f64) -> f64 {
    (exp(-residual) - 1.0).abs()
}

impl Report<'_> {
    /// The text.
    pub fn markdown(&self) -> String {
        let mut text = String::from(HEAD);
        let _ = writeln!(text, "Rows: `{}`.\n", self.inputs);
        self.decode_tables(&mut text);
        self.prefill_tables(&mut text);
        self.own(&mut text);
        self.splits(&mut text);
        self.rows(&mut text);
        parameters(&mut text, "Decode", &self.decode);
        parameters(&mut text, "Prefill", &self.prefill);
        text
    }

    fn decode_tables(&self, text: &mut String) {
        let phase = &self.decode;
        let current = |row: &Row| !row.apart();
        let _ = writeln!(text, "## Decode\n");
        table_head(text, "cells");
        let mut line = |name: &str, keep: &dyn Fn(&Row) -> bool| self.line(text, name, phase, keep);
        line("dense", &|row| current(row) && !row.work.is_routed());
        line("mixture of experts", &|row| current(row) && row.work.is_routed());
        line("all", &current);
        line("4,096 tokens and more in context", &|row| current(row) && row.depth >= 4000);
        line("LocalScore (apart)", &|row| row.apart());
        self.bands(text, phase);
        model_lines(text, phase);

        let _ = writeln!(text, "\nThe same cells by simpler rules:\n");
        let _ = writeln!(text, "| rule | dense median | dense p90 | experts median | experts p90 |");
        let _ = writeln!(text, "| --- | ---: | ---: | ---: | ---: |");
        for (name, residuals) in baseline::all(phase.rows) {
            let of = |routed: bool| -> Vec<f64> {
                let rows = phase.rows.iter().zip(&residuals);
                rows.filter(|(row, _)| current(row) && row.work.is_routed() == routed)
                    .map(|(_, r)| error(*r))
                    .collect()
            };
            let (dense, routed) = (of(false), of(true));
            let _ = writeln!(
                text,
                "| {name} | {} | {} | {} | {} |",
                percent(median(dense.iter().copied())),
                percent(quantile(dense.iter().copied(), 0.9)),
                percent(median(routed.iter().copied())),
                percent(quantile(routed.iter().copied(), 0.9)),
            );
        }
        let _ = writeln!(text, "\nBy family:\n");
        self.families(text, phase);
        let _ = writeln!(text, "\nWorst misses (one line per device, model and program):\n");
        worst(text, phase);
    }

    fn prefill_tables(&self, text: &mut String) {
        let phase = &self.prefill;
        let current = |row: &Row| !row.apart();
        let _ = writeln!(text, "\n## Prefill\n");
        table_head(text, "cells");
        let mut line = |name: &str, keep: &dyn Fn(&Row) -> bool| self.line(text, name, phase, keep);
        line("dense", &|row| current(row) && !row.work.is_routed());
        line("mixture of experts", &|row| current(row) && row.work.is_routed());
        line("all", &current);
        line("4,096 tokens and more in context", &|row| current(row) && row.depth >= 4000);
        line("LocalScore (apart)", &|row| row.apart());
        self.bands(text, phase);
        model_lines(text, phase);
        let _ = writeln!(text, "\nBy family:\n");
        self.families(text, phase);
    }

    fn families(&self, text: &mut String, phase: &Phase) {
        table_head(text, "family");
        for family in Family::ALL {
            let basis = match self.constants.family(*family).basis {
                Basis::Devices => "",
                Basis::OneDevice => " (one device: its parent when left out)",
                Basis::ApartOnly => " (LocalScore alone)",
                Basis::Parent => " (no rows: its parent)",
            };
            let apart = self.constants.family(*family).basis == Basis::ApartOnly;
            let name = format!("{}{basis}", family.key());
            let keep = |row: &Row| row.family == *family && row.apart() == apart;
            if phase.rows.iter().any(keep) {
                self.line(text, &name, phase, &keep);
            }
        }
    }

    fn line(&self, text: &mut String, name: &str, phase: &Phase, keep: &dyn Fn(&Row) -> bool) {
        let rows: Vec<(&Row, f64)> =
            phase.rows.iter().zip(phase.residuals.iter().copied()).filter(|(row, _)| keep(row)).collect();
        let devices: BTreeSet<&str> = rows.iter().map(|(row, _)| row.device.as_str()).collect();
        let inside = rows.iter().filter(|(row, r)| holds(spread(self.constants, row), *r));
        let share = inside.count() as f64 / rows.len().max(1) as f64;
        let errors: Vec<f64> = rows.iter().map(|(_, r)| error(*r)).collect();
        let _ = writeln!(
            text,
            "| {name} | {} | {} | {} | {} | {} | {} |",
            rows.len(),
            devices.len(),
            percent(median(errors.iter().copied())),
            percent(quantile(errors.iter().copied(), 0.9)),
            signed(exp(median(rows.iter().map(|(_, r)| *r))) - 1.0),
            percent(share),
        );
    }

    /// The narrower and the wider band, and what each holds by class.
    fn bands(&self, text: &mut String, phase: &Phase) {
        let of = |keep: &dyn Fn(&Row) -> bool| -> Vec<(Spread, f64)> {
            let rows = phase.rows.iter().zip(phase.residuals).filter(|(row, _)| !row.apart() && keep(row));
            rows.map(|(row, r)| (spread(self.constants, row), *r)).collect()
        };
        let all = of(&|_| true);
        let (half, most) = (super::spread::band(&all, 0.50), super::spread::band(&all, 0.95));
        let _ = writeln!(
            text,
            "\nThe 50 % band is the 80 % range to the power {half:.2} on either side, the 95 % band to the power {most:.2}. Share of cells inside:\n"
        );
        let _ = writeln!(text, "| cells | 50 % band | 80 % band | 95 % band |\n| --- | ---: | ---: | ---: |");
        let dense = of(&|row| !row.work.is_routed());
        let routed = of(&|row| row.work.is_routed());
        for (name, rows) in [("dense", &dense), ("mixture of experts", &routed), ("all", &all)] {
            let share = |power: f64| {
                let held = rows.iter().filter(|(spread, r)| holds(spread.scaled(power), *r)).count();
                percent(held as f64 / rows.len().max(1) as f64)
            };
            let _ = writeln!(text, "| {name} | {} | {} | {} |", share(half), share(1.0), share(most));
        }
    }

    fn own(&self, text: &mut String) {
        text.push_str(OWN);
        for (name, own) in self.own {
            let parts = own.parts;
            let _ = writeln!(
                text,
                "{name}: devices differ by {}, models on a device by {} (dense) and {} (experts), cells of a model on a device by {} and {} \
                 (standard deviations).\n",
                percent(parts.device),
                percent(parts.model[0]),
                percent(parts.model[1]),
                percent(parts.cell[0]),
                percent(parts.cell[1]),
            );
        }
        let _ = writeln!(text, "| cells | cells | formula | | corrected | | in the 80 % range |");
        let _ = writeln!(text, "| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        let ways = [
            (Without::Cell, "the cell left out"),
            (Without::Model, "all of its model on the device left out"),
        ];
        for (name, own) in self.own {
            for (without, way) in ways {
                let judged = own.judged(without, self.constants);
                for (kind, routed) in [("dense", false), ("mixture of experts", true)] {
                    let kept: Vec<_> =
                        judged.iter().filter(|cell| cell.row.work.is_routed() == routed).collect();
                    let q = |f: fn(&Judged<'_>) -> f64, q: f64| {
                        quantile(kept.iter().map(|cell| error(f(cell))), q)
                    };
                    let inside =
                        kept.iter().filter(|cell| cell.inside).count() as f64 / kept.len().max(1) as f64;
                    let _ = writeln!(
                        text,
                        "| {name}, {kind}, {way} | {} | {} | {} | {} | {} | {} |",
                        kept.len(),
                        percent(q(|cell| cell.before, 0.5)),
                        percent(q(|cell| cell.before, 0.9)),
                        percent(q(|cell| cell.after, 0.5)),
                        percent(q(|cell| cell.after, 0.9)),
                        percent(inside),
                    );
                }
            }
        }
    }

    fn splits(&self, text: &mut String) {
        let _ = writeln!(text, "\n## Several devices\n");
        let _ = writeln!(
            text,
            "Layer split over equal devices, measured ÷ what one device holding everything is predicted to do:\n"
        );
        let _ = writeln!(text, "| devices | cells | median |\n| ---: | ---: | ---: |");
        let counts: BTreeSet<u8> = self.splits.iter().map(|(n, _)| *n).collect();
        for n in counts {
            let ratios: Vec<f64> = self.splits.iter().filter(|(m, _)| *m == n).map(|(_, r)| *r).collect();
            let _ = writeln!(text, "| {n} | {} | {:.2} |", ratios.len(), median(ratios.iter().copied()));
        }
    }

    fn rows(&self, text: &mut String) {
        let _ = writeln!(text, "\n## Rows\n");
        let _ = writeln!(
            text,
            "{} measurements of the catalog were used; they form {} cells of decode and {} of prefill. None was left out because it \
             misses. Left out, with the number of published rows behind them:\n",
            self.read,
            self.decode.rows.len(),
            self.prefill.rows.len()
        );
        let _ = writeln!(text, "| reason | rows |\n| --- | ---: |");
        for (reason, count) in self.left_out {
            let _ = writeln!(text, "| {reason} | {count} |");
        }
    }
}

/// Errors of fits that never saw the model.
fn model_lines(text: &mut String, phase: &Phase) {
    let _ = writeln!(text, "\nLeaving one model out instead of one device:\n");
    let _ = writeln!(text, "| cells | cells | models | median | p90 | bias |");
    let _ = writeln!(text, "| --- | ---: | ---: | ---: | ---: | ---: |");
    for (name, routed) in [("dense", false), ("mixture of experts", true)] {
        let rows = phase.rows.iter().zip(phase.models);
        let kept: Vec<(&Row, f64)> = rows
            .filter(|(row, _)| !row.apart() && row.work.is_routed() == routed)
            .map(|(row, r)| (row, *r))
            .collect();
        let models: BTreeSet<&str> = kept.iter().map(|(row, _)| row.model.as_str()).collect();
        let errors = || kept.iter().map(|(_, r)| error(*r));
        let _ = writeln!(
            text,
            "| {name} | {} | {} | {} | {} | {} |",
            kept.len(),
            models.len(),
            percent(median(errors())),
            percent(quantile(errors(), 0.9)),
            signed(exp(median(kept.iter().map(|(_, r)| *r))) - 1.0),
        );
    }
}

fn table_head(text: &mut String, first: &str) {
    let _ = writeln!(text, "| {first} | cells | devices | median | p90 | bias | in the 80 % range |");
    let _ = writeln!(text, "| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
}

fn worst(text: &mut String, phase: &Phase) {
    type Key<'a> = (&'a str, &'a str, &'a str);
    let mut groups: BTreeMap<Key<'_>, Vec<(&Row, f64)>> = BTreeMap::new();
    for (row, r) in phase.rows.iter().zip(phase.residuals).filter(|(row, _)| !row.apart()) {
        groups.entry((&row.device, &row.model, &row.engine)).or_default().push((row, *r));
    }
    let mut worst: Vec<(f64, &Row)> = groups
        .values()
        .filter_map(|rows| {
            let middle = median(rows.iter().map(|(_, r)| *r));
            rows.first().map(|(row, _)| (middle, *row))
        })
        .collect();
    worst.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()));
    let _ = writeln!(text, "| device | model | program, backend | predicted ÷ measured | source |");
    let _ = writeln!(text, "| --- | --- | --- | ---: | --- |");
    for (r, row) in worst.into_iter().take(15) {
        let _ = writeln!(
            text,
            "| {} | {} | {}, {} | {:.2} | {} |",
            row.device,
            row.model,
            row.engine,
            row.backend,
            exp(-r),
            row.source
        );
    }
}

fn parameters(text: &mut String, name: &str, phase: &Phase) {
    let _ = writeln!(
        text,
        "\n## {name}: parameters\n\nFactors (e to the fitted value) with their standard error in per cent, and the prior. Parameters no row \
         touches are not listed, nor the hosts of LocalScore.\n"
    );
    let _ = writeln!(text, "| parameter | value | ± | prior | ± |\n| --- | ---: | ---: | ---: | ---: |");
    let fitted = phase.parameters.iter().zip(phase.solution.values.iter().zip(&phase.solution.errors));
    for (parameter, (value, error)) in
        fitted.filter(|(p, (_, e))| **e < p.sigma * 0.995 && !p.name.starts_with(HOSTS))
    {
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {} |",
            parameter.name,
            super::emit::digits(exp(*value)),
            percent(*error),
            super::emit::digits(exp(parameter.mean)),
            percent(parameter.sigma),
        );
    }
}

fn percent(x: f64) -> String {
    format!("{:.1} %", 100.0 * x)
}

fn signed(x: f64) -> String {
    format!("{:+.1} %", 100.0 * x)
}

const OWN: &str = "
## Measured devices

Where a device has rows of its own they correct the formula (`engine/src/speed/own.rs`): the logarithm of measured ÷ formula is split into
a part of the device, a part of the model on it, and the rest; each is drawn to zero by how few rows there are (empirical Bayes). Rows lose
weight with their age. The figures above never use this. Here a reader of a measured device is played: the formula is the one that is
written, fitted to all rows; its error alone, and corrected by the device's other rows. Median and p90. (What is written is rounded to
hundredths, and a model that differs from its device by less than three quarters of what its cells scatter takes the device's record.)

";

const HEAD: &str = "# How right the speeds are

Written by `cargo xtask calibrate` from the measurements in `catalog.json`; a test fails when the constants, or this report, do not belong
to them. Every cell is in `accuracy.csv`.

Every figure is of a fit that never saw the device it is asked about. A cell is one device, model, quant, program, backend and context;
its measured speed is the median of its rows. Error is |predicted − measured| ÷ measured; bias is the median of measured ÷ predicted − 1.
Cells count plainly, each the same. Priors are physics where there is any; those of a few factors that hardly
more than one device shows (BF16 experts under Vulkan, the servers of vision models under MLX, processors' prefill, old Vulkan builds) were
set with its rows in view, so for them leaving the device out is not blind. The form of the formula was chosen with these figures in view as
well; only measurements that are not in the catalog can test that. Rows of LocalScore (an early-2025 engine on hosts of all kinds) are fitted with factors of their own,
count less, and are reported apart.

";
