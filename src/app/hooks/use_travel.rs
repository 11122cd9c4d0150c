//! Going back and forward.

use yew::{hook, use_effect_with, use_memo};

use crate::web::address;

/// Calls back when the reader goes back or forward, as long as the component lives.
///
/// What is drawn can be used before effects run (the scheduler lets the browser in between), so a step taken in between is
/// noticed when the listener begins: the address is no longer the one that was drawn.
#[hook]
pub fn use_travel(then: impl Fn() + 'static) {
    let drawn = use_memo((), |()| address::whole());
    use_effect_with((), move |()| {
        if *drawn != address::whole() {
            then();
        }
        let listener = address::on_travel(then);
        move || drop(listener)
    });
}
