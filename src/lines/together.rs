//! Several models on one rig as a line of JSON, and the answer.

use serde::{Deserialize, Serialize};
use will_it_run_engine::calculator::Calculator;
use will_it_run_engine::question::{Fault, RawRig};
use will_it_run_engine::together::{Member, RawTogether, Together};

use super::host_words::with_host_words;

/// The question, with what a script may number it by.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    #[serde(default)]
    id: serde_json::Value,
    rig: RawRig,
    models: Vec<Member>,
}

#[derive(Serialize)]
struct Answered {
    id: serde_json::Value,
    ok: bool,
    #[serde(flatten)]
    answer: Together,
}

#[derive(Serialize)]
struct Refused {
    id: serde_json::Value,
    ok: bool,
    error: Fault,
}

/// The answer to one line of JSON, and whether it is one: `{"rig":{…},"models":[{"model":…},…]}`.
///
/// # Errors
/// The figures cannot be written, which no figure of ours causes.
pub fn together_line(calculator: &Calculator, line: &str) -> serde_json::Result<(String, bool)> {
    let read = with_host_words::<Asked>(line);
    let (id, found) = match read {
        Ok((asked, _)) => {
            let question = RawTogether { rig: asked.rig, models: asked.models };
            (asked.id, calculator.together(&question))
        }
        Err(fault) => {
            let id = serde_json::from_str::<serde_json::Value>(line).unwrap_or_default();
            (id.get("id").cloned().unwrap_or_default(), Err(fault))
        }
    };
    match found {
        Ok(answer) => Ok((serde_json::to_string(&Answered { id, ok: true, answer })?, true)),
        Err(error) => Ok((serde_json::to_string(&Refused { id, ok: false, error })?, false)),
    }
}
