//! What guesses, prepared.

use std::rc::Rc;

use super::super::Calculator;
use super::super::prepared::Prepared;
use crate::answer::{Parts, Placed};
use crate::assess::{Beside, Case, Demand, Load, device_parts};
use crate::catalog::ModelKey;
use crate::draft::{Drafter, RawDraft, Vocabulary};
use crate::memory::KvTypes;
use crate::question::{Fault, Placement, Projector, Question, RawOptions, RawQuestion, number_in};
use crate::rules::{ModelRules, NextToken, RigRules, Weights};
use crate::units::{Bytes, Known, Tokens};
use crate::weights::Quant;

/// A drafter.
pub(super) struct Guesser {
    pub(super) drafter: Drafter,
    pub(super) key: ModelKey,
    pub(super) quant: Quant,
    pub(super) vocabulary: Vocabulary,
    /// Tokens guessed in a row.
    pub(super) tokens: u32,
    /// Tokens of its context for each user.
    pub(super) context: u32,
    /// The question about the smaller model alone.
    pub(super) question: Option<Question>,
    /// Blocks of the model that guess; 0 for a smaller model.
    pub(super) blocks: u32,
    model: Rc<ModelRules>,
    weights: Rc<Weights>,
    /// What of its own is loaded, where that is not all it reads: blocks guess with the model's head.
    loaded: Option<Bytes>,
    load: Load,
}

impl Calculator {
    /// The model's own blocks; none where it has none.
    ///
    /// # Errors
    /// A context that makes no sense.
    pub(super) fn own_blocks(
        &self,
        main: &Prepared,
        asked: &RawDraft,
        tokens: u32,
    ) -> Result<Option<Guesser>, Fault> {
        let q = &main.question;
        let Some(blocks) = self.catalog().model(q.model).and_then(|model| NextToken::of(q.model, model))
        else {
            return Ok(None);
        };
        let (load, context) = load(main, asked)?;
        Ok(Some(Guesser {
            drafter: Drafter::Mtp,
            key: q.model,
            quant: q.quant,
            vocabulary: Vocabulary::Shared,
            tokens,
            context,
            question: None,
            blocks: blocks.blocks,
            loaded: Some(blocks.bytes(q.quant, q.imatrix)),
            weights: Rc::new(blocks.weights(q.quant, q.imatrix)),
            model: Rc::new(blocks.rules),
            load,
        }))
    }

    /// A smaller model, as a question about it alone is read.
    ///
    /// # Errors
    /// What is wrong with its name, quant or context.
    pub(super) fn smaller(
        &self,
        raw: &RawQuestion,
        main: &Prepared,
        asked: &RawDraft,
        tokens: u32,
    ) -> Result<Guesser, Fault> {
        let (load, context) = load(main, asked)?;
        let options = raw.options.as_ref().map(|options| RawOptions {
            gpu_layers: None,
            cpu_moe_layers: None,
            total_context: None,
            ..options.clone()
        });
        let alone = RawQuestion {
            model: asked.model.clone(),
            quant: asked.quant.clone(),
            imatrix: None,
            mmproj: None,
            images: None,
            options,
            placement: None,
            context: Some(context),
            ..raw.clone()
        };
        let prepared = self
            .prepare(&alone)
            .map_err(|fault| Fault { field: ["draft.", &fault.field].concat(), ..fault })?;
        Ok(Guesser {
            drafter: Drafter::Model,
            key: prepared.question.model,
            quant: prepared.question.quant,
            // Until somebody compares.
            vocabulary: Vocabulary::SameSize,
            tokens,
            context,
            blocks: 0,
            loaded: None,
            model: prepared.model,
            weights: prepared.weights,
            question: Some(prepared.question),
            load,
        })
    }
}

/// The load of a drafter: the question's, in a context of its own. llama.cpp keeps its cache in 16 bits unless told otherwise
/// (`--spec-draft-type-k`, default `f16`), whatever the model's is; other runtimes take the model's type.
fn load(main: &Prepared, asked: &RawDraft) -> Result<(Load, u32), Fault> {
    let q = &main.question;
    let own = q.settings.n_ctx_asked() / u64::from(q.settings.n_seq().max(1));
    let own = u32::try_from(own).unwrap_or(u32::MAX).max(1);
    let context = number_in(asked.context, "draft.context", 1, own)?.unwrap_or(own);
    let mut load = Load::from(q);
    load.settings = load.settings.with_context(Tokens::new(context));
    if q.runtime.rules().is_none() {
        load.settings = load.settings.with_kv(KvTypes::F16);
    }
    let on_host = q.placement == Placement::Host;
    load.placement = if on_host { Placement::Host } else { Placement::Device };
    let load = Load { projector: Projector::Absent, gpu_layers: None, cpu_moe_layers: None, ..load };
    Ok((load, context))
}

impl Guesser {
    /// The same, its vocabulary compared.
    pub(super) fn with_vocabulary(self, vocabulary: Vocabulary) -> Self {
        Self { vocabulary, ..self }
    }

    /// The rig as the drafter finds it: nothing of its own on any device, for the process is there already. Of unequal devices each has what the
    /// model leaves; blocks of the model lie where its last layers are.
    pub(super) fn rig(&self, rig: &RigRules, held: &[Parts]) -> RigRules {
        let bare = |rig: &RigRules, taken: Bytes| RigRules {
            overhead: Bytes::ZERO,
            host_overhead: Bytes::ZERO,
            usable: rig.usable - taken,
            unequal: Vec::new(),
            ..rig.clone()
        };
        let taken = |number: usize| held.get(number).map_or(Bytes::ZERO, Parts::at_least);
        if self.on_last() {
            let last = rig.devices.saturating_sub(1);
            return RigRules { devices: rig.devices.min(1), ..bare(rig.device(last), taken(last as usize)) };
        }
        let unequal = rig.unequal().iter().enumerate().map(|(number, device)| bare(device, taken(number)));
        RigRules { unequal: unequal.collect(), ..bare(rig, Bytes::ZERO) }
    }

    /// Whether it lies on the last device alone.
    fn on_last(&self) -> bool {
        self.drafter == Drafter::Mtp && self.load.rules().is_none()
    }

    /// The case of a guess.
    pub(super) fn case<'a>(&'a self, rig: &'a RigRules) -> Case<'a> {
        Case::new(&self.model, &self.weights, rig, self.load)
    }

    /// Where its layers are: on the devices, or on the host with all of the model.
    pub(super) fn placed(&self, on_host: bool) -> Placed {
        let whole = Placed::whole(self.model.layers());
        if on_host { Placed { gpu_layers: 0, ..whole } } else { whole }
    }

    /// What it takes on each of so many devices.
    pub(super) fn on_devices(&self, rig: &RigRules, devices: u32) -> Vec<Parts> {
        let case = self.case(rig);
        let beside = Beside::of(&case);
        let placed = self.placed(false);
        let parts = |number: u32| {
            if !self.on_last() {
                let share = |bytes: Bytes| Bytes::new(bytes.get().div_ceil(u64::from(devices.max(1))));
                return self.with_weights(device_parts(&case, &beside, placed, number), share);
            }
            if number + 1 < devices {
                return Parts::ZERO;
            }
            self.with_weights(device_parts(&case, &beside, placed, 0), |bytes| bytes)
        };
        (0..devices).map(parts).collect()
    }

    /// What it takes on the host.
    pub(super) fn on_host(&self, rig: &RigRules, whole: bool) -> Parts {
        let case = self.case(rig);
        let beside = Beside::of(&case);
        let parts = Demand::of(&case, &beside, self.placed(whole)).host;
        match self.loaded {
            // The model's own embedding table serves its blocks.
            Some(bytes) => {
                Parts { weights: Known::Known(if whole { bytes } else { Bytes::ZERO }), ..parts }.summed()
            }
            None => parts,
        }
    }

    /// With the weights that are its own. A server's allocator serves model and drafter in turn: what the smaller of them computes in is there
    /// already.
    fn with_weights(&self, parts: Parts, share: impl Fn(Bytes) -> Bytes) -> Parts {
        let compute = if self.load.rules().is_some() { Known::Known(Bytes::ZERO) } else { parts.compute };
        let weights = self.loaded.map_or(parts.weights, |bytes| Known::Known(share(bytes)));
        Parts { weights, compute, ..parts }.summed()
    }
}
