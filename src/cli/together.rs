//! `will-it-run together`: several models on one rig, for people or as JSON lines.

use std::io::{BufRead, Write};
use std::process::ExitCode;

use will_it_run_engine::calculator::Calculator;
use will_it_run_engine::question::{Fault, RawDevice, RawRig};
use will_it_run_engine::together::{Member, Move, MoveChange, Placing, RawTogether, Search, Together, Where};
use will_it_run_engine::units::Known;

use super::report::{components, memory, table};
use super::{Failure, args::Args, check, document};
use crate::lines::together_line;
use crate::text::measure::rate;
use crate::text::number::{percent, range, three};
use crate::text::{fit_key, t};

/// Places the models of the command line, or of each line read.
pub fn run(
    mut args: Args,
    calculator: &Calculator,
    input: &mut dyn BufRead,
    output: &mut dyn Write,
) -> Result<ExitCode, Failure> {
    let json = args.flag("--json");
    let memory_gib: Option<f64> = args.number("--memory")?;
    let on = args.options("--on")?;
    let devices: Vec<RawDevice> = on.iter().flat_map(|on| check::devices(on, memory_gib)).collect();
    let rig = RawRig {
        devices,
        host: check::host(&mut args)?,
        os: args.option("--os")?,
        display: args.flag("--display").then_some(true),
        ecc: None,
    };
    let models = args.rest()?;
    if models.is_empty() {
        if rig != RawRig::default() {
            let text = "together which? will-it-run together --on DEVICE MODEL MODEL2";
            return Err(Failure::Usage(text.to_owned()));
        }
        return each_line(calculator, input, output);
    }
    let models: Result<Vec<Member>, Fault> = models.iter().map(|line| Member::parse(line)).collect();
    let found = models.and_then(|models| calculator.together(&RawTogether { rig, models }));
    if json {
        return document::print(found, output);
    }
    let answer = found.map_err(check::told)?;
    output.write_all(report(&answer).as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

fn each_line(
    calculator: &Calculator,
    input: &mut dyn BufRead,
    output: &mut dyn Write,
) -> Result<ExitCode, Failure> {
    let mut all_ok = true;
    let mut bytes = Vec::new();
    loop {
        bytes.clear();
        if input.read_until(b'\n', &mut bytes)? == 0 {
            return Ok(ExitCode::from(u8::from(!all_ok)));
        }
        let line = String::from_utf8_lossy(&bytes);
        if line.trim().is_empty() {
            continue;
        }
        let (text, ok) =
            together_line(calculator, line.trim()).map_err(|error| Failure::Question(error.to_string()))?;
        all_ok &= ok;
        writeln!(output, "{text}")?;
        output.flush()?;
    }
}

fn report(answer: &Together) -> String {
    let mut lines: Vec<(String, String)> = vec![(String::new(), t(fit_key(answer.fit)).to_owned())];
    let mut add = |name: &str, text: String| lines.push((name.to_owned(), text));
    for placing in &answer.models {
        model(placing, &mut add);
    }
    for out in &answer.left_out {
        let alone = t(fit_key(out.alone));
        add(&out.name, format!("no place: {} on devices; alone: {alone}", components(&out.device)));
    }
    for device in &answer.devices {
        let left = format!(
            "{} of {} left, {} free: {}",
            memory(Known::Known(device.free)),
            memory(Known::Known(device.usable)),
            percent(device.headroom),
            device.models.join(", ")
        );
        add(&format!("device {}", device.device), left);
    }
    let host = &answer.host;
    let left = format!("{} of {} left", memory(host.free), memory(host.usable));
    add("RAM", left + ", " + &memory(Known::Known(host.held)) + " held");
    add("start", answer.start.join(", then "));
    for step in &answer.moves {
        add("or", moved(step));
    }
    if answer.search == Search::LargestFirst {
        add("note", "too many ways to try all: placed by size, the largest first".to_owned());
    }
    table(lines)
}

fn model(placing: &Placing, add: &mut impl FnMut(&str, String)) {
    let place = match placing.place {
        Where::OneDevice | Where::Devices => "",
        Where::PartlyHost => " and in RAM",
        Where::Host => "in RAM",
    };
    let on: Vec<String> = placing.on.iter().map(|on| format!("device {}", on.device)).collect();
    let verdict = t(fit_key(placing.fit));
    add(&placing.name, format!("{} {}: {}{place}, {verdict}", placing.model, placing.quant, on.join(" + ")));
    for on in &placing.on {
        add("", format!("  device {}: {}", on.device, components(&on.parts)));
    }
    add("", format!("  RAM: {}", components(&placing.host)));
    add("", format!("  decode alone: {}", rate(&placing.decode)));
    if let Known::Known(all) = placing.all_at_once {
        let what = if placing.decode.is_known() { "decode" } else { "prefill" };
        let rates = range(all.low.get(), all.high.get());
        add("", format!("  {what} with all at once: {rates} tok/s ({} share a place)", all.sharing));
    }
}

fn moved(step: &Move) -> String {
    let what = match &step.change {
        MoveChange::OtherDevice => "on any device".to_owned(),
        MoveChange::LayersToHost => "layers to RAM".to_owned(),
        MoveChange::ToHost => "to RAM".to_owned(),
        MoveChange::Quant { quant } => (*quant).to_owned(),
        MoveChange::Context { context } => format!("context {context}"),
        MoveChange::KvType { kv } => format!("cache {kv}"),
        MoveChange::LeaveOut => "left out".to_owned(),
    };
    let decode = step
        .decode
        .get()
        .map_or(String::new(), |rate| format!(", {} tok/s", three(rate.tokens_per_second.get())));
    let bytes = memory(Known::Known(step.bytes));
    format!("{}: {what} ({bytes}): {}{decode}", step.name, t(fit_key(step.fit)))
}
