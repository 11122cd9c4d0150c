//! Two to four sides next to each other.

mod models;
mod rigs;
mod sides;
mod start;
mod table;
mod wrong;

use std::rc::Rc;

use will_it_run_engine::compare::{Comparison, MOST_SIDES, ModelComparison, rig_of};
use will_it_run_engine::question::{Fault, RawQuestion, RawRig};
use will_it_run_engine::workloads::Workload;
use yew::{Html, Properties, component, use_effect_with, use_memo};

use crate::app::world::World;
use crate::atlas::components::compare_rig::side_name;
use crate::atlas::place::Place;
use crate::atlas::route::Route;
use crate::text::{CompareKey, Fixed, Key, compare, t};
use crate::web::theme;

/// Between the sides in `of`, as in the address.
const AGAINST: &str = "-vs-";
/// The rig that models are compared on when nobody says.
const USUAL_RIG: &str = "nvidia-rtx-4090";
/// Tokens of context that models are compared with.
const CONTEXT: u32 = 8192;

/// Props of [`Compare`].
#[derive(Properties, PartialEq)]
pub struct CompareProps {
    /// Where the reader is.
    pub place: Place,
    /// From the address.
    pub sides: Vec<String>,
}

/// What the sides come to.
enum Found {
    /// Too few to compare.
    Start,
    /// Devices or rigs.
    Rigs(Comparison),
    /// Models on a rig.
    Models(ModelComparison),
    /// Some of each.
    Mixed,
    /// Something is wrong with a side, or with the rig of the models.
    Wrong(Fault),
}

/// Two to four sides next to each other.
#[component]
pub fn Compare(props: &CompareProps) -> Html {
    let place = &props.place;
    let sides = asked_sides(place, &props.sides);
    let on = on_rig(place);
    let asked = (place.world.clone(), sides.clone(), on, place.all_workloads());
    let found = use_memo(asked, |(world, sides, on, workloads)| find(world, sides, on, workloads));
    let canonical = Route::Compare(canonical(&found, &sides));
    let query = place.query_with("of", "");
    {
        let (place, canonical, query) = (place.clone(), canonical.clone(), query.clone());
        use_effect_with((canonical.path(), query.clone()), move |_| {
            if place.route.path() != canonical.path() || place.query != query {
                place.correct(&canonical, &query);
            }
        });
    }
    let title = title(&place.world, &canonical);
    use_effect_with(title.clone(), |title| theme::title(&[title, " – ", t(Key::Brand)].concat()));
    match &*found {
        Found::Start => start::start(place, &sides),
        Found::Rigs(comparison) => rigs::rigs(place, comparison, title),
        Found::Models(comparison) => models::models(place, comparison, title),
        Found::Mixed => wrong::mixed(place, &sides),
        Found::Wrong(fault) => wrong::wrong(place, &sides, fault),
    }
}

/// The sides of the path, or of the query where a host without files for pairs put them.
fn asked_sides(place: &Place, sides: &[String]) -> Vec<String> {
    // In a query a plus is a blank; no id holds one.
    let of = place.asked("of").replace(' ', "+");
    let of: Vec<String> = of.trim_matches('/').split(AGAINST).map(str::to_owned).collect();
    let mut found: Vec<String> = Vec::new();
    for side in sides.iter().chain(&of) {
        let side = side.replace("%40", "@").replace("%3A", ":").replace("%2B", "+");
        if !side.is_empty() && !found.contains(&side) {
            found.push(side);
        }
    }
    found
}

fn on_rig(place: &Place) -> String {
    let on = place.asked("on").replace(' ', "+");
    if on.is_empty() { USUAL_RIG.to_owned() } else { on }
}

/// The question that models are compared by.
fn question(world: &World, on: &str) -> RawQuestion {
    RawQuestion {
        rig: sized(world, rig_of(on)),
        context: Some(CONTEXT),
        placement: Some("device".to_owned()),
        ..RawQuestion::default()
    }
}

fn is_model(world: &World, side: &str) -> bool {
    let device = rig_of(side).devices.first().is_some_and(|device| world.device(&device.hardware).is_some());
    !device && world.model(side).is_some()
}

fn find(world: &World, sides: &[String], on: &str, workloads: &[Workload]) -> Found {
    let models = sides.iter().filter(|side| is_model(world, side)).count();
    let calculator = world.calculator();
    if models > 0 && models < sides.len() && sides.iter().all(|side| is_known(world, side)) {
        return Found::Mixed;
    }
    if let [only] = sides
        && is_known(world, only)
    {
        return Found::Start;
    }
    if sides.is_empty() {
        return Found::Start;
    }
    if models == sides.len() {
        return calculator
            .compare_models(&question(world, on), sides)
            .map_or_else(Found::Wrong, Found::Models);
    }
    let rigs: Vec<RawRig> = sides.iter().map(|side| sized(world, rig_of(side))).collect();
    // A single side that is not known is put beside itself: its fault is what counts.
    let rigs = if rigs.len() == 1 { [rigs.clone(), rigs].concat() } else { rigs };
    calculator.compare(&rigs, workloads).map_or_else(Found::Wrong, Found::Rigs)
}

/// A rig whose device comes in one size alone, with that size.
fn sized(world: &World, mut rig: RawRig) -> RawRig {
    if let Some(device) = rig.devices.first_mut()
        && device.memory_gib.is_none()
        && let Some([only]) = world.device(&device.hardware).map(|card| card.sizes.as_slice())
    {
        device.memory_gib = Some(only.as_gib());
    }
    rig
}

fn is_known(world: &World, side: &str) -> bool {
    is_model(world, side)
        || rig_of(side).devices.first().is_some_and(|device| world.device(&device.hardware).is_some())
}

/// The sides under their ids, sorted.
fn canonical(found: &Rc<Found>, sides: &[String]) -> Vec<String> {
    match &**found {
        Found::Rigs(comparison) => comparison.sides.iter().map(|side| side.id.clone()).collect(),
        Found::Models(comparison) => comparison.models.clone(),
        _ => sides.to_vec(),
    }
}

fn title(world: &World, canonical: &Route) -> String {
    let Route::Compare(sides) = canonical else { return String::new() };
    let name = |side: &String| {
        let model = world.model(side).filter(|_| is_model(world, side));
        model.map_or_else(|| side_name(world, side), |model| model.name.clone())
    };
    let names: Vec<String> = sides.iter().map(name).collect();
    if names.is_empty() { CompareKey::Title.text().to_owned() } else { compare::against(&names) }
}

/// The sides with one in place of another; without it where the new one is empty.
fn with_side(sides: &[String], at: usize, side: &str) -> Route {
    let mut sides = sides.to_vec();
    if let Some(old) = sides.get_mut(at) {
        side.clone_into(old);
    } else if sides.len() < MOST_SIDES {
        sides.push(side.to_owned());
    }
    sides.retain(|side| !side.is_empty());
    Route::Compare(sides)
}
