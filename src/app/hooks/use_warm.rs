//! Preparing the catalog's models while the page is idle, so that the first list over all of them does not stop it.

use gloo::timers::callback::Timeout;
use yew::{hook, use_effect_with, use_state_eq};

use crate::app::world::World;
use crate::web::idle;

/// Models prepared in one go, and the pause in between in milliseconds: a go stays well below a frame, and typing and
/// drawing come in between.
const GO: usize = 4;
/// The pause.
const PAUSE: u32 = 4;

/// Whether all models are ready; they are prepared a few at a time, once.
#[hook]
pub fn use_warm(world: World) -> bool {
    let from = use_state_eq(|| Some(0_usize));
    let set = from.setter();
    use_effect_with((*from, world), move |(from, world)| {
        let world = world.clone();
        let timer: Option<Timeout> =
            from.map(|from| idle::after_rest(PAUSE, move || set.set(world.warm(from, GO))));
        move || drop(timer)
    });
    from.is_none()
}
