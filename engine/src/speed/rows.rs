//! Measured rows as far as evidence reads them: what is left of them where there is no catalog.

use super::own::mark;
use super::standing::{Asked, Standing, counts, same_backend, tokens_of};
use crate::catalog::{Catalog, Measured, MeasuredBackend, Measurement, ModelKey, Test};
use crate::evidence::Evidence;
use crate::packed::packed;

packed! {
    /// That something was measured on so many of a device.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub(crate) struct Heard {
        /// [`mark`] of the device.
        device: u16,
        devices: u8,
        backend: MeasuredBackend,
        test: Test,
    }
}

packed! {
    /// That a model was measured there.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub(crate) struct Row {
        heard: Heard,
        standing: Standing,
        quant: Box<str>,
        tokens: u32,
    }
}

impl Heard {
    /// Everything measured on devices of the catalog, each once.
    pub(crate) fn all(catalog: &Catalog) -> Vec<Self> {
        let mut all = Vec::new();
        let rows = catalog.measurements().iter().filter(|row| counts(row));
        for heard in rows.filter_map(|row| Self::of(catalog, row)) {
            if !all.contains(&heard) {
                all.push(heard);
            }
        }
        all
    }

    fn of(catalog: &Catalog, row: &Measurement) -> Option<Self> {
        let Measured::Listed(hardware) = row.hardware else { return None };
        let device = mark(&catalog.device(hardware)?.id);
        Some(Self { device, devices: row.devices, backend: row.backend, test: row.test })
    }

    /// Whether it was on this device.
    pub(crate) const fn is_on(&self, device: u16) -> bool {
        self.device == device
    }

    /// Whether it was on so many of this device, and answers what is asked.
    pub(crate) fn answers(&self, (device, devices): (u16, u32), asked: &Asked<'_>) -> bool {
        self.is_on(device)
            && u32::from(self.devices) == devices
            && self.test == asked.test
            && same_backend(self.backend, asked.backend)
    }
}

impl Row {
    /// Those of a model.
    pub(crate) fn all(catalog: &Catalog, model: ModelKey) -> Vec<Self> {
        let of_model = |row: &&Measurement| row.model == Measured::Listed(model) && counts(row);
        let row = |row: &Measurement| {
            let (heard, standing) = (Heard::of(catalog, row)?, Standing::of(catalog, row));
            Some(Self { heard, standing, quant: row.quant.clone(), tokens: tokens_of(row) })
        };
        catalog.measurements().iter().filter(of_model).filter_map(row).collect()
    }

    /// What a figure about so many of this device rests on for the row's sake.
    pub(crate) fn evidence(&self, rig: (u16, u32), asked: &Asked<'_>) -> Option<Evidence> {
        self.heard.answers(rig, asked).then(|| self.standing.evidence(&self.quant, self.tokens, asked))
    }
}
