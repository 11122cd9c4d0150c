//! Questions about several nodes: `rig.nodes`, `rig.network` and `rig.parallel` beside the devices of one.

use std::borrow::Cow;

use serde::Serialize;
use serde_json::Value;
use will_it_run_engine::calculator::Calculator;
use will_it_run_engine::cluster::{ClusterAnswer, RawCluster};
use will_it_run_engine::question::Fault;

use super::host_words::with_host_words;
use super::malformed;

/// The fields that make a cluster of a rig.
const FIELDS: [&str; 3] = ["nodes", "network", "parallel"];

/// A question as JSON with what it says of nodes taken out of its rig.
///
/// # Errors
/// It is no question.
pub fn cluster_question(mut question: Value) -> Result<RawCluster, Fault> {
    let mut taken = FIELDS.map(|_| Value::Null);
    if let Some(rig) = question.get_mut("rig").and_then(Value::as_object_mut) {
        for (field, slot) in FIELDS.iter().zip(&mut taken) {
            *slot = rig.remove(*field).unwrap_or_default();
        }
    }
    let [nodes, network, parallel] = taken;
    Ok(RawCluster {
        question: with_host_words(&question.to_string())?.0,
        nodes: read::<Option<u32>>(nodes, "rig.nodes")?.unwrap_or(1),
        network: read(network, "rig.network")?,
        parallel: read::<Option<_>>(parallel, "rig.parallel")?.unwrap_or_default(),
    })
}

fn read<T: serde::de::DeserializeOwned>(value: Value, place: &str) -> Result<T, Fault> {
    serde_path_to_error::deserialize(value).map_err(|error| {
        let fault = malformed(&error);
        let field =
            [place, &fault.field].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(".");
        let message = if place.is_empty() { fault.message } else { format!("{place}: {}", error.inner()) };
        Fault { field, message, ..fault }
    })
}

/// What a line asks about.
pub(super) enum Asks<'l> {
    /// A rig: the line, without what says no more than that there is one node.
    Rig(Cow<'l, str>),
    /// Several nodes.
    Cluster(Value),
}

/// Whether a line asks about several nodes. What is no JSON asks about a rig, whose reader says what is wrong with it.
pub(super) fn asks(line: &str) -> Asks<'_> {
    let mut question: Value = serde_json::from_str(line).unwrap_or_default();
    let Some(rig) = question.get_mut("rig").and_then(Value::as_object_mut) else {
        return Asks::Rig(Cow::Borrowed(line));
    };
    let said = |field: &str| rig.get(field).filter(|value| !value.is_null());
    let one = said("nodes").is_none_or(|nodes| *nodes == 1);
    if !one || said("network").is_some() || said("parallel").is_some() {
        return Asks::Cluster(question);
    }
    if !FIELDS.iter().any(|field| rig.contains_key(*field)) {
        return Asks::Rig(Cow::Borrowed(line));
    }
    rig.retain(|field, _| !FIELDS.contains(&field.as_str()));
    Asks::Rig(Cow::Owned(question.to_string()))
}

/// An answer as a JSON line.
#[derive(Serialize)]
pub(super) struct AnsweredCluster {
    pub(super) id: Value,
    pub(super) ok: bool,
    #[serde(flatten)]
    pub(super) answer: ClusterAnswer,
}

/// The answer to a question about several nodes.
pub(super) fn answer(calculator: &Calculator, question: Value) -> Result<ClusterAnswer, Fault> {
    calculator.cluster(&cluster_question(question)?)
}
