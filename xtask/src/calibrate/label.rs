//! Labels as sources write them, and the work they mean.

use std::str::FromStr;

use will_it_run_engine::speed::{LayerSteps, Pace, TokenWork};
use will_it_run_engine::weights::{Imatrix, ModelWeights, Quant};

/// What a label says of the weights.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Label {
    /// A label of llama.cpp's quantiser.
    Exact(Quant, Imatrix),
    /// A publisher's own mix near a label: its bytes are these times the label's.
    Near(Quant, f64),
    /// One width for all matrices, as MLX and ExLlama store them.
    Uniform(f64, Pace),
}

/// Bytes of Unsloth's dynamic mixes ÷ bytes of the plain label: medians over the measured files whose size their source states
/// (benchmarks with a file size column, 2025–2026).
const DYNAMIC: [(&str, Quant, f64); 10] = [
    ("ud-q8_k_xl", Quant::Q8_0, 1.12),
    ("ud-q6_k_xl", Quant::Q6_K, 1.12),
    ("ud-q5_k_xl", Quant::Q5_K_M, 1.05),
    ("ud-q5_k_m", Quant::Q5_K_M, 1.05),
    ("ud-q5_k_s", Quant::Q5_K_S, 1.04),
    ("ud-q4_k_m", Quant::Q4_K_M, 1.04),
    ("ud-q4_k_s", Quant::Q4_K_S, 1.05),
    ("ud-q4_k_xl", Quant::Q4_K_M, 1.02),
    ("ud-q3_k_s", Quant::Q3_K_S, 0.95),
    ("ud-iq4_xs", Quant::IQ4_XS, 0.92),
];

/// Reads a label; `None` when it says no width.
pub fn read(text: &str) -> Option<Label> {
    let text = text.to_ascii_lowercase();
    if let Some(width) = text.strip_prefix("mlx-") {
        return Some(match width {
            // MLX: a 16-bit scale and bias per 64 weights.
            "3bit" => Label::Uniform(3.5, Pace::Mid),
            "4bit" => Label::Uniform(4.5, Pace::Four),
            "5bit" => Label::Uniform(5.5, Pace::Mid),
            "6bit" => Label::Uniform(6.5, Pace::Mid),
            "8bit" => Label::Uniform(8.5, Pace::Eight),
            "mxfp4" => Label::Uniform(4.25, Pace::Float4),
            "nvfp4" => Label::Uniform(4.5, Pace::Float4),
            "bf16" => Label::Uniform(16.0, Pace::Bf16),
            _ => return None,
        });
    }
    if let Some(width) = text.strip_prefix("exl2-").and_then(|rest| rest.strip_suffix("bpw")) {
        return width.parse().ok().map(|bits| Label::Uniform(bits, Pace::Mid));
    }
    if let Some((_, quant, factor)) = DYNAMIC.iter().find(|(label, _, _)| *label == text) {
        return Some(Label::Near(*quant, *factor));
    }
    match text.as_str() {
        // GPTQ and MLC's own formats: 4 bits and a 16-bit scale per 32 to 128 weights.
        "4bit (exllamav2 default)" => return Some(Label::Uniform(4.15, Pace::Four)),
        "4bit (mlc-llm default)" => return Some(Label::Uniform(4.5, Pace::Four)),
        "4bit (llama.cpp default)" => return Some(Label::Exact(Quant::Q4_K_M, Imatrix::Without)),
        "int4" => return Some(Label::Uniform(4.5, Pace::Four)),
        "nvfp4" => return Some(Label::Uniform(4.5, Pace::Float4)),
        _ => {}
    }
    // Bartowski's `_L` keeps embedding and head in Q8_0; the body is that of `_M`.
    let plain = text.strip_prefix("ud-").unwrap_or(&text);
    let body = plain
        .strip_suffix("_xl")
        .or_else(|| plain.strip_suffix("_l").filter(|_| Quant::from_str(plain).is_err()));
    match body {
        None => {
            let quant = Quant::from_str(plain).ok()?;
            let imatrix = if quant.usually_needs_imatrix() { Imatrix::With } else { Imatrix::Without };
            Some(Label::Exact(quant, imatrix))
        }
        Some(body) => {
            let quant = Quant::from_str(&format!("{body}_m"))
                .or_else(|_| Quant::from_str(body))
                .or_else(|_| Quant::from_str(&format!("{body}_0")))
                .ok()?;
            Some(Label::Near(quant, 1.0))
        }
    }
}

/// The work of a model under a label.
pub fn work(
    label: Label,
    weights: &ModelWeights,
    architecture: &will_it_run_engine::architecture::Architecture,
) -> TokenWork {
    match label {
        Label::Exact(quant, imatrix) => {
            TokenWork::of(&weights.plan(quant, imatrix), LayerSteps::of(architecture))
        }
        Label::Near(quant, factor) => {
            TokenWork::of(&weights.plan(quant, Imatrix::With), LayerSteps::of(architecture))
                .with_bytes_scaled(factor)
        }
        Label::Uniform(bits, pace) => {
            let plain =
                TokenWork::of(&weights.plan(Quant::F16, Imatrix::Without), LayerSteps::of(architecture));
            plain.with_width(bits, pace)
        }
    }
}
