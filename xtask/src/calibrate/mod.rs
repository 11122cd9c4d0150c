//! `cargo xtask calibrate`: the speed constants, from the measurements of the catalog.
//!
//! Rows are read under stated rules ([`rows`]), joined to tensors and data sheets, and the formula of the engine itself is fitted to them
//! ([`decode_fit`], [`prefill_fit`]) with priors that draw families with few rows to their parents ([`layout`]). Each device is then left
//! out in turn ([`leave_out`]); what the fit is off by becomes the ranges ([`spread`]) and the report ([`report`]). The same catalog gives
//! the same files.

mod baseline;
mod cells;
mod decode_fit;
mod emit;
mod label;
mod layout;
mod leave_out;
mod own;
mod prefill_fit;
mod report;
mod row;
mod rows;
mod solve;
mod spread;
mod stats;
mod totals;

use std::fs;

use will_it_run_engine::catalog::Test;
use will_it_run_engine::math::exp;
use will_it_run_engine::speed::{CONSTANTS, Constants};

use crate::catalog;
use crate::failure::{Result, While};
use crate::project::Project;
use row::{Phase, Row};
use solve::{Problem, solve_with_errors};

/// Where the constants are.
const CONSTANTS_FILE: &str = "engine/src/speed/constants.rs";
/// Where the report is.
const REPORT_FILE: &str = "ACCURACY.md";
/// Where the cells are, for whoever wants to look at each.
const CELLS_FILE: &str = "accuracy.csv";
/// Lines of the report that are shown on the terminal as well.
const SHOWN: [&str; 5] = ["| cells", "| dense", "| mixture", "| all", "| 4,096"];
/// Rounds of a fit that starts from its priors.
const ROUNDS: usize = 60;

/// Fits the speed constants to the measurements.
pub fn command(project: &Project, _args: &[String]) -> Result<()> {
    let catalog = catalog::load(project)?;
    let read = rows::read(&catalog);
    let inputs = rows::fingerprint(&read);
    let count = read.rows.len();
    let (decode, prefill): (Vec<Row>, Vec<Row>) =
        row::cells(read.rows).into_iter().partition(|row| matches!(row.phase, Phase::Decode));
    println!("{count} measurements: {} cells of decode, {} of prefill", decode.len(), prefill.len());

    let mut base = CONSTANTS;
    totals::vector_rates(&mut base, &catalog);
    let weights = leave_out::weights(&decode);
    let fit = decode_fit::DecodeFit::new(&decode, weights.clone(), &base);
    let full = solve_with_errors(&fit, &means(&fit), ROUNDS);
    println!("decode: {} parameters; leaving each device out", full.values.len());
    let of_decode = |w: Vec<f64>| decode_fit::DecodeFit::new(&decode, w, &base);
    let decode_residuals = leave_out::leave_one_out(&decode, |row| &row.device, &full, &weights, of_decode);
    let decode_models = leave_out::leave_one_out(&decode, |row| &row.model, &full, &weights, of_decode);
    let (mut shared, decode_families) = (fit.shared(&full.values), fit.families(&full.values));

    let prefill_weights = leave_out::weights(&prefill);
    let of_prefill = |w: Vec<f64>| prefill_fit::PrefillFit::new(&prefill, w, shared, decode_families.clone());
    let prefill_fit = of_prefill(prefill_weights.clone());
    let prefill_full = solve_with_errors(&prefill_fit, &means(&prefill_fit), ROUNDS);
    println!("prefill: {} parameters; leaving each device out", prefill_full.values.len());
    let without = |key: fn(&Row) -> &str| {
        leave_out::leave_one_out(&prefill, key, &prefill_full, &prefill_weights, of_prefill)
    };
    let (prefill_residuals, prefill_models) = (without(|row| &row.device), without(|row| &row.model));
    let prefill_shared = prefill_fit.shared(&prefill_full.values);
    let families = prefill_fit.families(&prefill_full.values);
    shared.half_rows = prefill_shared.half_rows;
    shared.prefill_plain = prefill_shared.prefill_plain;
    shared.prefill_plain_routed = prefill_shared.prefill_plain_routed;
    shared.power = prefill_shared.power;

    let mut constants = Constants { shared, families: CONSTANTS.families };
    for (slot, of) in constants.families.iter_mut().zip(families) {
        *slot = of;
    }
    totals::bases(&mut constants, &decode);
    totals::ranges(&mut constants, (&decode, &decode_residuals), (&prefill, &prefill_residuals));
    let splits = split_ratios(&base, &decode, &full.values, &read.splits);
    constants.shared.hop = totals::hop(&splits);

    let (decode_now, prefill_now) =
        (fit.residuals(&full.values), prefill_fit.residuals(&prefill_full.values));
    let decode_own = own::Own::new(&decode, &decode_now, &constants);
    let prefill_own = own::Own::new(&prefill, &prefill_now, &constants);
    let mut records = decode_own.records(Test::Decode, &constants);
    records.extend(prefill_own.records(Test::Prefill, &constants));
    records.sort_by_key(|record| (record.device, record.family, record.test as u8, record.model));
    println!("{} records of devices; {:?}; {:?}", records.len(), decode_own.parts, prefill_own.parts);

    write(project, CONSTANTS_FILE, &emit::source(&constants, &records, &inputs))?;
    let report = report::Report {
        decode: report::Phase {
            rows: &decode,
            residuals: &decode_residuals,
            models: &decode_models,
            parameters: fit.parameters(),
            solution: &full,
        },
        prefill: report::Phase {
            rows: &prefill,
            residuals: &prefill_residuals,
            models: &prefill_models,
            parameters: prefill_fit.parameters(),
            solution: &prefill_full,
        },
        constants: &constants,
        read: count,
        left_out: &read.left_out,
        splits: &splits,
        own: [("decode", &decode_own), ("prefill", &prefill_own)],
        inputs: &inputs,
    };
    let text = report.markdown();
    for line in text.lines().filter(|line| SHOWN.iter().any(|start| line.starts_with(start))) {
        println!("{line}");
    }
    write(project, REPORT_FILE, &text)?;
    write(project, CELLS_FILE, &cells::csv(&report))?;
    println!("wrote {CONSTANTS_FILE}, {REPORT_FILE} and {CELLS_FILE}");
    Ok(())
}

/// How many rows are used, and how many are not, by reason: lines of name, count and reason.
pub fn counted(catalog: &will_it_run_engine::catalog::Catalog) -> String {
    let read = rows::read(catalog);
    let mut text = format!("inputs,{}\nread,{}\n", rows::fingerprint(&read), read.rows.len());
    for (reason, count) in &read.left_out {
        text.push_str(&format!("left-out,{count},{reason}\n"));
    }
    text
}

fn means(problem: &impl Problem) -> Vec<f64> {
    problem.parameters().iter().map(|parameter| parameter.mean).collect()
}

fn write(project: &Project, file: &str, text: &str) -> Result<()> {
    fs::write(project.path(file), text).when(format_args!("cannot write {file}"))
}

/// Measured ÷ predicted for one device holding everything, of each layer split, under the factors of the same program's age.
fn split_ratios(base: &Constants, decode: &[Row], values: &[f64], splits: &[(u8, Row)]) -> Vec<(u8, f64)> {
    let all: Vec<Row> = decode.iter().cloned().chain(splits.iter().map(|(_, row)| row.clone())).collect();
    let fit = decode_fit::DecodeFit::new(&all, vec![0.0; all.len()], base);
    let of_splits: Vec<usize> = (decode.len()..all.len()).collect();
    splits.iter().map(|(n, _)| *n).zip(fit.residuals_of(values, &of_splits).into_iter().map(exp)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_constants_belong_to_the_committed_measurements() {
        let catalog = catalog::load(&Project::here().unwrap()).unwrap();
        let inputs = rows::fingerprint(&rows::read(&catalog));
        assert_eq!(
            inputs,
            will_it_run_engine::speed::constants::INPUTS,
            "measurements or the bytes they are judged by changed: run `cargo xtask calibrate`"
        );
        let report = fs::read_to_string(Project::here().unwrap().path(REPORT_FILE)).unwrap();
        assert!(report.contains(&format!("Rows: `{inputs}`.")), "{REPORT_FILE} is of other measurements");
    }

    #[test]
    fn the_cells_belong_to_the_committed_measurements() {
        let project = Project::here().unwrap();
        let read = rows::read(&catalog::load(&project).unwrap());
        let (decode, prefill): (Vec<Row>, Vec<Row>) =
            row::cells(read.rows).into_iter().partition(|row| matches!(row.phase, Phase::Decode));
        let cells = decode.iter().chain(&prefill);
        let file = fs::read_to_string(project.path(CELLS_FILE)).unwrap();
        let lines: Vec<&str> = file.lines().skip(1).collect();
        assert_eq!(lines.len(), decode.len() + prefill.len(), "{CELLS_FILE} is of other measurements");
        for (row, line) in cells.zip(lines) {
            let named = [&row.device, &row.model, &row.quant, &row.engine, &row.backend].map(String::as_str);
            assert!(line.contains(&named.join(",")), "{line}");
            let measured = emit::digits(row.speed);
            assert_eq!(line.split(',').nth(11), Some(measured.as_str()), "{line}");
        }
    }

    #[test]
    fn quantiles_and_medians() {
        assert!((stats::median([3.0, 1.0, 2.0]) - 2.0).abs() < 1e-12);
        assert!((stats::quantile([0.0, 10.0], 0.9) - 9.0).abs() < 1e-12);
        assert!(stats::median([]).is_nan());
    }

    #[test]
    fn literals_keep_four_digits() {
        for (x, text) in [(0.88176, "0.8818"), (61.11e-6, "6.111e-5"), (1.0, "1.0"), (12345.6, "12350.0")] {
            assert_eq!(emit::digits(x), text);
        }
    }

    /// A row counts towards its family; far from the pool, the family's own quantiles rule.
    #[test]
    fn every_label_of_the_quantiser_is_read() {
        for quant in will_it_run_engine::weights::Quant::ALL {
            assert!(label::read(&quant.label().to_ascii_lowercase()).is_some(), "{}", quant.label());
        }
        for text in ["ud-q4_k_xl", "ud-iq2_xxs", "q4_k_l", "mlx-4bit", "exl2-4.0bpw", "ud-q8_k_xl", "q3_k_xl"]
        {
            assert!(label::read(text).is_some(), "{text}");
        }
        assert_eq!(label::read("4bit (vllm default)"), None);
    }
}
