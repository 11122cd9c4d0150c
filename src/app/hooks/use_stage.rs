//! A page drawn part by part.

use yew::{Html, hook, use_effect_with, use_state};

use crate::web::{idle, page};

/// How many of a page's parts are drawn by now, the first at once: one more in each task, so that a slow processor answers the reader in
/// between. Parts come in the order of the page, each below those before it, so that nothing moves.
#[hook]
pub fn use_stage(parts: u8) -> u8 {
    // The build draws once, and all of it.
    let drawn = use_state(|| if cfg!(target_arch = "wasm32") { 1_u8 } else { parts });
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

/// A part of the page, once it is its turn. Until then an empty place stands for it: lists without keys are compared from their end, and a list
/// that only grows would make every part into the one before it.
pub fn part(turn: bool, draw: impl FnOnce() -> Html) -> Html {
    if turn { draw() } else { Html::default() }
}
