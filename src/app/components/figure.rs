//! A figure with its name; pressing it opens how it comes about.

use yew::{Callback, Html};

use crate::app::derive::Derived;
use crate::app::draw::{El, On, el};
use crate::text::{Key, t};

/// A figure that opens its derivation; put the figure inside.
pub fn ask(term: Derived, explain: &Callback<Derived>, class: &'static str) -> El {
    let explain = explain.clone();
    el("button")
        .is("type", "button")
        .class(class)
        .is("title", t(Key::ShowDerivation))
        .is("data-term", term.word())
        .on(On::Click, move |_| explain.emit(term))
}

/// Name, figure, note, and what stands below.
pub fn figure(name: Key, value: El, note: &'static str, below: Html) -> El {
    let note = (!note.is_empty()).then(|| el("span").class("note").text(note));
    el("div").class("figure").put(el("dt").say(name)).put(el("dd").put(value).maybe_put(note).put(below))
}
