//! What the formula alone says, for judging measurements by it.

use super::Calculator;
use crate::answer::Rate;
use crate::assess::assess;
use crate::question::{Fault, RawQuestion};
use crate::speed::{Family, OwnRows};
use crate::units::Known;

/// The formula's rates without any row of the device, and what the catalog's rows would make of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Uncorrected {
    /// Decode.
    pub decode: Known<Rate>,
    /// Prefill.
    pub prefill: Known<Rate>,
    /// Shape of the model; 0 where it is not known.
    pub shape: u16,
    /// Family of backend and chip.
    pub family: Family,
    /// The catalog's rows of such a device.
    pub catalog: OwnRows,
}

impl Calculator {
    /// Rates that no measurement of the device corrects.
    ///
    /// # Errors
    /// What is wrong with the question.
    pub fn uncorrected(&self, raw: &RawQuestion) -> Result<Uncorrected, Fault> {
        let mut prepared = self.prepare(raw)?;
        let (question, family) = (&prepared.question, prepared.rig.family);
        let device = question.rig.devices.and_then(|devices| self.catalog.device(devices.hardware));
        let as_of = question.as_of.unwrap_or(self.catalog.date());
        let catalog = device.map_or(OwnRows::NONE, |device| OwnRows::of(&device.id, family, as_of));
        prepared.rig.own = OwnRows::NONE;
        let figures = assess(&prepared.case());
        let shape = prepared.model.mark;
        Ok(Uncorrected { decode: figures.decode, prefill: figures.prefill, shape, family, catalog })
    }
}
