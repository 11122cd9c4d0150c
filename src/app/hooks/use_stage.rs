//! A page drawn part by part.

use yew::{hook, use_effect_with, use_state};

use crate::web::{idle, page};

/// How many of a page's parts are drawn by now, the first at once: one more in each task, so that a slow processor answers the reader in
/// between. Parts come in the order of the page, each below those before it, so that nothing moves.
#[hook]
pub fn use_stage(parts: u8) -> u8 {
    let drawn = use_state(|| 1_u8);
    let set = drawn.setter();
    use_effect_with(*drawn, move |&drawn| {
        let timer = (drawn < parts).then(|| idle::after_rest(0, move || set.set(drawn + 1)));
        if timer.is_none() {
            page::let_go();
        }
        move || drop(timer)
    });
    *drawn
}
