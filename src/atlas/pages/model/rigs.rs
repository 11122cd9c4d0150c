//! What runs the model: the rigs that stand out, and every device by fit.

use will_it_run_engine::answer::{DeviceRow, Rate};
use will_it_run_engine::fit::Fit;
use will_it_run_engine::offers::{Buy, Offers};
use will_it_run_engine::recommend::{Choice, Covers, RigChoice, RigPart};
use will_it_run_engine::rules::Kind;
use will_it_run_engine::units::{Bytes, Known};
use yew::UseStateHandle;

use super::asked::{Asked, SPEED, plain, usable};
use super::memory::{Draft, number};
use super::parts::{bytes_cell, cell, field, head, sheet};
use crate::app::charts::shape;
use crate::app::components::button;
use crate::app::draw::{El, On, el};
use crate::app::world::{DeviceCard, Mark, World};
use crate::atlas::place::Place;
use crate::atlas::route::Route;
use crate::text::compare::rig_of_kinds;
use crate::text::number::{decimals, grouped, range};
use crate::text::{Fixed, Key as Common, ModelPageKey as Key, combination, fit_key, model, t};

/// Devices on a page of the list.
const PAGE: usize = 20;

/// What the engine found, once the reader rested.
pub struct Found {
    /// What was asked.
    pub asked: Asked,
    /// The rigs that stand out.
    pub choice: Choice,
    /// Every device.
    pub rows: Vec<DeviceRow>,
    /// What devices cost.
    pub offers: Offers,
    /// Whether the model writes text at all.
    pub writes: bool,
}

/// Asks the engine.
pub fn find(world: &World, asked: &Asked, kind: Kind) -> Option<Found> {
    let calculator = world.calculator();
    Some(Found {
        asked: asked.clone(),
        choice: calculator.choose(&asked.wishes()).ok()?,
        rows: calculator.devices(&asked.everywhere()).ok()?,
        offers: Offers::new(world.catalog(), world.catalog().date()),
        writes: kind == Kind::Language,
    })
}

/// The section.
pub fn rigs(
    place: &Place,
    asked: &Asked,
    kind: Kind,
    found: Option<&Found>,
    from: &UseStateHandle<usize>,
    draft: &Draft,
) -> El {
    let speed = || {
        let input = number(place, SPEED, plain(asked.speed), plain(usable(&place.world)), draft);
        let unit = el("span").class("unit").say(Common::TokPerSecond);
        let input = el("span").class("with-unit").put(input).put(unit);
        el("div").class("model-controls").put(field(Key::LeastSpeed.text(), input))
    };
    let writes = kind == Kind::Language;
    let busy = found.is_none_or(|found| found.asked != *asked);
    let section = sheet("sheet list model-runs", "runs-title", Key::Runs)
        .is("data-list", "devices")
        .maybe("aria-busy", busy.then_some("true"))
        .maybe_put(writes.then(speed))
        .maybe_put((!writes).then(|| el("p").class("note").say(Key::NoTokenRate)));
    let Some(found) = found else {
        return section.put(el("p").class("note").is("role", "status").say(Common::Working));
    };
    // Until the reader rests, what was found last stands with what was asked then.
    let asked = &found.asked;
    let at = model::at(asked.quant, asked.context, kind);
    let counts = model::choice_counts(&found.choice.counts, &at, found.choice.as_of);
    let picks = &found.choice.picks;
    let picks = [
        (Key::Cheapest, Key::NoCheapest, &picks.cheapest),
        (Key::Fastest, Key::NoFastest, &picks.fastest),
        (Key::Efficient, Key::NoEfficient, &picks.most_efficient),
    ];
    // Without a token rate nothing is fastest, and nothing the most efficient.
    let asked_for = if writes { picks.len() } else { 1 };
    let any = picks.iter().any(|(_, _, rig)| rig.is_some());
    let picked = picks.into_iter().take(asked_for).map(|(title, none, rig)| {
        let card = el("div").class("model-pick").put(el("h3").say(title));
        match rig {
            Some(rig) => pick(card, rig, place, asked),
            None => card.put(el("p").class("note").say(none)),
        }
    });
    section
        .put(el("p").text(counts))
        .maybe_put(any.then(|| el("div").class("model-picks").all(picked)))
        .put(el("p").class("note").say(Key::RunsNote))
        .put(devices(place, asked, found, from))
}

/// A rig that stands out.
fn pick(card: El, rig: &RigChoice, place: &Place, asked: &Asked) -> El {
    let (Some(part), Some(figures)) = (rig.devices.first(), rig.wants.first()) else { return card };
    let sized = |part: &RigPart| {
        let device = place.world.device(&part.hardware);
        device.filter(|device| device.sizes.len() > 1).map(|_| part.memory)
    };
    let named = |part: &RigPart| {
        let device = place.world.device(&part.hardware);
        let name = device.map_or(part.hardware.as_str(), |device| &device.name);
        (part.count, combination(part.count, Some(name), sized(part), place.reader.unit))
    };
    let name = rig_of_kinds(&rig.devices.iter().map(named).collect::<Vec<_>>());
    let price = match &rig.price {
        Known::Known(price) => {
            let (usd, when) = model::price(price.usd.get(), price.condition, price.observed);
            let alone = if price.covers == Covers::Devices { Key::ForDevices.text() } else { "" };
            let note = when + model::old(price.age_days) + if alone.is_empty() { "" } else { "; " } + alone;
            el("p").put(el("b").text(usd)).text(" ").put(el("span").class("note").text(note))
        }
        Known::Unknown => el("p").class("note").say(Key::PriceUnknown),
    };
    let joules = figures.joules_per_token.get().map(|joules| {
        let said =
            [&decimals(joules, 2), " ", t(Common::JoulesPerToken), ", ", t(Common::EnergyMeans)].concat();
        el("p").class("note").text(said)
    });
    let mut query =
        asked.query(&place.world, asked.quant, Some((&part.hardware, part.count, &gib(sized(part)))));
    for other in rig.devices.iter().skip(1) {
        let memory = sized(other).map(|size| "&mem=".to_owned() + &gib(Some(size))).unwrap_or_default();
        query = [&query, "&on=", &other.hardware, &memory].concat();
    }
    card.put(el("p").class("name").put(place.link(Route::Device(part.hardware.clone())).text(name)))
        .put(price)
        .maybe_put(figures.decode.get().map(|rate| el("p").text(said(rate))))
        .maybe_put(joules)
        .put(el("p").class("note").put(place.ask(&query).say(Key::AskRig)))
}

fn said(rate: Rate) -> String {
    [&range(rate.low.get(), rate.high.get()), "\u{a0}", t(Common::TokPerSecond)].concat()
}

fn gib(size: Option<Bytes>) -> String {
    size.map_or_else(String::new, |size| plain(size.as_gib()))
}

/// Every device by fit, a page at a time.
fn devices(place: &Place, asked: &Asked, found: &Found, from: &UseStateHandle<usize>) -> El {
    let all = found.rows.len();
    let first = if **from < all { **from } else { 0 };
    let last = (first + PAGE).min(all);
    let columns = head(&[
        (Key::Device.text(), ""),
        (t(Common::Fit), ""),
        (t(Common::Needs), "number"),
        (t(Common::Speed), "number"),
        (Key::Price.text(), "number"),
    ]);
    let shown = found.rows.iter().skip(first).take(PAGE);
    let body = shown
        .filter_map(|row| Some(device(row, place.world.devices().get(row.hardware)?, place, asked, found)));
    let turn = |says: Common, possible: bool, to: usize| {
        let from = from.clone();
        button("", says)
            .maybe("disabled", (!possible).then_some("disabled"))
            .on(On::Click, move |_| from.set(to))
    };
    let status = [
        &grouped(first as u64 + 1),
        "–",
        &grouped(last as u64),
        " ",
        t(Common::Of),
        " ",
        &grouped(all as u64),
    ];
    el("div")
        .class("model-block")
        .put(el("h3").is("id", "devices-title").say(Key::Devices))
        .put(
            el("table")
                .is("aria-labelledby", "devices-title")
                .put(el("thead").put(columns))
                .put(el("tbody").all(body)),
        )
        .put(
            el("div")
                .class("pager")
                .put(el("p").class("note").is("role", "status").text(status.concat()))
                .put(turn(Common::Previous, first > 0, first.saturating_sub(PAGE)))
                .put(turn(Common::Next, last < all, first + PAGE)),
        )
}

fn device(row: &DeviceRow, card: &DeviceCard, place: &Place, asked: &Asked, found: &Found) -> El {
    let size = row.memory.get().filter(|_| card.sizes.len() > 1);
    let name = place.link(Route::Device(card.id.clone())).text(card.name.clone());
    let sold =
        size.map(|size| crate::text::measure::bytes(size, place.reader.unit) + " · ").unwrap_or_default();
    let detail = el("span").class("detail").text(sold + &card.detail);
    let detail =
        if card.mark == Mark::Unconfirmed { detail.is("title", t(Common::UnconfirmedMeans)) } else { detail };
    let query = asked.query(&place.world, asked.quant, Some((&card.id, 1, &gib(size))));
    let fit = t(fit_key(row.fit));
    let ask = place.ask(&query).with("aria-label", [fit, ", ", &card.name].concat()).text(fit);
    let rate = match row.decode {
        Known::Known(rate) => cell("number", t(Common::Speed)).text(said(rate)),
        Known::Unknown if row.fit == Fit::DoesNotFit || !found.writes => {
            cell("number quiet", t(Common::Speed)).text("–")
        }
        Known::Unknown => cell("number quiet", t(Common::Speed)).say(Common::Unknown),
    };
    let key = place.world.catalog().hardware_key(&card.id);
    let offer = key.zip(row.memory.get()).map(|(key, size)| found.offers.going(key, size, Buy::Any, &[]));
    let price = match offer {
        Some(Known::Known(offer)) => {
            let condition = will_it_run_engine::catalog::Word::as_str(offer.condition);
            let (usd, when) = model::price(offer.usd.get(), condition, offer.observed);
            cell("number", Key::Price.text()).text(usd).put(el("span").class("detail").text(when))
        }
        _ => cell("number quiet", Key::Price.text()).say(Common::Unknown),
    };
    el("tr")
        .key(row.hardware)
        .put(el("th").is("scope", "row").put(name).put(detail))
        .put(el("td").class("fit").put(shape(row.fit)).put(ask))
        .put(bytes_cell(row.total, place.reader.unit, t(Common::Needs)))
        .put(rate)
        .put(price)
}
