//! The form: what one wants to run, and what the rig may be.

use will_it_run_engine::calculator::Calculator;
use will_it_run_engine::catalog::{Vendor, Word};
use will_it_run_engine::question::Os;
use will_it_run_engine::recommend::{Form, RawWishes};
use yew::{AttrValue, Callback};

use super::fields::{amount, checks, few, select};
use super::wishes::{
    self, BUDGET, BUY, CONTEXT, DEPTH, FORMS, IMAGES, LEAST, LIST, MODELS, MOST, ORDER, OS, POWER, QUANT,
    RAM, SPEED, USERS, VENDORS, words,
};
use crate::app::components::{Combobox, ComboboxProps, Search};
use crate::app::draw::{self, El, On, el};
use crate::atlas::place::Place;
use crate::atlas::route::Route;
use crate::text::workload_name;
use crate::text::{ChooseKey, choose};

/// Most models of one question.
const MOST_MODELS: usize = 8;

/// How the wishes that few have begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum More {
    /// Shown, because the address holds one of them.
    Open,
    /// Folded away.
    Closed,
}

impl More {
    /// How they begin at this address.
    pub fn at(place: &Place) -> Self {
        let keys = [USERS, DEPTH, IMAGES, MOST, LEAST, RAM, OS, LIST, FORMS, VENDORS];
        if keys.iter().any(|key| !place.asked(key).is_empty()) { Self::Open } else { Self::Closed }
    }
}

/// The whole form.
pub fn form(place: &Place, wishes: &RawWishes, more_open: More) -> El {
    let none = || (AttrValue::Static(""), AttrValue::Static(choose::choose_text(ChooseKey::Any)));
    let best = (AttrValue::Static(""), AttrValue::Static(choose::choose_text(ChooseKey::BestQuant)));
    let labels = place.world.quant_labels().map(|label| (label.into(), label.into()));
    let quants = std::iter::once(best).chain(labels).collect();
    let systems = Os::ALL.iter().map(|os| (os.word().into(), os.word().into()));
    let systems = std::iter::once(none()).chain(systems).collect();
    let cards = ["", "1", "3", "4", "6", "8"]
        .map(|count| (count.into(), AttrValue::Static(if count.is_empty() { "2" } else { count })));
    let fewest = ["", "2", "3", "4"]
        .map(|count| (count.into(), AttrValue::Static(if count.is_empty() { "1" } else { count })));
    let vendors = Vendor::ALL.iter().map(|vendor| (vendor.as_str(), choose::maker(vendor.as_str())));
    let forms = Form::ALL.iter().map(|form| (form.word(), choose::form(*form).to_owned()));
    let buy = [("any", ChooseKey::Any), ("new", ChooseKey::New), ("used", ChooseKey::Used)];
    let order = [
        ("price", ChooseKey::ByPrice),
        ("speed", ChooseKey::BySpeed),
        ("efficiency", ChooseKey::ByEfficiency),
    ];
    let list = [("best", ChooseKey::ListBest), ("all", ChooseKey::ListAll)];
    let more = el("div")
        .class("more-wishes")
        .put(
            el("div")
                .class("pair")
                .put(amount(place, USERS, ChooseKey::Users, "", "1"))
                .put(amount(place, DEPTH, ChooseKey::Depth, "", "0"))
                .put(amount(place, IMAGES, ChooseKey::Images, "", "0"))
                .put(select(place, MOST, ChooseKey::MostCards, cards.to_vec()))
                .put(select(place, LEAST, ChooseKey::LeastCards, fewest.to_vec()))
                .put(amount(place, RAM, ChooseKey::HostRam, "GiB", "not said"))
                .put(select(place, OS, ChooseKey::Os, systems)),
        )
        .put(few(place, LIST, ChooseKey::List, &list))
        .put(checks(place, FORMS, ChooseKey::Forms, forms.collect()))
        .put(checks(place, VENDORS, ChooseKey::Vendors, vendors.collect()));
    let more = el("details")
        .class("more")
        .maybe("open", (more_open == More::Open).then_some("open"))
        .put(el("summary").say(ChooseKey::More))
        .put(more);
    el("section")
        .class("question")
        .is("aria-labelledby", "wishes")
        .put(el("h2").is("id", "wishes").say(ChooseKey::Wishes))
        .put(models(place, wishes))
        .put(el("div").put(el("p").class("label").say(ChooseKey::Presets)).put(presets(place)))
        .put(
            el("div")
                .class("pair")
                .put(select(place, QUANT, ChooseKey::Quant, quants))
                .put(amount(place, CONTEXT, ChooseKey::Context, "", "8192"))
                .put(amount(place, SPEED, ChooseKey::Speed, "tok/s", "5"))
                .put(amount(place, BUDGET, ChooseKey::Budget, "$", "any"))
                .put(amount(place, POWER, ChooseKey::Power, "W", "any")),
        )
        .put(few(place, BUY, ChooseKey::Buy, &buy))
        .put(few(place, ORDER, ChooseKey::Order, &order))
        .put(more)
}

/// What is to run: a picker that adds, and the models chosen, each removable.
fn models(place: &Place, wishes: &RawWishes) -> El {
    let chosen = words(&place.query, MODELS);
    let rows = wishes.wants.iter().map(|want| {
        let name = name(place, &want.model);
        let (here, id, chosen) = (place.clone(), want.model.clone(), chosen.clone());
        let remove = el("button")
            .is("type", "button")
            .class("quiet-button")
            .say(ChooseKey::Remove)
            .put(el("span").class("unseen").text([" ", &name].concat()))
            .on(On::Click, move |_| {
                let kept: Vec<&str> = chosen.iter().map(String::as_str).filter(|each| *each != id).collect();
                here.rewrite(&here.query_with(MODELS, &kept.join(",")));
            });
        el("li").key(&*want.model).put(el("span").class("name").text(name)).put(remove)
    });
    let list = el("ul").class("to-run").is("aria-label", choose::choose_text(ChooseKey::ToRun)).all(rows);
    let on_choose = {
        let (here, chosen) = (place.clone(), chosen.clone());
        Callback::from(move |id: String| {
            if !chosen.contains(&id) && chosen.len() < MOST_MODELS {
                let all = [chosen.clone(), vec![id]].concat().join(",");
                here.rewrite(&here.query_with(MODELS, &all));
            }
        })
    };
    let props = ComboboxProps {
        id: "want-model",
        label: crate::text::said!(Model),
        hint: crate::text::said!(ModelHint),
        chosen: "".into(),
        value: "".into(),
        world: place.world.clone(),
        search: Search::Models,
        on_choose,
    };
    el("div").put(draw::component::<Combobox>(props)).maybe_put((!wishes.wants.is_empty()).then_some(list))
}

/// The seven workloads and the reader's own as wishes.
pub fn presets(place: &Place) -> El {
    let links = place.all_workloads().into_iter().map(|workload| {
        let preset = wishes::query(&RawWishes {
            wants: vec![Calculator::want_of(&workload.question)],
            ..wishes::wishes(&place.query)
        });
        el("li").put(
            place
                .link_with(Route::Choose, preset)
                .class("choice")
                .text(workload_name(&workload.key).to_owned()),
        )
    });
    el("ul").class("choices presets").all(links)
}

/// A model's name; what the catalog does not know as it is written.
pub fn name(place: &Place, model: &str) -> String {
    place.world.model(model).map_or_else(|| model.to_owned(), |model| model.name.clone())
}
