//! The kinds of fields the form has; each reads and writes one word of the address. The first letter typed into a field is a step that can be undone, the
//! others change that step.

use will_it_run_engine::cost::{PresetLoad, preset};
use yew::{AttrValue, Callback, UseStateHandle};

use super::asked::reads;
use super::inputs::{Input, ONE_OF, PRESET};
use crate::app::components::option;
use crate::app::draw::{El, On, el};
use crate::app::state::query_with;
use crate::atlas::place::Place;
use crate::text::{CostKey, cost};
use crate::web::event;

/// What fields are drawn from.
pub struct Form<'a> {
    /// Where the reader is.
    pub place: &'a Place,
    /// The field that is being typed into.
    pub typing: UseStateHandle<Option<&'static str>>,
    /// Fields that the answer asks for, by the engine's names.
    pub asks: Vec<&'static str>,
}

/// The id of a field's control.
#[must_use]
pub fn id(word: &str) -> String {
    ["cost-", word].concat()
}

/// The query with a word set; hours, tokens and people replace each other.
#[must_use]
pub fn with(query: &str, word: &str, value: &str) -> String {
    let set = query_with(query, word, value);
    let one_of = |word: &str| ONE_OF.iter().any(|input| input.word == word);
    if value.is_empty() || !one_of(word) {
        return set;
    }
    let others = ONE_OF.iter().filter(|input| input.word != word);
    others.fold(set, |query, input| query_with(&query, input.word, ""))
}

impl Form<'_> {
    /// Sets a word as a step of its own.
    fn setter(&self, word: &'static str) -> Callback<String> {
        let (place, typing) = (self.place.clone(), self.typing.clone());
        Callback::from(move |value: String| {
            typing.set(None);
            place.step(&with(&place.query, word, &value));
        })
    }

    /// A figure with its unit.
    pub fn amount(&self, input: &'static Input) -> El {
        let word = input.word;
        let value = self.place.asked(word);
        let wrong = !value.is_empty() && !reads(input.shape, &value);
        let asked = self.asks.contains(&input.field);
        let usual = self.usual(word).unwrap_or_else(|| input.usual.to_owned());
        let (place, typing) = (self.place.clone(), self.typing.clone());
        let settled = self.typing.clone();
        let note = if wrong { Some(CostKey::NotANumber) } else { asked.then_some(CostKey::Needed) };
        let note_id = note.map(|_| id(word) + "-note");
        let input_box = el("input")
            .with("id", id(word))
            .is("type", "text")
            .is("inputmode", "decimal")
            .is("autocomplete", "off")
            .is("data-cost", word)
            .value(value)
            .with("placeholder", usual)
            .maybe("aria-invalid", wrong.then_some("true"))
            .on(On::Input, move |e| {
                let query = with(&place.query, word, &event::value(&e));
                if *typing == Some(word) {
                    place.rewrite(&query);
                } else {
                    typing.set(Some(word));
                    place.step(&query);
                }
            })
            .on(On::Change, move |_| settled.set(None));
        let input_box = match &note_id {
            Some(id) => input_box.with("aria-describedby", id.clone()),
            None => input_box,
        };
        let unit = (!input.unit.is_empty()).then(|| el("span").class("unit").text(input.unit));
        let note =
            note.map(|note| el("span").class("note").with("id", note_id.unwrap_or_default()).say(note));
        labelled(cost::term_name(input.field), el("span").class("with-unit").put(input_box).maybe_put(unit))
            .maybe("data-asked", asked.then_some("true"))
            .maybe_put(note)
    }

    /// Several of them.
    pub fn amounts(&self, inputs: &'static [Input]) -> Vec<El> {
        inputs.iter().map(|input| self.amount(input)).collect()
    }

    /// What the preset of the address says of a field.
    fn usual(&self, word: &str) -> Option<String> {
        let preset = preset(&self.place.asked(PRESET))?;
        let whole = |number: f64| crate::text::compare::plain(number);
        Some(match (preset.does, word) {
            (PresetLoad::HoursPerDay(hours), "hours") => whole(hours),
            (PresetLoad::Tokens { a_day, .. }, "tokens") => whole(a_day),
            (PresetLoad::Users { users, .. }, "people") => whole(users),
            _ => return None,
        })
    }

    /// A word, taken once it is finished.
    pub fn word(&self, word: &'static str, label: &'static str, usual: &'static str) -> El {
        let set = self.setter(word);
        let input = el("input")
            .with("id", id(word))
            .is("type", "text")
            .is("autocomplete", "off")
            .is("data-cost", word)
            .settled(&self.place.asked(word))
            .is("placeholder", usual)
            .on(On::Change, move |e| set.emit(event::value(&e)));
        labelled(label, input)
    }

    /// One of a closed list; the first is what holds without a word in the address.
    pub fn select(
        &self,
        word: &'static str,
        label: &'static str,
        options: Vec<(AttrValue, AttrValue)>,
    ) -> El {
        let chosen = self.place.asked(word);
        let set = self.setter(word);
        let known = options.iter().any(|(value, _)| value.eq_ignore_ascii_case(&chosen));
        let stray = (!known).then(|| option(chosen.clone().into(), chosen.clone().into(), true));
        let options = options.into_iter().map(|(value, text)| {
            let selected = value.eq_ignore_ascii_case(&chosen);
            let key = value.to_string();
            option(value, text, selected).key(key)
        });
        let select = el("select")
            .with("id", id(word))
            .is("data-cost", word)
            .on(On::Change, move |e| set.emit(event::value(&e)));
        labelled(label, select.maybe_put(stray).all(options))
    }
}

fn labelled(label: &'static str, control: El) -> El {
    el("label").class("field").put(el("span").class("label").text(label)).put(control)
}

#[cfg(test)]
mod tests {
    use super::with;

    #[test]
    fn hours_tokens_and_people_replace_each_other() {
        assert_eq!(with("hours=8&price=3", "tokens", "5M"), "price=3&tokens=5M");
        assert_eq!(with("hours=8&price=3", "hours", ""), "price=3");
        assert_eq!(with("hours=8", "price", "4"), "hours=8&price=4");
    }
}
