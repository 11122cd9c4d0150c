//! Scores of devices: one of them, or the whole catalog ranked.

use core::cmp::Reverse;

use super::Calculator;
use crate::answer::Rate;
use crate::assess::{Beside, assess_row};
use crate::catalog::{DeviceKind, HardwareKey};
use crate::evidence::Evidence;
use crate::fit::Fit;
use crate::offers::{Buy, Offers};
use crate::order;
use crate::question::{Backend, Fault, FaultCode, RawDevice, RawRig, read_rig};
use crate::score::{PriceSeen, Score, ScoreBasis, ScoreInputs, ScoreRow, ScoreWeights, reference_question};
use crate::units::{Bytes, Known};

impl Calculator {
    /// The score of one device.
    ///
    /// # Errors
    /// The device is unknown, is sold in several sizes and none was chosen, or is there more than once.
    pub fn score(
        &self,
        device: &RawDevice,
        basis: ScoreBasis,
        weights: &ScoreWeights,
    ) -> Result<Score, Fault> {
        let raw = RawRig { devices: vec![device.clone()], ..RawRig::default() };
        let rig = read_rig(&raw, self.catalog())?;
        let memory = rig.devices.map_or(rig.host.memory, |devices| Known::Known(devices.memory));
        if device.count.is_some_and(|count| count != 1) {
            return Err(Fault {
                code: FaultCode::OutOfRange,
                field: "rig.devices.0.count".to_owned(),
                message: "rig.devices.0.count must be 1: a score is of one device".to_owned(),
                near: vec!["1".to_owned()],
            });
        }
        // The name was found a moment ago.
        let key = self.catalog().find_hardware(&device.hardware).ok();
        let offers = Offers::new(self.catalog(), self.catalog().date());
        Ok(self.scored(key, memory, raw, basis, weights, &offers).0)
    }

    /// Every device of the catalog, the highest score first, unknown scores last. Devices sold in several sizes stand with the largest.
    #[must_use]
    pub fn scores(&self, basis: ScoreBasis, weights: &ScoreWeights) -> Vec<ScoreRow> {
        let offers = Offers::new(self.catalog(), self.catalog().date());
        let mut rows: Vec<ScoreRow> = self
            .catalog()
            .hardware_keys()
            .filter_map(|key| {
                let device = self.catalog().device(key)?;
                let sizes = device.memory.sizes();
                let memory = Known::from(sizes.last().copied());
                let raw = RawDevice {
                    hardware: device.id.to_string(),
                    memory_gib: memory.get().map(Bytes::as_gib),
                    ..RawDevice::default()
                };
                let raw = RawRig { devices: vec![raw], ..RawRig::default() };
                let (score, decode) = self.scored(Some(key), memory, raw, basis, weights, &offers);
                Some(ScoreRow { hardware: key.index(), memory, sizes: sizes.len(), score, decode })
            })
            .collect();
        let rate = |row: &ScoreRow| row.score.inputs.tokens_per_second.get().map_or(0.0, |rate| rate.get());
        order::sort_by(&mut rows, |a, b| {
            let headline = |row: &ScoreRow| Reverse(row.score.headline.get());
            headline(a).cmp(&headline(b)).then_with(|| rate(b).total_cmp(&rate(a)))
        });
        rows
    }

    fn scored(
        &self,
        key: Option<HardwareKey>,
        memory: Known<Bytes>,
        rig: RawRig,
        basis: ScoreBasis,
        weights: &ScoreWeights,
        offers: &Offers,
    ) -> (Score, Known<Rate>) {
        let device = key.and_then(|key| self.catalog().device(key));
        let backend = device.and_then(|device| {
            let first = device.backends().first().copied()?;
            // A device none of our backends drives: what is left is the processor beside it.
            (first != Backend::Cpu || device.kind == DeviceKind::Cpu).then_some(first)
        });
        let (reference_fit, decode) = match basis {
            ScoreBasis::Live => self.reference(rig),
            ScoreBasis::AsPublished => (Fit::Unknown, Known::Unknown),
        };
        let inputs = ScoreInputs {
            memory,
            bandwidth: device.map_or(Known::Unknown, |device| device.bandwidth.known()),
            tdp: device.map_or(Known::Unknown, |device| device.tdp.known()),
            backend: backend.into(),
            reference_fit,
            tokens_per_second: decode.map(|rate| rate.tokens_per_second),
            evidence: decode.get().map_or(Evidence::Estimated, |rate| rate.evidence),
            price: going(offers, key, memory),
        };
        (Score::of(basis, &inputs, weights), decode)
    }

    /// Verdict and decode of the reference question; unknown where this catalog does not have its model, or none of our backends
    /// drives the device.
    pub(super) fn reference(&self, rig: RawRig) -> (Fit, Known<Rate>) {
        let Ok(prepared) = self.prepare(&reference_question(rig)) else {
            return (Fit::Unknown, Known::Unknown);
        };
        if self.undriven(&prepared) {
            return (Fit::Unknown, Known::Unknown);
        }
        let case = prepared.case();
        let figures = self.stand(&prepared, assess_row(&case, &Beside::of(&case)));
        (figures.fit, figures.decode)
    }
}

/// What a device of this size goes for.
pub(super) fn going(offers: &Offers, key: Option<HardwareKey>, memory: Known<Bytes>) -> Known<PriceSeen> {
    match (key, memory) {
        (Some(key), Known::Known(memory)) => offers.going(key, memory, Buy::Any, &[]).map(PriceSeen::from),
        _ => Known::Unknown,
    }
}
