//! `fine-tune`, and drafters of `check` and `answer`, as a script meets them.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test stops at its first fault")]

mod support;

use serde_json::Value;
use support::{lines, run};

#[test]
fn fine_tune_answers_people_and_scripts() {
    let asked = ["fine-tune", "llama-3.1-8b", "--on", "rtx-4090", "--method", "qlora", "--rank", "16"];
    let people = run(&asked, "");
    let text = String::from_utf8_lossy(&people.stdout).into_owned();
    assert_eq!(people.status.code(), Some(0));
    assert!(text.starts_with("Comfortable") && text.contains("41,943,040"), "{text}");
    let machine = run(&[&asked[..], &["--json"]].concat(), "");
    let answer = &lines(&machine)[0];
    assert_eq!((&answer["ok"], &answer["trainable"]), (&Value::from(true), &Value::from(41_943_040)));
    // What the options ask is what a line asks.
    let line = r#"{"id":7,"model":"llama-3.1-8b","rig":{"devices":[{"hardware":"rtx-4090"}]}}"#;
    let by_line = run(&["fine-tune"], &format!("{line}\n\n{{\"model\":\"qwen3-8b\",\"rank\":1.5}}\n"));
    let found = lines(&by_line);
    assert_eq!((by_line.status.code(), found.len(), &found[0]["id"]), (Some(1), 2, &Value::from("7")));
    assert_eq!(found[0]["device"], answer["device"]);
    assert_eq!(found[1]["error"]["code"], "malformed");
    for (wrong, status) in [
        (&["fine-tune", "--rank", "8"][..], 2),
        (&["fine-tune", "qwen3-8b"], 1),
        (&["fine-tune", "a", "b"], 2),
    ] {
        assert_eq!(run(wrong, "").status.code(), Some(status), "{wrong:?}");
    }
}

#[test]
fn a_drafter_stands_beside_the_answer() {
    let question =
        r#"{"id":1,"model":"qwen3-32b","context":4096,"rig":{"devices":[{"hardware":"rtx-4090"}]}"#;
    let ask = |draft: &str| {
        let output = run(&["answer"], &format!("{question},\"draft\":{draft}}}\n"));
        (output.status.code(), lines(&output).remove(0))
    };
    let without = lines(&run(&["answer"], &format!("{question}}}\n"))).remove(0);
    for draft in [r#""auto""#, r#"{"model":"qwen3-0.6b","quant":"Q8_0","tokens":4}"#, "null"] {
        let (status, mut answer) = ask(draft);
        assert_eq!((status, &answer["ok"]), (Some(0), &Value::from(true)), "{answer}");
        let with = answer.as_object_mut().unwrap().remove("draft");
        assert_eq!(with.is_some(), draft != "null");
        // All else is as without.
        assert_eq!(answer, without);
    }
    let (status, answer) = ask(r#""llama-3.2-1b-instruct""#);
    assert_eq!((status, &answer["error"]["field"]), (Some(1), &Value::from("draft.model")));
    assert!(answer["error"]["near"].as_array().unwrap().contains(&Value::from("qwen3-0.6b")));
    assert_eq!(ask("17").1["error"]["code"], "malformed");
    let check = ["check", "qwen3.6-27b", "--on", "rtx-4090", "--draft", "mtp", "--draft-tokens", "2"];
    let text = String::from_utf8_lossy(&run(&check, "").stdout).into_owned();
    assert!(text.contains("--spec-type draft-mtp --spec-draft-n-max 2"), "{text}");
    assert_eq!(run(&["check", "qwen3-8b", "--draft-tokens", "2"], "").status.code(), Some(2));
}
