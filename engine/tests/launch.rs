//! Commands against golden files, one for each runtime, and every flag against the runtime's documentation.
//!
//! A case is a question in `launch/RUNTIME.jsonl`; beside it the lines that start it stand in `launch/RUNTIME.expected`. `UPDATE_GOLDEN=1` writes them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

use std::fmt::Write as _;
use std::path::PathBuf;

use will_it_run_engine::calculator::Calculator;
use will_it_run_engine::catalog::Catalog;
use will_it_run_engine::launch::{Launch, Shell};
use will_it_run_engine::question::{RawDevice, RawHost, RawQuestion, RawRig, Runtime};
use will_it_run_engine::units::Known;

/// Flags, parameters and variables that the documentation names; sources and versions stand in `launch/documented.txt`.
const DOCUMENTED: &str = include_str!("launch/documented.txt");

fn calculator() -> Calculator {
    Calculator::new(Catalog::from_json(include_str!("../../catalog.json")).unwrap())
}

fn file(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/launch").join(name)
}

fn written(launch: &Launch) -> String {
    let mut text = String::new();
    for file in &launch.files {
        writeln!(text, "== {}\n{}", file.name, file.text.trim_end()).unwrap();
    }
    for step in &launch.steps {
        writeln!(text, "$ {}\n> {}", step.line(Shell::Posix), step.line(Shell::PowerShell)).unwrap();
    }
    writeln!(text, "notes {}", serde_json::to_string(&launch.notes).unwrap()).unwrap();
    text
}

#[test]
fn commands_are_as_written() {
    let calculator = calculator();
    for runtime in Runtime::ALL {
        let questions = std::fs::read_to_string(file(&format!("{}.jsonl", runtime.word()))).unwrap();
        let mut text = String::new();
        for line in questions.lines() {
            let raw: RawQuestion = serde_json::from_str(line).unwrap();
            assert_eq!(raw.runtime.as_deref(), Some(runtime.word()));
            let launch = calculator.launch(&raw).unwrap_or_else(|fault| panic!("{line}: {fault:?}"));
            let launch = launch.get().unwrap_or_else(|| panic!("{line} runs"));
            writeln!(text, "# {}\n{}", raw.id.as_deref().unwrap_or_default(), written(&launch)).unwrap();
        }
        let path = file(&format!("{}.expected", runtime.word()));
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(&path, &text).unwrap();
        }
        assert_eq!(text, std::fs::read_to_string(path).unwrap(), "{}", runtime.word());
    }
}

/// The words of a runtime that its documentation names.
fn documented(runtime: Runtime) -> Vec<&'static str> {
    let begin = format!("[{}]", runtime.word());
    let lines = DOCUMENTED.lines().skip_while(|line| *line != begin).skip(1);
    lines
        .take_while(|line| !line.starts_with('['))
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .collect()
}

#[test]
fn every_flag_is_documented_and_no_answer_that_runs_is_without_a_command() {
    let calculator = calculator();
    let (mut started, mut moved) = (0, 0);
    for runtime in Runtime::ALL {
        let known = documented(*runtime);
        assert!(!known.is_empty());
        for (at, model) in calculator.catalog().models().iter().enumerate().step_by(4) {
            for (devices, users, kv) in [
                (&["nvidia-rtx-4090"][..], 1, "f16"),
                (&["nvidia-rtx-4090", "nvidia-rtx-3060-12gb"][..], 4, "q8_0"),
                (&[][..], 1, "f16"),
            ] {
                let device = |id: &&str| RawDevice { hardware: (*id).to_owned(), ..RawDevice::default() };
                let raw = RawQuestion {
                    model: model.id.to_string(),
                    runtime: Some(runtime.word().to_owned()),
                    context: Some(4096),
                    users: Some(users),
                    kv_k: Some(kv.to_owned()),
                    kv_v: Some(kv.to_owned()),
                    rig: RawRig {
                        devices: devices.iter().map(device).collect(),
                        host: Some(RawHost { memory_gib: Some(96.0), ..RawHost::default() }),
                        ..RawRig::default()
                    },
                    ..RawQuestion::default()
                };
                let Ok(Known::Known(launch)) = calculator.launch(&raw) else { continue };
                started += 1;
                let words = launch.steps.iter().flat_map(|step| {
                    let flags =
                        step.argv.iter().skip(1).filter(|word| word.starts_with('-')).map(String::as_str);
                    flags.chain(step.env.iter().map(|(name, _)| *name)).collect::<Vec<_>>()
                });
                let parameters = launch.files.iter().flat_map(|file| file.text.lines());
                let parameters =
                    parameters.filter_map(|line| line.strip_prefix("PARAMETER ")?.split(' ').next());
                // Fields of a file in YAML, below the name of their part.
                let fields = launch.files.iter().filter(|file| file.name == "config.yml");
                let fields = fields.flat_map(|file| file.text.lines());
                let fields = fields.filter_map(|line| line.strip_prefix("  ")?.split(':').next());
                for word in words.chain(parameters).chain(fields) {
                    assert!(known.contains(&word), "{at}: {word} is not documented for {}", runtime.word());
                }
                let answer = calculator.answer(&raw).unwrap();
                assert!(answer.fit.runs());
                let flag = |name: &str| {
                    let argv = &launch.steps.first().unwrap().argv;
                    argv.iter().position(|word| word == name).and_then(|at| argv.get(at + 1)).cloned()
                };
                if *runtime == Runtime::LlamaCpp {
                    assert_eq!(flag("-ngl"), Some(answer.placement.gpu_layers.to_string()));
                    assert_eq!(flag("-c"), Some((4096 * users).to_string()));
                    moved += u32::from(flag("--n-cpu-moe").is_some());
                }
            }
        }
    }
    assert!(started > 100 && moved > 0, "{started} {moved}");
}
