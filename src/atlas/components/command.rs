//! Commands to be copied, and the shell they are written for.

use will_it_run_engine::launch::Shell;
use yew::{AttrValue, UseStateHandle};

use crate::app::components::option;
use crate::app::draw::{El, On, el};
use crate::atlas::place::Place;
use crate::text::Fixed;
use crate::web::{clipboard, event};

/// A page's words for copying, and for what came of it.
#[derive(Debug, Clone, Copy)]
pub struct Copying<K> {
    /// The button.
    pub copy: K,
    /// It is on the clipboard.
    pub copied: K,
    /// The browser refused.
    pub failed: K,
}

/// The shells to choose from; the choice is in the address under `word`, but for the usual one.
pub fn shells(place: &Place, word: &'static str, chosen: Shell) -> El {
    let place = place.clone();
    let name = |shell: Shell| if shell == Shell::Posix { "sh, bash, zsh" } else { "PowerShell" };
    let choices = Shell::ALL.iter().map(|other| {
        option(AttrValue::Static(other.word()), AttrValue::Static(name(*other)), *other == chosen)
    });
    el("select").is("data-field", word).all(choices).on(On::Change, move |e| {
        let chosen = event::value(&e);
        let chosen = if chosen == Shell::Posix.word() { "" } else { &chosen };
        place.step(&place.query_with(word, chosen));
    })
}

/// Copies a text and says so.
pub fn copy<K: Fixed + Copy + 'static>(
    text: String,
    words: Copying<K>,
    said: &UseStateHandle<Option<K>>,
) -> El {
    let said = said.setter();
    el("button").is("type", "button").class("quiet-button").text(words.copy.text()).on(On::Click, move |_| {
        let said = said.clone();
        clipboard::write(&text, move |done| {
            said.set(Some(if done.is_ok() { words.copied } else { words.failed }));
        });
    })
}

/// A text as it is written, to be scrolled by keys as well.
pub fn code(name: &str, text: String) -> El {
    el("pre")
        .is("tabindex", "0")
        .is("role", "region")
        .with("aria-label", name.to_owned())
        .put(el("code").text(text))
}
