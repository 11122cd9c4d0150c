//! What is asked, how much memory that needs, and how memory grows with the context.

use will_it_run_engine::answer::{Answer, Reason};
use will_it_run_engine::memory::KvType;
use will_it_run_engine::rules::Kind;
use will_it_run_engine::units::{Bytes, Known};
use yew::{AttrValue, UseStateHandle};

use super::asked::{Asked, CARD, KV, figure};
use super::curves::curves;
use super::parts::{field, head, sheet};
use super::sweep::Sweep;
use crate::app::charts::PARTS;
use crate::app::components::option;
use crate::app::draw::{El, On, el};
use crate::app::state::Field;
use crate::atlas::place::Place;
use crate::text::measure::{bytes, exact};
use crate::text::{COMPONENTS, Fixed, Key as Common, ModelPageKey as Key, reason, t};
use crate::web::event;

/// The section: controls, parts, curves. `maximum` is the model's longest context.
pub fn memory(
    place: &Place,
    asked: &Asked,
    answer: Option<&Answer>,
    swept: &Sweep,
    maximum: Option<u32>,
    kind: Kind,
    draft: &Draft,
) -> El {
    let card = place.world.device(CARD).map(|card| card.name.as_str()).unwrap_or_default();
    let note = [Key::MemoryNote.text(), " ", card, "."].concat();
    let section = sheet("sheet", "memory-title", Key::Memory)
        .put(controls(place, asked, kind, draft))
        .put(el("p").class("note").text(note));
    let Some(answer) = answer else { return section.put(el("p").say(Key::MemoryUnknown)) };
    let parts = parts(answer, place);
    match maximum {
        Some(maximum) if !swept.curves.is_empty() => {
            let needs = answer.memory.device.total;
            section.put(parts).put(curves(swept, asked, needs, maximum, place.reader.unit))
        }
        _ => {
            let because = |why: &&Reason| {
                matches!(
                    why,
                    Reason::LayoutUnknown
                        | Reason::NotALanguageModel
                        | Reason::WeightsByParameters
                        | Reason::Refused { .. }
                )
            };
            let why = answer
                .reasons
                .iter()
                .filter(because)
                .map(|why| el("li").text(reason(why, place.reader.unit)));
            section.put(el("p").say(Key::MemoryUnknown)).put(el("ul").class("why").all(why)).put(parts)
        }
    }
}

/// What is being typed into which field; it stays as typed whatever else is drawn meanwhile.
pub type Draft = UseStateHandle<Option<(&'static str, String)>>;

/// A number typed into the address; `default` leaves it out, and so does what is no number.
pub fn number(place: &Place, key: &'static str, value: String, default: String, draft: &Draft) -> El {
    let value = match &**draft {
        Some((field, text)) if *field == key => text.clone(),
        _ => value,
    };
    let typing = {
        let draft = draft.setter();
        move |e| draft.set(Some((key, event::value(&e))))
    };
    let left = {
        let draft = draft.setter();
        move |_| draft.set(None)
    };
    let typed = {
        let (place, draft) = (place.clone(), draft.setter());
        move |e| {
            draft.set(None);
            let typed = event::value(&e).trim().to_owned();
            let reads = figure(&typed).is_some() && typed != default;
            place.rewrite(&place.query_with(key, if reads { &typed } else { "" }));
        }
    };
    el("input")
        .is("type", "text")
        .is("inputmode", "decimal")
        .is("autocomplete", "off")
        .is("data-field", key)
        .value(value)
        .on(On::Input, typing)
        .on(On::Change, typed)
        .on(On::Blur, left)
}

fn controls(place: &Place, asked: &Asked, kind: Kind, draft: &Draft) -> El {
    let default = place.world.default_quant(&asked.model);
    let choice = |value: &'static str, chosen: &str| {
        option(AttrValue::Static(value), AttrValue::Static(value), value == chosen)
    };
    let select = |field: Field, default: &str| {
        let (place, default) = (place.clone(), default.to_owned());
        el("select").is("data-field", field.word()).on(On::Change, move |e| {
            let chosen = event::value(&e);
            let chosen = if chosen == default { "" } else { &chosen };
            place.rewrite(&place.query_with(field.word(), chosen));
        })
    };
    let quants = place.world.quant_labels().map(|label| choice(label, asked.quant));
    let caches = KvType::ALL.iter().map(|ty| choice(ty.name(), asked.kv));
    // A pipeline has neither context nor cache.
    let remembers = kind != Kind::Pipeline;
    let context = number(place, Field::Context.word(), asked.context.to_string(), String::new(), draft);
    el("div")
        .class("model-controls")
        .put(field(Key::QuantOfMemory.text(), select(Field::Quant, default).all(quants)))
        .maybe_put(remembers.then(|| field(Key::Tokens.text(), context)))
        .maybe_put(remembers.then(|| field(Key::KvCache.text(), select(Field::KvK, KV).all(caches))))
}

/// Memory by component, to the byte.
fn parts(answer: &Answer, place: &Place) -> El {
    let parts = &answer.memory.device;
    let (size, count) = (Key::Needed.text(), Key::FileBytes.text());
    let row = |name: El, amount: Known<Bytes>| {
        let row = el("tr").put(name.is("scope", "row"));
        match amount {
            Known::Known(amount) => row
                .put(el("td").class("number").text(bytes(amount, place.reader.unit)))
                .put(el("td").class("number quiet").text(exact(amount))),
            Known::Unknown => row.put(el("td").class("number quiet").say(Common::Unknown)).put(el("td")),
        }
    };
    let named = parts.components().into_iter().zip(COMPONENTS).zip(PARTS);
    let rows =
        named.filter(|((part, _), _)| *part != Known::Known(Bytes::ZERO)).map(|((part, name), class)| {
            let swatch = el("i").with("class", ["swatch ", class].concat()).is("aria-hidden", "true");
            row(el("th").put(swatch).say(name), part)
        });
    el("table")
        .class("legend model-parts")
        .put(el("thead").put(head(&[(t(Common::Component), ""), (size, "number"), (count, "number")])))
        .put(el("tbody").all(rows))
        .put(el("tfoot").put(row(el("th").say(Common::Total), parts.total)))
}
