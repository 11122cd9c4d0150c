//! Output of benchmark programs: samples with what must be read of them beside, and laws.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]
#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use serde_json::{Value, json};
use will_it_run_engine::calculator::Calculator;
use will_it_run_engine::catalog::{
    Catalog, Engine, FlashAttention, Measured, MeasuredBackend, Measurement, Offload, Test, Word, canonical,
    kept,
};
use will_it_run_engine::evidence::Evidence;
use will_it_run_engine::import::{
    Ask, Chosen, FaultCode, Judged, Match, Outcome, Paste, judge, lines, read, record, source_record,
};
use will_it_run_engine::question::RawQuestion;
use will_it_run_engine::speed::constants::INPUTS;
use will_it_run_engine::units::{Date, Known, TokensPerSecond};

const CATALOG: &str = include_str!("../../catalog.json");

thread_local! {
    static CALCULATOR: Calculator = Calculator::new(Catalog::from_json(CATALOG).expect("the catalog is sound"));
}

fn with<T>(work: impl FnOnce(&Calculator) -> T) -> T {
    CALCULATOR.with(work)
}

fn samples() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import");
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| !path.to_string_lossy().ends_with(".expected.json"))
        .collect();
    files.sort();
    assert!(files.len() >= 10);
    files
}

fn sample(name: &str) -> Paste {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import");
    read(&fs::read_to_string(folder.join(name)).unwrap())
}

fn nobody_says() -> Chosen {
    Chosen {
        device: Known::Unknown,
        model: Known::Unknown,
        quant: Known::Unknown,
        backend: Known::Unknown,
        today: Date::parse("2026-11-20").unwrap(),
    }
}

fn judged(name: &str, chosen: &Chosen) -> Judged {
    with(|calculator| judge(calculator.catalog(), &sample(name), chosen))
}

/// All that was understood, and what was refused and why.
fn said(paste: &Paste) -> Value {
    let rows: Vec<Value> = paste
        .rows
        .iter()
        .map(|row| {
            json!({
                "at": row.at, "engine": row.engine.to_string(), "version": row.version, "kind": row.model.kind,
                "name": row.model.name, "quant": row.quant, "params": row.model.params.get(),
                "bytes": row.model.bytes.get().map(|bytes| bytes.get()),
                "backend": row.backend.get().map(|backend| backend.to_string()), "devices": row.devices,
                "timed": format!("{:?}", row.timed), "depth": row.depth, "users": row.users.get(),
                "layers": format!("{:?}", row.layers), "host_experts": row.host_experts,
                "flash": row.flash.to_string(), "rate": row.rate.get(),
                "deviation": row.deviation.get().map(|deviation| deviation.get()),
                "date": row.date.get().map(|date| date.to_string()), "note": row.note,
            })
        })
        .collect();
    let faults: Vec<Value> =
        paste.faults.iter().map(|fault| json!([fault.code.to_string(), fault.at, fault.detail])).collect();
    json!({ "format": paste.format.to_string(), "rows": rows, "faults": faults })
}

#[test]
fn samples_are_read_as_written_beside_them() {
    for path in samples() {
        let found = said(&read(&fs::read_to_string(&path).unwrap()));
        let beside =
            path.with_file_name([path.file_name().unwrap().to_str().unwrap(), ".expected.json"].concat());
        let wanted: Value = serde_json::from_str(&fs::read_to_string(&beside).unwrap_or_default())
            .unwrap_or_else(|_| panic!("{}: beside it should stand\n{found:#}", beside.display()));
        assert_eq!(found, wanted, "{}\n{found:#}", path.display());
    }
}

fn hardware(id: &str) -> Known<will_it_run_engine::catalog::HardwareKey> {
    with(|calculator| calculator.catalog().hardware_key(id)).map_or(Known::Unknown, Known::Known)
}

fn model(id: &str) -> Known<will_it_run_engine::catalog::ModelKey> {
    with(|calculator| calculator.catalog().model_key(id)).map_or(Known::Unknown, Known::Known)
}

fn ids(row: &Measurement) -> (String, String) {
    with(|calculator| {
        let catalog = calculator.catalog();
        let (Measured::Listed(device), Measured::Listed(model)) = (row.hardware, row.model) else { panic!() };
        (catalog.device(device).unwrap().id.to_string(), catalog.model(model).unwrap().id.to_string())
    })
}

#[test]
fn what_a_file_names_is_certain() {
    let found = judged("rtx4080.csv", &nobody_says());
    let taken: Vec<_> = found.taken().collect();
    assert_eq!(taken.len(), 2);
    assert_eq!(ids(taken[0].0), ("nvidia-rtx-4080".to_owned(), "qwen2.5-7b-instruct".to_owned()));
    assert_eq!(taken[1].0.date.to_string(), "2025-04-24");
}

#[test]
fn several_models_of_one_shape_are_asked_and_offered() {
    let found = judged("rtx4090-depth.md", &nobody_says());
    assert!(found.device.certain().is_some());
    let Match::Ask(offered) = &found.model else { panic!("{:?}", found.model) };
    let names = with(|c| {
        offered.iter().map(|key| c.catalog().model(*key).unwrap().id.to_string()).collect::<Vec<_>>()
    });
    assert!(names.contains(&"llama-3.1-8b-instruct".to_owned()), "{names:?}");
    assert!(!names.contains(&"llama-2-7b-chat".to_owned()));
    assert!(found.waits(Ask::Model));
    let told = Chosen { model: model("llama-3.1-8b-instruct"), ..nobody_says() };
    assert_eq!(judged("rtx4090-depth.md", &told).taken().count(), 4);
    // A model of another size is no answer to that.
    let wrong = Chosen { model: model("qwen3-4b"), ..nobody_says() };
    let found = judged("rtx4090-depth.md", &wrong);
    assert!(
        matches!(&found.rows[0].outcome, Outcome::Refused(fault) if fault.code == FaultCode::ModelDisagrees)
    );
}

#[test]
fn devices_that_are_not_named_are_asked_and_those_named_hold() {
    let found = judged("old-table.md", &nobody_says());
    assert_eq!(found.device, Match::Ask(Vec::new()));
    let other = Chosen { device: hardware("nvidia-rtx-3060-12gb"), ..nobody_says() };
    let other = judged("rtx4080.csv", &other);
    assert!(
        other
            .rows
            .iter()
            .all(|row| matches!(&row.outcome, Outcome::Refused(f) if f.code == FaultCode::DeviceDisagrees)),
        "{other:?}"
    );
}

#[test]
fn rates_above_what_the_bandwidth_allows_are_refused() {
    let found = judged("rtx4080.json", &nobody_says());
    assert!(matches!(found.rows[0].outcome, Outcome::Taken(_)), "{:?}", found.rows[0].outcome);
    // 716.8 GB/s over 4.3 GB of weights: 900 tok/s cannot be.
    let Outcome::Refused(fault) = &found.rows[1].outcome else { panic!() };
    assert_eq!(fault.code, FaultCode::AboveCeiling);
    let ceiling: f64 = fault.detail.parse().unwrap();
    assert!((140.0..200.0).contains(&ceiling), "{ceiling}");
    // The ceiling is the one that the calculator shows.
    let shown = asks(
        r#"{"model":"qwen2.5-7b-instruct","quant":"Q4_K_M","context":8192,"depth":64,"rig":{"devices":[{"hardware":"nvidia-rtx-4080"}]}}"#,
    );
    let shown = with(|c| c.answer(&shown)).unwrap().decode.get().unwrap().ceiling.get();
    assert!((shown - ceiling).abs() < 0.001, "{shown} {ceiling}");
}

#[test]
fn layers_on_the_host_are_not_everything_on_the_device() {
    let told =
        Chosen { model: model("llama-2-7b-chat"), device: hardware("nvidia-rtx-4090"), ..nobody_says() };
    let found = judged("old-table.md", &told);
    let offloads: Vec<String> = found.taken().map(|(row, _)| row.offload.to_string()).collect();
    assert_eq!(offloads, ["partial", "full"]);
    let told = Chosen { device: hardware("amd-ryzen-ai-max-395"), ..nobody_says() };
    let found = judged("experts.jsonl", &told);
    assert_eq!(found.taken().map(|(row, _)| row.offload.to_string()).collect::<Vec<_>>(), ["experts-on-cpu"]);
}

#[test]
fn two_cards_named_by_the_log_are_a_layer_split() {
    let found = judged("vulkan-two-cards.md", &nobody_says());
    let taken: Vec<_> = found.taken().map(|(row, _)| row).collect();
    assert_eq!(taken.len(), 1);
    assert_eq!(ids(taken[0]), ("amd-rx-7900-xtx".to_owned(), "gpt-oss-20b".to_owned()));
    assert_eq!((taken[0].devices, taken[0].offload.to_string().as_str()), (2, "layer-split"));
}

#[test]
fn whatever_ollama_and_vllm_do_not_say_is_asked() {
    let found = judged("ollama.txt", &nobody_says());
    assert!(found.waits(Ask::Device) && found.model.certain().is_some(), "{found:?}");
    let told = Chosen { device: hardware("nvidia-rtx-3090"), ..nobody_says() };
    assert_eq!(judged("ollama.txt", &told).taken().count(), 2, "{:?}", judged("ollama.txt", &told));
    // AMD has two interfaces.
    let told = Chosen { device: hardware("amd-rx-7900-xtx"), ..nobody_says() };
    assert!(judged("ollama.txt", &told).waits(Ask::Backend));
    let told = Chosen { device: hardware("nvidia-rtx-4090"), ..nobody_says() };
    let taken: Vec<String> =
        judged("vllm-serve.json", &told).taken().map(|(row, _)| row.test.to_string()).collect();
    assert_eq!(taken, ["serve", "decode"]);
}

/// The lines go through `cargo xtask catalog fmt` and `check` as they are.
#[test]
fn records_are_canonical_lines_of_the_catalog() {
    let found = judged("rtx4080.csv", &nobody_says());
    let lines: Vec<String> = with(|calculator| {
        found
            .taken()
            .map(|(row, note)| record(row, calculator.catalog(), "a-reader", note).unwrap())
            .collect()
    });
    assert_eq!(lines.len(), 2);
    let with_source = CATALOG.replacen(
        "  \"sources\": {\n",
        &format!("  \"sources\": {{\n    {},\n", source_record("a-reader", "llama-bench of a \"reader\"")),
        1,
    );
    let text = with_source.replacen(
        "  \"measurements\": [\n",
        &format!("  \"measurements\": [\n    {},\n", lines.join(",\n    ")),
        1,
    );
    let formatted = canonical::format(&text).unwrap();
    for line in &lines {
        assert!(formatted.contains(&format!("\n    {line}")), "{line}");
    }
    let catalog = Catalog::from_canonical_json(&formatted).unwrap_or_else(|faults| panic!("{faults:?}"));
    assert_eq!(catalog.measurements().len(), with(|c| c.catalog().measurements().len()) + 2);
}

#[test]
fn kept_lines_come_back_and_stand_with_their_device() {
    let told = Chosen { model: model("llama-3.1-8b-instruct"), ..nobody_says() };
    let found = judged("rtx4090-depth.md", &told);
    let mut catalog = Catalog::from_json(CATALOG).unwrap();
    let before = catalog.measurements().len();
    let lines: Vec<String> =
        found.taken().map(|(row, _)| kept::line(row, &catalog, None, INPUTS).unwrap()).collect();
    for ((row, _), line) in found.taken().zip(&lines) {
        assert_eq!(kept::read(line, &catalog, INPUTS).unwrap(), (row.clone(), None), "{line}");
    }
    let keys: Vec<_> = catalog.hardware_keys().collect();
    let counts: Vec<usize> = keys.iter().map(|key| catalog.measured_on(*key).len()).collect();
    // A device without measurements, too.
    let idle = keys.iter().zip(&counts).find(|(_, count)| **count == 0).map(|(key, _)| *key).unwrap();
    let idle_line = lines[0].replacen("nvidia-rtx-4090", &catalog.device(idle).unwrap().id.clone(), 1);
    catalog.keep(&[lines.join("\n"), "nonsense".to_owned(), idle_line].join("\n"), INPUTS);
    assert_eq!(catalog.measurements().len(), before + lines.len() + 1);
    for (key, count) in keys.iter().zip(counts) {
        let rows = catalog.measured_on(*key);
        assert!(rows.iter().all(|row| row.hardware == Measured::Listed(*key)));
        let id = &*catalog.device(*key).unwrap().id;
        let more = if id == "nvidia-rtx-4090" { lines.len() } else { usize::from(*key == idle) };
        assert_eq!(rows.len(), count + more, "{id}");
    }
}

/// A kept line outlives the version that wrote it, and holds places of words: these never change, and new words go to the end.
#[test]
fn places_of_words_in_kept_lines_hold() {
    fn words<W: Word>() -> String {
        W::ALL.iter().map(|word| word.as_str()).collect::<Vec<_>>().join(" ")
    }
    let engines = "llama.cpp llama.cpp-gfx906 llama.cpp-aicss-genai ik_llama.cpp llama-server ollama lm-studio \
                   docker-model-runner localscore vllm vllm-mlx mlx mlx-lm mlx-vlm mlx-swift-lm mlc-llm exllamav2 \
                   ktransformers ds4";
    let offloads = "unknown full layer-split tensor-parallel tensor-or-layer-parallel rpc partial experts-on-cpu hybrid cpu";
    assert!(words::<Engine>().starts_with(engines));
    assert!(
        words::<MeasuredBackend>()
            .starts_with("cuda cpu rocm metal vulkan mlx sycl opencl rocm+rpc cuda+cpu")
    );
    assert!(words::<Test>().starts_with("prefill decode serve"));
    assert!(words::<Offload>().starts_with(offloads));
    assert!(words::<FlashAttention>().starts_with("unknown on off"));
}

fn asks(json: &str) -> RawQuestion {
    serde_json::from_str(json).unwrap()
}

/// What a reader measured becomes the figure of that model on that device, moves the device's other models a little, and nothing else.
#[test]
fn kept_rows_correct_the_figures_of_their_device() {
    let told = Chosen { model: model("llama-3.1-8b-instruct"), ..nobody_says() };
    let found = judged("rtx4090-depth.md", &told);
    // A machine a fifth slower than the sample.
    let slow: Vec<Measurement> = found
        .taken()
        .map(|(row, _)| Measurement { speed: TokensPerSecond::new(row.speed.get() * 0.8), ..row.clone() })
        .collect();
    let kept = with(|calculator| lines(calculator.catalog(), &slow));
    assert_eq!(kept.len(), 4);
    let calculator_with = |lines: &str| {
        let mut catalog = Catalog::from_json(CATALOG).unwrap();
        catalog.keep(lines, INPUTS);
        Calculator::new(catalog)
    };
    let (plain, own) = (calculator_with(""), calculator_with(&kept.join("\n")));
    let same = asks(
        r#"{"model":"llama-3.1-8b-instruct","quant":"Q4_K_M","context":8192,"depth":4160,"prompt":512,"rig":{"devices":[{"hardware":"nvidia-rtx-4090"}]}}"#,
    );
    let rate = |c: &Calculator, q: &RawQuestion| c.answer(q).unwrap().decode.get().unwrap();
    let (before, after) = (rate(&plain, &same), rate(&own, &same));
    let measured = 131.07 * 0.8;
    let off = |rate: f64| (rate / measured - 1.0).abs();
    assert!(off(before.tokens_per_second.get()) > 0.1, "{before:?}");
    assert!(off(after.tokens_per_second.get()) < 0.05, "{after:?}");
    assert!(after.low.get() < measured && measured < after.high.get(), "{after:?}");
    assert_eq!(after.evidence, Evidence::Measured);
    assert!(after.tokens_per_second <= after.ceiling);
    // Another model of the device goes some of the way; another device goes none.
    let other = RawQuestion { model: "qwen3-4b".to_owned(), ..same.clone() };
    let moved = rate(&own, &other).tokens_per_second.get() / rate(&plain, &other).tokens_per_second.get();
    assert!((0.8..1.0).contains(&moved), "{moved}");
    let elsewhere = asks(
        r#"{"model":"llama-3.1-8b-instruct","context":8192,"rig":{"devices":[{"hardware":"nvidia-rtx-3090"}]}}"#,
    );
    assert_eq!(rate(&plain, &elsewhere), rate(&own, &elsewhere));
    // Lines of other constants are evidence alone.
    let old = calculator_with(&kept.join("\n").replace(INPUTS, "0000000000000000"));
    assert_eq!(rate(&old, &same).tokens_per_second, before.tokens_per_second);
    assert_eq!(rate(&old, &same).evidence, Evidence::Measured);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    /// Whatever is pasted: no panic, and either rows or a reason.
    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,300}") {
        let paste = read(&text);
        prop_assert!(!paste.rows.is_empty() || !paste.faults.is_empty());
    }

    /// The same of samples that somebody tore apart.
    #[test]
    fn torn_samples_are_read_or_refused(
        which in any::<prop::sample::Index>(),
        cuts in prop::collection::vec((any::<prop::sample::Index>(), 0usize..40, "[|\"{}\\[\\],.0-9a-z\n ]{0,6}"), 1..6),
    ) {
        let path = which.get(&samples()).clone();
        let mut text: Vec<char> = fs::read_to_string(path).unwrap().chars().collect();
        for (at, length, put) in cuts {
            if text.is_empty() { break; }
            let at = at.index(text.len());
            let end = (at + length).min(text.len());
            text.splice(at..end, put.chars());
        }
        let text: String = text.into_iter().collect();
        let paste = read(&text);
        prop_assert!(!paste.rows.is_empty() || !paste.faults.is_empty());
        let found = with(|calculator| judge(calculator.catalog(), &paste, &nobody_says()));
        for (row, note) in found.taken() {
            with(|calculator| {
                let catalog = calculator.catalog();
                prop_assert!(serde_json::from_str::<Value>(&record(row, catalog, "x", note).unwrap()).is_ok());
                let line = kept::line(row, catalog, None, INPUTS).unwrap();
                prop_assert!(kept::read(&line, catalog, INPUTS).is_some(), "{}", line);
                Ok(())
            })?;
        }
    }
}
