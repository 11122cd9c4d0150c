//! What it costs to buy and to rent, as seen by somebody on a day, and what the two say together.

use will_it_run_engine::catalog::{Catalog, Price, Rental, RentalKind, Word};
use will_it_run_engine::cost::{going_rates, rental_offers, spread};
use will_it_run_engine::offers::Offer;
use will_it_run_engine::recommend::Covers;
use will_it_run_engine::units::{Date, Known, UsdPerHour};

use super::draw::{cell, note, number, sheet, table};
use super::measured::day;
use super::subject::{Subject, driven, marked, question, rig, source_text, whole_gib};
use crate::app::draw::{El, el};
use crate::atlas::components::cost_glance::{About, cost_glance};
use crate::text::{DeviceKey as K, Fixed, device_says};

/// Days after which an observation is called old.
const YEAR: i64 = 365;

/// Terms of rentals with their words.
const TERMS: [(RentalKind, K); 4] = [
    (RentalKind::OnDemand, K::OnDemand),
    (RentalKind::Spot, K::Spot),
    (RentalKind::Community, K::CommunityTerms),
    (RentalKind::Reserved, K::Reserved),
];

/// The section; `offer` is the going price of the device with its memory, `model` the one the page shows on it.
pub fn money(about: &Subject<'_>, offer: Known<Offer>, model: &str) -> El {
    let catalog = about.catalog();
    let prices: Vec<&Price> = catalog.prices().iter().filter(|p| p.hardware == about.key).collect();
    let rentals: Vec<&Rental> = catalog.rentals().iter().filter(|r| r.hardware == about.key).collect();
    let going = offer.get().map(|offer| {
        let age = i64::from(offer.age_days);
        let seen = offer.observed.to_string();
        let range = (offer.low, offer.high);
        el("p").class("dv-sentence").text(device_says::price_sentence(range, offer.condition, &seen, age))
    });
    let price_table = (!prices.is_empty()).then(|| {
        let head = [(K::Condition, ""), (K::Price, "number"), (K::Day, ""), (K::Source, "")];
        let rows = newest(&prices, |price| price.observed);
        table(&head, rows.into_iter().map(|price| price_row(about, price))).class("dv-prices")
    });
    let none = prices.is_empty().then(|| note(K::PricesNone));
    sheet("money", K::Money)
        .maybe_put(going)
        .put(el("h3").say(K::BreakEven))
        .put(glance(about, model))
        .put(el("h3").say(K::BreakEvenTerms))
        .put(break_even(about, offer))
        .put(el("h3").say(K::Prices))
        .maybe_put(none)
        .maybe_put(price_table)
        .put(el("h3").say(K::Rentals))
        .put(rental_rows(about, &rentals))
}

/// Buying, renting and paying by the token in short: of the model on this device where it is driven, else of the device alone.
fn glance(about: &Subject<'_>, model: &str) -> El {
    let known = driven(about.device) && about.world().model(model).is_some();
    if !known {
        return cost_glance(about.place, &About::Rig(&rig(about.device, about.memory)), &cost_query(about));
    }
    let query = [&cost_query(about), "&model=", model, "&place=device"].concat();
    cost_glance(about.place, &About::Question(&question(about.device, about.memory, model)), &query)
}

/// The question about cost: this device.
fn cost_query(about: &Subject<'_>) -> String {
    let query = ["on=", &*about.device.id].concat();
    if about.device.memory.only().is_some() {
        query
    } else {
        [&query, "&mem=", &whole_gib(about.memory)].concat()
    }
}

/// Rates of a device with its memory per hour from the least to the most, as the page about cost has them.
#[must_use]
pub fn rates(about: &Subject<'_>, kind: RentalKind) -> Known<(UsdPerHour, UsdPerHour)> {
    let catalog = about.catalog();
    let offers = rental_offers(catalog, about.key, Known::Known(about.memory), 1, catalog.date());
    spread(&going_rates(&offers, kind, |_| true)).map(|rate| (rate.low, rate.high))
}

fn break_even(about: &Subject<'_>, offer: Known<Offer>) -> El {
    let rows: Vec<(K, (UsdPerHour, UsdPerHour))> =
        TERMS.into_iter().filter_map(|(kind, word)| Some((word, rates(about, kind).get()?))).collect();
    let Known::Known(offer) = offer else { return note(K::BreakEvenNoPrice) };
    if rows.is_empty() {
        return note(K::BreakEvenNoRental);
    }
    let price = (offer.low, offer.high);
    let head = [(K::Terms, ""), (K::PerHour, "number"), (K::Hours, "number"), (K::Months, "number")];
    let body = rows.into_iter().map(|(word, rate)| {
        let (hours, months) = device_says::break_even(price, rate);
        el("tr")
            .put(el("th").is("scope", "row").say(word))
            .put(number(K::PerHour, device_says::usd_range(rate)))
            .put(number(K::Hours, hours))
            .put(number(K::Months, months))
    });
    let basis = note(K::BreakEvenNote).text(device_says::left_out(Covers::of(about.device)));
    el("div").put(table(&head, body).class("dv-even")).put(basis)
}

/// Records by day, the newest first.
fn newest<'a, T>(records: &[&'a T], observed: impl Fn(&T) -> Date) -> Vec<&'a T> {
    let mut order: Vec<(u64, usize)> =
        records.iter().enumerate().map(|(at, record)| (u64::MAX - day(observed(record)), at)).collect();
    order.sort_unstable();
    order.into_iter().filter_map(|(_, at)| records.get(at).copied()).collect()
}

/// A day with how long ago it was; old ones say so.
fn day_cell(catalog: &Catalog, observed: Date) -> El {
    let days = catalog.date().days_since(observed);
    let old =
        (days > YEAR).then(|| el("span").class("dv-old").text([" · ", K::OlderThanYear.text()].concat()));
    cell(K::Day, [&observed.to_string(), ", ", &device_says::age(days)].concat()).maybe_put(old)
}

fn price_row(about: &Subject<'_>, price: &Price) -> El {
    let catalog = about.catalog();
    let mut what = device_says::condition_word(price.condition).to_owned();
    if let Known::Known(memory) = price.memory {
        what = what + ", " + &whole_gib(memory) + "\u{a0}GiB";
    }
    if let Known::Known(form) = price.form_factor {
        what = what + ", " + form.as_str();
    }
    el("tr")
        .put(el("th").is("scope", "row").text(what))
        .put(number(K::Price, device_says::usd(price.usd)))
        .put(day_cell(catalog, price.observed))
        .put(source_cell(catalog, price.source, &price.note))
}

fn source_cell(catalog: &Catalog, source: will_it_run_engine::catalog::SourceKey, said: &str) -> El {
    let text = marked(source_text(catalog, Some(source)), catalog, Some(source));
    let text = if said.is_empty() { text } else { [&text, " · ", said].concat() };
    el("td").class("dv-source").text(text)
}

fn rental_rows(about: &Subject<'_>, rentals: &[&Rental]) -> El {
    if rentals.is_empty() {
        return note(K::RentalsNone);
    }
    let catalog = about.catalog();
    let head = [(K::Provider, ""), (K::PerHour, "number"), (K::Terms, ""), (K::Day, ""), (K::Source, "")];
    let rows = newest(rentals, |rental| rental.observed).into_iter().map(|rental| {
        let terms = TERMS.iter().find(|(kind, _)| *kind == rental.kind).map_or("", |(_, word)| word.text());
        let mut terms = [terms, ", ", rental.stat.as_str()].concat();
        if !rental.region.is_empty() {
            terms = [&terms, ", ", &*rental.region].concat();
        }
        if rental.gpus > 1 {
            terms = [&terms, ", of ", &rental.gpus.to_string()].concat();
        }
        el("tr")
            .put(el("th").is("scope", "row").text(rental.provider.to_string()))
            .put(number(K::PerHour, device_says::usd(rental.usd_per_gpu_hour)))
            .put(cell(K::Terms, terms))
            .put(day_cell(catalog, rental.observed))
            .put(source_cell(catalog, rental.source, &rental.note))
    });
    let count = device_says::plural(rentals.len(), "observation");
    el("details").class("dv-rentals").put(el("summary").text(count)).put(table(&head, rows))
}
