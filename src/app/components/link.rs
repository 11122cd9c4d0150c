//! A link that changes the question in place; opened in a new tab it is an ordinary address.

use yew::{Html, MouseEvent, html};

use crate::app::hooks::Page;
use crate::app::state::{Action, Asked, write_address};

/// The link. `current` is set where it leads to the question at hand.
pub fn link(page: &Page, to: Asked, class: &'static str, current: Option<&'static str>, says: Html) -> Html {
    let state = page.state.dispatcher();
    let href = ["?", &write_address(&to)].concat();
    let follow = move |e: MouseEvent| {
        // With a modifier the reader wants a tab or a window of their own.
        if !(e.ctrl_key() || e.meta_key() || e.shift_key() || e.alt_key() || e.button() != 0) {
            e.prevent_default();
            state.dispatch(Action::Ask(to.clone()));
        }
    };
    html! { <a {class} {href} onclick={follow} aria-current={current}>{ says }</a> }
}
