//! One JSON document on standard output: figures with `"ok":true`, or a fault with `"ok":false` and exit status 1.

use std::io::Write;
use std::process::ExitCode;

use serde::Serialize;
use will_it_run_engine::question::{Fault, RawDevice};

use super::{Failure, args::Args};

/// Figures under `ok`.
#[derive(Serialize)]
struct Found<T: Serialize> {
    ok: bool,
    #[serde(flatten)]
    figures: T,
}

/// A fault under `ok`.
#[derive(Serialize)]
struct Refused {
    ok: bool,
    error: Fault,
}

/// Prints what was found, or what was wrong with the question.
pub fn print(found: Result<impl Serialize, Fault>, output: &mut dyn Write) -> Result<ExitCode, Failure> {
    let ok = found.is_ok();
    let text = match found {
        Ok(figures) => serde_json::to_string(&Found { ok, figures }),
        Err(error) => serde_json::to_string(&Refused { ok, error }),
    };
    let text = text.map_err(|error| Failure::Question(error.to_string()))?;
    writeln!(output, "{text}")?;
    Ok(ExitCode::from(u8::from(!ok)))
}

/// The one device of a command, with `--memory` where it is sold in several sizes.
pub fn device(mut args: Args, command: &str) -> Result<RawDevice, Failure> {
    let memory_gib = args.number("--memory")?;
    match args.rest()?.as_slice() {
        [hardware] => Ok(RawDevice { hardware: hardware.clone(), memory_gib, ..RawDevice::default() }),
        [] => Err(Failure::Usage(format!("{command} of which device? will-it-run {command} DEVICE"))),
        more => Err(Failure::Usage(format!("one device at a time, not `{}`", more.join(" ")))),
    }
}
