//! `will-it-run answer`: JSON lines in, JSON lines out, in the same order.

use std::io::{BufRead, Write};
use std::process::ExitCode;

use will_it_run_engine::calculator::Calculator;

use super::{Failure, args::Args};
use crate::lines::answer_line;

/// Answers every line; a line that is no question is answered with its fault, and the exit status is then 1.
pub fn run(
    args: Args,
    calculator: &Calculator,
    input: &mut dyn BufRead,
    output: &mut dyn Write,
) -> Result<ExitCode, Failure> {
    if let Some(word) = args.rest()?.first() {
        return Err(Failure::Usage(format!("`answer` reads standard input and takes no argument `{word}`")));
    }
    let mut all_ok = true;
    let mut bytes = Vec::new();
    loop {
        bytes.clear();
        if input.read_until(b'\n', &mut bytes)? == 0 {
            break;
        }
        let line = String::from_utf8_lossy(&bytes);
        if line.trim().is_empty() {
            continue;
        }
        let (text, ok) = answer_line(calculator, line.trim());
        all_ok &= ok;
        writeln!(output, "{text}")?;
        output.flush()?;
    }
    Ok(ExitCode::from(u8::from(!all_ok)))
}
