//! `will-it-run import`: the output of a benchmark program as rows, faults, and records ready for the catalog.

use std::io::{BufRead, Write};
use std::process::ExitCode;

use serde_json::{Value, json};
use will_it_run_engine::calculator::Calculator;
use will_it_run_engine::catalog::{Catalog, HardwareKey, MeasuredBackend, ModelKey, Word};
use will_it_run_engine::import::{
    Ask, Chosen, Judged, JudgedRow, Match, Outcome, Paste, RowFault, Timed, judge, read, record,
    source_record,
};
use will_it_run_engine::question::{Fault, find_model};
use will_it_run_engine::units::{Date, Known};

use super::{Failure, args::Args, document};

/// The key of the source when none is named.
const SOURCE: &str = "own-measurements";

/// Reads a file, or standard input where it is `-`, and prints what was understood.
pub fn run(
    mut args: Args,
    calculator: &Calculator,
    input: &mut dyn BufRead,
    output: &mut dyn Write,
) -> Result<ExitCode, Failure> {
    let source = args.option("--source")?.unwrap_or_else(|| SOURCE.to_owned());
    let chosen = chosen(&mut args, calculator.catalog())?;
    // A dash is standard input, not an option.
    let piped = args.flag("-");
    let text = match args.rest()?.as_slice() {
        [] if piped => {
            let mut text = String::new();
            input.read_to_string(&mut text)?;
            text
        }
        [file] if !piped => std::fs::read_to_string(file)
            .map_err(|error| Failure::Question(format!("cannot read {file}: {error}")))?,
        _ => return Err(Failure::Usage("import which file? will-it-run import FILE|-".to_owned())),
    };
    let found = chosen.map(|chosen| {
        let paste = read(&text);
        let judged = judge(calculator.catalog(), &paste, &chosen);
        document(calculator.catalog(), &paste, &judged, &source)
    });
    document::print(found, output)
}

fn chosen(args: &mut Args, catalog: &Catalog) -> Result<Result<Chosen, Fault>, Failure> {
    let device = match args.option("--device")? {
        Some(name) => Some(catalog.find_hardware(&name).map_err(|none| {
            Failure::Question(format!("no device `{name}` in the catalog\nNear: {}", none.near.join(", ")))
        })?),
        None => None,
    };
    let model = args.option("--model")?.map(|name| find_model(catalog, &name)).transpose();
    let quant = args.option("--quant")?;
    let backend = match args.option("--backend")? {
        Some(word) => Known::Known(
            MeasuredBackend::parse(&word).ok_or_else(|| Failure::Usage(format!("no backend `{word}`")))?,
        ),
        None => Known::Unknown,
    };
    let today = match args.option("--date")? {
        Some(day) => Date::parse(&day).ok_or_else(|| Failure::Usage(format!("`{day}` is no date")))?,
        None => catalog.date(),
    };
    Ok(model.map(|model| Chosen {
        device: device.map_or(Known::Unknown, Known::Known),
        model: model.map_or(Known::Unknown, Known::Known),
        quant: quant.map_or(Known::Unknown, |quant| Known::Known(quant.into())),
        backend,
        today,
    }))
}

fn document(catalog: &Catalog, paste: &Paste, judged: &Judged, source: &str) -> Value {
    let model = |key: ModelKey| catalog.model(key).map(|model| model.id.to_string());
    let device = |key: HardwareKey| catalog.device(key).map(|device| device.id.to_string());
    let records: Vec<String> =
        judged.taken().filter_map(|(row, note)| record(row, catalog, source, note)).collect();
    json!({
        "format": paste.format.as_str(),
        "model": matched(&judged.model, model),
        "device": matched(&judged.device, device),
        "rows": judged.rows.iter().map(row).collect::<Vec<_>>(),
        "faults": judged.faults.iter().map(fault).collect::<Vec<_>>(),
        // Lines of the section `measurements`, and the line of the section `sources` that they need.
        "records": records,
        "source": source_record(source, SAYS),
    })
}

/// What the source of one's own measurements says, until somebody says it better.
const SAYS: &str =
    "measured by the one who proposes it; say here who, on which machine, and where the output is";

fn matched<K: Copy>(found: &Match<K>, name: impl Fn(K) -> Option<String>) -> Value {
    match found {
        Match::Certain(key) => json!({ "certain": name(*key) }),
        Match::Ask(offered) => {
            json!({ "ask": offered.iter().filter_map(|key| name(*key)).collect::<Vec<_>>() })
        }
    }
}

fn row(judged: &JudgedRow) -> Value {
    let row = &judged.row;
    let (test, tokens) = match row.timed {
        Timed::Prefill(tokens) => ("prefill", tokens),
        Timed::Decode(tokens) => ("decode", tokens),
        Timed::Serve(_, tokens) => ("serve", tokens),
    };
    let (outcome, detail) = match &judged.outcome {
        Outcome::Taken(_) => ("taken", Value::Null),
        Outcome::Refused(why) => ("refused", fault(why)),
        Outcome::Waits(ask) => ("waits", json!(asked(*ask))),
    };
    json!({
        "at": row.at,
        "test": test,
        "tokens": tokens,
        "depth": row.depth,
        "users": row.users.get(),
        "tokens_per_second": row.rate.get(),
        "stddev": row.deviation.get().map(|deviation| deviation.get()),
        "engine": row.engine.as_str(),
        "engine_version": row.version,
        "model": row.model.written(),
        "quant": row.quant,
        "backend": row.backend.get().map(Word::as_str),
        "devices": row.devices,
        "outcome": outcome,
        "why": detail,
    })
}

const fn asked(ask: Ask) -> &'static str {
    match ask {
        Ask::Model => "model",
        Ask::Device => "device",
        Ask::Quant => "quant",
        Ask::Backend => "backend",
    }
}

fn fault(fault: &RowFault) -> Value {
    json!({ "code": fault.code.as_str(), "at": fault.at, "detail": fault.detail })
}
