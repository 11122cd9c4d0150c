//! Layers over unequal devices. The runtime deals them by free memory; where that does not fit, the deal that does and decodes
//! fastest, which `--tensor-split` and `--device` ask for. It may leave a device out.
//!
//! A device holds a run of layers, and more layers never take less of it; so the longest run that fits each device in turn finds a deal
//! whenever there is one.

use super::demand::{Held, device_between, host_beside};
use super::pace;
use super::{Beside, Case, Demand};
use crate::answer::{Deal, MAX_DEVICES, Placed};
use crate::rules::{Home, Pool, RigDevice};
use crate::units::Bytes;

/// The placement with its layers dealt: as the runtime does by itself where that fits, or nothing else does.
pub(super) fn dealt(case: &Case<'_>, beside: &Beside, placed: Placed) -> Placed {
    let own = case.rig.unequal.is_empty() || placed.gpu_layers == 0 || case.weights.plan().is_none();
    if own || Demand::of(case, beside, placed).fits_devices(case) || !exists(case, beside, placed) {
        return placed;
    }
    fastest(case, beside, placed).unwrap_or(placed)
}

/// Whether some deal fits the devices.
pub(super) fn exists(case: &Case<'_>, beside: &Beside, placed: Placed) -> bool {
    let room = Room::of(case, beside, placed);
    let on = placed.gpu_layers;
    let mut done = 0;
    for number in 0..case.rig.devices {
        let begin = Held::last(case, beside, placed, on - done);
        let fits = |end: u32| {
            let after = Held::last(case, beside, placed, on - end);
            room.holds(case, beside, placed, number, [&begin, &after])
        };
        let (mut low, mut high) = (done, on);
        while low < high {
            let middle = low + (high - low).div_ceil(2);
            if fits(middle) { low = middle } else { high = middle - 1 }
        }
        done = low;
    }
    done == on
}

/// Of all deals that fit, the one whose step takes least.
fn fastest(case: &Case<'_>, beside: &Beside, placed: Placed) -> Option<Placed> {
    let room = Room::of(case, beside, placed);
    let on = placed.gpu_layers;
    let held: Vec<Held> = (0..=on).map(|done| Held::last(case, beside, placed, on - done)).collect();
    let stage = pace::Stage::new(case, beside, placed).get()?;
    // For so many devices in use and layers dealt: the least time, and where each device's layers end.
    let states = held.len();
    let none = (f64::INFINITY, [0_u16; MAX_DEVICES]);
    let mut best = vec![none; states * (case.rig.unequal.len() + 1)];
    best.first_mut()?.0 = 0.0;
    for (number, device) in case.rig.unequal.iter().enumerate() {
        // A device left out ends where the one before it does.
        for (place, (_, ends)) in best.iter_mut().enumerate() {
            *ends.get_mut(number)? = (place % states) as u16;
        }
        let before = best.clone();
        for (done, from) in held.iter().enumerate() {
            for (end, after) in held.iter().enumerate().skip(done + 1) {
                if !room.holds(case, beside, placed, number as u32, [from, after]) {
                    break;
                }
                let time = stage.time(device, [from, after])?;
                for used in 0..=number {
                    let (so_far, mut ends) = *before.get(used * states + done)?;
                    let slot = best.get_mut((used + 1) * states + end)?;
                    if so_far + time < slot.0 {
                        *ends.get_mut(number)? = end as u16;
                        *slot = (so_far + time, ends);
                    }
                }
            }
        }
    }
    let whole = best.iter().skip(states - 1).step_by(states).zip(0_u32..);
    let (_, ends) = whole
        .map(|((time, ends), used)| (stage.step(*time, used), ends))
        .filter(|(time, _)| time.is_finite())
        .min_by(|(a, _), (b, _)| a.total_cmp(b))?;
    Some(Placed { deal: Deal::Ends(*ends), ..placed })
}

/// What each device can hold of a placement.
struct Room {
    /// What the host's part leaves of a memory that a device shares with it.
    shared: Bytes,
}

impl Room {
    fn of(case: &Case<'_>, beside: &Beside, placed: Placed) -> Self {
        let Pool::Shared { all } = case.rig.pool else { return Self { shared: Bytes::ZERO } };
        let held = Held::from(case, beside, placed, 0);
        Self { shared: all - host_beside(case, beside, placed, &held).at_least() }
    }

    fn holds(
        &self,
        case: &Case<'_>,
        beside: &Beside,
        placed: Placed,
        number: u32,
        between: [&Held; 2],
    ) -> bool {
        let needed = device_between(case, beside, placed, number, between).at_least();
        let room = |device: &RigDevice| match device.home {
            Home::Own => device.usable,
            Home::Host => device.usable.min(self.shared),
        };
        case.rig.unequal.get(number as usize).is_some_and(|device| needed.fits(room(device)))
    }
}
