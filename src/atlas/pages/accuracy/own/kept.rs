//! What is kept in this browser: listed, and removed line by line.

use will_it_run_engine::catalog::{Catalog, Measured, kept::read};
use yew::UseStateHandle;

use crate::app::draw::{El, On, el};
use crate::atlas::place::Place;
use crate::text::{AccuracyKey, accuracy};
use crate::web::storage;

/// Keeps these lines and no others.
pub fn store(stored: &UseStateHandle<String>, lines: &[String]) {
    let text = lines.join("\n");
    storage::write(storage::MEASURED, &text);
    stored.set(text);
}

/// The list.
pub fn kept(place: &Place, stored: &UseStateHandle<String>) -> El {
    let catalog = place.world.catalog();
    let lines: Vec<String> = stored.lines().map(str::to_owned).collect();
    let part = el("div").class("acc-kept").put(el("h3").is("id", "kept").say(AccuracyKey::KeptTitle));
    if lines.is_empty() {
        return part.put(el("p").class("note").say(AccuracyKey::KeptNone));
    }
    let items = lines.iter().map(|line| {
        let (stored, gone) = (stored.clone(), line.clone());
        let (says, link) = describe(place, catalog, line);
        let remove = el("button")
            .is("type", "button")
            .class("quiet-button")
            .say(AccuracyKey::Remove)
            .put(el("span").class("unseen").text([" ", &says].concat()))
            .on(On::Click, move |_| {
                let rest: Vec<String> =
                    stored.lines().filter(|line| *line != gone).map(str::to_owned).collect();
                store(&stored, &rest);
            });
        el("li").key(line.as_str()).put(el("span").text(says)).maybe_put(link).put(remove)
    });
    let all = stored.clone();
    let remove_all = el("button")
        .is("type", "button")
        .class("quiet-button")
        .say(AccuracyKey::RemoveAll)
        .on(On::Click, move |_| store(&all, &[]));
    part.put(el("p").class("note").say(AccuracyKey::KeptHelp))
        .put(el("ul").class("own-list").is("aria-labelledby", "kept").all(items))
        .put(remove_all)
}

fn describe(place: &Place, catalog: &Catalog, line: &str) -> (String, Option<El>) {
    let found = read(line, catalog).and_then(|row| match (row.hardware, row.model) {
        (Measured::Listed(device), Measured::Listed(model)) => {
            Some((catalog.device(device)?, catalog.model(model)?, row))
        }
        _ => None,
    });
    let Some((device, model, row)) = found else {
        let says = line.replace('\t', " ");
        return ([&says, " – ", crate::text::Fixed::text(AccuracyKey::KeptGone)].concat(), None);
    };
    let count = if row.devices > 1 { [":", &row.devices.to_string()].concat() } else { String::new() };
    let query = ["model=", &model.id, "&quant=", &row.quant.to_ascii_uppercase(), "&on=", &device.id, &count]
        .concat();
    let link = place.ask(&query).say(AccuracyKey::AskCalculator);
    (accuracy::kept(&row, &device.name, &model.name), Some(link))
}
