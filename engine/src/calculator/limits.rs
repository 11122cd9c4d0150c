//! The longest context that fits.

use super::prepared::Prepared;
use crate::assess::{Beside, Case, Demand, assess_row};
use crate::memory::CELL_PADDING;
use crate::order;
use crate::question::Placement;
use crate::units::{Known, Tokens};

impl Prepared {
    /// The longest context per user, at most the model's maximum, that stays where the question's layers are: on the
    /// devices if they are there now (or nowhere), on the host if the host computes.
    pub(super) fn max_context(&self) -> Known<Tokens> {
        let case = self.case();
        if !case.model.cache.is_known() || !case.model.compute.is_known() {
            return Known::Unknown;
        }
        let now = assess_row(&case, &Beside::of(&case));
        let Known::Known(maximum) = case.model.context_max else { return Known::Unknown };
        let fits = |tokens: u32| fits(&case, tokens, now.placed);
        longest(maximum.get(), fits)
    }
}

/// Whether a context of so many tokens for each user fits in this placement.
pub(super) fn fits(case: &Case<'_>, tokens: u32, placed: crate::answer::Placed) -> bool {
    let mut case = *case;
    case.load.settings = case.load.settings.with_context(Tokens::new(tokens));
    case.load.placement = Placement::Device;
    let demand = Demand::of(&case, &Beside::of(&case), placed);
    if placed.gpu_layers == 0 {
        // A host of unknown size holds nothing that could be promised.
        return case.rig.host_usable.is_known() && demand.fits_host(&case);
    }
    demand.fits_devices(&case) && demand.fits_host(&case)
}

/// The largest number of cells, in steps of llama.cpp's padding, that fits; the maximum itself when all of it does; none when not even one
/// step does.
fn longest(maximum: u32, fits: impl Fn(u32) -> bool) -> Known<Tokens> {
    if fits(maximum) {
        return Known::Known(Tokens::new(maximum));
    }
    let cells = order::last(0, maximum / CELL_PADDING, |cells| fits(cells * CELL_PADDING));
    if cells == 0 { Known::Unknown } else { Known::Known(Tokens::new(cells * CELL_PADDING)) }
}
