//! Making, keeping and forgetting workloads of one's own.

use will_it_run_engine::workloads::{READING_RATE, Workload};
use yew::{AttrValue, Callback, Html, Properties, component, use_state_eq};

use crate::app::components::{Combobox, ComboboxProps, Search, option};
use crate::app::draw::{self, El, On, el};
use crate::atlas::own;
use crate::atlas::place::Place;
use crate::text::compare::{plain, workload_question};
use crate::text::{Fixed, Key, PageKey};
use crate::web::event;

/// Tokens of context that a workload has when nothing is typed.
const CONTEXT: &str = "8192";

/// Props of [`OwnWorkloads`].
#[derive(Properties, PartialEq)]
pub struct OwnWorkloadsProps {
    /// Where the reader is.
    pub place: Place,
}

/// What is being typed.
#[derive(Clone, PartialEq, Default)]
struct Draft {
    name: String,
    model: String,
    quant: String,
    context: String,
    rate: String,
}

impl Draft {
    fn line(&self) -> String {
        let mut line = [&self.name, "=", &self.model].concat();
        for (mark, value) in [("@", &self.quant), (",context=", &self.context), (",rate=", &self.rate)] {
            if !value.trim().is_empty() {
                line = [&line, mark, value.trim()].concat();
            }
        }
        line
    }

    /// The workload, or what is in its way.
    fn read(&self, place: &Place) -> Result<Workload, AttrValue> {
        Workload::name_of(&self.name).map_err(|fault| fault.message)?;
        if place.workloads().iter().any(|known| known.key == self.name.trim()) {
            return Err(PageKey::OwnTaken.text().into());
        }
        if self.model.is_empty() {
            return Err(PageKey::OwnModelMissing.text().into());
        }
        let workload = Workload::parse(&self.line()).map_err(|fault| fault.message)?;
        place.reads(&workload).map_err(|fault| fault.message)?;
        Ok(workload)
    }
}

/// The list of one's own, and a form for one more; folded away until it is needed.
#[component]
pub fn OwnWorkloads(props: &OwnWorkloadsProps) -> Html {
    let place = &props.place;
    let draft = use_state_eq(Draft::default);
    let wrong = use_state_eq(|| None::<AttrValue>);
    let lent = place.own.lent(&place.asked(own::KEY));
    let kept = place.own.kept();
    let kept_rows = kept.iter().map(|workload| {
        let (own, key) = (place.own.clone(), workload.key.clone());
        row(place, workload).put(
            el("button")
                .is("type", "button")
                .class("quiet-button")
                .say(PageKey::OwnRemove)
                .put(el("span").class("unseen").text([" ", &workload.key].concat()))
                .on(On::Click, move |_| own.forget(&key)),
        )
    });
    let lent_rows = lent.iter().map(|workload| {
        let (own, keep) = (place.own.clone(), workload.clone());
        row(place, workload).put(el("span").class("note").say(PageKey::OwnLent)).put(
            el("button")
                .is("type", "button")
                .class("quiet-button")
                .say(PageKey::OwnKeep)
                .put(el("span").class("unseen").text([" ", &workload.key].concat()))
                .on(On::Click, move |_| own.keep(keep.clone())),
        )
    });
    let rows: Vec<El> = kept_rows.chain(lent_rows).collect();
    let none = rows.is_empty();
    let list = if none {
        el("p").class("note").say(PageKey::OwnNone)
    } else {
        el("ul").class("own-list").is("aria-label", PageKey::OwnTitle.text()).all(rows)
    };
    let share = (!none).then(|| {
        let query = place.query_with(own::KEY, &own::write(&place.workloads()));
        el("p").put(place.link_with(place.route.clone(), query).say(PageKey::OwnLink))
    });
    let add = {
        let (place, draft, wrong) = (place.clone(), draft.clone(), wrong.clone());
        move |_| match draft.read(&place) {
            Ok(workload) => {
                place.own.keep(workload);
                draft.set(Draft::default());
                wrong.set(None);
            }
            Err(why) => wrong.set(Some(why)),
        }
    };
    let says = wrong.as_ref().map(|why| el("p").class("wrong").is("role", "alert").text(why.clone()));
    let form = el("div")
        .class("own-form")
        .put(typed(&draft, PageKey::OwnName.text(), "own-name", PageKey::OwnNameHint.text(), |draft| {
            &mut draft.name
        }))
        .put(model(place, &draft))
        .put(quant(place, &draft))
        .put(typed(&draft, Key::Context.text(), "own-context", CONTEXT, |draft| &mut draft.context))
        .put(typed(&draft, PageKey::OwnRate.text(), "own-rate", plain(READING_RATE), |draft| &mut draft.rate))
        .put(el("button").is("type", "button").say(PageKey::OwnAdd).on(On::Click, add));
    el("details")
        .class("own")
        .maybe("open", (!none).then_some("open"))
        .put(el("summary").say(PageKey::OwnTitle))
        .put(el("p").class("note").say(PageKey::OwnHelp))
        .put(list)
        .maybe_put(share)
        .put(form)
        .maybe_put(says)
        .into()
}

/// Its name and its question.
fn row(place: &Place, workload: &Workload) -> El {
    let question = &workload.question;
    let model = place.world.model(&question.model).map_or(&*question.model, |model| &model.name);
    let quant = question.quant.as_deref().unwrap_or(PageKey::OwnUsualQuant.text());
    let rate = question.thresholds.as_ref().and_then(|limits| limits.usable_rate).unwrap_or(READING_RATE);
    let says = workload_question(model, quant, question.context.unwrap_or(0), rate);
    el("li")
        .key(&*workload.key)
        .put(el("b").text(workload.key.clone()))
        .text(" ")
        .put(el("span").class("note").text(says))
}

type Held = yew::UseStateHandle<Draft>;

/// A text that is typed.
fn typed(
    draft: &Held,
    label: &'static str,
    id: &'static str,
    usual: impl Into<AttrValue>,
    part: fn(&mut Draft) -> &mut String,
) -> El {
    let mut now = (**draft).clone();
    let value = part(&mut now).clone();
    let draft = draft.clone();
    let input = el("input")
        .is("type", "text")
        .is("id", id)
        .is("autocomplete", "off")
        .value(value)
        .with("placeholder", usual)
        .on(On::Input, move |e| {
            let mut next = (*draft).clone();
            *part(&mut next) = event::value(&e);
            draft.set(next);
        });
    el("label").class("field").put(el("span").class("label").text(label)).put(input)
}

fn model(place: &Place, draft: &Held) -> Html {
    let name = place.world.model(&draft.model).map(|model| model.name.clone()).unwrap_or_default();
    let value = draft.model.clone();
    let draft = draft.clone();
    let on_choose = Callback::from(move |model| draft.set(Draft { model, ..(*draft).clone() }));
    let props = ComboboxProps {
        id: "own-model",
        label: Key::Model,
        hint: Key::ModelHint,
        chosen: name.into(),
        value: value.into(),
        world: place.world.clone(),
        search: Search::Models,
        on_choose,
    };
    draw::component::<Combobox>(props)
}

fn quant(place: &Place, draft: &Held) -> El {
    let usual = std::iter::once(("", PageKey::OwnUsualQuant.text()));
    let options = usual
        .chain(place.world.quant_labels().map(|label| (label, label)))
        .map(|(value, says)| option(value.into(), says.into(), value == draft.quant));
    let draft = draft.clone();
    let select = el("select").is("id", "own-quant").all(options).on(On::Change, move |e| {
        draft.set(Draft { quant: event::value(&e), ..(*draft).clone() });
    });
    el("label").class("field").put(el("span").class("label").say(Key::Quant)).put(select)
}
