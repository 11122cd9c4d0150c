//! A model's row in the form.

use will_it_run_engine::question::{Fault, FaultCode};

use super::asked::Asked;
use super::fields::{Form, Text};
use super::form::model_picker;
use super::letter;
use super::row::Row;
use crate::app::draw::{El, el};
use crate::atlas::components::typed::figure;
use crate::text::compare::plain;
use crate::text::{Fixed, TogetherKey as Key, fault, together};

/// Ids of the pickers of models.
const PICKERS: [&str; 12] = [
    "model-1", "model-2", "model-3", "model-4", "model-5", "model-6", "model-7", "model-8", "model-9",
    "model-10", "model-11", "model-12",
];
/// Devices that a row can be bound to one by one here.
const MOST_BOUND: u32 = 8;
/// At most so many near values are offered.
const OFFERED: usize = 4;

/// The row; `name` is what the answer calls it.
pub fn row(form: &Form<'_>, at: usize, row: &Row, name: String, wrong: Option<&Fault>) -> El {
    let chosen = move |asked: &mut Asked, id: String| {
        with_row(asked, at, |row| {
            // A quant of the old model may be none of the new one's.
            if row.model != id {
                row.quant.clear();
            }
            row.model = id;
        });
    };
    let picker = PICKERS.get(at).map(|id| model_picker(form, id, Key::Model, &row.model, chosen));
    let remove = form.button(Key::Remove.text().to_owned(), move |asked| {
        if at < asked.rows.len() {
            asked.rows.remove(at);
        }
    });
    let remove = remove.class("quiet-button").put(el("span").class("unseen").text([" ", &name].concat()));
    let head = el("div")
        .class("together-head")
        .put(el("span").class("together-letter").text(letter(at)).is("aria-hidden", "true"))
        .put(el("b").class("name").text(name.clone()))
        .put(remove);
    el("div")
        .is("role", "group")
        .with("aria-label", name)
        .is("data-row", "")
        .put(head)
        .put(picker.unwrap_or_default())
        .put(el("div").class("pair").put(name_field(form, at, row)).put(quant(form, at, row)))
        .put(
            el("div")
                .class("together-trio")
                .put(number(form, at, row, ("context", Key::Context, "8,192"), wrong))
                .put(number(form, at, row, ("users", Key::Users, "1"), wrong))
                .put(place(form, at, row)),
        )
        .maybe_put(wrong.map(|wrong| says(form, at, row, wrong)))
}

fn with_row(asked: &mut Asked, at: usize, change: impl FnOnce(&mut Row)) {
    if let Some(row) = asked.rows.get_mut(at) {
        change(row);
    }
}

fn name_field(form: &Form<'_>, at: usize, row: &Row) -> El {
    let asks = Text {
        word: "name",
        label: Key::Name,
        unit: "",
        value: row.get("name"),
        usual: Key::NameHint.text().to_owned(),
        wrong: None,
        list: None,
    };
    form.text(asks, move |asked, text| with_row(asked, at, |row| row.set("name", &text)))
}

fn quant(form: &Form<'_>, at: usize, row: &Row) -> El {
    let world = &form.place.world;
    let usual = (String::new(), together::usual_quant(world.default_quant(&row.model)));
    let labels = world.quant_labels().map(|label| (label.to_owned(), label.to_owned()));
    let options = std::iter::once(usual).chain(labels).collect();
    form.select(["quant", &row.quant], Key::Quant, options, move |asked, text| {
        with_row(asked, at, |row| row.quant = text);
    })
}

fn number(
    form: &Form<'_>,
    at: usize,
    row: &Row,
    (word, label, usual): (&'static str, Key, &str),
    wrong: Option<&Fault>,
) -> El {
    let mine = wrong.is_some_and(|wrong| wrong.field == word);
    let unread = !row.get(word).is_empty() && row.get(word).parse::<u32>().is_err();
    let asks = Text {
        word,
        label,
        unit: "",
        value: row.get(word),
        usual: usual.to_owned(),
        wrong: (mine || unread).then(String::new),
        list: None,
    };
    form.text(asks, move |asked, text| {
        // 16k is as good as 16000.
        let whole = figure(&text).filter(|number| *number <= f64::from(u32::MAX));
        let text = whole.map_or(text, plain);
        with_row(asked, at, |row| row.set(word, &text));
    })
}

/// Where it may lie, as one choice: `host`, the devices it is bound to, or how freely it may spread.
fn place(form: &Form<'_>, at: usize, row: &Row) -> El {
    let (devices, placement) = (row.get("devices"), row.get("placement"));
    let bound = placement != "host" && !devices.is_empty();
    let value = if bound { devices } else { placement };
    let mut options: Vec<(String, String)> =
        [("", Key::Anywhere), ("device", Key::OnDevices), ("host", Key::OnHost)]
            .map(|(word, says)| (word.to_owned(), says.text().to_owned()))
            .into();
    let count = form.asked.count().min(MOST_BOUND);
    if count > 1 {
        options.extend((0..count).map(|number| (number.to_string(), together::bound(number))));
        let all: Vec<String> = (0..count).map(|number| number.to_string()).collect();
        options.push((all.join("+"), Key::OnAll.text().to_owned()));
    }
    form.select(["where", value], Key::Where, options, move |asked, text| {
        with_row(asked, at, |row| {
            let devices = text.starts_with(|first: char| first.is_ascii_digit());
            row.set("devices", if devices { &text } else { "" });
            row.set("placement", if devices { "" } else { &text });
        });
    })
}

/// What is wrong with the row, and the ways on.
fn says(form: &Form<'_>, at: usize, row: &Row, wrong: &Fault) -> El {
    let typed = match wrong.field.as_str() {
        "model" => &row.model,
        "quant" => &row.quant,
        field => row.get(field),
    };
    let why = match wrong.field.as_str() {
        // The engine counts devices from 0, and the form from 1.
        "devices" => Key::NoSuchDevice.text().to_owned(),
        "context" | "users" if typed.parse::<u32>().is_err() => Key::NotWhole.text().to_owned(),
        _ => fault(wrong, typed),
    };
    let near = wrong.near.iter().take(OFFERED).map(|near| {
        let (field, value) = (wrong.field.clone(), near.clone());
        let by_code = wrong.code;
        let name = form.place.world.model(near).filter(|_| by_code == FaultCode::UnknownModel);
        let name = name.map_or_else(|| near.clone(), |card| card.name.clone());
        let button = form.button(name, move |asked| {
            with_row(asked, at, |row| match (by_code, field.as_str()) {
                (FaultCode::UnknownModel, _) => row.model.clone_from(&value),
                (FaultCode::UnknownQuant, _) => row.quant.clone_from(&value),
                (_, field) => row.set(field, &value),
            });
        });
        el("li").put(button.class("choice"))
    });
    let near: Vec<El> = near.collect();
    el("div")
        .class("together-wrong")
        .is("role", "alert")
        .put(el("p").class("wrong").text(together::row_wrong(&why)))
        .maybe_put((!near.is_empty()).then(|| el("ul").class("choices").all(near)))
}
