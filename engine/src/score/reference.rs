//! The question whose decode rate a live score rests on.

use crate::question::{RawQuestion, RawRig};

/// Llama 3.1 8B: small enough for most devices, and among the models measured on most of them.
pub const REFERENCE_MODEL: &str = "llama-3.1-8b-instruct";
/// The quant people load by default; as published, the rule of thumb gives about the rates of an 8B model in it.
pub const REFERENCE_QUANT: &str = "Q4_K_M";
/// Tokens of context.
pub const REFERENCE_CONTEXT: u32 = 8192;

/// The reference question on a rig: one user, an empty context, everything on the devices.
#[must_use]
pub fn reference_question(rig: RawRig) -> RawQuestion {
    RawQuestion {
        model: REFERENCE_MODEL.to_owned(),
        quant: Some(REFERENCE_QUANT.to_owned()),
        context: Some(REFERENCE_CONTEXT),
        placement: Some("device".to_owned()),
        rig,
        ..RawQuestion::default()
    }
}
