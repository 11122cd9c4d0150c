//! The kinds of fields the form has; each change is a step of the address that can be undone.

use yew::AttrValue;

use super::asked::Asked;
use crate::app::components::option;
use crate::app::draw::{El, On, el};
use crate::atlas::place::Place;
use crate::text::TogetherKey;
use crate::web::event;

/// The page's question and where it stands.
pub struct Form<'a> {
    /// Where the reader is.
    pub place: &'a Place,
    /// The question.
    pub asked: &'a Asked,
}

/// A text that is typed.
pub struct Text<'a> {
    /// What marks the field in the page.
    pub word: &'static str,
    /// Its label.
    pub label: TogetherKey,
    /// The unit behind it; may be empty.
    pub unit: &'static str,
    /// What it holds.
    pub value: &'a str,
    /// What holds while it is empty.
    pub usual: String,
    /// What is wrong with it.
    pub wrong: Option<String>,
    /// The list it offers, by its id.
    pub list: Option<&'static str>,
}

impl Form<'_> {
    /// Changes the question as a step.
    pub fn step(&self, change: impl Fn(&mut Asked, String) + 'static) -> impl Fn(String) + 'static {
        let (place, asked) = (self.place.clone(), self.asked.clone());
        move |value| place.step(&asked.with(|asked| change(asked, value)))
    }

    /// A field of a text, taken once it is finished; what cannot be read stays as typed.
    pub fn text(&self, asks: Text<'_>, change: impl Fn(&mut Asked, String) + 'static) -> El {
        let set = self.step(change);
        let input = el("input")
            .is("type", "text")
            .is("autocomplete", "off")
            .is("data-ask", asks.word)
            .settled(asks.value)
            .with("placeholder", asks.usual)
            .maybe("aria-invalid", asks.wrong.is_some().then_some("true"))
            .maybe("list", asks.list)
            .on(On::Change, move |e| set(event::value(&e).trim().to_owned()));
        let unit = (!asks.unit.is_empty()).then(|| el("span").class("unit").text(asks.unit));
        // Where a row says it as a whole, its field is only marked.
        let wrong = asks.wrong.filter(|wrong| !wrong.is_empty());
        let wrong = wrong.map(|wrong| el("span").class("note wrong").text(wrong));
        labelled(asks.label, el("span").class("with-unit").put(input).maybe_put(unit)).maybe_put(wrong)
    }

    /// One of a closed list; what is none of it is shown as it is.
    pub fn select(
        &self,
        [word, value]: [&str; 2],
        label: TogetherKey,
        options: Vec<(String, String)>,
        change: impl Fn(&mut Asked, String) + 'static,
    ) -> El {
        let set = self.step(change);
        let known = options.iter().any(|(each, _)| each.eq_ignore_ascii_case(value));
        let own = |text: &str| AttrValue::from(text.to_owned());
        let stray = (!known).then(|| option(own(value), own(value), true));
        let options = options.into_iter().map(|(each, text)| {
            let selected = each.eq_ignore_ascii_case(value);
            let key = each.clone();
            option(each.into(), text.into(), selected).key(key)
        });
        let select = el("select")
            .with("data-ask", word.to_owned())
            .on(On::Change, move |e| set(event::value(&e)))
            .maybe_put(stray)
            .all(options);
        labelled(label, select)
    }

    /// A button that changes the question.
    pub fn button(&self, label: String, change: impl Fn(&mut Asked) + 'static) -> El {
        let set = self.step(move |asked, _| change(asked));
        el("button").is("type", "button").text(label).on(On::Click, move |_| set(String::new()))
    }
}

/// A control below its label.
pub fn labelled(label: TogetherKey, control: El) -> El {
    el("label").class("field").put(el("span").class("label").say(label)).put(control)
}
