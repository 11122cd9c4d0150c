//! A question about cost as a line of JSON, and its answer.

use serde::Serialize;
use will_it_run_engine::calculator::Calculator;
use will_it_run_engine::cost::{CostAnswer, RawCostQuestion};
use will_it_run_engine::question::Fault;

use super::malformed;

/// The figures.
#[derive(Serialize)]
struct Answered {
    ok: bool,
    #[serde(flatten)]
    answer: CostAnswer,
}

/// All faults at once.
#[derive(Serialize)]
struct Refused {
    ok: bool,
    id: Option<String>,
    errors: Vec<Fault>,
}

/// The answer to one line of JSON, and whether it is one.
///
/// # Errors
/// The figures cannot be written, which no figure of ours causes.
pub fn break_even_line(calculator: &Calculator, line: &str) -> serde_json::Result<(String, bool)> {
    match serde_path_to_error::deserialize(&mut serde_json::Deserializer::from_str(line)) {
        Ok(question) => break_even(calculator, &question),
        Err(error) => {
            let refused = Refused { ok: false, id: None, errors: vec![malformed(&error)] };
            Ok((serde_json::to_string(&refused)?, false))
        }
    }
}

/// The answer as a line of JSON, and whether it is one.
///
/// # Errors
/// As above.
pub fn break_even(calculator: &Calculator, question: &RawCostQuestion) -> serde_json::Result<(String, bool)> {
    match calculator.cost(question) {
        Ok(answer) => Ok((serde_json::to_string(&Answered { ok: true, answer })?, true)),
        Err(errors) => {
            let refused = Refused { ok: false, id: question.id.clone(), errors };
            Ok((serde_json::to_string(&refused)?, false))
        }
    }
}
