//! The command line as a script meets it: lines in, lines out, exit status.
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test stops at its first fault")]

mod support;

use serde_json::Value;
use support::{lines, run, text};

/// Faults stand where their lines stood, the others are answered, and the status says that not all were.
#[test]
fn answers_come_in_order_and_faults_among_them() {
    let input = concat!(
        r#"{"id":"z","model":"llama-3.1-8b-instruct","rig":{"devices":[{"hardware":"nvidia-l40s"}]}}"#,
        "\r\n\r\n   \n",
        r#"{"id":"unknown","model":"no-such-model","rig":{"devices":[]}}"#,
        "\n",
        r#"{"id":"malformed","model":"qwen3-8b","rig":{"devices":[{"hardware":"nvidia-l40s","count":"two"}]}}"#,
        "\n",
        r#"{"id":7,"model":"Qwen/Qwen3-8B-GGUF","rig":{"devices":[],"host":{"memory_gib":32}}}"#,
        "\nnot json\n",
        r#"{"id":"two","model":"qwen3-8b","rig":{"devices":[]}} {"id":"one too many"}"#,
        "\n",
        // The last line needs no end.
        r#"{"model":"qwen3-8b","rig":{"devices":[{"hardware":"nvidia-rtx-4090"}]}}"#,
    );
    let output = run(&["answer"], input);
    assert_eq!(output.status.code(), Some(1));
    let lines = lines(&output);
    let ok: Vec<bool> = lines.iter().map(|line| line["ok"].as_bool().unwrap()).collect();
    assert_eq!(ok, [true, false, false, true, false, false, true]);
    assert_eq!(lines[0]["id"], "z");
    assert_eq!(lines[0]["fit"], "comfortable");
    assert_eq!(lines[1]["id"], "unknown");
    assert_eq!(lines[1]["error"]["code"], "unknown-model");
    assert_eq!(lines[2]["id"], "malformed");
    assert_eq!(lines[2]["error"]["code"], "malformed");
    assert!(lines[2]["error"]["message"].as_str().unwrap().contains("rig.devices[0].count"));
    assert_eq!(lines[3]["id"], 7);
    assert_eq!(lines[3]["placement"]["gpu_layers"], 0);
    for line in &lines[4..=5] {
        assert_eq!(line["error"]["code"], "malformed", "{line}");
    }
    assert_eq!(lines[6]["id"], Value::Null);
}

/// Without a fault the status is 0, and nothing is said beside the answers.
#[test]
fn the_status_is_zero_when_all_is_answered() {
    let output = run(
        &["answer"],
        "{\"model\":\"qwen3-8b\",\"rig\":{\"devices\":[{\"hardware\":\"nvidia-rtx-4090\"}]}}\n",
    );
    assert_eq!((output.status.code(), output.stderr.len(), lines(&output).len()), (Some(0), 0, 1));
    assert_eq!(run(&["answer"], "").status.code(), Some(0));
}

/// All fields of the public interface are in an answer, sums add up, bytes are whole numbers.
#[test]
fn an_answer_has_the_fields_it_is_promised_with() {
    let question = r#"{"id":"q1","model":"llama-3.1-8b-instruct","quant":"Q4_K_M","imatrix":false,"mmproj":false,"rig":{"devices":[{"hardware":"nvidia-l40s","count":1,"memory_gib":null,"usable_gib":null}],"host":{"memory_gib":64,"bandwidth_gb_s":null},"os":"linux","display":false,"ecc":null},"runtime":"llama.cpp","backend":"cuda","context":8192,"users":1,"kv_k":"f16","kv_v":"f16","depth":0,"prompt":512,"options":{"flash_attention":true,"ubatch":512,"batch":2048,"kv_unified":null,"swa_full":false,"logits_rows":null,"total_context":null,"gpu_layers":null,"cpu_moe_layers":null},"placement":"auto","as_of":null}"#;
    let answer = lines(&run(&["answer"], question)).remove(0);
    for field in ["fit", "decode", "prefill", "ttft_seconds", "max_context", "reasons", "fixes", "sources"] {
        assert!(!answer[field].is_null(), "{field}");
    }
    for rate in ["decode", "prefill"] {
        let [low, typical, high, ceiling] = ["low", "tokens_per_second", "high", "ceiling"]
            .map(|field| answer[rate][field].as_f64().unwrap());
        assert!(0.0 < low && low <= typical && typical <= high && high <= ceiling, "{}", answer[rate]);
        assert!(answer[rate]["evidence"].is_string());
    }
    let memory = &answer["memory"];
    assert_eq!(memory["per_device"].as_array().unwrap().len(), 1);
    let parts =
        ["weights", "kv_cache", "kv_cache_swa", "recurrent", "compute", "output", "projector", "runtime"];
    for place in ["device", "host"] {
        let sum: u64 = parts.iter().map(|part| memory[place][part].as_u64().unwrap()).sum();
        assert_eq!(memory[place]["total"].as_u64(), Some(sum), "{place}");
    }
    // 32 layers × 8192 tokens × 8 heads × 128 × 2 bytes × (K, V); tensors of the file as published, without its header.
    assert_eq!(memory["device"]["kv_cache"], 1_u64 << 30);
    assert_eq!(memory["file"], 4_920_739_232_u64 - 7_840_928);
    let (usable, total) = (memory["usable"].as_f64().unwrap(), memory["device"]["total"].as_f64().unwrap());
    assert!((memory["headroom"].as_f64().unwrap() - (1.0 - total / usable)).abs() < 1e-9);
}

/// `weights` prints two figures, notes what a type wants, and refuses what it does not know.
#[test]
fn weights_prints_file_and_loaded_bytes() {
    let output = run(&["weights", "zai-org/GLM-4.5-Air", "q4_k_m"], "");
    let figure = |name: &str| -> u64 {
        let line = text(&output).lines().find_map(|line| line.strip_prefix(name).map(str::to_owned));
        line.unwrap().trim().parse().unwrap()
    };
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(figure("file ") - figure("loaded "), 2_409_308_672);
    let wanting = run(&["weights", "llama-3.1-8b-instruct", "IQ2_XXS"], "");
    assert_eq!(wanting.status.code(), Some(0));
    assert!(text(&wanting).contains("importance matrix"));
    assert!(
        !text(&run(&["weights", "llama-3.1-8b-instruct", "IQ2_XXS", "--imatrix"], "")).contains("importance")
    );
    let with = text(&run(&["weights", "llama-3.1-8b-instruct", "Q4_0", "--imatrix"], ""));
    assert_ne!(with, text(&run(&["weights", "llama-3.1-8b-instruct", "Q4_0"], "")));
    for wrong in [["weights", "no-such-model", "Q4_K_M"], ["weights", "qwen3-8b", "Q4_Q_Q"]] {
        let output = run(&wrong, "");
        assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0), "{wrong:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("unknown-"), "{wrong:?}");
    }
    assert_eq!(run(&["weights", "qwen3-8b"], "").status.code(), Some(2));
}

/// Every id that `list` prints is taken back, and every quant.
#[test]
fn what_is_listed_is_answered() {
    let ids = |what: &str| -> Vec<String> {
        let output = run(&["list", what], "");
        assert_eq!(output.status.code(), Some(0));
        text(&output).lines().map(|line| line.split('\t').next().unwrap().to_owned()).collect()
    };
    let (models, hardware, quants) = (ids("models"), ids("hardware"), ids("quants"));
    assert!(models.len() > 500 && hardware.len() > 250 && quants.len() >= 33);
    let ask = |model: &str, device: &str, quant: &str| {
        format!(
            r#"{{"model":"{model}","quant":{quant},"rig":{{"devices":[{{"hardware":"{device}","memory_gib":24}}],"host":{{"memory_gib":64}}}}}}"#
        )
    };
    let mut questions: Vec<String> = models.iter().map(|id| ask(id, "nvidia-rtx-4090", "null")).collect();
    questions.extend(hardware.iter().map(|id| ask("gpt-oss-20b", id, "null")));
    questions.extend(quants.iter().map(|quant| ask("qwen3-8b", "nvidia-rtx-4090", &format!("\"{quant}\""))));
    let output = run(&["answer"], &questions.join("\n"));
    assert_eq!(output.status.code(), Some(0));
    let answers = lines(&output);
    assert_eq!(answers.len(), questions.len());
    for (question, answer) in questions.iter().zip(&answers) {
        assert!(answer["memory"]["file"].as_u64().unwrap() > 1_000_000, "{question}");
        let runs = ["comfortable", "tight", "marginal"].contains(&answer["fit"].as_str().unwrap());
        let headroom = answer["memory"]["headroom"].as_f64();
        assert!(!runs || headroom.unwrap() >= 0.0, "{question}: {}", answer["memory"]);
        if answer["fit"] == "does-not-fit" {
            assert_eq!((&answer["decode"], &answer["prefill"]), (&Value::Null, &Value::Null), "{question}");
        }
    }
}

/// `check` answers for people; a wrong command line is status 2, a wrong question 1.
#[test]
fn check_and_wrong_command_lines() {
    let output = run(&["check", "llama3.1:8b", "--on", "rtx-3090:2", "--context", "4096"], "");
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output).to_ascii_lowercase().contains("comfortable"), "{}", text(&output));
    let machine = run(&["check", "qwen3-8b", "--on", "nvidia-l40s", "--json"], "");
    assert_eq!(lines(&machine)[0]["ok"], true);
    let unequal = ["check", "qwen3-32b", "--on", "nvidia-rtx-3090:2+nvidia-rtx-4090", "--json"];
    let unequal = &lines(&run(&unequal, ""))[0]["memory"];
    let hardware = |at: usize| unequal["per_device"][at]["hardware"].as_str().unwrap_or_default().to_owned();
    assert_eq!([0, 1, 2].map(hardware), ["nvidia-rtx-3090", "nvidia-rtx-3090", "nvidia-rtx-4090"]);
    assert!(unequal["limiting"].is_u64(), "{unequal}");
    let sizes = run(&["check", "qwen3-8b", "--on", "apple-m4-max-40c"], "");
    assert_eq!(sizes.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&sizes.stderr).contains("128"));
    for wrong in [&["check"][..], &["frobnicate"], &["list"], &["answer", "file"], &["check", "a", "--what"]]
    {
        assert_eq!(run(wrong, "").status.code(), Some(2), "{wrong:?}");
    }
}
