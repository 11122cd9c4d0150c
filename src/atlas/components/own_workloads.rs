//! Making, keeping and forgetting workloads of one's own.

use will_it_run_engine::workloads::{READING_RATE, Workload};
use yew::{AttrValue, Html, Properties, UseStateHandle, component, use_state_eq};

use crate::app::components::option;
use crate::app::draw::{El, On, el};
use crate::atlas::own;
use crate::atlas::place::Place;
use crate::text::compare::{plain, workload_question};
use crate::text::{Fixed, Key, PageKey, t};
use crate::web::event;

/// Tokens of context that a workload has when nothing is typed.
const CONTEXT: &str = "8192";

/// Props of [`OwnWorkloads`].
#[derive(Properties, PartialEq)]
pub struct OwnWorkloadsProps {
    /// Where the reader is.
    pub place: Place,
}

/// The list of models' names.
const NAMES: &str = "own-models";

/// Whether the list of models stands in the page.
#[derive(Clone, Copy, PartialEq)]
enum Offered {
    No,
    Yes,
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
    fn line(&self, model: &str) -> String {
        let mut line = [&self.name, "=", model].concat();
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
        let model = place.world.model(self.model.trim()).ok_or(PageKey::OwnModelMissing.text())?;
        let workload = Workload::parse(&self.line(&model.id)).map_err(|fault| fault.message)?;
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
    let offered = use_state_eq(|| Offered::No);
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
        .put(labelled(PageKey::OwnName, typed(&draft, PageKey::OwnNameHint.text(), |draft| &mut draft.name)))
        .put(model(place, &draft, &offered))
        .put(labelled(Key::Quant, quant(place, &draft)))
        .put(labelled(Key::Context, typed(&draft, CONTEXT, |draft| &mut draft.context)))
        .put(labelled(PageKey::OwnRate, typed(&draft, plain(READING_RATE), |draft| &mut draft.rate)))
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

type Held = UseStateHandle<Draft>;

fn labelled(label: impl Fixed, control: El) -> El {
    el("label").class("field").put(el("span").class("label").say(label)).put(control)
}

/// A text that is typed.
fn typed(draft: &Held, usual: impl Into<AttrValue>, part: fn(&mut Draft) -> &mut String) -> El {
    let value = part(&mut (**draft).clone()).clone();
    let draft = draft.clone();
    el("input").is("type", "text").is("autocomplete", "off").value(value).with("placeholder", usual).on(
        On::Input,
        move |e| {
            let mut next = (*draft).clone();
            *part(&mut next) = event::value(&e);
            draft.set(next);
        },
    )
}

/// The model, by any of its names. The browser offers them all, once the field is entered: as many options in the page before would cost every
/// reader.
fn model(place: &Place, draft: &Held, offered: &UseStateHandle<Offered>) -> El {
    let names = (**offered == Offered::Yes).then(|| {
        let models = place.world.models().iter();
        el("datalist").is("id", NAMES).all(models.map(|model| el("option").with("value", model.name.clone())))
    });
    let offered = offered.clone();
    let input = typed(draft, t(Key::ModelHint), |draft| &mut draft.model)
        .is("list", NAMES)
        .on(On::Focus, move |_| offered.set(Offered::Yes));
    el("div").put(labelled(Key::Model, input)).maybe_put(names)
}

fn quant(place: &Place, draft: &Held) -> El {
    let usual = std::iter::once(("", PageKey::OwnUsualQuant.text()));
    let options = usual
        .chain(place.world.quant_labels().map(|label| (label, label)))
        .map(|(value, says)| option(value.into(), says.into(), value == draft.quant));
    let draft = draft.clone();
    el("select").all(options).on(On::Change, move |e| {
        draft.set(Draft { quant: event::value(&e), ..(*draft).clone() });
    })
}
