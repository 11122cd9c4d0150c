//! Every rig assessed for every want: figures alone, nothing allocated for a rig.

use core::cell::OnceCell;
use std::rc::Rc;

use crate::assess::{Beside, Case, Load, assess_row};
use crate::calculator::Calculator;
use crate::calculator::ladder::Ladder;
use crate::catalog::DeviceKind;
use crate::evidence::Evidence;
use crate::fit::Fit;
use crate::question::{Question, RigDevices};
use crate::recommend::{Candidate, Judged, Standing, Stored};
use crate::rules::{ModelRules, RigRules, Weights};
use crate::units::{Bytes, Known};

/// A want with everything prepared that does not depend on the rig.
pub(super) struct Want {
    pub(super) question: Question,
    pub(super) model: Rc<ModelRules>,
    weights: Rc<Weights>,
    ladder: Option<Rc<Ladder>>,
    /// What stands beside the weights, the same on every rig; evaluated on the first.
    beside: OnceCell<Beside>,
}

/// Rigs with what was found of them.
pub(super) struct Surveyed<'c> {
    pub(super) rigs: Vec<Candidate<'c>>,
    pub(super) standings: Vec<Standing>,
    /// Rig by rig, want by want.
    judged: Vec<Judged>,
    wants: usize,
}

impl Surveyed<'_> {
    /// The judgements of a rig, want by want.
    pub(super) fn of(&self, standing: &Standing) -> &[Judged] {
        let from = standing.place * self.wants;
        self.judged.get(from..from + self.wants).unwrap_or_default()
    }
}

impl Calculator {
    pub(super) fn want(&self, question: &Question, stored: Stored) -> Want {
        let key = question.model;
        Want {
            model: self.rules(key),
            weights: self.weights_of(key, question.quant, question.imatrix),
            ladder: (stored == Stored::BestOfLadder).then(|| self.ladder(key)),
            question: question.clone(),
            beside: OnceCell::new(),
        }
    }

    pub(super) fn survey<'c>(&self, wants: &[Want], rigs: Vec<Candidate<'c>>) -> Surveyed<'c> {
        let users: Vec<u32> = wants.iter().map(|want| want.question.settings.n_seq()).collect();
        let mut judged = Vec::with_capacity(rigs.len() * wants.len());
        let mut standings = Vec::with_capacity(rigs.len());
        for (place, rig) in rigs.iter().enumerate() {
            if let Some(first) = wants.first() {
                // Of a question the rig's rules read the machine only, and that is the same for all wants.
                let rules = RigRules::new(&on(&first.question, rig), self.catalog());
                judged.extend(wants.iter().map(|want| want.judge(&rules)));
            }
            let own = judged.get(place * wants.len()..).unwrap_or_default();
            let (price, power) = (rig.price().map(|usd| usd.get()).get(), rig.power().map(|w| w.get()).get());
            standings.push(Standing::new((place, rig.key, rig.count), own, &users, price, power));
        }
        Surveyed { rigs, standings, judged, wants: wants.len() }
    }
}

impl Want {
    fn judge(&self, rig: &RigRules) -> Judged {
        let case = Case {
            model: &self.model,
            weights: &self.weights,
            rig,
            load: Load::from(&self.question),
            evidence: Evidence::Estimated,
        };
        let beside = self.beside.get_or_init(|| Beside::of(&case));
        let best = self.ladder.as_ref().and_then(|ladder| ladder.best(&case, beside));
        let (quant, figures) = best.unwrap_or_else(|| (self.question.quant, assess_row(&case, beside)));
        let rate = match figures.fit {
            // What does not run puts out nothing, which is known.
            Fit::DoesNotFit => Some(0.0),
            _ => figures.decode.get().map(|rate| rate.tokens_per_second.get()),
        };
        Judged { fit: figures.fit, quant, bits: self.weights(quant).bits, rate }
    }

    /// The weights in a quant of the want.
    pub(super) fn weights(&self, quant: crate::weights::Quant) -> &Rc<Weights> {
        self.ladder.as_ref().and_then(|ladder| ladder.weights(quant)).unwrap_or(&self.weights)
    }
}

/// A want's question on a rig, as [`Question::parse`] reads it from the rig as written.
pub(super) fn on(question: &Question, rig: &Candidate<'_>) -> Question {
    let mut question = question.clone();
    question.backend = rig.backend;
    question.rig.os = rig.os;
    if rig.device.kind == DeviceKind::Cpu {
        question.rig.devices = None;
        question.rig.host.memory = Known::Known(Bytes::new(rig.memory.get()));
        question.rig.host.bandwidth = rig.device.bandwidth.known();
        question.rig.host.usable = None;
    } else {
        question.rig.devices =
            Some(RigDevices { hardware: rig.key, count: rig.count, memory: rig.memory, usable: None });
    }
    question
}
