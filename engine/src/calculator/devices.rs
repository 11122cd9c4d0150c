//! Every device of the catalog running the question's model and quant.

use crate::order;
use core::cmp::Reverse;

use super::Calculator;
use super::prepared::Prepared;
use crate::answer::DeviceRow;
use crate::assess::{Beside, Case, Figures, assess_row};
use crate::catalog::{DeviceKind, Hardware, HardwareKey};
use crate::question::{Fault, Question, RawQuestion, RigDevices};
use crate::rules::RigRules;
use crate::units::{Bytes, Known};

impl Calculator {
    /// A row for each device, one of it: those that run it best first, among them the fastest first. Devices sold in several
    /// sizes stand with the smallest size that reaches their best grade.
    ///
    /// # Errors
    /// What is wrong with the question.
    pub fn devices(&self, raw: &RawQuestion) -> Result<Vec<DeviceRow>, Fault> {
        let prepared = self.prepare(raw)?;
        // Of the load only the placement differs between devices.
        let beside = Beside::of(&prepared.case());
        let mut rows: Vec<DeviceRow> = self
            .catalog()
            .hardware_keys()
            .filter_map(|key| Some(self.device_row(&prepared, &beside, key, self.catalog().device(key)?)))
            .collect();
        let rate = |row: &DeviceRow| row.decode.get().map_or(0.0, |rate| rate.tokens_per_second.get());
        order::sort_by(&mut rows, |a, b| {
            Reverse(a.fit.rank()).cmp(&Reverse(b.fit.rank())).then_with(|| rate(b).total_cmp(&rate(a)))
        });
        Ok(rows)
    }

    fn device_row(
        &self,
        prepared: &Prepared,
        beside: &Beside,
        key: HardwareKey,
        device: &Hardware,
    ) -> DeviceRow {
        let mut best: Option<(Bytes, Figures)> = None;
        for &size in device.memory.sizes() {
            let figures = self.on_device(prepared, beside, key, device, size);
            if best.as_ref().is_none_or(|(_, b)| figures.fit.rank() > b.fit.rank()) {
                best = Some((size, figures));
            }
        }
        let (memory, figures) = best.map_or((Known::Unknown, None), |(m, f)| (Known::Known(m), Some(f)));
        let figures = figures.as_ref();
        DeviceRow {
            hardware: key.index(),
            memory,
            fit: figures.map_or(crate::fit::Fit::Unknown, |f| f.fit),
            total: figures.map_or(Known::Unknown, |f| f.fullest),
            headroom: figures.map_or(Known::Unknown, |f| f.headroom),
            decode: figures.map_or(Known::Unknown, |f| f.decode),
        }
    }

    /// The question's load on one of this device, its backend and operating system as the device has them.
    fn on_device(
        &self,
        prepared: &Prepared,
        beside: &Beside,
        key: HardwareKey,
        device: &Hardware,
        size: Bytes,
    ) -> Figures {
        let mut question: Question = prepared.question.clone();
        question.gpu_layers = None;
        question.cpu_moe_layers = None;
        question.rig.unequal.clear();
        question.backend = device.usual_backend();
        question.rig.os = crate::question::default_os(Some(question.backend));
        if device.kind == DeviceKind::Cpu {
            question.rig.devices = None;
            question.rig.host.memory = Known::Known(size);
            question.rig.host.bandwidth = device.bandwidth.known();
            question.rig.host.usable = None;
        } else {
            question.rig.devices = Some(RigDevices { hardware: key, count: 1, memory: size, usable: None });
        }
        let rig = RigRules::new(&question, self.catalog());
        let mut case = Case { rig: &rig, ..prepared.case() };
        case.load = (&question).into();
        assess_row(&case, beside)
    }
}
