//! Tokens per second of training on one device, from the engine's own rate for prompts.

use super::super::Calculator;
use super::Prepared;
use crate::assess::{Case, Load, assess};
use crate::draft::Range;
use crate::memory::{ContextSettings, ContextSize};
use crate::question::Placement;
use crate::rules::RigRules;
use crate::speed::Spread;
use crate::tune::{Checkpointing, Method, Precision};
use crate::units::{Bytes, Known, Tokens};
use crate::weights::{Imatrix, Quant};

impl Calculator {
    /// A prompt in 16 bits is the way forth: 2 operations a weight and token. The way back takes 2 for the gradient of what comes in, and 2 for that of
    /// the weight where it is trained; layers computed again take the way forth once more (Kaplan et al., arXiv 2001.08361, section 2.1: 6 in all).
    /// Steps of the optimizer and the adapters themselves are not counted. The range is wider by half on the logarithmic scale, as for every runtime
    /// whose kernels are not llama.cpp's. Unknown for several devices, whose exchange no rule here knows, for 4-bit weights, whose unpacking
    /// none does, and for 32 bits.
    pub(super) fn tokens_per_second(&self, asked: &Prepared) -> Known<Range> {
        let tune = &asked.tune;
        let passes = match tune.method {
            Method::Qlora => return Known::Unknown,
            Method::Lora => 2.0,
            Method::Full => 3.0,
        } + if tune.checkpointing == Checkpointing::Full { 1.0 } else { 0.0 };
        if asked.count() > 1 || tune.offload_optimizer || tune.precision == Precision::Fp32 {
            return Known::Unknown;
        }
        let q = &asked.question;
        let (model, weights) = (self.rules(q.model), self.weights_of(q.model, Quant::BF16, Imatrix::Without));
        // Room enough: whether it fits is answered elsewhere.
        let rig = RigRules { usable: Bytes::new(u64::MAX / 4), ..asked.rig.clone() };
        let tokens = Tokens::new(tune.sequence);
        let settings =
            ContextSettings::new(ContextSize::PerUser(tokens), 1).with_batches(tune.sequence, tune.sequence);
        let load = Load { settings, prompt: tokens, placement: Placement::Device, ..Load::from(q) };
        let rate = assess(&Case::new(&model, &weights, &rig, load)).prefill;
        rate.map(|rate| {
            let typical = rate.tokens_per_second.get();
            let of = |end: f64| end / typical.max(f64::MIN_POSITIVE);
            let spread = Spread { low: of(rate.low.get()), high: of(rate.high.get()) }.widened(1.5);
            let most = rate.ceiling.get().min(typical * spread.high);
            Range { low: typical * spread.low / passes, high: most / passes }
        })
    }
}
