//! What a rig whose memory is short could do, way by way.

use super::Calculator;
use crate::answer::{Placed, Rate};
use crate::assess::{Beside, Case, Load, assess_row, ways};
use crate::fit::Fit;
use crate::question::{Fault, Placement, RawQuestion};
use crate::units::{Bytes, Known};

/// A placement with what it takes and gives.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Plan {
    /// Where the layers are.
    pub placed: Placed,
    /// Whether it is the one of the answer.
    pub chosen: bool,
    /// Whether it fits devices and host, as far as the host is known.
    pub fit: Fit,
    /// Bytes on all devices together.
    pub device: Known<Bytes>,
    /// Bytes of RAM.
    pub host: Known<Bytes>,
    /// Decode.
    pub decode: Known<Rate>,
}

impl Calculator {
    /// All on the devices where that fits; experts, whole layers or both on the host, each way at its best; all on the host. The answer's own is among them, the
    /// fastest first.
    ///
    /// # Errors
    /// What is wrong with the question.
    pub fn plans(&self, raw: &RawQuestion) -> Result<Vec<Plan>, Fault> {
        let prepared = self.prepare(raw)?;
        let mut case = prepared.case();
        let own = assess_row(&case, &Beside::of(&case)).placed;
        case.load = Load { placement: Placement::Auto, gpu_layers: None, cpu_moe_layers: None, ..case.load };
        let beside = Beside::of(&case);
        // A runtime with rules of its own has one way: all on the devices.
        let mut ways = if case.load.rules().is_some() { Vec::new() } else { ways(&case, &beside) };
        if !ways.contains(&own) {
            ways.push(own);
        }
        let one = |placed: Placed| {
            // The answer's deal over unequal devices is found again from its layers.
            let figures = assess_row(&Case { load: case.load.told(placed), ..case }, &beside);
            Plan {
                placed: figures.placed,
                chosen: placed == own,
                fit: figures.fit,
                device: figures.device.total,
                host: figures.host.total,
                decode: figures.decode,
            }
        };
        let mut plans: Vec<Plan> =
            ways.into_iter().map(one).filter(|plan| plan.fit != Fit::DoesNotFit).collect();
        let rate = |plan: &Plan| plan.decode.get().map_or(0.0, |rate| rate.tokens_per_second.get());
        crate::order::sort_by(&mut plans, |a, b| rate(b).total_cmp(&rate(a)));
        Ok(plans)
    }
}
