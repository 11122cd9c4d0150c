//! A question of the will-it-run check as a line of JSON, and its answer.

use serde::{Deserialize, Serialize};
use will_it_run_engine::answer::Answer;
use will_it_run_engine::calculator::{Calculator, OpenFile};
use will_it_run_engine::draft::DraftAnswer;
use will_it_run_engine::launch::Launch;
use will_it_run_engine::question::{Fault, FaultCode, RawQuestion};
use will_it_run_engine::units::Known;

use super::malformed;

/// An answer as a JSON line.
#[derive(Serialize)]
struct Answered {
    id: serde_json::Value,
    ok: bool,
    #[serde(flatten)]
    answer: Answer,
    /// How it is started, where it runs.
    #[serde(skip_serializing_if = "Option::is_none")]
    launch: Option<Launch>,
    /// With the drafter that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    draft: Option<Box<DraftAnswer>>,
}

/// What is answered of a question.
type Found = (Answer, Option<Launch>, Option<Box<DraftAnswer>>);

/// A fault as a JSON line.
#[derive(Serialize)]
struct Refused {
    id: serde_json::Value,
    ok: bool,
    error: Fault,
}

/// Only the id, as it was written: it is echoed also where the rest is no question.
#[derive(Default, Deserialize)]
struct OnlyId {
    #[serde(default)]
    id: serde_json::Value,
}

/// The answer to one line of JSON, and whether it is one. A field `draft` beside those of the question asks for a drafter too.
pub fn answer_line(calculator: &Calculator, line: &str) -> (String, bool) {
    let (question, draft) = super::draft::apart(line);
    answered(&question, |question| {
        let draft = draft.transpose()?;
        let answer = calculator.answer(question)?;
        let draft = draft.map(|draft| calculator.draft(question, &draft).map(Box::new)).transpose()?;
        Ok((answer, calculator.launch(question).ok().and_then(Known::get), draft))
    })
}

/// The same about a model of the reader's own file.
pub fn answer_file_line(calculator: &Calculator, file: &OpenFile, line: &str) -> (String, bool) {
    answered(line, |question| Ok((calculator.answer_file(question, file)?, None, None)))
}

fn answered(line: &str, answer: impl FnOnce(&RawQuestion) -> Result<Found, Fault>) -> (String, bool) {
    let OnlyId { id } = serde_json::from_str(line).unwrap_or_default();
    // Before the question itself: what follows a whole question on its line belongs to none.
    let one_value = serde_json::from_str::<serde::de::IgnoredAny>(line);
    let asked: Result<RawQuestion, _> =
        serde_path_to_error::deserialize(&mut serde_json::Deserializer::from_str(line));
    let found = match asked {
        Ok(_) if let Err(error) = one_value => {
            let message = format!("not a question: {error}; one line is one question");
            Err(Fault { code: FaultCode::Malformed, field: String::new(), message, near: Vec::new() })
        }
        Ok(question) => answer(&question),
        Err(error) => Err(malformed(&error)),
    };
    match found {
        Ok((answer, launch, draft)) => (write(&Answered { id, ok: true, answer, launch, draft }), true),
        Err(error) => (write(&Refused { id, ok: false, error }), false),
    }
}

fn write(value: &impl Serialize) -> String {
    // The types have string keys and finite numbers only, so this cannot fail; were it to, the line says so.
    serde_json::to_string(value).unwrap_or_else(|error| {
        format!("{{\"ok\":false,\"error\":{{\"code\":\"malformed\",\"message\":\"{error}\"}}}}")
    })
}
