//! One model over several machines: the question on the left, the cluster beside it.

mod asked;
mod form;
mod json;
mod launch;
mod layouts;
mod picture;
mod speed;
mod traffic;
mod verdict;

use std::rc::Rc;

use will_it_run_engine::cluster::{ClusterAnswer, RawCluster};
use will_it_run_engine::question::Fault;
use yew::{Html, Properties, component, use_effect_with, use_memo, use_state_eq};

use crate::app::draw::{self, El, On, el};
use crate::app::hooks::use_stage;
use crate::atlas::place::Place;
use crate::atlas::route::Route;
use crate::text::{ClusterKey, Fixed, said};
use crate::web::{download, theme};
pub(super) use asked::first_with;

/// Props of [`Cluster`].
#[derive(Properties, PartialEq)]
pub struct ClusterProps {
    /// Where the reader is.
    pub place: Place,
}

/// The question of the address and what is said of it.
pub struct Found {
    /// The question.
    pub raw: RawCluster,
    /// Words of the address whose values could not be read.
    pub wrong: Vec<String>,
    /// The answer.
    pub answer: Result<ClusterAnswer, Fault>,
}

impl Found {
    fn of(place: &Place) -> Self {
        let (raw, wrong) = asked::question(&place.query);
        let answer = place.world.calculator().cluster(&raw);
        Self { raw, wrong, answer }
    }

    /// The word whose value the engine refuses.
    fn refused_at(&self) -> Option<&'static str> {
        self.answer.as_ref().err().and_then(asked::word_of)
    }
}

/// The page.
#[component]
pub fn Cluster(props: &ClusterProps) -> Html {
    use_effect_with((), |()| theme::title(&[ClusterKey::Title.text(), " – ", said!(Brand)].concat()));
    let place = asked::standing(&props.place);
    let copied = use_state_eq(|| None);
    let drawn = use_stage(3);
    let found: Rc<Found> = {
        let place = place.clone();
        use_memo((place.query.clone(), place.world.clone()), move |_| Found::of(&place))
    };
    let head =
        el("section").class("sheet").put(el("h1").say(ClusterKey::Title)).put(el("p").say(ClusterKey::Help));
    let parts = match &found.answer {
        Err(fault) => vec![verdict::refused(&place, fault).into()],
        Ok(answer) => {
            let mut parts = Vec::new();
            if drawn > 1 {
                parts.push(verdict::verdict(&place, &found, answer).into());
                parts.push(speed::section(&found, answer).into());
                parts.push(picture::section(&place, answer).into());
            }
            if drawn > 2 {
                parts.push(traffic::section(&place, answer).into());
                parts.push(layouts::section(&place, answer).into());
                parts.push(verdict::reasons(&place, answer).into());
                parts.push(launch::section(&place, answer, &copied).into());
            }
            parts
        }
    };
    let answer = el("div").class("answer cluster").is("id", "cluster-answer").put(draw::list(parts));
    let bench = el("div").class("bench").put(form::form(&place, &found)).put(answer);
    draw::list(vec![head.into(), bench.into()])
}

/// Questions to begin with.
fn examples(place: &Place) -> El {
    let examples = [
        (ClusterKey::ExampleH100, asked::FIRST),
        (
            ClusterKey::ExampleMacs,
            "model=qwen3-235b-a22b&runtime=exo&on=apple-m3-ultra-80c&mem=96&nodes=2&net=thunderbolt-5",
        ),
        (ClusterKey::ExamplePcs, "model=llama-3.3-70b-instruct&on=nvidia-rtx-3090&ram=64&nodes=2&net=10gbe"),
        (
            ClusterKey::ExampleSparks,
            "model=qwen3-235b-a22b&quant=Q4_K_M&on=nvidia-dgx-spark&nodes=2&net=200gbe",
        ),
    ];
    let links = examples.into_iter().map(|(says, query)| {
        let current = (place.query == query).then_some("true");
        let link = place.link_with(Route::Cluster, query.to_owned()).class("choice");
        el("li").put(link.maybe("aria-current", current).say(says))
    });
    el("ul").class("choices").all(links)
}

/// A button that saves a table's figures.
fn csv(id: &'static str, csv: String) -> El {
    el("p").class("cost-save").put(
        el("button")
            .is("type", "button")
            .class("quiet-button")
            .is("data-save", id)
            .say(ClusterKey::SaveCsv)
            .on(On::Click, move |_| {
                download::save(&["cluster-", id, ".csv"].concat(), "text/csv;charset=utf-8", &csv);
            }),
    )
}
