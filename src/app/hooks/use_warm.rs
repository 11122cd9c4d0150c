//! Preparing the catalog's models for a question while the page is idle, so that the list over all of them does not stop it.

use will_it_run_engine::question::RawQuestion;
use yew::{hook, use_effect_with, use_state};

use crate::app::world::World;
use crate::web::idle;

/// How long a go takes, in milliseconds: well below a frame, so that typing and drawing come in between.
const GO: f64 = 4.0;
/// The pause between two.
const PAUSE: u32 = 4;
/// How long the reader must rest before the first.
const REST: u32 = 120;

/// Whether all models are ready for a question. What is laid out for one context serves all of its size, so that most questions are ready
/// after a go or two.
#[hook]
pub fn use_warm(world: World, question: RawQuestion) -> bool {
    let state = use_state(|| (question.clone(), Some(0_usize)));
    let from = if state.0 == question { state.1 } else { Some(0) };
    let set = state.setter();
    use_effect_with((from, question, world), move |(from, question, world)| {
        let (question, world) = (question.clone(), world.clone());
        let timer = from.map(|from| {
            let pause = if from == 0 { REST } else { PAUSE };
            idle::after_rest(pause, move || {
                let end = idle::now() + GO;
                let from = world.warm(&question, from, &mut || idle::now() < end);
                set.set((question, from));
            })
        });
        move || drop(timer)
    });
    // The build waits for nobody.
    from.is_none() || cfg!(not(target_arch = "wasm32"))
}
