//! A rig of the answer: as a card among those that stand out, and as a row of a list.

use will_it_run_engine::recommend::{Cannot, Choice, RigChoice, RigPart, WantFigures};
use will_it_run_engine::units::Known;

use super::form::name;
use crate::app::charts::shape;
use crate::app::draw::{El, el};
use crate::app::world::Mark;
use crate::atlas::components::compare_rig::{question_query, rig_text};
use crate::atlas::place::Place;
use crate::atlas::route::Route;
use crate::text::compare::{usd, watts};
use crate::text::number::{range, three};
use crate::text::{ChooseKey, Fixed, choose, compare, fit_key, reason};

/// The name of a kind of device of a rig; its memory where it is sold in several sizes.
pub fn part_name(place: &Place, part: &RigPart) -> String {
    let card = place.world.device(&part.hardware);
    let name = card.map_or(part.hardware.as_str(), |card| card.name.as_str());
    let several = card.is_some_and(|card| card.sizes.len() > 1);
    compare::rig(part.count, name, several.then(|| part.memory.as_gib()), None)
}

fn rig_name(place: &Place, rig: &RigChoice) -> String {
    parts_name(place, &rig.devices)
}

/// The name of devices, kind by kind.
pub fn parts_name(place: &Place, parts: &[RigPart]) -> String {
    let kinds: Vec<(u32, String)> = parts.iter().map(|part| (part.count, part_name(place, part))).collect();
    compare::rig_of_kinds(&kinds)
}

/// The rig as a side of a comparison.
pub fn side(place: &Place, rig: &RigChoice) -> Option<String> {
    let mut raw = rig.rig.clone();
    for device in &mut raw.devices {
        let card = place.world.device(&device.hardware)?;
        if card.sizes.len() < 2 {
            device.memory_gib = None;
        }
    }
    Some(rig_text(&raw))
}

fn device_link(place: &Place, rig: &RigChoice) -> El {
    let id = rig.devices.first().map(|part| part.hardware.clone()).unwrap_or_default();
    place.link(Route::Device(id)).text(rig_name(place, rig))
}

/// The question of a want on the rig, as the calculator writes it.
fn question(choice: &Choice, rig: &RigChoice, want: usize) -> String {
    choice.question(rig, want).map(|question| question_query(&question)).unwrap_or_default()
}

/// Link to curves, ways and commands of a want on the rig.
fn closer(place: &Place, choice: &Choice, rig: &RigChoice, want: usize) -> El {
    let about =
        [ChooseKey::CloserLook.text(), ": ", &want_name(place, choice, want), ", ", &rig_name(place, rig)];
    let link = place.link_with(Route::Closer, question(choice, rig, want)).with("aria-label", about.concat());
    link.say(ChooseKey::CloserLook)
}

/// A rig that stands out.
pub fn pick(place: &Place, choice: &Choice, title: ChooseKey, rig: &RigChoice) -> El {
    let price =
        rig.price.as_ref().get().map_or_else(|| "price unknown".to_owned(), |price| usd(price.usd.get()));
    let power = rig.power.get().map_or_else(|| "power unknown".to_owned(), |power| watts(power.get()));
    let joules = rig.wants.iter().filter_map(|want| want.joules_per_token.get()).reduce(f64::max);
    let joules =
        joules.map(|joules| [" · ", &three(joules), "\u{a0}J per token"].concat()).unwrap_or_default();
    el("li")
        .put(el("h3").say(title))
        .put(el("p").class("name").put(device_link(place, rig)))
        .put(el("p").class("large").text(slowest(rig)))
        .put(el("p").class("note").text([&price, " · ", &power, &joules].concat()))
        .put(
            el("p")
                .class("note")
                .put(place.ask(&question(choice, rig, 0)).say(ChooseKey::Check))
                .text(" · ")
                .put(closer(place, choice, rig, 0)),
        )
}

/// Decode of the want that is slowest.
fn slowest(rig: &RigChoice) -> String {
    let rates = rig.wants.iter().filter_map(|want| want.decode.get());
    let slowest = rates.min_by(|a, b| a.tokens_per_second.get().total_cmp(&b.tokens_per_second.get()));
    slowest.map_or_else(
        || ChooseKey::NoDecode.text().to_owned(),
        |rate| range(rate.low.get(), rate.high.get()) + "\u{a0}tok/s",
    )
}

/// Rigs, one a row.
pub fn table(place: &Place, choice: &Choice, rigs: &[RigChoice]) -> El {
    let columns = [ChooseKey::Rig, ChooseKey::Runs, ChooseKey::Price, ChooseKey::Rated, ChooseKey::Notes];
    let head = el("tr").all(columns.map(|name| el("th").is("scope", "col").say(name)));
    let rows = rigs.iter().enumerate().map(|(at, rig)| row(place, choice, rig, at));
    el("table").class("ranked").put(el("thead").put(head)).put(el("tbody").all(rows))
}

fn cell(label: ChooseKey) -> El {
    el("td").is("data-label", choose::choose_text(label))
}

fn row(place: &Place, choice: &Choice, rig: &RigChoice, at: usize) -> El {
    let form = rig.form.map(choose::form).unwrap_or_default();
    let detail =
        [form, if form.is_empty() { "" } else { " · " }, rig.backend.word(), " · ", rig.os.word()].concat();
    let head = el("th")
        .is("scope", "row")
        .put(el("span").class("rank").text((at + 1).to_string()))
        .put(device_link(place, rig))
        .put(el("span").class("note").text(detail));
    let wants = rig.wants.iter().enumerate().map(|(want, figures)| {
        runs(
            figures,
            [place.ask(&question(choice, rig, want)), closer(place, choice, rig, want)],
            (rig.wants.len() > 1).then(|| want_name(place, choice, want)),
        )
    });
    let price = match &rig.price {
        Known::Known(price) => {
            let (source, mark) = place.world.source(&price.source);
            let doubtful = (mark == Mark::Unconfirmed).then_some("unconfirmed");
            cell(ChooseKey::Price)
                .put(el("b").text(usd(price.usd.get())))
                .put(el("span").class("note").text(choose::price_note(price)))
                .put(el("small").put(el("span").maybe("class", doubtful).text(source)))
        }
        Known::Unknown => cell(ChooseKey::Price).put(el("span").class("none").say(ChooseKey::PriceUnknown)),
    };
    let power = match rig.power {
        Known::Known(power) => cell(ChooseKey::Rated).text(watts(power.get())),
        Known::Unknown => cell(ChooseKey::Rated).put(el("span").class("none").say(ChooseKey::PowerUnknown)),
    };
    el("tr")
        .put(head)
        .put(cell(ChooseKey::Runs).all(wants))
        .put(price)
        .put(power)
        .put(notes(place, choice, rig))
}

fn want_name(place: &Place, choice: &Choice, want: usize) -> String {
    choice.wants.get(want).map(|want| name(place, &want.model)).unwrap_or_default()
}

/// Verdict, rate and quant of a want, with the ways on: to the calculator, and to a closer look.
fn runs(figures: &WantFigures, [check, closer]: [El; 2], model: Option<String>) -> El {
    let rate = figures.decode.get().map(|rate| range(rate.low.get(), rate.high.get()) + "\u{a0}tok/s");
    let rate = rate.map(|rate| el("b").text(rate));
    let word = check.class("fit").put(shape(figures.fit)).say(fit_key(figures.fit));
    let quant = match model {
        Some(model) => [&model, " at ", figures.quant].concat(),
        None => figures.quant.to_owned(),
    };
    let note = el("span").class("note").text(quant + " · ").put(closer);
    el("div").class("want").put(word).text(" ").maybe_put(rate).put(note)
}

/// Why it is here, what it cannot do, what more money gives.
fn notes(place: &Place, choice: &Choice, rig: &RigChoice) -> El {
    let why: Vec<String> = rig.why.iter().map(choose::why).collect();
    let want = |want: usize| want_name(place, choice, want);
    // What price and power say of themselves stands in their cells.
    let own_cell = |what: &&Cannot| {
        !matches!(
            what,
            Cannot::PriceUnknown
                | Cannot::LaunchPrice { .. }
                | Cannot::OldPrice { .. }
                | Cannot::PowerUnknown
        )
    };
    let cannot = rig.cannot.iter().filter(own_cell).map(|what| {
        let says = choose::cannot(what, &want);
        let because = match what {
            Cannot::Want { want, .. } => {
                rig.wants.get(*want).and_then(|figures| compare::against_it(&figures.reasons))
            }
            _ => None,
        };
        let because = because.map(|why| [". ", &reason(why, place.reader.unit)].concat());
        el("li").text(says + &because.unwrap_or_default())
    });
    let next = rig.next.as_ref().and_then(|next| Some((next, next.devices.first()?))).map(|(next, part)| {
        let says = choose::next(next.more_usd.get(), &next.better);
        let link = place.link(Route::Device(part.hardware.clone())).text(parts_name(place, &next.devices));
        el("p").class("next").text(choose::NEXT).put(link).text(says)
    });
    let why = (!why.is_empty()).then(|| el("p").class("because-of").text(why.join(" · ")));
    cell(ChooseKey::Notes)
        .class("notes")
        .maybe_put(why)
        .put(el("ul").class("cannot").all(cannot))
        .maybe_put(next)
}
