//! What is kept in this browser: listed, and removed row by row.

use will_it_run_engine::catalog::{Measured, Measurement, kept::read};
use will_it_run_engine::import::lines;
use yew::UseStateHandle;

use crate::app::draw::{El, On, el};
use crate::app::world::World;
use crate::atlas::place::Place;
use crate::text::{AccuracyKey, accuracy};
use crate::web::storage;

/// The rows of kept lines; those of a device or model that the catalog no longer has are gone.
pub fn rows(world: &World, stored: &str) -> Vec<Measurement> {
    stored.lines().filter_map(|line| read(line, world.catalog(), "")).map(|(row, _)| row).collect()
}

/// Keeps these rows and no others.
pub fn store(world: &World, stored: &UseStateHandle<String>, rows: &[Measurement]) {
    let text = lines(world.catalog(), rows).join("\n");
    storage::write(storage::MEASURED, &text);
    stored.set(text);
}

/// The list.
pub fn kept(place: &Place, stored: &UseStateHandle<String>) -> El {
    let part = el("div").class("acc-kept").put(el("h3").is("id", "kept").say(AccuracyKey::KeptTitle));
    let all = rows(&place.world, stored);
    if all.is_empty() {
        return part.put(el("p").class("note").say(AccuracyKey::KeptNone));
    }
    let items = all.iter().enumerate().filter_map(|(at, row)| {
        let (says, link) = describe(place, row)?;
        let (world, stored) = (place.world.clone(), stored.clone());
        let mut rest = all.clone();
        rest.remove(at);
        let remove = el("button")
            .is("type", "button")
            .class("quiet-button")
            .say(AccuracyKey::Remove)
            .put(el("span").class("unseen").text([" ", &says].concat()))
            .on(On::Click, move |_| store(&world, &stored, &rest));
        Some(el("li").key(says.as_str()).put(el("span").text(says)).put(link).put(remove))
    });
    let (world, none) = (place.world.clone(), stored.clone());
    let remove_all = el("button")
        .is("type", "button")
        .class("quiet-button")
        .say(AccuracyKey::RemoveAll)
        .on(On::Click, move |_| store(&world, &none, &[]));
    part.put(el("p").class("note").say(AccuracyKey::KeptHelp))
        .put(el("ul").class("own-list").is("aria-labelledby", "kept").all(items))
        .put(remove_all)
}

fn describe(place: &Place, row: &Measurement) -> Option<(String, El)> {
    let catalog = place.world.catalog();
    let (Measured::Listed(device), Measured::Listed(model)) = (row.hardware, row.model) else { return None };
    let (device, model) = (catalog.device(device)?, catalog.model(model)?);
    let count = if row.devices > 1 { [":", &row.devices.to_string()].concat() } else { String::new() };
    let query = ["model=", &model.id, "&quant=", &row.quant.to_ascii_uppercase(), "&on=", &device.id, &count]
        .concat();
    let link = place.ask(&query).say(AccuracyKey::AskCalculator);
    Some((accuracy::kept(row, &device.name, &model.name), link))
}
