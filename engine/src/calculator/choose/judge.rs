//! Every rig assessed for every want: figures alone, nothing allocated for a rig.

use core::cell::OnceCell;
use std::rc::Rc;

use crate::assess::{Beside, Case, Load, Ranges, assess_row};
use crate::calculator::Calculator;
use crate::calculator::ladder::Ladder;
use crate::catalog::{Catalog, DeviceKind, HardwareKey};
use crate::fit::Fit;
use crate::question::{Display, Question, RigDevices};
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
    /// Nothing yet.
    pub(super) const fn nothing() -> Self {
        Self { rigs: Vec::new(), standings: Vec::new(), judged: Vec::new(), wants: 0 }
    }

    /// Whether one of a card was tried and does all that is wanted as well as can be.
    pub(super) fn suffices(&self, wants: &[Want], card: &Candidate<'_>) -> bool {
        let same = |rig: &Candidate<'_>| {
            rig.key == card.key && rig.memory == card.memory && rig.count == 1 && rig.other.is_none()
        };
        let found = self.rigs.iter().position(same).and_then(|place| self.standings.get(place));
        found.is_some_and(|standing| {
            wants.iter().zip(self.of(standing)).all(|(want, judged)| want.content(judged))
        })
    }

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
            ladder: (stored == Stored::BestOfLadder).then(|| self.ladder(key, question.runtime)),
            question: question.clone(),
            beside: OnceCell::new(),
        }
    }

    /// Judges rigs beside those that were.
    pub(super) fn survey<'c>(
        &self,
        wants: &[Want],
        before: Surveyed<'c>,
        more: Vec<Candidate<'c>>,
    ) -> Surveyed<'c> {
        let users: Vec<u32> = wants.iter().map(|want| want.question.settings.n_seq()).collect();
        let Surveyed { mut rigs, mut standings, mut judged, .. } = before;
        judged.reserve(more.len() * wants.len());
        standings.reserve(more.len());
        let mut cards = Cards::default();
        for rig in more {
            let place = rigs.len();
            if let Some(first) = wants.first() {
                // Of a question the rig's rules read the machine only, and that is the same for all wants.
                let asked = || on(&first.question, &rig);
                let rules = match rig.other {
                    Some(other) => {
                        let display = first.question.rig.display;
                        let one = cards.rules((rig.key, rig.memory, display), &asked, self.catalog());
                        let other = (other.key, other.memory, Display::Headless);
                        RigRules::together(one, [cards.rules(other, &asked, self.catalog())])
                    }
                    None => RigRules::new(&asked(), self.catalog()),
                };
                judged.extend(wants.iter().map(|want| want.judge(&rules)));
            }
            let own = judged.get(place * wants.len()..).unwrap_or_default();
            let (price, power) = (rig.price().map(|usd| usd.get()).get(), rig.power().map(|w| w.get()).get());
            let devices = rig.count + u32::from(rig.other.is_some());
            standings.push(Standing::new((place, rig.key, devices), own, &users, price, power));
            rigs.push(rig);
        }
        Surveyed { rigs, standings, judged, wants: wants.len() }
    }
}

/// Cards of pairs, each prepared once: it stands in many. All pairs of a card have its backend and operating system.
#[derive(Default)]
struct Cards(Vec<(Card, RigRules)>);

/// A card, its memory, and whether a display hangs on it.
type Card = (HardwareKey, Bytes, Display);

impl Cards {
    fn rules(&mut self, card: Card, asked: &dyn Fn() -> Question, catalog: &Catalog) -> RigRules {
        if let Some((_, rules)) = self.0.iter().find(|(kept, _)| *kept == card) {
            return rules.clone();
        }
        let (hardware, memory, display) = card;
        let one = RigDevices { hardware, count: 1, memory, usable: None };
        let rules = RigRules::of(&asked(), Some(one), display, catalog);
        self.0.push((card, rules.clone()));
        rules
    }
}

impl Want {
    fn judge(&self, rig: &RigRules) -> Judged {
        let load = Load::from(&self.question);
        let case = Case { ranges: Ranges::Hidden, ..Case::new(&self.model, &self.weights, rig, load) };
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

    /// Whether a verdict is the best there is: comfortable, in the quant asked for or the largest.
    fn content(&self, judged: &Judged) -> bool {
        let most = self.ladder.as_ref().and_then(|ladder| ladder.largest());
        judged.fit == Fit::Comfortable && most.is_none_or(|most| most == judged.quant)
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
        let devices = |hardware, count, memory| RigDevices { hardware, count, memory, usable: None };
        let first = devices(rig.key, rig.count, rig.memory);
        question.rig.devices = Some(first);
        if let Some(other) = rig.other {
            question.rig.unequal = vec![first, devices(other.key, 1, other.memory)];
        }
    }
    question
}
