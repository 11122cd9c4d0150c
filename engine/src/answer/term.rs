//! The derivation of a figure as a tree: value, rule, inputs, source. Texts are made from the keys elsewhere.

use serde::Serialize;

use crate::units::{Bytes, BytesPerSecond, Flops, FlopsPerSecond, Known, Seconds, Tokens, TokensPerSecond};

/// A figure in a derivation.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "unit", content = "value")]
pub enum Quantity {
    /// Memory.
    Bytes(Bytes),
    /// A memory rate.
    BytesPerSecond(BytesPerSecond),
    /// Time.
    Seconds(Seconds),
    /// A context or prompt.
    Tokens(Tokens),
    /// A speed.
    TokensPerSecond(TokensPerSecond),
    /// Arithmetic work.
    Flops(Flops),
    /// A rate of arithmetic.
    FlopsPerSecond(FlopsPerSecond),
    /// A plain count: layers, heads, users.
    Count(u64),
    /// A plain factor.
    Ratio(f64),
}

/// A figure, the rule that gave it, and what went in.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Term {
    /// What it is, as a stable key: `memory.device.kv_cache`, `decode.kv_bytes`.
    pub key: &'static str,
    /// The figure.
    pub value: Known<Quantity>,
    /// The rule, as a stable key; `given` for an input of the question, `catalog` for a catalog figure.
    pub rule: &'static str,
    /// Where the rule or the catalog figure comes from.
    pub source: String,
    /// What went in.
    pub inputs: Vec<Term>,
}

impl Term {
    /// A figure that was given, not computed.
    #[must_use]
    pub fn given(key: &'static str, value: Quantity) -> Self {
        Self { key, value: Known::Known(value), rule: "given", source: String::new(), inputs: Vec::new() }
    }

    /// A computed figure.
    #[must_use]
    pub fn computed(
        key: &'static str,
        value: Known<Quantity>,
        rule: &'static str,
        source: &str,
        inputs: Vec<Self>,
    ) -> Self {
        Self { key, value, rule, source: source.to_owned(), inputs }
    }

    /// A catalog figure with its source.
    #[must_use]
    pub fn catalog(key: &'static str, value: Known<Quantity>, source: &str) -> Self {
        Self { key, value, rule: "catalog", source: source.to_owned(), inputs: Vec::new() }
    }
}
