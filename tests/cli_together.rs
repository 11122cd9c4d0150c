//! Several models on one rig, memory and disks as words: as a script meets them.
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test stops at its first fault")]

mod support;

use serde_json::Value;
use support::{lines, run, text};

#[test]
fn lines_are_answered_in_order() {
    let input = concat!(
        r#"{"id":1,"rig":{"devices":[{"hardware":"nvidia-rtx-4090"}],"host":{"memory_gib":64,"memory_type":"ddr5-5600x2"}},"models":[{"name":"chat","model":"qwen3-14b"},{"model":"qwen3-embedding-0.6b","quant":"Q8_0"}]}"#,
        "\n",
        r#"{"id":2,"rig":{"devices":[{"hardware":"nvidia-rtx-4090"}]},"models":[{"model":"qwen3-14b","rig":{}}]}"#,
        "\n",
        r#"{"id":3,"rig":{"devices":[{"hardware":"nvidia-rtx-4090"}]},"models":[{"model":"qwen3-14b","devices":[3]}]}"#,
    );
    let output = run(&["together"], input);
    assert_eq!(output.status.code(), Some(1));
    let lines = lines(&output);
    assert_eq!(lines.iter().map(|line| &line["id"]).collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(lines[0]["ok"], true);
    assert_eq!(lines[0]["models"][0]["name"], "chat");
    assert_eq!(lines[0]["models"][1]["place"], "one-device");
    assert_eq!(lines[1]["error"]["code"], "malformed");
    assert_eq!(lines[2]["error"]["field"], "models.0.devices");
}

#[test]
fn flags_say_the_same_as_a_line() {
    let rig = ["together", "--on", "nvidia-rtx-4090", "--host-memory", "64", "--host", "DDR5-5600x2"];
    let models = ["qwen3-32b,name=chat", "qwen2.5-coder-3b-instruct@Q8_0,context=4096"];
    let json = run(&[&rig[..], &models[..], &["--json"]].concat(), "");
    let line = r#"{"rig":{"devices":[{"hardware":"nvidia-rtx-4090"}],"host":{"memory_gib":64,"memory_type":"ddr5-5600x2"}},"models":[{"name":"chat","model":"qwen3-32b"},{"model":"qwen2.5-coder-3b-instruct","quant":"Q8_0","context":4096}]}"#;
    let (mut by_flags, mut by_line) = (lines(&json), lines(&run(&["together"], line)));
    by_line[0].as_object_mut().unwrap().remove("id");
    assert_eq!(by_flags.remove(0), by_line.remove(0));
    let report = text(&run(&[&rig[..], &models[..]].concat(), ""));
    for part in ["chat", "device 0", "RAM", "start", "with all at once"] {
        assert!(report.contains(part), "{part}: {report}");
    }
    assert_eq!(run(&["together", "--on", "nvidia-rtx-4090"], "").status.code(), Some(2));
    assert_eq!(run(&["together", "--on", "nvidia-rtx-4090", "no-such-model"], "").status.code(), Some(1));
}

#[test]
fn memory_by_its_word_is_its_bandwidth() {
    let ask = |host: &str| {
        let line = format!(r#"{{"model":"qwen3-30b-a3b","rig":{{"host":{{"memory_gib":64,{host}}}}}}}"#);
        lines(&run(&["answer"], &line)).remove(0)
    };
    let word = ask(r#""memory_type":"DDR5-5600x2""#);
    assert_eq!(word, ask(r#""bandwidth_gb_s":89.6"#));
    assert_eq!(word, ask(r#""memory_type":"ddr5-5600x2","bandwidth_gb_s":89.6"#));
    let torn = ask(r#""memory_type":"ddr5-5600x2","bandwidth_gb_s":51.2"#);
    assert_eq!(torn["error"]["field"], "rig.host.bandwidth_gb_s");
    let unknown = ask(r#""memory_type":"ddr5-5600""#);
    assert_eq!(unknown["error"]["near"][0], "ddr5-5600x2");
    // What else is wrong is still found.
    let malformed = ask(r#""memory_type":"ddr5-5600x2","colour":"red""#);
    assert_eq!(malformed["error"]["code"], "malformed");
    assert!(malformed["error"]["field"].as_str().unwrap().starts_with("rig.host"));
}

#[test]
fn a_disk_is_asked_about_only_where_ram_is_short() {
    let ask = |model: &str, disk: &str| {
        let line = format!(
            r#"{{"model":"{model}","rig":{{"devices":[{{"hardware":"nvidia-rtx-4090"}}],"host":{{"memory_gib":32,"disk":{disk}}}}}}}"#
        );
        lines(&run(&["answer"], &line)).remove(0)
    };
    assert_eq!(ask("qwen3-8b", r#""pcie4""#)["from_disk"], Value::Null);
    let large = ask("qwen3-235b-a22b", r#""pcie4""#);
    assert_eq!(large["fit"], "does-not-fit");
    assert_eq!(large["from_disk"]["state"], "from-disk");
    assert_eq!(large, ask("qwen3-235b-a22b", "7"));
    assert_eq!(ask("qwen3-8b", r#""floppy""#)["error"]["field"], "rig.host.disk");

    let check = ["check", "qwen3-235b-a22b", "--on", "nvidia-rtx-4090", "--host-memory", "32"];
    let report = text(&run(&[&check[..], &["--disk", "pcie4"]].concat(), ""));
    assert!(report.contains("From SSD"), "{report}");
    let json = run(&[&check[..], &["--disk", "pcie4", "--json"]].concat(), "");
    assert_eq!(lines(&json)[0]["from_disk"], large["from_disk"]);
}
