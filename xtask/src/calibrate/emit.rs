//! `engine/src/speed/constants.rs`: the constants as source, rounded to four digits.

use std::fmt::Write;

use will_it_run_engine::speed::{Basis, Constants, Family, Pace, Record, Spread};

/// Four significant digits, always a float literal.
pub fn digits(x: f64) -> String {
    if x == 0.0 || !x.is_finite() {
        return "0.0".to_owned();
    }
    let text = format!("{x:.3e}");
    let rounded: f64 = text.parse().unwrap_or(x);
    if rounded.abs() < 1e-3 { text } else { format!("{rounded:?}") }
}

/// The number as it will be in the file.
pub fn rounded(x: f64) -> f64 {
    digits(x).parse().unwrap_or(x)
}

/// The file.
pub fn source(constants: &Constants, records: &[Record], inputs: &str) -> String {
    let mut text = String::new();
    let shared = &constants.shared;
    let unpack: Vec<String> = Pace::ALL.iter().map(|pace| digits(shared.unpack.get(*pace))).collect();
    let steps = &shared.steps;
    let _ = write!(
        text,
        "//! Constants of the speed formula. Written by `cargo xtask calibrate`: change the measurements or the rule, not this file.
//!
//! What each constant means and its unit is in `params.rs`; standard errors and errors of prediction are in `ACCURACY.md`.

#![allow(clippy::approx_constant, reason = \"fitted numbers that happen to be near one of mathematics\")]

use super::family::Family as F;
use super::own::Record;
use super::pace::ByPace;
use super::params::{{Basis, Constants, FamilyConstants, Shared, Spread, StepCosts, Units}};
use crate::catalog::Test::{{self, Decode, Prefill}};

/// Hash of the rows these constants were fitted to.
pub const INPUTS: &str = \"{inputs}\";

/// The constants.
#[rustfmt::skip]
pub const CONSTANTS: Constants = Constants {{
    shared: Shared {{
        unpack: ByPace::new([{}]),
        routed: {},
        bf16_experts_vulkan: {},
        apple_first: {},
        steps: StepCosts {{
            attention: {},
            latent: {},
            compressed: {},
            delta: {},
            state_space: {},
            dense: {},
            experts: {},
            ends: {},
        }},
        half_rows: {},
        prefill_plain: {},
        prefill_plain_routed: {},
        power: {},
        hop: {},
    }},
    families: [
",
        unpack.join(", "),
        digits(shared.routed),
        digits(shared.bf16_experts_vulkan),
        digits(shared.apple_first),
        digits(steps.attention),
        digits(steps.latent),
        digits(steps.compressed),
        digits(steps.delta),
        digits(steps.state_space),
        digits(steps.dense),
        digits(steps.experts),
        digits(steps.ends),
        digits(shared.half_rows),
        digits(shared.prefill_plain),
        digits(shared.prefill_plain_routed),
        digits(shared.power),
        digits(shared.hop),
    );
    for (family, of) in Family::ALL.iter().zip(&constants.families) {
        let _ = write!(
            text,
            "        // {}
        FamilyConstants {{
            read: {}, cache: {}, step_seconds: {}, unpack: {}, attention: {}, codebook: {}, experts: {}, delta: {},
            prefill: {}, prefill_attention: {}, prefill_bf16: {}, attention_on: Units::{:?}, matrix_share: {}, vector_per_byte: {},
            dense: {}, routed: {}, prefill_spread: {},
            basis: Basis::{},
        }},
",
            family.key(),
            digits(of.read),
            digits(of.cache),
            digits(of.step_seconds),
            digits(of.unpack),
            digits(of.attention),
            digits(of.codebook),
            digits(of.experts),
            digits(of.delta),
            digits(of.prefill),
            digits(of.prefill_attention),
            digits(of.prefill_bf16),
            of.attention_on,
            digits(of.matrix_share),
            digits(of.vector_per_byte),
            spread(of.dense),
            spread(of.routed),
            spread(of.prefill_spread),
            match of.basis {
                Basis::Devices => "Devices",
                Basis::OneDevice => "OneDevice",
                Basis::ApartOnly => "ApartOnly",
                Basis::Parent => "Parent",
            },
        );
    }
    text.push_str("    ],\n};\n");
    text.push_str(
        "\n/// Of a device and a model (0: any): rate ÷ formula − 1 in hundredths, width in tenths, half-year.\n#[rustfmt::skip]\nconst fn \
         of(device: u16, family: F, test: Test, model: u16, shift: i8, width: u8, half: u8) -> Record {\n    Record { device, model, \
         family, test, shift, width, half }\n}\n\n/// What devices' own rows say; the records of a device and family lie \
         together.\n#[rustfmt::skip]\npub const MEASURED: &[Record] = &[\n",
    );
    for r in records {
        let _ = writeln!(
            text,
            "    of(0x{:04x}, F::{:?}, {:?}, 0x{:04x}, {}, {}, {}),",
            r.device, r.family, r.test, r.model, r.shift, r.width, r.half,
        );
    }
    text.push_str("];\n");
    text
}

fn spread(spread: Spread) -> String {
    format!("Spread {{ low: {}, high: {} }}", digits(spread.low), digits(spread.high))
}
