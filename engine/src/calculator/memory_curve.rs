//! Memory over context: what one device holds, part by part, with everything where the question puts it.

use super::Calculator;
use super::prepared::Prepared;
use crate::answer::{Parts, Placed};
use crate::assess::{Beside, Case, assess_row, device_parts};
use crate::question::{Fault, RawQuestion};
use crate::units::{Bytes, Known, Tokens};

/// Memory at a context.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MemoryPoint {
    /// Tokens of each user.
    pub context: Tokens,
    /// What the fullest device holds; the host where nothing is on a device.
    pub parts: Parts,
    /// Which device that is, counted from 0.
    pub limiting: u32,
    /// What it can hold; unknown for a host of unknown size.
    pub usable: Known<Bytes>,
}

impl Calculator {
    /// Memory at each of these contexts with all layers and experts where the answer has them, also when that no longer fits: so that a line of what is usable
    /// crosses where the longest context ends ([`Answer::max_context`](crate::answer::Answer::max_context)).
    ///
    /// # Errors
    /// What is wrong with the question.
    pub fn memory_curve(&self, raw: &RawQuestion, contexts: &[Tokens]) -> Result<Vec<MemoryPoint>, Fault> {
        let prepared = self.prepare(raw)?;
        let case = prepared.case();
        let placed = assess_row(&case, &Beside::of(&case)).placed;
        Ok(contexts.iter().map(|context| at_context(&prepared, placed, *context)).collect())
    }
}

fn at_context(prepared: &Prepared, placed: Placed, context: Tokens) -> MemoryPoint {
    let mut case: Case<'_> = prepared.case();
    case.load.settings = case.load.settings.with_context(context);
    case.load = case.load.told(placed);
    let beside = Beside::of(&case);
    let figures = assess_row(&case, &beside);
    let parts = if figures.placed.gpu_layers == 0 {
        figures.host
    } else {
        device_parts(&case, &beside, figures.placed, figures.limiting)
    };
    MemoryPoint { context, parts, limiting: figures.limiting, usable: figures.usable }
}
