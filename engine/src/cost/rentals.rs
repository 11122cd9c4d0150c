//! Rental offers of a device, newest first: of that device and that memory only.

use core::cmp::Reverse;

use super::desk::fresh;
use super::{Range, Seen};
use crate::catalog::{Catalog, HardwareKey, Rental, RentalKind, Word};
use crate::order;
use crate::units::{Bytes, Date, Known, UsdPerHour};

/// What a provider asks for an hour of a rig: what was seen of it on the newest day.
#[derive(Debug, Clone, PartialEq)]
pub struct RentalOffer {
    /// Whose.
    pub provider: Box<str>,
    /// On which terms.
    pub kind: RentalKind,
    /// What else was said, such as how long one is bound; may be empty.
    pub note: Box<str>,
    /// The hour of the whole rig: the least, the median and the most of that day (regions and sizes differ).
    pub rate: Range<UsdPerHour>,
    /// When and by whom.
    pub seen: Seen,
}

impl RentalOffer {
    /// The terms as the catalog spells them.
    #[must_use]
    pub fn kind_word(&self) -> &'static str {
        self.kind.as_str()
    }
}

/// Offers of so many of a device as of a day. An offer of eight at once is none of one. Where a device is sold in several sizes a row does not say of which it is, and
/// a size nobody sells is on offer nowhere: neither matches.
#[must_use]
pub fn rental_offers(
    catalog: &Catalog,
    hardware: HardwareKey,
    memory: Known<Bytes>,
    count: u32,
    as_of: Date,
) -> Vec<RentalOffer> {
    let only = catalog.device(hardware).and_then(|device| device.memory.only());
    if only.is_none() || Known::from(only) != memory {
        return Vec::new();
    }
    let mut rows: Vec<&Rental> = catalog
        .rentals()
        .iter()
        .filter(|row| row.hardware == hardware && row.observed <= as_of)
        .filter(|row| count.is_multiple_of(u32::from(row.gpus.max(1))))
        .collect();
    order::sort_by(&mut rows, |a, b| {
        let group = |row: &Rental| (row.kind, Reverse(row.observed));
        a.provider
            .cmp(&b.provider)
            .then_with(|| a.note.cmp(&b.note))
            .then_with(|| group(a).cmp(&group(b)))
            .then_with(|| a.usd_per_gpu_hour.get().total_cmp(&b.usd_per_gpu_hour.get()))
    });
    let same = |a: &&Rental, b: &&Rental| (&a.provider, &a.note, a.kind) == (&b.provider, &b.note, b.kind);
    let mut offers: Vec<RentalOffer> =
        rows.chunk_by(same).filter_map(|rows| newest(catalog, rows, count, as_of)).collect();
    order::sort_by(&mut offers, |a, b| {
        b.seen.observed.cmp(&a.seen.observed).then_with(|| a.rate.point.get().total_cmp(&b.rate.point.get()))
    });
    offers
}

/// Rows of one provider and kind, newest first and then ascending: those of the newest day as one.
fn newest(catalog: &Catalog, rows: &[&Rental], count: u32, as_of: Date) -> Option<RentalOffer> {
    let first = rows.first()?;
    let days = rows.partition_point(|row| row.observed == first.observed);
    let day = rows.get(..days)?;
    let rate = |row: &Rental| row.usd_per_gpu_hour.get() * f64::from(count);
    let (below, above) = (day.get((days - 1) / 2)?, day.get(days / 2)?);
    let point = f64::midpoint(rate(below), rate(above));
    Some(RentalOffer {
        provider: first.provider.clone(),
        kind: first.kind,
        note: first.note.clone(),
        rate: Range { low: rate(first), point, high: rate(day.last()?) }.map(UsdPerHour::new),
        seen: Seen::new(catalog, first.observed, as_of, below.source),
    })
}

/// Those offers that count for a term: of the last year, or all where none is.
#[must_use]
pub fn going_rates(
    offers: &[RentalOffer],
    kind: RentalKind,
    whose: impl Fn(&str) -> bool,
) -> Vec<&RentalOffer> {
    fresh(offers.iter().filter(|offer| offer.kind == kind && whose(&offer.provider)).collect(), |offer| {
        &offer.seen
    })
}

/// From the least to the most of all offers, with the median of their points.
#[must_use]
pub fn spread(offers: &[&RentalOffer]) -> Known<Range<UsdPerHour>> {
    let mut points: Vec<f64> = offers.iter().map(|offer| offer.rate.point.get()).collect();
    order::sort_by(&mut points, f64::total_cmp);
    let ends = |of: fn(&RentalOffer) -> UsdPerHour| offers.iter().map(move |offer| of(offer).get());
    let low = ends(|offer| offer.rate.low).fold(f64::INFINITY, f64::min);
    let high = ends(|offer| offer.rate.high).fold(0.0, f64::max);
    match (points.get(points.len().saturating_sub(1) / 2), points.get(points.len() / 2)) {
        (Some(below), Some(above)) => {
            Known::Known(Range { low, point: f64::midpoint(*below, *above), high }.map(UsdPerHour::new))
        }
        _ => Known::Unknown,
    }
}
