//! What the widget's break-even loads of a device: its prices and rates, with who saw them when.

use serde_json::{Value, json};
use will_it_run_engine::catalog::{Hardware, HardwareKey};
use will_it_run_engine::cost::{
    CostQuantity as Q, GlancePrices, GlanceTerms, PriceOf, PriceUsed, Range, RigFacts,
};
use will_it_run_engine::units::{Bytes, Hours, Known};

use super::World;
use crate::text::cost::{Shown, age};

/// One of a device, size by size.
pub fn of(world: &World, key: HardwareKey, device: &Hardware) -> Value {
    let sizes: Vec<Value> = device.memory.sizes().iter().map(|memory| size(world, key, *memory)).collect();
    json!({ "id": device.id, "name": device.name, "data_of": world.day(), "sizes": sizes })
}

fn size(world: &World, key: HardwareKey, memory: Bytes) -> Value {
    let facts = RigFacts { hardware: Some(key), memory: Known::Known(memory), ..RigFacts::NONE };
    let stated = GlanceTerms {
        hours: Hours::new(24.0),
        price: Known::Unknown,
        rent: Known::Unknown,
        api: Known::Unknown,
    };
    let prices = GlancePrices::of(world.catalog(), world.catalog().date(), facts, &stated);
    let ends = |range: Option<Range<f64>>| range.map(|range| [range.low, range.point, range.high]);
    let used: Vec<Value> = prices.used.iter().filter_map(|price| seen(world, price)).collect();
    json!({
        "gib": memory.as_gib(),
        "price": ends(prices.price.get().map(|range| range.map(|usd| usd.get()))),
        "rent": ends(prices.rent.get().map(|range| range.map(|usd| usd.get()))),
        "seen": used,
    })
}

/// A price with its day, age and source, in words.
fn seen(world: &World, price: &PriceUsed) -> Option<Value> {
    let shown = Shown::of(None);
    let (way, amount) = match (price.of, price.price.point) {
        (PriceOf::Purchase, Q::Usd(usd)) => ("buy", shown.money(usd)),
        (PriceOf::Rental, Q::UsdPerHour(usd)) => ("rent", shown.money(usd) + "/h"),
        _ => return None,
    };
    let seen = price.seen.as_ref().get()?;
    let whose = if price.of == PriceOf::Purchase { &price.kind } else { &price.name };
    let text = [&*amount, " ", whose, ", ", &seen.observed.to_string(), ", ", &age(seen.age_days)].concat();
    let source = world.catalog().sources().iter().find(|source| *source.key == *seen.source);
    Some(json!({ "way": way, "text": text, "source": source.map(|source| &source.text) }))
}
