//! Curves around one answer: speed over context, memory over context, users at once, and the course of an answer.

mod asked;
mod course;
mod depth;
mod draft;
mod fields;
mod host;
mod launch;
mod memory;
mod plans;
mod users;

use will_it_run_engine::answer::Answer;
use will_it_run_engine::cluster::ClusterRuntime;
use yew::{Html, Properties, UseStateHandle, component, use_effect_with, use_state_eq};

use crate::app::draw::{self, El, el};
use crate::app::state::{Field, query_with, write_address};
use crate::atlas::components::cost_glance::{self, About};
use crate::atlas::pages::together::carried;
use crate::atlas::place::Place;
use crate::atlas::route::Route;
use crate::text::{CloserKey, CostKey, Fixed, TogetherKey, fault, fine_tune, headline, said, summary};
use crate::web::theme;
use asked::{Closer as Asked, calculators};

/// Props of [`Closer`].
#[derive(Properties, PartialEq)]
pub struct CloserProps {
    /// Where the reader is.
    pub place: Place,
}

/// The page.
#[component]
pub fn Closer(props: &CloserProps) -> Html {
    let place = &props.place;
    use_effect_with((), |()| theme::title(&[CloserKey::Title.text(), " – ", said!(Brand)].concat()));
    let copied = use_state_eq(|| None);
    let asked = Asked::of(place);
    let found = place.world.answer(asked.question());
    let over = place.link_with(Route::Cluster, over_machines(&asked)).say(CloserKey::Cluster);
    let back = el("p")
        .class("ways-on")
        .put(el("a").with("href", ["./?", &calculators(&place.query)].concat()).say(CloserKey::Change))
        .put(place.link_with(Route::Together, carried(asked.question())).say(TogetherKey::AlsoHere))
        .put(over)
        .put(place.link_with(Route::FineTune, tuning(&place.query)).text(fine_tune::LINK));
    let head = el("section").class("sheet").put(el("h1").say(CloserKey::Title));
    let (head, parts) = match &found {
        Ok(answer) => {
            (head.put(restated(place, &asked, answer)).put(back), parts(place, &asked, answer, &copied))
        }
        Err(wrong) => {
            let text = fault(wrong, &place.asked(&wrong.field));
            (head.put(el("p").is("role", "alert").text(text)).put(back), Vec::new())
        }
    };
    draw::list(vec![head.into(), el("div").class("closer").put(draw::list(parts)).into()])
}

/// What of the query fine-tuning asks, too: model and machine, by the same words.
fn tuning(query: &str) -> String {
    let words = ["model=", "on=", "n=", "mem=", "ram="];
    let shared = query.split('&').filter(|pair| words.iter().any(|word| pair.starts_with(word)));
    shared.collect::<Vec<_>>().join("&")
}

/// The question for several machines: the rig as each of two, with what no machine among several is told left out.
fn over_machines(asked: &Asked) -> String {
    let question = asked.question();
    let mut query = write_address(&asked.asked);
    let runtime = ClusterRuntime::nearest(question.runtime());
    let mut set = |word: &str, value: &str| query = query_with(&query, word, value);
    for field in [Field::Placement, Field::GpuLayers, Field::CpuMoeLayers] {
        set(field.word(), "");
    }
    set(Field::Runtime.word(), if runtime == ClusterRuntime::LlamaCpp { "" } else { runtime.word() });
    set("nodes", "2");
    set("net", if runtime == ClusterRuntime::Exo { "thunderbolt-5" } else { "10gbe" });
    query
}

/// The question and its answer in a line each.
fn restated(place: &Place, asked: &Asked, answer: &Answer) -> Html {
    let question = asked.question();
    let world = &place.world;
    let name = |id: &str| world.model(id).map_or_else(|| id.to_owned(), |card| card.name.clone());
    let rig = world.rig_name(&question.rig.devices, place.reader.unit);
    let quant = asked.asked.get(Field::Quant);
    let quant = quant.unwrap_or_else(|| world.default_quant_of(question).to_owned());
    let text = headline(&name(&question.model), &quant, &rig, answer);
    draw::list(vec![
        el("p").class("closer-said").text(text).into(),
        el("p").class("note").text(summary(answer, place.reader.unit)).into(),
    ])
}

fn parts(
    place: &Place,
    asked: &Asked,
    answer: &Answer,
    copied: &UseStateHandle<Option<CloserKey>>,
) -> Vec<Html> {
    let drafted = draft::found(place, asked);
    vec![
        depth::section(place, asked, answer).into(),
        memory::section(place, asked, answer).into(),
        host::section(place, asked, answer).into(),
        plans::section(place, asked).map(Html::from).unwrap_or_default(),
        users::section(place, asked).into(),
        course::section(place, asked).into(),
        draft::section(place, asked, answer, drafted.as_ref()).into(),
        launch::section(place, asked, drafted.as_ref(), copied).into(),
        cost(place, asked).into(),
    ]
}

/// Buying, renting and paying by the token, with the speeds of this very answer.
fn cost(place: &Place, asked: &Asked) -> El {
    let query = calculators(&place.query);
    let glance = cost_glance::cost_glance(place, &About::Question(asked.question()), &query);
    crate::app::components::section("sheet closer-part", "cost", CostKey::GlanceTitle).put(glance)
}

/// The longest context of the model that is asked about.
fn maximum(place: &Place, asked: &Asked) -> Option<u32> {
    let catalog = place.world.catalog();
    let model = catalog.find_model(&asked.question().model).ok().and_then(|key| catalog.model(key))?;
    model.context.max.known().get().map(|tokens| tokens.get())
}

/// Even steps from 0 to a figure, both ends among them.
fn steps(to: u32, count: u32) -> impl Iterator<Item = u32> {
    (0..=count).map(move |step| (u64::from(to) * u64::from(step) / u64::from(count)) as u32)
}

/// A section: sentence, fields, drawing and files.
struct Part {
    id: &'static str,
    title: CloserKey,
    note: CloserKey,
    fields: Vec<El>,
    says: Option<String>,
}

impl Part {
    fn draw(self, rest: Html) -> El {
        let says = self.says.map(|says| el("p").class("closer-said").is("role", "status").text(says));
        crate::app::components::section("sheet closer-part", self.id, self.title)
            .put(el("p").class("note").say(self.note))
            .put(el("div").class("model-controls").all(self.fields))
            .maybe_put(says)
            .put(rest)
    }
}
