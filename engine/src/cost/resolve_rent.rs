//! What renting costs: as stated, or by the catalog's offers of the same device and memory.

use super::desk::{Desk, own};
use super::{
    Billed, CostQuantity, LeftOut, Metered, PriceOf, Range, RawRent, RentTerms, going_rates,
    provider_billing, rental_offers, spread,
};
use crate::catalog::{RentalKind, Word};
use crate::units::{Hours, Known, UsdPerHour, UsdPerMonth};

pub(super) fn rent(desk: &mut Desk<'_>, raw: Option<&RawRent>) -> RentTerms {
    let nothing = RawRent::default();
    let raw = raw.unwrap_or(&nothing);
    let kind = desk.faults.word(raw.kind.as_deref(), "rent.kind", RentalKind::ALL, RentalKind::as_str);
    let kind = kind.unwrap_or(RentalKind::OnDemand);
    let typed = desk.faults.amounts(raw.usd_per_hour, "rent.usd_per_hour", UsdPerHour::new);
    let rate = match typed {
        Some(rate) => {
            desk.prices.push(own(PriceOf::Rental, rate.map(CostQuantity::UsdPerHour)));
            Known::Known(rate)
        }
        None if raw.usd_per_hour.is_some() => Known::Unknown,
        None => rented(desk, raw.provider.as_deref(), kind),
    };
    let least =
        desk.faults.number(raw.minimum_hours_month, "rent.minimum_hours_month", 0.0, 730.0).unwrap_or(0.0);
    let billed = if kind == RentalKind::Reserved {
        Billed::All
    } else {
        Billed::Used { least: Hours::new(least), metered: metered(desk, raw, typed.is_none()) }
    };
    let storage = by_amount(
        desk,
        (raw.storage_gb, "rent.storage_gb"),
        (raw.storage_usd_gb_month, "rent.storage_usd_gb_month"),
        LeftOut::Storage,
    );
    let egress = by_amount(
        desk,
        (raw.egress_gb_month, "rent.egress_gb_month"),
        (raw.egress_usd_gb, "rent.egress_usd_gb"),
        LeftOut::Egress,
    );
    RentTerms { rate, billed, storage, egress }
}

/// How time is counted: as stated, or as the provider says of its on-demand machines whose listed rate is used.
fn metered(desk: &mut Desk<'_>, raw: &RawRent, listed: bool) -> Metered {
    let minutes = [
        (raw.billing_step_minutes, "rent.billing_step_minutes"),
        (raw.minimum_minutes_start, "rent.minimum_minutes_start"),
    ];
    let known = raw.provider.as_deref().filter(|_| listed).and_then(provider_billing);
    let usual = known.map_or([0.0; 2], |(step, least)| [step, least]);
    let mut read = [0.0; 2];
    for ((slot, (stated, field)), usual) in read.iter_mut().zip(minutes).zip(usual) {
        *slot = desk.faults.number(stated, field, 0.0, 1440.0).unwrap_or_else(|| {
            if usual > 0.0 {
                desk.assume(field, usual);
            }
            usual
        });
    }
    let [step, least] = read;
    let starts = desk.faults.number(raw.starts_per_day, "rent.starts_per_day", 0.01, 1440.0);
    if step <= 0.0 && least <= 0.0 {
        return Metered::AS_USED;
    }
    Metered::minutes(step, least, desk.or_assumed(starts, "rent.starts_per_day", 1.0))
}

/// So many gigabytes at so much; an amount without its price is unknown.
fn by_amount(
    desk: &mut Desk<'_>,
    (amount, amount_field): (Option<f64>, &str),
    (price, price_field): (Option<f64>, &str),
    what: LeftOut,
) -> Known<UsdPerMonth> {
    let amount = desk.faults.amount(amount, amount_field);
    let price = desk.faults.amount(price, price_field);
    match amount {
        None => desk.or_left_out(None, what, Known::Known(UsdPerMonth::ZERO)),
        Some(amount) => Known::from(price).map(|price| UsdPerMonth::new(amount * price)),
    }
}

/// What the catalog's offers of this kind ask.
fn rented(desk: &mut Desk<'_>, provider: Option<&str>, kind: RentalKind) -> Known<Range<UsdPerHour>> {
    let whose = |name: &str| provider.is_none_or(|provider| name.eq_ignore_ascii_case(provider.trim()));
    if let Some(given) = provider
        && !desk.catalog.rentals().iter().any(|row| whose(&row.provider))
    {
        let mut all: Vec<String> =
            desk.catalog.rentals().iter().map(|row| row.provider.to_string()).collect();
        all.dedup();
        desk.faults.unknown("rent.provider", given, all);
        return Known::Unknown;
    }
    on_offer(desk, kind, whose)
}

/// What those of a term ask who are meant.
pub(super) fn on_offer(
    desk: &mut Desk<'_>,
    kind: RentalKind,
    whose: impl Fn(&str) -> bool,
) -> Known<Range<UsdPerHour>> {
    let Some(key) = desk.rig.hardware else { return Known::Unknown };
    let offers = rental_offers(desk.catalog, key, desk.rig.memory, desk.rig.count, desk.as_of);
    let offers = going_rates(&offers, kind, whose);
    for offer in &offers {
        let words = (&*offer.provider, offer.kind.as_str(), &*offer.note);
        desk.used(PriceOf::Rental, words, offer.rate.map(CostQuantity::UsdPerHour), offer.seen.clone());
    }
    spread(&offers)
}
