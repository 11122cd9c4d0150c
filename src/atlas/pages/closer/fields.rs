//! Numbers that are typed into the address.

use crate::app::draw::El;
use crate::atlas::components::typed::{self, Typed, figure};
use crate::atlas::place::Place;
use crate::text::CloserKey;

/// A field; `usual` stands in it while the address says nothing. What is no number stays as typed, and the field says so.
pub fn number(place: &Place, word: &'static str, label: CloserKey, usual: &str, most: f64) -> El {
    let value = place.asked(word);
    let wrong = !value.is_empty() && figure(&value).is_none_or(|number| number > most);
    let note = wrong.then_some(CloserKey::NotANumber);
    typed::field(place, Typed { word, label, unit: "", usual, note, wrong })
}
