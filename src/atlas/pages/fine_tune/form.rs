//! The form. Fields that a way of training does not read are not there.

use will_it_run_engine::tune::{Checkpointing, Logits, Method, Optimizer, Precision, Sharding, Targets};
use yew::{AttrValue, Callback};

use super::asked::{ATTENTION, HOST, MODEL, OFFLOAD, PLAIN, RAM, count, raw, whole};
use super::rig;
use crate::app::components::{Combobox, ComboboxProps, Search, option, segmented};
use crate::app::draw::{self, El, On, el};
use crate::atlas::components::typed::{self, Typed, figure};
use crate::atlas::place::Place;
use crate::text::{FineTuneKey as Key, Fixed, fine_tune as says, said};
use crate::web::event;

/// What is folded unless the address holds something of it.
const MORE: [&str; 7] =
    ["precision", "optimizer", "accumulation", "checkpointing", ATTENTION, "logits", OFFLOAD];

/// Whether the folded part begins open.
pub fn opens(place: &Place) -> bool {
    MORE.iter().any(|word| !place.asked(word).is_empty())
}

/// The form.
pub fn form(place: &Place, open: bool) -> El {
    let asked = place.asked("method");
    let full = asked == Method::Full.word();
    let set = {
        let place = place.clone();
        Callback::from(move |word: String| {
            let word = if word == Method::Qlora.word() { "" } else { &word };
            place.step(&place.query_with("method", word));
        })
    };
    let methods = [Method::Full, Method::Lora, Method::Qlora]
        .map(|method| (AttrValue::Static(method.word()), AttrValue::Static(says::method(method))));
    let method = if asked.is_empty() { Method::Qlora.word() } else { &asked };
    let methods =
        segmented("method", "segmented shown", Key::Method.text().into(), methods.to_vec(), method, &set);
    let adapters = (!full).then(|| {
        let targets = choices(Targets::ALL, Targets::word, says::targets);
        el("div").class("pair").put(number(place, "rank", Key::Rank, "16")).put(select(
            place,
            "targets",
            Key::Targets,
            targets,
            Targets::AllLinear.word(),
        ))
    });
    let sequence = raw(&place.query).model;
    let longest = place.world.catalog().find_model(&sequence).ok();
    let longest = longest.and_then(|key| place.world.catalog().model(key)?.context.max.known().get());
    let usual = longest.map_or(2048, |tokens| tokens.get().min(2048)).to_string();
    let batches = el("div").class("pair").put(number(place, "sequence", Key::Sequence, &usual)).put(number(
        place,
        "batch",
        Key::Batch,
        "1",
    ));
    let sharding = (count(&place.query) > 1).then(|| {
        let ways = choices(Sharding::ALL, Sharding::word, says::sharding);
        select(place, "sharding", Key::Sharding, ways, Sharding::Zero3.word())
    });
    el("form")
        .class("question tune-form")
        .is("aria-label", Key::Title.text())
        .is("data-form", "fine-tune")
        .put(model(place))
        .put(rig::rig(place))
        .put(methods)
        .maybe_put(adapters)
        .put(batches)
        .maybe_put(sharding)
        .put(more(place, open))
}

fn more(place: &Place, open: bool) -> El {
    let two = |usual: Key, other: &'static str, says: Key| vec![("", usual.text()), (other, says.text())];
    let host = place.asked(RAM);
    let wrong = !host.is_empty() && figure(&host).is_none();
    let asks = Typed {
        word: RAM,
        label: Key::HostRam,
        unit: "GiB",
        usual: "–",
        note: wrong.then_some(Key::NotANumber),
        wrong,
    };
    let host = typed::field(place, asks);
    let fields = [
        select(
            place,
            "precision",
            Key::Precision,
            choices(Precision::ALL, Precision::word, says::precision),
            "bf16-mixed",
        ),
        select(
            place,
            "optimizer",
            Key::Optimizer,
            choices(Optimizer::ALL, Optimizer::word, says::optimizer),
            "adamw",
        ),
        select(
            place,
            "checkpointing",
            Key::Checkpointing,
            choices(Checkpointing::ALL, Checkpointing::word, says::checkpointing),
            "full",
        ),
        select(place, ATTENTION, Key::Attention, two(Key::Fused, PLAIN, Key::PlainAttention), ""),
        select(place, "logits", Key::Logits, choices(Logits::ALL, Logits::word, says::logits), "full"),
        number(place, "accumulation", Key::Accumulation, "1"),
        select(place, OFFLOAD, Key::Offload, two(Key::OnDevice, HOST, Key::OnHost), ""),
        host,
    ];
    el("details")
        .class("more")
        .maybe("open", open.then_some("open"))
        .put(el("summary").say(Key::More))
        .put(el("div").class("tune-grid").all(fields))
}

fn model(place: &Place) -> yew::Html {
    let asked = raw(&place.query).model;
    let name = place.world.model(&asked).map_or_else(|| asked.clone(), |card| card.name.clone());
    let to = place.clone();
    draw::component::<Combobox>(ComboboxProps {
        id: "tune-model",
        label: said!(Model),
        hint: said!(ModelHint),
        chosen: name.into(),
        value: asked.into(),
        world: place.world.clone(),
        search: Search::Models,
        on_choose: Callback::from(move |id: String| to.step(&to.query_with(MODEL, &id))),
    })
}

/// A whole number; what is none stays as typed, and the field says so.
fn number(place: &Place, word: &'static str, label: Key, usual: &str) -> El {
    let value = place.asked(word);
    let wrong = !value.is_empty() && whole(&value).is_none();
    typed::field(place, Typed { word, label, unit: "", usual, note: wrong.then_some(Key::NotWhole), wrong })
}

fn choices<T: Copy>(
    all: &[T],
    word: fn(T) -> &'static str,
    says: fn(T) -> &'static str,
) -> Vec<(&'static str, &'static str)> {
    all.iter().map(|each| (word(*each), says(*each))).collect()
}

/// One of a closed list; the usual one is left out of the address.
#[inline(never)]
fn select(
    place: &Place,
    word: &'static str,
    label: Key,
    options: Vec<(&'static str, &'static str)>,
    usual: &'static str,
) -> El {
    let asked = place.asked(word);
    let chosen = if asked.is_empty() { usual } else { &asked };
    let known = options.iter().any(|(value, _)| *value == chosen);
    let stray = (!known).then(|| option(asked.clone().into(), asked.clone().into(), true));
    let rows = options.into_iter().map(|(value, text)| {
        option(AttrValue::Static(value), AttrValue::Static(text), value == chosen).key(value)
    });
    let id = ["tune-", word, "-note"].concat();
    let note = (!known).then(|| el("span").class("note").with("id", id.clone()).say(Key::NotAChoice));
    let to = place.clone();
    let control = el("select").is("data-field", word).maybe("aria-invalid", (!known).then_some("true"));
    let control = if known { control } else { control.with("aria-describedby", id) };
    let control = control.on(On::Change, move |e| {
        let chosen = event::value(&e);
        to.step(&to.query_with(word, if chosen == usual { "" } else { &chosen }));
    });
    el("label")
        .class("field")
        .put(el("span").class("label").say(label))
        .put(control.maybe_put(stray).all(rows))
        .maybe_put(note)
}
