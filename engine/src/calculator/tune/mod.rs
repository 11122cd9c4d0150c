//! Fine-tuning on a rig: needs against what its devices hold.

mod fixes;
mod pace;

use super::Calculator;
use crate::architecture::Architecture;
use crate::catalog::{HardwareKey, Vision};
use crate::fit::{Fit, Thresholds};
use crate::order;
use crate::question::{
    Backend, Fault, FaultCode, Question, RigDevices, find_model, plain, read_choice, read_rig, usual_context,
};
use crate::rules::RigRules;
use crate::tune::{
    Method, Needs, Optimizer, RawTune, Role, Shape, Tune, TuneAnswer, TuneDevice, TuneNote, TuneParts,
};
use crate::units::{Bytes, Known};
use crate::weights::Quant;

/// A question with everything prepared.
struct Prepared {
    question: Question,
    shape: Shape,
    tune: Tune,
    rig: RigRules,
    /// Usable memory of each device.
    usable: Vec<(HardwareKey, Bytes)>,
    overhead: Bytes,
    longest: Option<u32>,
}

/// Needs with the verdict.
#[derive(Clone, Copy)]
struct Weighed {
    needs: Needs,
    fit: Fit,
    headroom: Known<f64>,
}

impl Calculator {
    /// What fine-tuning takes of a rig.
    ///
    /// # Errors
    /// What is wrong with the question, with the field and the way on.
    pub fn tune(&self, raw: &RawTune) -> Result<TuneAnswer, Fault> {
        let asked = self.asked(raw)?;
        let weighed = asked.weigh(&asked.tune, asked.count());
        let catalog = self.catalog();
        let model = catalog.model(asked.question.model);
        let id = |key| catalog.device(key).map(|device| device.id.to_string()).unwrap_or_default();
        let devices =
            asked.usable.iter().map(|(key, usable)| TuneDevice { hardware: id(*key), usable: *usable });
        let sees = model.is_some_and(|model| model.vision != Vision::None);
        Ok(TuneAnswer {
            model: model.map(|model| model.id.to_string()).unwrap_or_default(),
            settings: asked.tune,
            parameters: asked.shape.matrices.parameters(),
            trainable: weighed.needs.trainable,
            fit: weighed.fit,
            stage: weighed.needs.stage,
            device: weighed.needs.device,
            devices: devices.collect(),
            headroom: weighed.headroom,
            host: weighed.needs.host,
            host_usable: asked.rig.host_usable,
            max_sequence: asked
                .most(asked.longest.unwrap_or(u32::MAX), |tune, sequence| Tune { sequence, ..tune }),
            max_batch: asked.most(65_536, |tune, batch| Tune { batch, ..tune }),
            tokens_per_second: self.tokens_per_second(&asked),
            fixes: asked.fixes(&weighed),
            notes: asked.notes(&weighed, sees),
        })
    }

    fn asked(&self, raw: &RawTune) -> Result<Prepared, Fault> {
        let catalog = self.catalog();
        let key = find_model(catalog, &raw.model)?;
        let record = catalog.model(key);
        let longest = record.and_then(|model| model.context.max.known().get()).map(|tokens| tokens.get());
        let layers = record.and_then(|model| {
            let h = model.gguf.as_ref().get()?;
            Some(Shape::new(h, Architecture::from_hparams(h).ok()?))
        });
        let shape = layers.ok_or_else(|| {
            let message = [
                &raw.model,
                ": the layers of this model are not recorded, so what training keeps of them is unknown",
            ];
            Fault {
                code: FaultCode::UnknownModel,
                field: "model".to_owned(),
                message: message.concat(),
                near: Vec::new(),
            }
        })?;
        let rig = read_rig(&raw.rig, catalog)?;
        let backend = self.backend(raw, &rig)?;
        let known = record.map_or(Known::Unknown, |model| model.context.max.known());
        let question = Question::usual(key, Quant::BF16, rig, backend, usual_context(known));
        let count = question.rig.kinds().iter().map(|kind| kind.count).sum();
        let tune = Tune::parse(raw, count, longest)?;
        self.trains(&tune, backend)?;
        let rules = RigRules::new(&question, catalog);
        let each = |kind: &RigDevices| std::iter::repeat_n(kind.hardware, kind.count as usize);
        let keys = question.rig.kinds().iter().flat_map(each);
        let usable = (0..).zip(keys).map(|(number, key)| (key, rules.device(number).usable)).collect();
        let overhead = match raw.overhead_mib {
            Some(mib) if !(0.0..=1_048_576.0).contains(&mib) => {
                return Err(Fault::range("overhead_mib", &plain(mib), "from 0 to 1048576 MiB"));
            }
            Some(mib) => Bytes::mib(mib),
            None => (0..count).map(|number| rules.device(number).overhead).max().unwrap_or(Bytes::ZERO),
        };
        Ok(Prepared { question, shape, tune, rig: rules, usable, overhead, longest })
    }

    /// The backend asked for, or the first that all devices offer.
    fn backend(&self, raw: &RawTune, rig: &crate::question::Rig) -> Result<Backend, Fault> {
        let code = FaultCode::UnknownBackend;
        let asked = read_choice(raw.backend.as_deref(), "backend", code, Backend::ALL, Backend::word)?;
        let mut offered: Option<Vec<Backend>> = None;
        for kind in rig.kinds() {
            let own =
                self.catalog().device(kind.hardware).map(|device| device.backends()).unwrap_or_default();
            offered = Some(match offered {
                None => own,
                Some(all) => all.into_iter().filter(|backend| own.contains(backend)).collect(),
            });
        }
        // Trainers drive devices through these.
        let trained = |backend: &Backend| {
            matches!(backend, Backend::Cuda | Backend::Rocm | Backend::Metal | Backend::Sycl)
        };
        let offered: Vec<Backend> = offered.unwrap_or_default().into_iter().filter(trained).collect();
        let fault = |field: &str, message: &str| Fault {
            code: FaultCode::BackendNotOnDevice,
            field: field.to_owned(),
            message: message.to_owned(),
            near: offered.iter().map(|backend| backend.word().to_owned()).collect(),
        };
        match asked {
            None => offered.first().copied().ok_or_else(|| {
                fault(
                    "rig.devices",
                    "fine-tuning wants devices that PyTorch or MLX drives: CUDA, ROCm, Metal or SYCL",
                )
            }),
            Some(backend) if offered.contains(&backend) => Ok(backend),
            Some(_) => Err(fault(
                "backend",
                "the devices do not offer this backend, or no trainer drives them through it",
            )),
        }
    }

    /// bitsandbytes runs on CUDA and ROCm, and on Intel's cards (its `docs/source/installation.mdx`, 0.48); its paged optimizers on CUDA alone.
    fn trains(&self, tune: &Tune, backend: Backend) -> Result<(), Fault> {
        let fault = |field: &str, message: &str, near: &str| {
            Err(Fault {
                code: FaultCode::NotWithRuntime,
                field: field.to_owned(),
                message: [message, "; the nearest is ", near].concat(),
                near: vec![near.to_owned()],
            })
        };
        if tune.method == Method::Qlora && backend == Backend::Metal {
            return fault(
                "method",
                "bitsandbytes, which keeps weights in 4 bits, does not run on Metal",
                Method::Lora.word(),
            );
        }
        if tune.optimizer.of_bitsandbytes() && backend == Backend::Metal {
            return fault(
                "optimizer",
                "bitsandbytes, which has this optimizer, does not run on Metal",
                Optimizer::AdamW.word(),
            );
        }
        if tune.optimizer.paged() && backend != Backend::Cuda {
            return fault(
                "optimizer",
                "paged optimizers of bitsandbytes run on CUDA alone",
                Optimizer::AdamW8.word(),
            );
        }
        Ok(())
    }
}

impl Prepared {
    fn count(&self) -> u32 {
        u32::try_from(self.usable.len()).unwrap_or(u32::MAX).max(1)
    }

    /// The smallest device bounds all: each holds as much.
    fn room(&self) -> Bytes {
        self.usable.iter().map(|(_, usable)| *usable).min().unwrap_or(Bytes::ZERO)
    }

    fn weigh(&self, tune: &Tune, devices: u32) -> Weighed {
        let needs = self.shape.needs(tune, devices, self.overhead);
        let room = self.room();
        let headroom = needs
            .device
            .total
            .map(|total| if room == Bytes::ZERO { -1.0 } else { 1.0 - total.as_f64() / room.as_f64() });
        let host = self.rig.host_usable.get().is_none_or(|usable| needs.host.fits(usable));
        let fit = if !needs.device.at_least().fits(room) || !host {
            Fit::DoesNotFit
        } else {
            match headroom {
                Known::Known(free) if free >= Thresholds::standard().headroom => Fit::Comfortable,
                Known::Known(_) => Fit::Tight,
                Known::Unknown => Fit::Unknown,
            }
        };
        Weighed { needs, fit, headroom }
    }

    /// The most of something that fits; 0 where not even one does, unknown where activations are.
    fn most(&self, most: u32, with: impl Fn(Tune, u32) -> Tune) -> Known<u32> {
        let fit = |n: u32| self.weigh(&with(self.tune, n), self.count()).fit;
        match fit(1) {
            Fit::Unknown => Known::Unknown,
            Fit::DoesNotFit => Known::Known(0),
            _ => Known::Known(order::last(1, most.max(1), |n| fit(n).runs())),
        }
    }

    fn notes(&self, weighed: &Weighed, sees: bool) -> Vec<TuneNote> {
        let TuneParts { activations, logits, weights, .. } = weighed.needs.device;
        let experts = self.shape.matrices.0.iter().any(|matrix| matrix.role == Role::Expert);
        let host = weighed.needs.host > Bytes::ZERO;
        let notes = [
            (!activations.is_known(), TuneNote::ActivationsUnknown),
            (logits > weights, TuneNote::LogitsLarge),
            (experts && self.tune.method != Method::Full, TuneNote::ExpertsAsMatrices),
            (sees, TuneNote::VisionNotCounted),
            (host, TuneNote::StatesOnHost),
            (host && !self.rig.host_usable.is_known(), TuneNote::HostMemoryNotGiven),
            (self.longest.is_some_and(|longest| self.tune.sequence > longest), TuneNote::AboveWindow),
        ];
        notes.into_iter().filter(|(holds, _)| *holds).map(|(_, note)| note).collect()
    }
}
