//! A figure with its name; pressing it opens how it comes about.

use yew::{Callback, Html, html};

use crate::app::derive::Derived;
use crate::text::{Key, t};

/// A figure that opens its derivation.
pub fn ask(term: Derived, explain: &Callback<Derived>, class: &'static str, figure: Html) -> Html {
    let open = explain.reform(move |_| term);
    html! {
        <button type="button" class={yew::classes!("ask-figure", class)} title={t(Key::ShowDerivation)} data-term={term.word()} onclick={open}>
            { figure }
        </button>
    }
}

/// Name, figure, note, and what stands below.
pub fn figure(name: Key, value: Html, note: &str, below: Html) -> Html {
    html! {
        <div class="figure">
            <dt>{ t(name) }</dt>
            <dd>
                { value }
                if !note.is_empty() {
                    <span class="note">{ note }</span>
                }
                { below }
            </dd>
        </div>
    }
}
