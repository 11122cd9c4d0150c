//! What a rig draws: as stated, or the rated power of its record at the tariff of a country.

use super::desk::{Desk, own};
use super::{CostQuantity, Customer, LeftOut, On, Power, PowerTerms, PriceOf, Range, RawPower, Seen, tariff};
use crate::recommend::Covers;
use crate::units::{Hours, Kilowatts, Known, Share, UsdPerKwh, Watts};

pub(super) fn power(desk: &mut Desk<'_>, raw: Option<&RawPower>) -> Power {
    let Some(raw) = raw else { return desk.or_left_out(None, LeftOut::Power, Power::LeftOut) };
    let watts = |watts: f64| Kilowatts::from(Watts::new(watts));
    let host = desk.faults.amounts(raw.host_w, "power.host_w", watts);
    let load = match desk.faults.range(raw.load_w, "power.load_w") {
        Some(typed) => Known::Known(typed.map(watts)),
        None if raw.load_w.is_some() => Known::Unknown,
        None => rated(desk),
    };
    let load = match host {
        Some(host) => load.map(|load| load.zip(host).map(|(load, host)| load + host)),
        None => {
            let parts = desk.device().is_none_or(|device| Covers::of(device) == Covers::Devices);
            if raw.load_w.is_none() && parts {
                desk.leave_out(LeftOut::HostPower);
            }
            load
        }
    };
    let idle = desk.faults.amounts(raw.idle_w, "power.idle_w", watts);
    let on = desk.faults.number(raw.hours_on_per_day, "power.hours_on_per_day", 0.0, 24.0);
    let pue = desk.faults.number(raw.pue, "power.pue", 1.0, 10.0);
    let pue = desk.or_assumed(pue, "power.pue", 1.0);
    let cooling = desk.faults.number(raw.cooling_share, "power.cooling_share", 0.0, 10.0);
    Power::Counted(PowerTerms {
        load,
        idle: idle.into(),
        on: on.map_or(On::AsUsed, |hours| On::PerDay(Hours::new(hours))),
        pue,
        cooling: Share::new(desk.or_left_out(cooling, LeftOut::Cooling, 0.0)),
        tariff: price_of_energy(desk, raw),
    })
}

/// Rated power of all devices of one rig.
fn rated(desk: &mut Desk<'_>) -> Known<Range<Kilowatts>> {
    let Some(device) = desk.device() else { return Known::Unknown };
    let count = f64::from(desk.rig.count);
    let power = device.tdp.known().map(|tdp| Range::one(Kilowatts::from(tdp * count)));
    if let (Known::Known(power), Some(source)) = (power, device.tdp.source()) {
        let seen = Seen::new(desk.catalog, device.date, desk.as_of, source);
        desk.used(PriceOf::RatedPower, (&device.id, "", ""), power.map(CostQuantity::Kilowatts), seen);
    }
    power
}

fn price_of_energy(desk: &mut Desk<'_>, raw: &RawPower) -> Known<Range<UsdPerKwh>> {
    let word = raw.customer.as_deref();
    let customer = desk.faults.word(word, "power.customer", Customer::ALL, Customer::word);
    let customer = customer.unwrap_or(Customer::Household);
    if raw.tariff_usd_kwh.is_some() {
        let typed = desk.faults.range(raw.tariff_usd_kwh, "power.tariff_usd_kwh");
        let Some(typed) = typed.map(|range| range.map(UsdPerKwh::new)) else { return Known::Unknown };
        desk.prices.push(own(PriceOf::Tariff, typed.map(CostQuantity::UsdPerKwh)));
        return Known::Known(typed);
    }
    let Some(country) = raw.country.as_deref() else { return Known::Unknown };
    let known = |iso2: &str| iso2.eq_ignore_ascii_case(country.trim());
    if !desk.catalog.electricity().iter().any(|row| known(&row.iso2)) {
        let all = desk.catalog.electricity().iter().map(|row| row.iso2.to_string()).collect();
        desk.faults.unknown("power.country", country, all);
        return Known::Unknown;
    }
    let Known::Known(tariff) = tariff(desk.catalog, country, customer, desk.as_of) else {
        return Known::Unknown;
    };
    let words = (&*tariff.country, customer.word(), &*tariff.note);
    desk.used(PriceOf::Tariff, words, tariff.price.map(CostQuantity::UsdPerKwh), tariff.seen);
    Known::Known(tariff.price)
}
