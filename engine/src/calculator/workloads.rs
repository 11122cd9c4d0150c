//! Workloads on a rig: the same assessment, one row each.

use super::Calculator;
use super::prepared::Prepared;
use crate::answer::Reason;
use crate::assess::{Beside, assess_row};
use crate::catalog::DeviceKind;
use crate::fit::Fit;
use crate::question::{Fault, RawRig};
use crate::rules::Pool;
use crate::units::Known;
use crate::workloads::{Verdict, Workload, WorkloadRow};

impl Calculator {
    /// A row for each workload, in the order given.
    ///
    /// # Errors
    /// What is wrong with the rig, or with a workload: its field then begins with `workloads.` and the place of the workload.
    pub fn workloads(&self, rig: &RawRig, workloads: &[Workload]) -> Result<Vec<WorkloadRow>, Fault> {
        let rows = workloads.iter().enumerate().map(|(place, workload)| {
            self.workload(rig, workload).map_err(|mut fault| {
                if !fault.field.starts_with("rig.") {
                    fault.field = ["workloads.", &place.to_string(), ".", &fault.field].concat();
                }
                fault
            })
        });
        rows.collect()
    }

    pub(super) fn workload(&self, rig: &RawRig, workload: &Workload) -> Result<WorkloadRow, Fault> {
        let prepared = self.prepare(&workload.on(rig))?;
        let case = prepared.case();
        let mut figures = self.stand(&prepared, assess_row(&case, &Beside::of(&case)));
        let mut reasons = prepared.reasons(&figures);
        if self.undriven(&prepared) && workload.question.backend.is_none() {
            figures.fit = Fit::Unknown;
            (figures.usable, figures.headroom) = (Known::Unknown, Known::Unknown);
            figures.decode = Known::Unknown;
            reasons = vec![Reason::DeviceFigureUnknown { figure: "backend" }];
        }
        // A window that the model does not have is not done, whatever fits.
        let beyond = reasons.iter().position(|reason| matches!(reason, Reason::ContextAboveMaximum { .. }));
        if let Some(at) = beyond {
            reasons.rotate_left(at);
        }
        let verdict = if beyond.is_some() { Verdict::No } else { Verdict::of(figures.fit) };
        let question = &prepared.question;
        Ok(WorkloadRow {
            key: workload.key.clone(),
            model: self.catalog().model(question.model).map(|model| model.id.to_string()).unwrap_or_default(),
            quant: question.quant.label(),
            context: question.context.get(),
            usable_rate: question.thresholds.usable_rate,
            verdict,
            fit: figures.fit,
            total: figures.fullest,
            usable: figures.usable,
            headroom: figures.headroom,
            decode: figures.decode,
            reasons,
        })
    }

    /// Whether the rig has devices that none of our backends drives, so that the answer is that of the processor beside them. A chip that shares
    /// memory with its processor is that processor too.
    pub(super) fn undriven(&self, prepared: &Prepared) -> bool {
        let device = prepared.question.rig.devices.and_then(|d| self.catalog().device(d.hardware));
        prepared.rig.pool == Pool::Host && device.is_some_and(|device| device.kind != DeviceKind::Unified)
    }
}
