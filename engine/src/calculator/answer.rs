//! The answer to one question.

use super::Calculator;
use super::prepared::Prepared;
use crate::answer::{Answer, DeviceMemory, Memory, Parts};
use crate::assess::{Beside, Figures, assess, device_parts, layers_on};
use crate::catalog::Catalog;
use crate::question::{Fault, RawQuestion};
use crate::rules::{Kind, Pool};
use crate::units::{Known, Seconds, Watts};

impl Calculator {
    /// Answers a question.
    ///
    /// # Errors
    /// What is wrong with the question, with the field and the way on.
    pub fn answer(&self, raw: &RawQuestion) -> Result<Answer, Fault> {
        let prepared = self.prepare(raw)?;
        let figures = self.stand(&prepared, assess(&prepared.case()));
        Ok(Answer {
            ttft_seconds: ttft(&prepared, &figures),
            joules_per_token: prepared.joules_per_token(&self.catalog, &figures),
            fixes: self.fixes(&prepared, &figures),
            sources: self.sources_of(&prepared, &figures),
            ..prepared.answered(&self.catalog, &figures)
        })
    }
}

impl Prepared {
    /// The answer without what only a whole catalog can say (ways to a better one, sources) and what follows from the rest (the time to the
    /// first token, joules).
    pub(crate) fn answered(&self, catalog: &Catalog, figures: &Figures) -> Answer {
        Answer {
            fit: figures.fit,
            memory: self.memory(catalog, figures),
            decode: figures.decode,
            prefill: figures.prefill,
            ttft_seconds: Known::Unknown,
            joules_per_token: Known::Unknown,
            max_context: self.max_context(),
            placement: figures.placed,
            reasons: self.reasons(figures),
            fixes: Vec::new(),
            sources: Vec::new(),
        }
    }

    fn memory(&self, catalog: &Catalog, figures: &Figures) -> Memory {
        let (rig, case) = (&self.rig, self.case());
        let beside = Beside::of(&case);
        let on_devices = figures.placed.gpu_layers > 0;
        let hardware = |number| {
            let rig = &self.question.rig;
            let device = rig.unequal.get(number as usize).or(rig.devices.as_ref())?;
            Some(catalog.device(device.hardware)?.id.to_string())
        };
        let per_device = if on_devices {
            (0..rig.devices)
                .map(|number| DeviceMemory {
                    hardware: hardware(number).unwrap_or_default(),
                    parts: device_parts(&case, &beside, figures.placed, number),
                    usable: rig.device(number).usable,
                    layers: layers_on(rig, figures.placed, number),
                })
                .collect()
        } else {
            Vec::new()
        };
        let usable = match rig.pool {
            Pool::Host => rig.host_usable,
            Pool::Own | Pool::Shared { .. } => {
                Known::Known((0..rig.devices).map(|number| rig.device(number).usable).sum())
            }
        };
        Memory {
            device: if on_devices { figures.device } else { Parts::ZERO },
            host: figures.host,
            usable,
            host_usable: rig.host_usable,
            headroom: figures.headroom,
            limiting: if rig.unequal.is_empty() { None } else { Some(figures.limiting) },
            per_device,
            file: Known::Known(self.weights.file),
        }
    }

    /// Rated power of all devices (or of the CPU) ÷ decode rate: what a token costs at most.
    pub(super) fn joules_per_token(&self, catalog: &Catalog, figures: &Figures) -> Known<f64> {
        let rig = &self.question.rig;
        let mut power = rig.devices.map(|_| 0.0);
        for kind in rig.kinds() {
            let rated = catalog.device(kind.hardware).and_then(|device| device.tdp.known().get());
            power = power.zip(rated).map(|(sum, rated)| sum + rated.get() * f64::from(kind.count));
        }
        let power = power.map(Watts::new);
        Known::from(power).zip(figures.decode).and_then(|(power, rate)| {
            let users = f64::from(self.question.settings.n_seq());
            let rate = rate.tokens_per_second.get() * users;
            if rate > 0.0 { Known::Known(power.get() / rate) } else { Known::Unknown }
        })
    }
}

/// Prefill of the prompt and one decode step.
pub(super) fn ttft(prepared: &Prepared, figures: &Figures) -> Known<Seconds> {
    if prepared.model.kind != Kind::Language {
        return Known::Unknown;
    }
    figures.prefill.zip(figures.decode).map(|(prefill, decode)| {
        let prompt =
            prepared.question.prompt.as_f64() / prefill.tokens_per_second.get().max(f64::MIN_POSITIVE);
        let step = 1.0 / decode.tokens_per_second.get().max(f64::MIN_POSITIVE);
        crate::speed::time_to_first_token(Seconds::new(prompt), Seconds::new(step))
    })
}
