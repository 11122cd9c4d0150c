//! Devices by score: what counts is the reader's choice, and the ranking follows.

mod asked;
mod controls;
mod front;
mod ranking;
mod scatter;

use std::rc::Rc;

use will_it_run_engine::catalog::HardwareKey;
use will_it_run_engine::offers::{Offer, Offers};
use will_it_run_engine::order::sort_by;
use will_it_run_engine::score::{
    REFERENCE_CONTEXT, REFERENCE_MODEL, REFERENCE_QUANT, Score, ScoreBasis, ScoreRow, ScoreWeights,
};
use will_it_run_engine::units::{Bytes, Known};
use yew::{Html, Properties, component, use_effect_with, use_memo};

use super::devices::{going, price};
use super::sheet::Cell;
use crate::app::draw::el;
use crate::app::world::World;
use crate::atlas::place::Place;
use crate::text::{Key, ListsKey, class_name, leaderboard_intro, t, tl};
use crate::web::theme;

/// Props of [`Leaderboard`].
#[derive(Properties, PartialEq)]
pub struct LeaderboardProps {
    /// Where the reader is.
    pub place: Place,
}

/// A device with what does not change with the reader's weights.
struct Standing {
    row: ScoreRow,
    id: String,
    name: String,
    class: &'static str,
    offer: Known<(Offer, Option<Bytes>)>,
    price: Cell,
}

/// A device with its score by the reader's weights.
struct Scored {
    at: usize,
    score: Score,
}

/// Devices by score.
#[component]
pub fn Leaderboard(props: &LeaderboardProps) -> Html {
    let place = &props.place;
    let all = use_memo(place.world.clone(), standings);
    let scored = {
        let all = Rc::clone(&all);
        use_memo((place.world.clone(), place.query.clone()), move |(_, query)| scored(&all, query))
    };
    use_effect_with((), |()| theme::title(&[tl(ListsKey::LeaderboardTitle), " – ", t(Key::Brand)].concat()));
    let reference = place.world.model(REFERENCE_MODEL).map_or(REFERENCE_MODEL, |model| &model.name);
    let head = el("section")
        .class("sheet leaderboard")
        .put(el("h1").say(ListsKey::LeaderboardTitle))
        .put(el("p").class("note").text(leaderboard_intro(reference, REFERENCE_QUANT, REFERENCE_CONTEXT)))
        .put(controls::controls(place));
    let nodes = vec![
        head.into(),
        ranking::ranking(place, &all, &scored).into(),
        scatter::scatter(place, &all).into(),
        ranking::unscored(place, &all, &scored).into(),
    ];
    crate::app::draw::list(nodes)
}

/// Every device with its figures, worked out once.
fn standings(world: &World) -> Vec<Standing> {
    let catalog = world.catalog();
    let offers = Offers::new(catalog, catalog.date());
    let keys: Vec<HardwareKey> = catalog.hardware_keys().collect();
    let rows = world.calculator().scores(ScoreBasis::Live, &ScoreWeights::STANDARD);
    let standing = |row: ScoreRow| {
        let key = *keys.get(row.hardware)?;
        let device = catalog.device(key)?;
        Some(Standing {
            id: device.id.to_string(),
            name: device.name.to_string(),
            class: class_name(device.class),
            offer: going(&offers, key, device),
            price: price(catalog, &offers, key, device),
            row,
        })
    };
    rows.into_iter().filter_map(standing).collect()
}

/// Whether a device is of the class asked for.
fn is_asked(standing: &Standing, class: &str) -> bool {
    class.is_empty() || standing.class.eq_ignore_ascii_case(class)
}

/// The devices of the class asked for by score, those without one last. The figures are there: weighing them anew costs nothing.
fn scored(all: &[Standing], query: &str) -> Vec<Scored> {
    let (basis, weights) = (asked::basis(query), asked::weights(query));
    let class = crate::app::state::value_of(query, asked::CLASS);
    let asked = all.iter().enumerate().filter(|(_, standing)| is_asked(standing, &class));
    let mut scored: Vec<Scored> = asked
        .map(|(at, standing)| Scored { at, score: Score::of(basis, &standing.row.score.inputs, &weights) })
        .collect();
    // What is equal stays as the engine has it: the faster first.
    sort_by(&mut scored, |a, b| b.score.headline.get().cmp(&a.score.headline.get()));
    scored
}
