//! Rules of one model as bytes, with its weights in every quant: for programs that prepare nothing themselves.

use std::rc::Rc;

use super::model::Tensors;
use super::{Basis, Kind, Layers, ModelRules, Weights};
use crate::catalog::ModelKey;
use crate::memory::{CacheRule, ComputeRule, OutputRule};
use crate::packed::{Packed, Reader, Writer, packed, variants};
use crate::speed::{AttentionWork, LayerSteps};
use crate::units::{Bytes, Known, Tokens};
use crate::weights::{Imatrix, Quant, WeightPlan};

variants! {
    Kind, else Self::Language;
    Language = 0,
    Encoder = 1,
    Pipeline = 2,
}

variants! {
    Basis, else Self::Parameters;
    Tensors = 0,
    TensorsByRule = 1,
    Parameters = 2,
}

packed! {
    /// A model's weights in a quant.
    #[derive(Debug)]
    struct InQuant {
        quant: Quant,
        /// Of the file, where there is no plan.
        bits: f64,
        plan: Known<WeightPlan>,
    }
}

packed! {
    /// What is packed of rules that are prepared.
    #[derive(Debug)]
    struct Parts {
        mark: u16,
        kind: Kind,
        basis: Basis,
        counted: Known<Layers>,
        cache: Known<CacheRule>,
        compute: Known<ComputeRule>,
        attention: Known<AttentionWork>,
        output: Known<OutputRule>,
        projector: Known<Bytes>,
        context_max: Known<Tokens>,
        moe_layers: u32,
        parameters: u64,
        read_per_token: u64,
        steps: LayerSteps,
        quants: Vec<InQuant>,
    }
}

/// A model and its weights in all quants, none of them made from an importance matrix.
#[derive(Debug)]
pub(crate) struct PackedModel {
    /// Its rules.
    pub(crate) rules: Rc<ModelRules>,
    weights: Vec<(Quant, Rc<Weights>)>,
}

impl PackedModel {
    /// Everything prepared.
    pub(crate) fn new(rules: ModelRules) -> Self {
        let weights =
            Quant::ALL.iter().map(|quant| (*quant, Rc::new(rules.weights(*quant, Imatrix::Without))));
        Self { weights: weights.collect(), rules: Rc::new(rules) }
    }

    /// Its weights in a quant.
    pub(crate) fn weights(&self, quant: Quant) -> Option<Rc<Weights>> {
        self.weights.iter().find(|(own, _)| *own == quant).map(|(_, weights)| Rc::clone(weights))
    }
}

impl Packed for PackedModel {
    const WIDTH: usize = Parts::WIDTH;

    fn write(&self, out: &mut Writer) {
        let ModelRules { mark, kind, basis, counted, projector, context_max, moe_layers, .. } = *self.rules;
        (mark, kind).write(out);
        (basis, counted).write(out);
        self.rules.cache.write(out);
        self.rules.compute.write(out);
        self.rules.attention.write(out);
        self.rules.output.write(out);
        (projector, context_max).write(out);
        moe_layers.write(out);
        (self.rules.parameters, self.rules.read_per_token).write(out);
        self.rules.stored.0.as_ref().map_or_else(LayerSteps::default, |stored| stored.1).write(out);
        let in_quant = |(quant, weights): &(Quant, Rc<Weights>)| InQuant {
            quant: *quant,
            bits: if weights.plan().is_some() { 0.0 } else { weights.bits },
            plan: Known::from(weights.plan().cloned()),
        };
        self.weights.iter().map(in_quant).collect::<Vec<_>>().write(out);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        let parts = Parts::read(from);
        let (steps, basis) = (parts.steps, parts.basis);
        let (parameters, read) = (parts.parameters, parts.read_per_token);
        let weights = parts.quants.into_iter().map(|InQuant { quant, bits, plan }| {
            let weights = match plan {
                Known::Known(plan) => Weights::from_plan(plan, steps, basis),
                Known::Unknown => Weights::from_bits(parameters, read, quant, bits),
            };
            (quant, Rc::new(weights))
        });
        let weights = weights.collect();
        let rules = ModelRules {
            key: ModelKey(0),
            mark: parts.mark,
            kind: parts.kind,
            basis,
            counted: parts.counted,
            cache: parts.cache,
            compute: parts.compute,
            attention: parts.attention,
            output: parts.output,
            projector: parts.projector,
            context_max: parts.context_max,
            moe_layers: parts.moe_layers,
            parameters,
            read_per_token: read,
            stored: Tensors(None),
        };
        Self { rules: Rc::new(rules), weights }
    }
}
