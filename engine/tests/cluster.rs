//! Golden answers about clusters: `cluster/questions.jsonl` in, `cluster/answers.jsonl` out, equal to the last digit.
//!
//! `UPDATE_GOLDEN=1 cargo test -p will-it-run-engine --test cluster` writes the answers anew; read the difference before committing it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

#[path = "common/cluster.rs"]
mod common;

use common::{calculator, line};
use serde::Serialize;
use will_it_run_engine::cluster::{ClusterAnswer, ClusterReason};
use will_it_run_engine::question::Fault;
use will_it_run_engine::units::Seconds;

#[derive(Serialize)]
#[serde(untagged)]
enum Line {
    Answer { id: Option<String>, answer: Box<ClusterAnswer> },
    Fault { id: Option<String>, error: Fault },
}

#[test]
fn golden_answers_hold() {
    let calculator = calculator();
    let answers: Vec<String> = include_str!("cluster/questions.jsonl")
        .lines()
        .map(|text| {
            let raw = line(text);
            let id = raw.question.id.clone();
            let line = match calculator.cluster(&raw) {
                Ok(answer) => Line::Answer { id, answer: Box::new(answer) },
                Err(error) => Line::Fault { id, error },
            };
            serde_json::to_string(&line).unwrap()
        })
        .collect();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cluster/answers.jsonl");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(path, answers.join("\n") + "\n").unwrap();
        return;
    }
    let text = std::fs::read_to_string(path).unwrap();
    let expected: Vec<&str> = text.lines().collect();
    assert_eq!(answers.len(), expected.len(), "questions and answers differ in number");
    for (got, expected) in answers.iter().zip(expected) {
        assert_eq!(got, expected);
    }
}

/// What the two-node question says that the issue of one node does not.
#[test]
fn a_model_that_one_node_does_not_hold_runs_on_two() {
    let calculator = calculator();
    let answers: Vec<ClusterAnswer> = include_str!("cluster/questions.jsonl")
        .lines()
        .take(4)
        .map(|text| calculator.cluster(&line(text)).unwrap())
        .collect();
    let [two, sglang, experts, one] = answers.as_slice() else { panic!("four") };
    assert!(two.fit.runs() && sglang.fit.runs() && experts.fit.runs() && !one.fit.runs());
    assert_eq!((two.parallel.tensor, two.parallel.pipeline, two.nodes_of_a_copy), (8, 2, 2));
    // 61 layers: 31 and 30 in vLLM, 30 and 31 in SGLang.
    let layers = |answer: &ClusterAnswer| answer.stages.iter().map(|stage| stage.layers).collect::<Vec<_>>();
    assert_eq!((layers(two), layers(sglang)), (vec![31, 30], vec![30, 31]));
    // 256 experts over 2 × 8 devices, each whole on one; and every step waits for the network.
    assert!(experts.reasons.iter().any(|reason| serde_json::to_value(reason).unwrap()["experts"] == 16));
    assert!(experts.traffic.decode.bytes > two.traffic.decode.bytes);
    // 7,168 numbers of 16 bits of the stream and of what is not yet added to it, and the token back.
    assert_eq!(two.traffic.decode.bytes.get(), 2 * 2 * 7168 + 4);
}

/// A network's word is its latency between devices that it reads from; others wait longer, and figures are taken as they are given.
#[test]
fn what_goes_through_host_ram_takes_longer_than_the_network_says() {
    let calculator = calculator();
    let asked = |hardware: &str, runtime: &str, network: &str| {
        let text = [
            r#"{"model":"qwen3-235b-a22b","quant":"GPTQ-INT4","runtime":""#,
            runtime,
            r#"","rig":{"devices":[{"hardware":""#,
            hardware,
            r#""}],"nodes":2,"network":"#,
            network,
            r#","parallel":{"tensor":2}}}"#,
        ];
        calculator.cluster(&line(&text.concat())).unwrap()
    };
    let (word, figures) = ("\"200gbe\"", r#"{"gbit_s":200,"latency_us":5}"#);
    let told = |answer: &ClusterAnswer| {
        answer.reasons.iter().any(|reason| matches!(reason, ClusterReason::SentThroughHostRam { .. }))
    };
    for runtime in ["vllm", "sglang"] {
        let [named, given] = [word, figures].map(|network| asked("nvidia-dgx-spark", runtime, network));
        assert!(told(&named) && !told(&given));
        let rate = |answer: &ClusterAnswer| answer.decode.get().unwrap().tokens_per_second;
        assert!(rate(&named) < rate(&given));
        assert_eq!(given.network.unwrap().latency_seconds, Seconds::micros(5.0));
        let [named, given] = [word, figures].map(|network| asked("nvidia-h200-sxm", runtime, network));
        assert!(!told(&named) && named.network == given.network);
    }
}
