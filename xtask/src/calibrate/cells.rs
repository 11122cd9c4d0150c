//! `accuracy.csv`: every cell with what was measured and what fits that never saw its device, or its model, said of it.

use std::fmt::Write;

use will_it_run_engine::math::exp;
use will_it_run_engine::speed::{Constants, Spread};

use super::emit::digits;
use super::report::{self, Report};
use super::row::{Phase, Row};

/// The columns. Speeds are tokens per second; `low` and `high` are the ends of the 80 % range around `without_device`.
const HEAD: &str = "phase,device,model,quant,program,backend,family,kind,vintage,depth,prompt,measured,without_device,low,high,\
                    without_model,source\n";

/// The file.
pub fn csv(report: &Report<'_>) -> String {
    let mut text = String::from(HEAD);
    for (phase, of) in [("decode", &report.decode), ("prefill", &report.prefill)] {
        lines(&mut text, phase, of, report.constants);
    }
    text
}

fn lines(text: &mut String, name: &str, phase: &report::Phase<'_>, constants: &Constants) {
    for ((row, device), model) in phase.rows.iter().zip(phase.residuals).zip(phase.models) {
        let Spread { low, high } = report::spread(constants, row);
        let without = row.speed / exp(*device);
        let _ = writeln!(
            text,
            "{name},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}",
            row.device,
            row.model,
            row.quant,
            row.engine,
            row.backend,
            row.family.key(),
            if row.work.is_routed() { "experts" } else { "dense" },
            row.vintage.key(),
            row.depth,
            prompt(row),
            digits(row.speed),
            digits(without),
            digits(without * low),
            digits(without * high),
            digits(row.speed / exp(*model)),
            row.source,
        );
    }
}

fn prompt(row: &Row) -> u32 {
    match row.phase {
        Phase::Decode => 0,
        Phase::Prefill(prompt) => prompt.tokens.get(),
    }
}
