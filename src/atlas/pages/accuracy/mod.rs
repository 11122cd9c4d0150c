//! How right the speeds are, cell by cell, and a place for a measurement of one's own.

mod data;
mod explore;
mod own;
mod scatter;
mod summary;
mod table;

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use will_it_run_engine::speed::constants::INPUTS;
use yew::{AttrValue, Html, Properties, component, use_effect_with, use_state};

use crate::app::components::section;
use crate::app::draw::{self, El, el};
use crate::atlas::place::Place;
use crate::text::{AccuracyKey, Fixed, Key, t};
use crate::web::{fetch, theme};
use data::Cells;
use own::{OwnMeasurement, OwnMeasurementProps};

/// Props of [`Accuracy`].
#[derive(Properties, PartialEq)]
pub struct AccuracyProps {
    /// Where the reader is.
    pub place: Place,
}

/// The cells, and how many rows stand behind them.
#[derive(Clone, PartialEq)]
enum Proof {
    Waiting,
    Failed(AttrValue),
    Here(Rc<Cells>, Rc<Counted>),
}

/// Rows behind the cells.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Counted {
    /// The rows' hash.
    inputs: String,
    /// How many are used.
    read: u64,
    /// How many are not, by reason.
    left_out: Vec<(String, u64)>,
}

/// Reads lines of name, count and reason: `left-out,22,several users`.
fn counted(text: &str) -> Counted {
    let mut counted = Counted::default();
    for line in text.lines() {
        let mut parts = line.splitn(3, ',');
        let (name, value) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        match name {
            "inputs" => value.clone_into(&mut counted.inputs),
            "read" => counted.read = value.parse().unwrap_or(0),
            "left-out" => {
                let reason = parts.next().unwrap_or_default().to_owned();
                counted.left_out.push((reason, value.parse().unwrap_or(0)));
            }
            _ => {}
        }
    }
    counted
}

/// The page.
#[component]
pub fn Accuracy(props: &AccuracyProps) -> Html {
    let place = &props.place;
    let proof = use_state(|| Proof::Waiting);
    use_effect_with((), |()| theme::title(&[AccuracyKey::Title.text(), " – ", t(Key::Brand)].concat()));
    {
        let set = proof.setter();
        use_effect_with((), move |()| {
            spawn_local(async move {
                let cells = fetch::text("accuracy.csv").await;
                let rows = fetch::text("accuracy-rows.csv").await;
                set.set(match (cells, rows) {
                    (Ok(cells), Ok(rows)) => {
                        Proof::Here(Rc::new(data::read(&cells)), Rc::new(counted(&rows)))
                    }
                    (Err(why), _) | (_, Err(why)) => Proof::Failed(why.into()),
                });
            });
        });
    }
    let head = el("section")
        .class("sheet acc-head")
        .put(el("h1").say(AccuracyKey::Title))
        .put(el("p").class("note").say(AccuracyKey::Intro))
        .put(el("p").class("note").say(AccuracyKey::IntroOwn))
        .put(el("p").put(el("a").with("href", [&place.here(), "#own"].concat()).say(AccuracyKey::Own)));
    let own = draw::component::<OwnMeasurement>(OwnMeasurementProps { place: place.clone() });
    let mut parts: Vec<Html> = vec![head.into()];
    match &*proof {
        Proof::Waiting => parts
            .push(el("section").class("sheet").put(el("p").is("role", "status").say(Key::Working)).into()),
        Proof::Failed(why) => parts.push(
            el("section")
                .class("sheet")
                .put(el("p").is("role", "alert").text([AccuracyKey::Failed.text(), " ", why].concat()))
                .into(),
        ),
        Proof::Here(cells, counted) => {
            if counted.inputs != INPUTS {
                parts.push(el("p").class("sheet note").is("role", "status").say(AccuracyKey::Stale).into());
            }
            parts.push(summary::by_class(&cells.cells).into());
            parts.push(summary::by_family(place, &cells.cells).into());
            parts.push(explore::explore(place, cells).into());
            parts.push(summary::worst(place, &cells.cells).into());
            parts.push(dropped(counted).into());
        }
    }
    // Always the same place in the row, whatever stands before it: what is being typed must not be lost.
    let proof = draw::list(parts);
    draw::list(vec![proof, own])
}

/// Rows that were not used.
fn dropped(counted: &Counted) -> El {
    let all = counted.left_out.iter().map(|(_, count)| count).sum();
    let rows = counted.left_out.iter().map(|(reason, count)| {
        vec![table::word(reason.clone()), table::figure(crate::text::number::grouped(*count))]
    });
    let head = [(AccuracyKey::Reason, ""), (AccuracyKey::Rows, "number")];
    section("sheet", "dropped", AccuracyKey::Dropped)
        .put(el("p").class("note").text(
            [AccuracyKey::DroppedHelp.text(), " ", &crate::text::accuracy::used(counted.read, all)].concat(),
        ))
        .put(table::table(AccuracyKey::Dropped, &head, rows.collect()).class("scroll acc-plain"))
}
