//! `will-it-run fine-tune`: what training takes of a rig. With a model one answer; without, JSON lines in and out as `answer` has them.

use std::io::{BufRead, Write};
use std::process::ExitCode;

use will_it_run_engine::calculator::Calculator;
use will_it_run_engine::question::{RawHost, RawRig};
use will_it_run_engine::tune::{RawTune, TuneAnswer, TuneChange, TuneFix, TuneNote};
use will_it_run_engine::units::{Bytes, Known};

use super::report::{UNKNOWN, memory, table};
use super::{Failure, args::Args, check};
use crate::lines::{tune, tune_line};
use crate::text::measure::or_unknown;
use crate::text::number::{grouped, percent, range};
use crate::text::{fit_key, t};

/// Answers the options, or every line of the input; the exit status is 1 where one of them has a fault.
pub fn run(
    mut args: Args,
    calculator: &Calculator,
    input: &mut dyn BufRead,
    output: &mut dyn Write,
) -> Result<ExitCode, Failure> {
    let json = args.flag("--json");
    let question = asked(args)?;
    if question == RawTune::default() {
        let mut all_ok = true;
        for line in input.lines() {
            let line = line?;
            if !line.trim().is_empty() {
                all_ok &= say(tune_line(calculator, line.trim()), output)?;
            }
        }
        return Ok(ExitCode::from(u8::from(!all_ok)));
    }
    if question.model.is_empty() {
        return Err(Failure::Usage(
            "fine-tune which model? will-it-run fine-tune MODEL --on DEVICE; without options, JSON lines"
                .to_owned(),
        ));
    }
    if json {
        let ok = say(tune(calculator, &question), output)?;
        return Ok(ExitCode::from(u8::from(!ok)));
    }
    let answer = calculator.tune(&question).map_err(check::told)?;
    output.write_all(report(&answer).as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

fn say(said: serde_json::Result<(String, bool)>, output: &mut dyn Write) -> Result<bool, Failure> {
    let (text, ok) = said.map_err(|error| Failure::Question(error.to_string()))?;
    writeln!(output, "{text}")?;
    output.flush()?;
    Ok(ok)
}

/// The question that the options state.
fn asked(mut args: Args) -> Result<RawTune, Failure> {
    let gib: Option<f64> = args.number("--memory")?;
    let devices = args.options("--on")?.iter().flat_map(|on| check::devices(on, gib)).collect();
    let host: Option<f64> = args.number("--host-memory")?;
    let question = RawTune {
        rig: RawRig {
            devices,
            host: host.map(|gib| RawHost { memory_gib: Some(gib), bandwidth_gb_s: None }),
            os: args.option("--os")?,
            display: args.flag("--display").then_some(true),
            ecc: None,
        },
        method: args.option("--method")?,
        rank: args.number("--rank")?,
        targets: args.option("--targets")?,
        precision: args.option("--precision")?,
        optimizer: args.option("--optimizer")?,
        sequence: args.number("--sequence")?,
        batch: args.number("--batch")?,
        accumulation: args.number("--accumulation")?,
        checkpointing: args.option("--checkpointing")?,
        flash_attention: args.flag("--no-flash-attention").then_some(false),
        sharding: args.option("--sharding")?,
        offload_optimizer: args.flag("--offload-optimizer").then_some(true),
        logits: args.option("--logits")?,
        backend: args.option("--backend")?,
        overhead_mib: args.number("--overhead-mib")?,
        ..RawTune::default()
    };
    match args.rest()?.as_slice() {
        [] => Ok(question),
        [model] => Ok(RawTune { model: model.clone(), ..question }),
        more => Err(Failure::Usage(format!("one model at a time, not `{}`", more.join(" ")))),
    }
}

/// The answer as a short report.
fn report(answer: &TuneAnswer) -> String {
    let s = &answer.settings;
    let mut lines: Vec<(&str, String)> = vec![("", t(fit_key(answer.fit)).to_owned())];
    lines.push(("method", format!("{}, {}, {}", s.method.word(), s.precision.word(), s.optimizer.word())));
    let share = answer.trainable as f64 / answer.parameters.max(1) as f64;
    let trained =
        format!("{} of {} ({:.2} %)", grouped(answer.trainable), grouped(answer.parameters), share * 100.0);
    lines.push(("trained", trained));
    let stage = or_unknown(answer.stage, UNKNOWN, |stage| stage.word().to_owned());
    lines.push(("each device", format!("{} at its fullest (stage: {stage})", memory(answer.device.total))));
    for (name, part) in answer.device.components() {
        if part != Known::Known(Bytes::ZERO) {
            lines.push((name, memory(part)));
        }
    }
    for device in &answer.devices {
        lines.push(("usable", format!("{} of {}", memory(Known::Known(device.usable)), device.hardware)));
    }
    lines.push(("headroom", or_unknown(answer.headroom, UNKNOWN, percent)));
    if answer.host > Bytes::ZERO {
        lines.push(("host RAM", memory(Known::Known(answer.host))));
    }
    let most =
        |n: Known<u32>, what: &str| or_unknown(n, UNKNOWN, |n| format!("{} {what}", grouped(n.into())));
    lines.push(("longest sequence", most(answer.max_sequence, "tokens")));
    lines.push(("most at once", most(answer.max_batch, "sequences")));
    let rate =
        or_unknown(answer.tokens_per_second, UNKNOWN, |rate| format!("{} tok/s", range(rate.low, rate.high)));
    lines.push(("speed", rate));
    lines.extend(answer.notes.iter().map(|note| ("note", noted(*note).to_owned())));
    lines.extend(answer.fixes.iter().map(|fix| ("or", changed(fix))));
    table(lines)
}

fn noted(note: TuneNote) -> &'static str {
    match note {
        TuneNote::ActivationsUnknown => {
            "some layers are of a kind whose activations are not counted: the total is unknown"
        }
        TuneNote::LogitsLarge => "logits take more than weights: --logits fused avoids them",
        TuneNote::ExpertsAsMatrices => {
            "each expert is counted as a matrix of its own; trainers that keep experts in one tensor neither quantise nor adapt them"
        }
        TuneNote::VisionNotCounted => "the vision encoder is not counted",
        TuneNote::StatesOnHost => "states lie in host RAM; a step waits for the bus",
        TuneNote::HostMemoryNotGiven => "how much RAM the host has was not said (--host-memory)",
        TuneNote::AboveWindow => "the sequence is longer than the model was made for",
    }
}

fn changed(fix: &TuneFix) -> String {
    let change = match fix.change {
        TuneChange::FlashAttention => "fused attention".to_owned(),
        TuneChange::Checkpointing { checkpointing } => format!("--checkpointing {}", checkpointing.word()),
        TuneChange::Logits { logits } => format!("--logits {}", logits.word()),
        TuneChange::Batch { batch } => format!("--batch {batch}"),
        TuneChange::Optimizer { optimizer } => format!("--optimizer {}", optimizer.word()),
        TuneChange::Sequence { sequence } => format!("--sequence {sequence}"),
        TuneChange::OffloadOptimizer => "--offload-optimizer".to_owned(),
        TuneChange::Sharding { sharding } => format!("--sharding {}", sharding.word()),
        TuneChange::Devices { count } => format!("{count} devices, --sharding zero-3"),
        TuneChange::Method { method } => format!("--method {} (checkpointed, fused)", method.word()),
    };
    format!("{change}: {}, {}", t(fit_key(fix.fit)), memory(fix.total))
}
