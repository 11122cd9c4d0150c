//! A drafter beside a question: the field `draft` of its line.

use std::borrow::Cow;

use serde_json::Value;
use will_it_run_engine::draft::RawDraft;
use will_it_run_engine::question::Fault;

use super::malformed;

/// The question without its drafter, and the drafter. A line without one stays as it is, faults and all.
pub fn apart(line: &str) -> (Cow<'_, str>, Option<Result<RawDraft, Fault>>) {
    let read = || match serde_json::from_str(line) {
        Ok(Value::Object(mut fields)) => {
            let draft = fields.remove("draft")?;
            Some((Value::Object(fields).to_string(), draft))
        }
        _ => None,
    };
    match read().filter(|_| line.contains("\"draft\"")) {
        Some((question, Value::Null)) => (Cow::Owned(question), None),
        Some((question, draft)) => (Cow::Owned(question), Some(drafter(draft))),
        None => (Cow::Borrowed(line), None),
    }
}

fn drafter(draft: Value) -> Result<RawDraft, Fault> {
    serde_path_to_error::deserialize(draft).map_err(|error| {
        let fault = malformed(&error);
        let field =
            if fault.field.is_empty() { "draft".to_owned() } else { format!("draft.{}", fault.field) };
        Fault { message: format!("draft: {}", fault.message), field, ..fault }
    })
}
