//! A fine-tuning question as a line of JSON, and its answer.

use serde::Serialize;
use will_it_run_engine::calculator::Calculator;
use will_it_run_engine::question::Fault;
use will_it_run_engine::tune::{RawTune, TuneAnswer};

use super::malformed;

#[derive(Serialize)]
struct Answered {
    id: Option<String>,
    ok: bool,
    #[serde(flatten)]
    answer: TuneAnswer,
}

#[derive(Serialize)]
struct Refused {
    id: Option<String>,
    ok: bool,
    error: Fault,
}

/// The answer to one line of JSON, and whether it is one.
///
/// # Errors
/// The figures cannot be written, which no figure of ours causes.
pub fn tune_line(calculator: &Calculator, line: &str) -> serde_json::Result<(String, bool)> {
    let asked: Result<RawTune, _> =
        serde_path_to_error::deserialize(&mut serde_json::Deserializer::from_str(line));
    match asked {
        Ok(question) => tune(calculator, &question),
        Err(error) => {
            let refused = Refused { id: None, ok: false, error: malformed(&error) };
            Ok((serde_json::to_string(&refused)?, false))
        }
    }
}

/// The answer as a line of JSON, and whether it is one.
///
/// # Errors
/// As above.
pub fn tune(calculator: &Calculator, question: &RawTune) -> serde_json::Result<(String, bool)> {
    let id = question.id.clone();
    match calculator.tune(question) {
        Ok(answer) => Ok((serde_json::to_string(&Answered { id, ok: true, answer })?, true)),
        Err(error) => Ok((serde_json::to_string(&Refused { id, ok: false, error })?, false)),
    }
}
