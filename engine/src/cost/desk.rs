//! What the readers of terms share: the catalog, the rig, the day, and what they write down.

use core::cell::OnceCell;

use super::faults::Faults;
use super::{Assumed, CostQuantity, Freshness, LeftOut, PriceOf, PriceUsed, Range, Seen};
use crate::catalog::{Catalog, Hardware, HardwareKey, ModelKey};
use crate::fit::Fit;
use crate::offers::Offers;
use crate::units::{Bytes, Date, Known, TokensPerSecond};

/// What the calculator knows of the rig and of the model on it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RigFacts {
    /// Its devices' record.
    pub hardware: Option<HardwareKey>,
    /// How many.
    pub count: u32,
    /// Installed memory of each.
    pub memory: Known<Bytes>,
    /// What runs on it.
    pub model: Option<ModelKey>,
    /// Whether it runs; unknown also where no model was asked about.
    pub fit: Known<Fit>,
    /// Answered tokens, all users together.
    pub decode: Known<Range<TokensPerSecond>>,
    /// Prompt tokens.
    pub prefill: Known<Range<TokensPerSecond>>,
}

impl RigFacts {
    /// Nothing is known.
    pub const NONE: Self = Self {
        hardware: None,
        count: 1,
        memory: Known::Unknown,
        model: None,
        fit: Known::Unknown,
        decode: Known::Unknown,
        prefill: Known::Unknown,
    };
}

/// What the readers of terms share.
pub(super) struct Desk<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) rig: RigFacts,
    pub(super) offers: OnceCell<Offers>,
    pub(super) as_of: Date,
    pub(super) faults: Faults,
    pub(super) prices: Vec<PriceUsed>,
    pub(super) assumed: Vec<Assumed>,
    pub(super) left_out: Vec<LeftOut>,
}

impl<'a> Desk<'a> {
    /// With nothing on it.
    pub(super) fn new(catalog: &'a Catalog, as_of: Date, rig: RigFacts) -> Self {
        Self {
            catalog,
            rig,
            offers: OnceCell::new(),
            as_of,
            faults: Faults::default(),
            prices: Vec::new(),
            assumed: Vec::new(),
            left_out: Vec::new(),
        }
    }

    pub(super) fn device(&self) -> Option<&'a Hardware> {
        self.rig.hardware.and_then(|key| self.catalog.device(key))
    }

    /// Writes down a price of the catalog that was used.
    #[inline(never)]
    pub(super) fn used(
        &mut self,
        of: PriceOf,
        (name, kind, note): (&str, &str, &str),
        price: Range<CostQuantity>,
        seen: Seen,
    ) {
        let [name, kind, note] = [name, kind, note].map(str::to_owned);
        self.prices.push(PriceUsed { of, name, kind, price, seen: Known::Known(seen), note });
    }

    /// What was stated, or the default by name.
    pub(super) fn or_assumed(&mut self, stated: Option<f64>, field: &'static str, value: f64) -> f64 {
        stated.unwrap_or_else(|| {
            self.assume(field, value);
            value
        })
    }

    /// A default that went in, once; of several the first.
    pub(super) fn assume(&mut self, field: &'static str, value: f64) {
        if !self.assumed.iter().any(|assumed| assumed.field == field) {
            self.assumed.push(Assumed { field, value });
        }
    }

    /// What was stated, or nothing, named as left out.
    pub(super) fn or_left_out<T>(&mut self, stated: Option<T>, what: LeftOut, nothing: T) -> T {
        stated.unwrap_or_else(|| {
            self.leave_out(what);
            nothing
        })
    }

    /// Names a term that is not counted.
    #[inline(never)]
    pub(super) fn leave_out(&mut self, what: LeftOut) {
        self.left_out.push(what);
    }
}

/// A price the reader typed.
pub(super) fn own(of: PriceOf, price: Range<CostQuantity>) -> PriceUsed {
    PriceUsed {
        of,
        name: String::new(),
        kind: String::new(),
        price,
        seen: Known::Unknown,
        note: String::new(),
    }
}

/// What is older than a year does not count while something newer is there.
pub(super) fn fresh<T>(offers: Vec<&T>, seen: fn(&T) -> &Seen) -> Vec<&T> {
    let is_fresh = |offer: &&T| seen(offer).freshness == Freshness::Fresh;
    if offers.iter().any(is_fresh) { offers.into_iter().filter(is_fresh).collect() } else { offers }
}
