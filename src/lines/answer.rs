//! A question of the will-it-run check as a line of JSON, and its answer.

use serde::{Deserialize, Serialize};
use will_it_run_engine::answer::Answer;
use will_it_run_engine::calculator::{Calculator, DiskReading, OpenFile};
use will_it_run_engine::cluster::{ClusterAnswer, RawCluster};
use will_it_run_engine::draft::DraftAnswer;
use will_it_run_engine::fit::Fit;
use will_it_run_engine::host::Disk;
use will_it_run_engine::launch::Launch;
use will_it_run_engine::question::{Fault, RawQuestion};
use will_it_run_engine::units::Known;

use super::cluster::{self, AnsweredCluster, Asks};
use super::host_words::with_host_words;

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
    /// What comes of reading weights from the host's disk, where memory is short and the question names one.
    #[serde(skip_serializing_if = "Option::is_none")]
    from_disk: Option<DiskReading>,
    /// With the drafter that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    draft: Option<Box<DraftAnswer>>,
}

/// What is answered of a question.
type Found = (Answer, Option<Launch>, Option<DiskReading>, Option<Box<DraftAnswer>>);

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
    let line = match cluster::asks(line) {
        Asks::Rig(line) => line,
        Asks::Cluster(value) => {
            let id = value.get("id").cloned().unwrap_or_default();
            return cluster_answered(id, cluster::answer(calculator, value));
        }
    };
    let (question, draft) = super::draft::apart(&line);
    answered(&question, |question, disk| {
        let draft = draft.transpose()?;
        let answer = calculator.answer(question)?;
        let from_disk = short(&answer, disk).map(|disk| calculator.from_disk(question, disk)).transpose()?;
        let draft = draft.map(|draft| calculator.draft(question, &draft).map(Box::new)).transpose()?;
        Ok((answer, calculator.launch(question).ok().and_then(Known::get), from_disk, draft))
    })
}

/// The answer to a question about several nodes as a line of JSON, and whether it is one.
pub fn cluster_line(calculator: &Calculator, raw: &RawCluster) -> (String, bool) {
    cluster_answered(raw.question.id.clone().into(), calculator.cluster(raw))
}

fn cluster_answered(id: serde_json::Value, answer: Result<ClusterAnswer, Fault>) -> (String, bool) {
    match answer {
        Ok(answer) => (write(&AnsweredCluster { id, ok: true, answer }), true),
        Err(error) => (write(&Refused { id, ok: false, error }), false),
    }
}

/// The same about a model of the reader's own file.
pub fn answer_file_line(calculator: &Calculator, file: &OpenFile, line: &str) -> (String, bool) {
    answered(line, |question, disk| {
        let answer = calculator.answer_file(question, file)?;
        let from_disk =
            short(&answer, disk).map(|disk| calculator.from_disk_file(question, file, disk)).transpose()?;
        Ok((answer, None, from_disk, None))
    })
}

/// The disk, where memory does not hold the model.
fn short(answer: &Answer, disk: Option<Disk>) -> Option<Disk> {
    disk.filter(|_| answer.fit == Fit::DoesNotFit)
}

fn answered(
    line: &str,
    answer: impl FnOnce(&RawQuestion, Option<Disk>) -> Result<Found, Fault>,
) -> (String, bool) {
    let OnlyId { id } = serde_json::from_str(line).unwrap_or_default();
    let found = with_host_words(line).and_then(|(question, disk)| answer(&question, disk));
    match found {
        Ok((answer, launch, from_disk, draft)) => {
            (write(&Answered { id, ok: true, answer, launch, from_disk, draft }), true)
        }
        Err(error) => (write(&Refused { id, ok: false, error }), false),
    }
}

fn write(value: &impl Serialize) -> String {
    // The types have string keys and finite numbers only, so this cannot fail; were it to, the line says so.
    serde_json::to_string(value).unwrap_or_else(|error| {
        format!("{{\"ok\":false,\"error\":{{\"code\":\"malformed\",\"message\":\"{error}\"}}}}")
    })
}
