//! What owning costs: as stated, or by the catalog's prices.

use super::desk::{Desk, own};
use super::{
    BuyTerms, CostQuantity, Depreciation, LeftOut, Loan, PriceOf, Range, RawBuy, RawResale, Resale, Seen,
};
use crate::catalog::{Condition, Word};
use crate::offers::{Buy, Offer, Offers};
use crate::recommend::Covers;
use crate::units::{Known, Months, Share, Usd, UsdPerMonth, YearlyRate};

crate::question::choice::choice! {
    /// Which of the catalog's prices.
    Purchase {
        /// New or used, whichever costs less.
        Any = "any",
        /// New.
        New = "new",
        /// Used.
        Used = "used",
        /// At launch.
        Msrp = "msrp",
    }
}

pub(super) fn buy(desk: &mut Desk<'_>, raw: Option<&RawBuy>) -> BuyTerms {
    let nothing = RawBuy::default();
    let raw = raw.unwrap_or(&nothing);
    let typed = desk.faults.amounts(raw.price_usd, "buy.price_usd", Usd::new);
    let purchase = desk.faults.word(raw.condition.as_deref(), "buy.condition", Purchase::ALL, Purchase::word);
    let price = match typed {
        Some(price) => {
            desk.prices.push(own(PriceOf::Purchase, price.map(CostQuantity::Usd)));
            Known::Known(price)
        }
        None if raw.price_usd.is_some() => Known::Unknown,
        None => going(desk, purchase.unwrap_or(Purchase::Any))
            .map(|offer| for_all(desk, &offer, PriceOf::Purchase)),
    };
    let host_share = desk.faults.number(raw.host_share, "buy.host_share", 0.0, 1.0).unwrap_or(1.0);
    let host = desk
        .faults
        .range(raw.host_usd, "buy.host_usd")
        .map(|range| range.map(|usd| Usd::new(usd * host_share)));
    let parts = desk.device().is_none_or(|device| Covers::of(device) == Covers::Devices);
    let host = match host {
        None if parts => desk.or_left_out(None, LeftOut::Host, Range::one(Usd::ZERO)),
        host => host.unwrap_or(Range::one(Usd::ZERO)),
    };
    let tax = desk.faults.number(raw.tax, "buy.tax", 0.0, 1.0);
    let tax = Share::new(desk.or_left_out(tax, LeftOut::Tax, 0.0));
    let maintenance = desk.faults.range(raw.maintenance_usd_month, "buy.maintenance_usd_month");
    let maintenance =
        desk.or_left_out(maintenance, LeftOut::Maintenance, Range::one(0.0)).map(UsdPerMonth::new);
    let resale = match &raw.resale {
        None => desk.or_left_out(None, LeftOut::Resale, Resale::LeftOut),
        Some(raw) => resale(desk, raw, price),
    };
    let loan = match &raw.loan {
        None => desk.or_left_out(None, LeftOut::Loan, Loan::None),
        Some(raw) => Loan::Of {
            down: Share::new(
                desk.faults.number(raw.down_share, "buy.loan.down_share", 0.0, 1.0).unwrap_or(0.0),
            ),
            rate: YearlyRate::new(
                desk.faults.number(Some(raw.yearly_rate), "buy.loan.yearly_rate", 0.0, 1.0).unwrap_or(0.0),
            ),
            months: Months::new(
                desk.faults.number(Some(raw.months), "buy.loan.months", 1.0, 360.0).unwrap_or(1.0),
            ),
        },
    };
    BuyTerms { price, host, tax, maintenance, resale, loan }
}

fn resale(desk: &mut Desk<'_>, raw: &RawResale, price: Known<Range<Usd>>) -> Resale {
    let first = desk.faults.number(raw.first_share, "buy.resale.first_share", 0.0, 10.0);
    let decline = desk.faults.number(raw.yearly_decline, "buy.resale.yearly_decline", 0.0, 1.0);
    let decline = desk.or_assumed(decline, "buy.resale.yearly_decline", 0.0);
    let curve =
        desk.faults.word(raw.curve.as_deref(), "buy.resale.curve", Depreciation::ALL, Depreciation::word);
    let first = match first {
        Some(first) => Known::Known(Share::new(first)),
        None if raw.first_share.is_some() => Known::Unknown,
        None => going(desk, Purchase::Used).zip(price).and_then(|(offer, price)| {
            let used = for_all(desk, &offer, PriceOf::Resale);
            if price.point > Usd::ZERO {
                Known::Known(Share::new(used.point.get() / price.point.get()))
            } else {
                Known::Unknown
            }
        }),
    };
    Resale::Counted {
        first,
        decline: YearlyRate::new(decline),
        curve: curve.unwrap_or(Depreciation::Declining),
    }
}

/// What one device goes for.
pub(super) fn going(desk: &Desk<'_>, purchase: Purchase) -> Known<Offer> {
    let (Some(key), Known::Known(memory)) = (desk.rig.hardware, desk.rig.memory) else {
        return Known::Unknown;
    };
    let offers = desk.offers.get_or_init(|| Offers::new(desk.catalog, desk.as_of));
    match purchase {
        Purchase::Any => offers.going(key, memory, Buy::Any, &[]),
        Purchase::New => offers.going(key, memory, Buy::New, &[]),
        Purchase::Used => offers.going(key, memory, Buy::Used, &[]),
        Purchase::Msrp => offers.newest(key, memory, Condition::Msrp, &[]),
    }
}

/// An offer for all devices of one rig, written down.
pub(super) fn for_all(desk: &mut Desk<'_>, offer: &Offer, of: PriceOf) -> Range<Usd> {
    let count = f64::from(desk.rig.count);
    let price = Range { low: offer.low, point: offer.usd, high: offer.high }.map(|usd| usd * count);
    let seen = Seen::new(desk.catalog, offer.observed, desk.as_of, offer.source);
    let name = desk.device().map_or("", |device| &device.id);
    desk.used(of, (name, offer.condition.as_str(), ""), price.map(CostQuantity::Usd), seen);
    price
}
