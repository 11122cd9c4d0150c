//! All devices: their columns, filters and rows.

use will_it_run_engine::catalog::{Catalog, Confirmed, Figure, Hardware, HardwareKey, Word};
use will_it_run_engine::fit::Fit;
use will_it_run_engine::offers::{Buy, Offer, Offers};
use will_it_run_engine::score::{
    REFERENCE_CONTEXT, REFERENCE_MODEL, REFERENCE_QUANT, ScoreBasis, ScoreRow, ScoreWeights, Tier,
};
use will_it_run_engine::units::{Bytes, Known};

use super::sheet::End;
use super::sheet::{Cell, Filter, Kind, List, Order, Row, Shown, Stage, Test, Value, amount, column};
use crate::app::world::World;
use crate::atlas::route::Route;
use crate::text::measure::MemoryUnit;
use crate::text::{
    ListsKey, api_name, class_name, devices_intro, evidence_keys, offer_seen, score_reason, sizes_from, t,
    tier_note, tl, vendor_name,
};

/// The list of devices.
pub static DEVICES: List = List {
    word: "hardware",
    title: ListsKey::DevicesTitle,
    intro: |world| {
        let reference = world.model(REFERENCE_MODEL).map_or(REFERENCE_MODEL, |model| &model.name);
        devices_intro(reference, REFERENCE_QUANT, REFERENCE_CONTEXT)
    },
    rows: ListsKey::DeviceRows,
    columns: &[
        column("name", ListsKey::Name, Kind::Text, Shown::Always, &["name"]),
        column("score", ListsKey::Score, Kind::Points, Shown::First, &["score", "score_note"]),
        column(
            "decode",
            ListsKey::Decode,
            Kind::Rate,
            Shown::First,
            &["decode_tok_s", "decode_low_tok_s", "decode_high_tok_s", "decode_evidence"],
        ),
        column("memory", ListsKey::Memory, Kind::Bytes, Shown::First, &["memory_bytes", "memory_note"]),
        column("bandwidth", ListsKey::Bandwidth, Kind::Bandwidth, Shown::First, &["bandwidth_gb_s"]),
        column("power", ListsKey::Power, Kind::Watts, Shown::First, &["power_w"]),
        column("price", ListsKey::GoingPrice, Kind::Usd, Shown::First, &["price_usd", "price_seen"]),
        column("launch", ListsKey::LaunchPrice, Kind::Usd, Shown::First, &["launch_usd"]),
        column("released", ListsKey::Released, Kind::Date, Shown::First, &["released"]),
        column("class", ListsKey::Class, Kind::Text, Shown::First, &["class"]),
        column("backends", ListsKey::Backends, Kind::Words, Shown::First, &["backends"]),
        column("vendor", ListsKey::Vendor, Kind::Text, Shown::OnDemand, &["vendor"]),
        column("chip", ListsKey::Chip, Kind::Text, Shown::OnDemand, &["chip"]),
    ],
    filters: &[
        Filter { word: "vendor", label: ListsKey::Vendor, column: 11, test: Test::Is },
        Filter { word: "class", label: ListsKey::Class, column: 9, test: Test::Is },
        Filter { word: "api", label: ListsKey::Backend, column: 10, test: Test::Is },
        Filter {
            word: "mem",
            label: ListsKey::MemoryAtLeast,
            column: 3,
            test: Test::AtLeast(1_073_741_824.0),
        },
        Filter { word: "price", label: ListsKey::PriceAtMost, column: 6, test: Test::AtMost(1.0) },
    ],
    first: Order { column: 1, end: End::Greatest },
    build,
    prepare: |_, _| None,
    search: |world, typed| {
        world.catalog().search_hardware(typed).into_iter().map(|hit| hit.key.index()).collect()
    },
    page: Route::Device,
};

fn build(world: &World, _: Stage) -> Vec<Row> {
    let catalog = world.catalog();
    let offers = Offers::new(catalog, catalog.date());
    let scores = world.calculator().scores(ScoreBasis::Live, &ScoreWeights::STANDARD);
    let devices = catalog.hardware_keys().zip(catalog.hardware());
    let scored = |key: HardwareKey| scores.iter().find(|row| row.hardware == key.index());
    devices.map(|(key, device)| row(catalog, &offers, scored(key), key, device)).collect()
}

fn row(
    catalog: &Catalog,
    offers: &Offers,
    score: Option<&ScoreRow>,
    key: HardwareKey,
    device: &Hardware,
) -> Row {
    let backends: Vec<&str> = device.backends().into_iter().map(api_name).collect();
    let released = &device.released;
    let cells = vec![
        Cell::text(&device.name),
        points(score),
        decode(score),
        memory(catalog, device),
        Cell::figure(
            device.bandwidth.known().map(|rate| rate.as_gb_s()),
            catalog.confirmed(&device.bandwidth),
        ),
        Cell::figure(device.tdp.known().map(|power| power.get()), catalog.confirmed(&device.tdp)),
        price(catalog, offers, key, device),
        Cell::figure(device.msrp.known().map(|usd| usd.get()), catalog.confirmed(&device.msrp)),
        Cell::day(released.known(), catalog.confirmed(released)),
        Cell::text(class_name(device.class)),
        Cell::text(&backends.join(", ")),
        Cell::text(vendor_name(device.vendor)),
        Cell::text(&device.architecture),
    ];
    Row { id: device.id.to_string().into(), cells }
}

/// The largest size it is sold in, with the smallest beside it.
fn memory(catalog: &Catalog, device: &Hardware) -> Cell {
    let sizes = device.memory.sizes();
    let largest = sizes.last().map(|size| size.as_f64());
    let figure = Figure::Known { value: (), source: device.memory.source() };
    let cell = Cell::figure(largest.into(), catalog.confirmed(&figure));
    let kind = device.memory_kind.as_str().to_ascii_uppercase();
    match sizes {
        [smallest, _, ..] => {
            let from = amount(smallest.as_f64(), Kind::Bytes, MemoryUnit::Gib);
            cell.noted([&kind, ", ", &sizes_from(&from)].concat())
        }
        _ => cell.noted(kind),
    }
}

/// The lowest newest price over the sizes it is sold in, and that size where there are several.
#[must_use]
pub fn going(offers: &Offers, key: HardwareKey, device: &Hardware) -> Known<(Offer, Option<Bytes>)> {
    let sizes = device.memory.sizes();
    let all = sizes.iter().filter_map(|size| {
        let offer = offers.going(key, *size, Buy::Any, &[]).get()?;
        Some((offer, (sizes.len() > 1).then_some(*size)))
    });
    all.min_by(|a, b| a.0.usd.get().total_cmp(&b.0.usd.get())).into()
}

/// A going price with its condition, size and day.
#[must_use]
pub fn price(catalog: &Catalog, offers: &Offers, key: HardwareKey, device: &Hardware) -> Cell {
    let Known::Known((offer, size)) = going(offers, key, device) else {
        let sizeless = if offers.of(key).is_empty() { "" } else { tl(ListsKey::NoSize) };
        return Cell::of(Value::Missing(ListsKey::Unknown)).noted(sizeless);
    };
    let size = size.map(|size| amount(size.as_f64(), Kind::Bytes, MemoryUnit::Gib)).unwrap_or_default();
    let confirmed = catalog.source(offer.source).map_or(Confirmed::No, |source| source.confirmed);
    let seen = offer_seen(offer.condition, &offer.observed.to_string(), &size);
    Cell::of(Value::Figure(offer.usd.get())).noted(seen).marked(confirmed)
}

fn points(row: Option<&ScoreRow>) -> Cell {
    let score = row.map(|row| &row.score);
    match score.and_then(|score| score.headline.get()) {
        Some(points) => Cell::of(Value::Figure(f64::from(points))).noted(tier_note(Tier::of(points))),
        None => {
            let why =
                score.and_then(|score| score.reasons.first()).map_or("", |reason| score_reason(*reason));
            Cell::of(Value::Missing(ListsKey::Unknown)).noted(why)
        }
    }
}

/// Decode of the reference question.
#[must_use]
pub fn decode(row: Option<&ScoreRow>) -> Cell {
    let fit = row.map_or(Fit::Unknown, |row| row.score.inputs.reference_fit);
    match row.and_then(|row| row.decode.get()) {
        Some(rate) => {
            let (typical, low, high) = (rate.tokens_per_second.get(), rate.low.get(), rate.high.get());
            Cell::of(Value::Range { typical, low, high }).noted(t(evidence_keys(rate.evidence).0))
        }
        None if fit == Fit::DoesNotFit => Cell::of(Value::Missing(ListsKey::DoesNotFit)),
        None => Cell::of(Value::Missing(ListsKey::Unknown)).noted(tl(ListsKey::NoDecode)),
    }
}
