//! Buy, rent or pay by the token, with the speeds of the very answer.

use super::Calculator;
use crate::assess::assess;
use crate::catalog::HardwareKey;
use crate::cost::{
    CostAnswer, CostGlance, GlanceTerms, Range, RawCostQuestion, RigFacts, answer, glance, resolve,
};
use crate::fit::Fit;
use crate::question::{Fault, FaultCode, RawQuestion, RawRig, Rig, as_of, read_rig};
use crate::units::{Known, TokensPerSecond};

impl Calculator {
    /// What a rig costs to own, to rent, and what its tokens cost elsewhere.
    ///
    /// # Errors
    /// All that is wrong with the question, each with its field.
    pub fn cost(&self, raw: &RawCostQuestion) -> Result<CostAnswer, Vec<Fault>> {
        let facts = self.rig_facts(raw);
        let known = facts.as_ref().map_or(RigFacts::NONE, |facts| *facts);
        match (resolve(raw, self.catalog(), known), facts) {
            (Ok(resolved), Ok(_)) => Ok(answer(resolved)),
            (resolved, facts) => {
                let mut faults: Vec<Fault> = facts.err().into_iter().collect();
                faults.extend(resolved.err().unwrap_or_default());
                Err(faults)
            }
        }
    }

    /// The short answer about a rig, with the speeds of the model on it where one is asked about.
    ///
    /// # Errors
    /// What is wrong with the question or its rig.
    pub fn cost_glance(
        &self,
        rig: &RawRig,
        question: Option<&RawQuestion>,
        stated: &GlanceTerms,
    ) -> Result<CostGlance, Fault> {
        let facts = match question {
            Some(question) => self.facts_of(question)?,
            None => self.of_rig(rig, &read_rig(rig, self.catalog())?),
        };
        let day = as_of(question.and_then(|question| question.as_of.as_deref()))?;
        let day = day.unwrap_or(self.catalog().date());
        Ok(glance(self.catalog(), day, facts, stated))
    }

    /// What the engine knows of the question's rig and of the model on it.
    ///
    /// # Errors
    /// What is wrong with either.
    pub fn rig_facts(&self, raw: &RawCostQuestion) -> Result<RigFacts, Fault> {
        match (&raw.question, &raw.rig) {
            (Some(_), Some(_)) => Err(Fault {
                code: FaultCode::OutOfRange,
                field: "rig".to_owned(),
                message: "rig is stated twice; the question has one".to_owned(),
                near: Vec::new(),
            }),
            (Some(question), None) => self.facts_of(question).map_err(|fault| Fault {
                field: ["question.", &fault.field].concat(),
                message: ["question.", &fault.message].concat(),
                ..fault
            }),
            (None, Some(rig)) => {
                let read = read_rig(rig, self.catalog())?;
                Ok(self.of_rig(rig, &read))
            }
            (None, None) => Ok(RigFacts::NONE),
        }
    }

    /// What is known of a question's rig and of the model on it: whether it runs, and how fast for all its users together.
    ///
    /// # Errors
    /// What is wrong with the question.
    pub fn facts_of(&self, question: &RawQuestion) -> Result<RigFacts, Fault> {
        let prepared = self.prepare(question)?;
        let figures = self.stand(&prepared, assess(&prepared.case()));
        let users = f64::from(prepared.question.settings.n_seq());
        let runs = figures.fit != Fit::DoesNotFit;
        // Decode is of each user; prompts are read one after the other.
        let range = |rate: crate::answer::Rate, times: f64| {
            let [low, point, high] =
                [rate.low, rate.tokens_per_second, rate.high].map(|rate: TokensPerSecond| rate * times);
            Range { low, point, high }
        };
        let only = |rate: Known<crate::answer::Rate>| if runs { rate } else { Known::Unknown };
        Ok(RigFacts {
            model: Some(prepared.question.model),
            fit: Known::Known(figures.fit),
            decode: only(figures.decode).map(|rate| range(rate, users)),
            prefill: only(figures.prefill).map(|rate| range(rate, 1.0)),
            ..self.of_rig(&question.rig, &prepared.question.rig)
        })
    }

    /// The record, number and size of a rig's devices. A CPU named as a device is the host. Prices are of one kind of device: those of unequal
    /// ones are asked for.
    fn of_rig(&self, raw: &RawRig, rig: &Rig) -> RigFacts {
        if !rig.unequal.is_empty() {
            return RigFacts::NONE;
        }
        let named =
            || raw.devices.first().and_then(|device| self.catalog().find_hardware(&device.hardware).ok());
        let hardware: Option<HardwareKey> = rig.devices.map(|devices| devices.hardware).or_else(named);
        RigFacts {
            hardware,
            count: rig.devices.map_or(1, |devices| devices.count),
            memory: rig.devices.map_or(rig.host.memory, |devices| Known::Known(devices.memory)),
            ..RigFacts::NONE
        }
    }
}
