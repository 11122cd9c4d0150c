//! What a device costs: the newest dated prices by condition and size. A price is what somebody saw on a day, so it
//! comes with the day, its age and its source; a device without one has no price, never one of zero.

use core::cmp::Reverse;

use crate::catalog::{Catalog, Condition, Figure, FormFactor, HardwareKey, Price, SourceKey};
use crate::order;
use crate::question::choice::choice;
use crate::recommend::Form;
use crate::units::{Bytes, Date, Known, Usd};

choice! {
    /// The state of the goods a reader would buy.
    Buy {
        /// New or used, whichever costs less; the launch price where neither was seen.
        Any = "any",
        /// New; the launch price where no newer one was seen.
        New = "new",
        /// Used only.
        Used = "used",
    }
}

/// The newest price of a device in one condition and size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Offer {
    /// The device.
    pub hardware: HardwareKey,
    /// With how much memory; unknown where a device is sold in several sizes and the source does not say which.
    pub memory: Known<Bytes>,
    /// In which form; unknown where the source does not say, which for most devices is the only one.
    pub form_factor: Known<FormFactor>,
    /// New, used or at launch.
    pub condition: Condition,
    /// The median of what was seen on the newest day, before tax; of two figures (the ends of a range) their middle.
    pub usd: Usd,
    /// The least seen on that day.
    pub low: Usd,
    /// The most seen on that day.
    pub high: Usd,
    /// That day, in the precision of its source.
    pub observed: Date,
    /// Days from then to the day asked for.
    pub age_days: u32,
    /// Who saw the median, or the lower of the two beside it.
    pub source: SourceKey,
}

/// The newest prices of every device as of a day.
#[derive(Debug, Clone)]
pub struct Offers {
    /// By device, size, form and condition.
    list: Vec<Offer>,
}

/// A price before the newest is taken.
#[derive(Clone, Copy)]
struct Seen {
    hardware: HardwareKey,
    memory: Known<Bytes>,
    form_factor: Known<FormFactor>,
    condition: Condition,
    observed: Date,
    usd: Usd,
    source: SourceKey,
}

impl Offers {
    /// Of all devices, from the prices seen until `as_of`. Source: the catalog's prices; launch prices also from the device's record, dated by
    /// its release.
    #[must_use]
    pub fn new(catalog: &Catalog, as_of: Date) -> Self {
        let mut seen: Vec<Seen> = catalog.prices().iter().map(|price| seen(catalog, price)).collect();
        let mut launched = vec![false; catalog.hardware().len()];
        for price in catalog.prices().iter().filter(|price| price.condition == Condition::Msrp) {
            if let Some(launched) = launched.get_mut(price.hardware.index()) {
                *launched = true;
            }
        }
        for (key, launched) in catalog.hardware_keys().zip(launched) {
            if let Some(device) = catalog.device(key)
                && let Figure::Known { value, source } = device.msrp
                && !launched
            {
                let observed = device.released.known().get().unwrap_or(device.date);
                let (memory, form_factor) = (sole_size(catalog, key), Known::Unknown);
                let condition = Condition::Msrp;
                seen.push(Seen {
                    hardware: key,
                    memory,
                    form_factor,
                    condition,
                    observed,
                    usd: value,
                    source,
                });
            }
        }
        seen.retain(|price| price.observed <= as_of);
        order::sort_by(&mut seen, |a, b| {
            let group = |p: &Seen| (p.hardware, p.memory, p.form_factor, p.condition, Reverse(p.observed));
            group(a).cmp(&group(b)).then_with(|| a.usd.get().total_cmp(&b.usd.get()))
        });
        let same = |a: &Seen, b: &Seen| {
            (a.hardware, a.memory, a.form_factor, a.condition)
                == (b.hardware, b.memory, b.form_factor, b.condition)
        };
        Self { list: seen.chunk_by(same).filter_map(|prices| newest(prices, as_of)).collect() }
    }

    /// All of a device, by size, form and condition.
    #[must_use]
    pub fn of(&self, hardware: HardwareKey) -> &[Offer] {
        let from = self.list.partition_point(|offer| offer.hardware < hardware);
        let to = self.list.partition_point(|offer| offer.hardware <= hardware);
        self.list.get(from..to).unwrap_or_default()
    }

    /// The newest price of a device with so much memory in a condition and in one of these forms (none: in any). A price whose size
    /// nobody said is of no size.
    #[must_use]
    pub fn newest(
        &self,
        hardware: HardwareKey,
        memory: Bytes,
        condition: Condition,
        forms: &[Form],
    ) -> Known<Offer> {
        let of_form = |offer: &Offer| match offer.form_factor {
            Known::Known(form) if !forms.is_empty() => forms.iter().any(|wanted| form.is(*wanted)),
            _ => true,
        };
        let found = |offer: &&Offer| {
            offer.memory == Known::Known(memory) && offer.condition == condition && of_form(offer)
        };
        self.of(hardware).iter().filter(found).max_by_key(|offer| offer.observed).copied().into()
    }

    /// What somebody who buys so would pay.
    #[must_use]
    pub fn going(&self, hardware: HardwareKey, memory: Bytes, buy: Buy, forms: &[Form]) -> Known<Offer> {
        let newest = |condition| self.newest(hardware, memory, condition, forms);
        let (new, used) = (newest(Condition::New), newest(Condition::Used));
        match buy {
            Buy::Used => used,
            Buy::New => new.or(newest(Condition::Msrp)),
            Buy::Any => match (new, used) {
                (Known::Known(a), Known::Known(b)) if a.usd < b.usd => new,
                _ => used.or(new).or(newest(Condition::Msrp)),
            },
        }
    }
}

fn seen(catalog: &Catalog, price: &Price) -> Seen {
    Seen {
        hardware: price.hardware,
        form_factor: price.form_factor,
        memory: price.memory.or(sole_size(catalog, price.hardware)),
        condition: price.condition,
        observed: price.observed,
        usd: price.usd,
        source: price.source,
    }
}

/// The size of a device sold in one.
fn sole_size(catalog: &Catalog, key: HardwareKey) -> Known<Bytes> {
    match catalog.device(key).map(|device| device.memory.sizes()) {
        Some([only]) => Known::Known(*only),
        _ => Known::Unknown,
    }
}

/// Of prices of one kind, newest first and then ascending: those of the newest day as one.
fn newest(prices: &[Seen], as_of: Date) -> Option<Offer> {
    let first = prices.first()?;
    let days = prices.partition_point(|price| price.observed == first.observed);
    let day = prices.get(..days)?;
    let middle = day.get((days - 1) / 2)?;
    let above = day.get(days / 2)?;
    Some(Offer {
        hardware: first.hardware,
        memory: first.memory,
        form_factor: first.form_factor,
        condition: first.condition,
        usd: Usd::new(f64::midpoint(middle.usd.get(), above.usd.get())),
        low: first.usd,
        high: day.last()?.usd,
        observed: first.observed,
        age_days: u32::try_from(as_of.days_since(first.observed)).unwrap_or(0),
        source: middle.source,
    })
}
