//! Layers over unequal devices. The runtime deals them by free memory; where that does not fit, the deal that does and decodes
//! fastest, which `--tensor-split` and `--device` ask for. It may leave a device out.
//!
//! A device holds a run of layers, and more layers never take less of it; so the longest run that fits each device in turn finds a deal
//! whenever there is one.

use core::ops::RangeInclusive;

use super::demand::{Held, device_between};
use super::pace::Work;
use super::{Beside, Case, Demand};
use crate::answer::{Deal, MOST_DEALT, Parts, Placed};
use crate::order;
use crate::units::{Bytes, Known};

/// The demand of a placement with its layers dealt: as the runtime does by itself where that fits, or nothing else does.
pub(super) fn demand(case: &Case<'_>, beside: &Beside, placed: Placed) -> Demand {
    let mut demand = Demand::of(case, beside, placed);
    if let Some(told) = told(case, beside, &demand) {
        demand = Demand::of(case, beside, told);
    }
    demand
}

/// The deal to ask for, where the runtime's own does not fit and another does.
fn told(case: &Case<'_>, beside: &Beside, own: &Demand) -> Option<Placed> {
    let (unequal, placed) = (case.rig.unequal(), own.placed);
    if unequal.is_empty()
        || placed.gpu_layers == 0
        || placed.gpu_layers > MOST_DEALT
        || own.fits_devices(case)
    {
        return None;
    }
    // What no deal makes less, and what is left for it beside what every device in use needs.
    let all = own.devices.all;
    let least = Parts { compute: Known::Unknown, runtime: Known::Unknown, total: Known::Unknown, ..all };
    let compute = beside.compute(case, placed).get().map_or(Bytes::ZERO, |compute| compute.device);
    let room = unequal.iter().map(|device| device.usable - device.overhead - compute).sum();
    if case.weights.plan().is_none() || !least.at_least().fits(room) {
        return None;
    }
    Room { case, beside, placed }.fastest()
}

/// No deal yet.
const NONE: (f64, Deal) = (f64::INFINITY, Deal::BY_MEMORY);

/// What each device can hold of a placement.
pub(super) struct Room<'c, 'a> {
    pub(super) case: &'c Case<'a>,
    pub(super) beside: &'c Beside,
    pub(super) placed: Placed,
}

impl Room<'_, '_> {
    /// Whether some deal fits the devices.
    pub(super) fn exists(&self) -> bool {
        let on = self.placed.gpu_layers;
        let mut done = 0;
        for number in 0..self.case.rig.devices {
            let from = self.after(done);
            done = order::last(done, on, |end| self.holds(number, [&from, &self.after(end)]));
        }
        done == on
    }

    /// Of all deals that fit, the one whose step takes least.
    fn fastest(&self) -> Option<Placed> {
        let on = self.placed.gpu_layers;
        let ends = self.ends()?;
        // Where nobody knows how long a step takes, the first deal that fits is as good as any.
        let work = Work::of(self.case, self.beside, self.placed).get();
        // For so many layers dealt: the least time, and how they are dealt.
        let mut best = vec![NONE; on as usize + 1];
        best.first_mut()?.0 = 0.0;
        let mut before = 0..=0;
        for (number, ends) in ends.into_iter().enumerate() {
            let device = u32::try_from(number).unwrap_or(u32::MAX);
            // From the last on, so that what stands before an end is still without this device.
            for end in ends.clone().rev() {
                let after = self.after(end);
                let mut found =
                    best.get(end as usize).copied().filter(|_| before.contains(&end)).unwrap_or(NONE);
                for done in (*before.start()..end.min(*before.end() + 1)).rev() {
                    let (time, deal) = *best.get(done as usize)?;
                    let from = self.after(done);
                    if !self.holds(device, [&from, &after]) {
                        break;
                    }
                    let mut time = time;
                    if let Some(work) = &work {
                        work.device(device, [&from, &after], &mut |station| time += station.step());
                    }
                    if time < found.0 {
                        found = (time, deal);
                    }
                }
                *best.get_mut(end as usize)? = (found.0, found.1.ending(number, end as u8));
            }
            before = ends;
        }
        let (time, deal) = *best.last()?;
        time.is_finite().then_some(Placed { deal, ..self.placed })
    }

    /// For each device, the numbers of layers that may be dealt when it has its own: no more than it and those before it hold, and
    /// no fewer than leave what those after it hold. None where there is no deal.
    fn ends(&self) -> Option<Vec<RangeInclusive<u32>>> {
        let on = self.placed.gpu_layers;
        let devices = self.case.rig.devices;
        let mut ends = Vec::with_capacity(devices as usize);
        let mut most = 0;
        for number in 0..devices {
            let from = self.after(most);
            most = order::last(most, on, |end| self.holds(number, [&from, &self.after(end)]));
            ends.push(0..=most);
        }
        let mut least = on;
        for (number, end) in (0..devices).zip(&mut ends).rev() {
            let most = *end.end();
            if most < least {
                return None;
            }
            *end = least..=most;
            let after = self.after(least);
            least = order::first(0, least, |done| self.holds(number, [&self.after(done), &after]));
        }
        Some(ends)
    }

    /// What lies after the first so many layers on devices.
    fn after(&self, done: u32) -> Held {
        Held::last(self.case, self.beside, self.placed, self.placed.gpu_layers - done)
    }

    fn holds(&self, number: u32, between: [&Held; 2]) -> bool {
        let needed = device_between(self.case, self.beside, self.placed, number, between).at_least();
        needed.fits(self.case.rig.device(number).usable)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
mod tests;
