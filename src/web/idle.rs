//! Time: waiting until the page has been drawn, and the clock of an animation.

use gloo::timers::callback::Timeout;
use gloo::utils::window;
use wasm_bindgen::prelude::wasm_bindgen;

/// Runs after so many milliseconds of rest; dropping it calls it off.
pub fn after_rest(milliseconds: u32, then: impl FnOnce() + 'static) -> Timeout {
    Timeout::new(milliseconds, then)
}

#[wasm_bindgen]
extern "C" {
    /// Ends the task: what the reader did meanwhile, and a frame, come first (`assets/still.js`).
    #[wasm_bindgen(js_namespace = bootStill)]
    pub async fn breathe();
}

/// Milliseconds since the page began, steadily rising.
#[must_use]
pub fn now() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}

/// How often an animation should step, in milliseconds: smoothly, or once a second for readers who asked for less motion.
#[must_use]
pub fn step() -> u32 {
    let less = window().match_media("(prefers-reduced-motion: reduce)").ok().flatten();
    if less.is_some_and(|query| query.matches()) { 1000 } else { 33 }
}
