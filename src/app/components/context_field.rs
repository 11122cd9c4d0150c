//! Context: a logarithmic slider with typed entry beside it.

use std::rc::Rc;

use yew::Callback;

use super::number_field;
use crate::app::draw::{El, On, el};
use crate::app::hooks::Page;
use crate::app::state::stops::{position, stops};
use crate::app::state::{Commit, Field};
use crate::text::number::grouped;
use crate::text::{Key, t};
use crate::web::event;

/// The slider's end for a model whose maximum is not recorded: 128 Ki tokens, the commonest maximum.
const UNKNOWN_MAXIMUM: u32 = 131_072;
/// llama.cpp's default of this project: the smaller of this and the model's maximum.
const DEFAULT: u32 = 8192;

/// Slider and number, up to the model's maximum where it is known.
pub fn context_field(page: &Page, maximum: Option<u32>) -> El {
    let maximum = maximum.unwrap_or(UNKNOWN_MAXIMUM);
    let stops = Rc::new(stops(maximum));
    let context = page.state.asked.question.context.unwrap_or_else(|| DEFAULT.min(maximum));
    let at = position(&stops, context);
    let slide = |commit: Commit| {
        let (page, stops) = (page.clone(), Rc::clone(&stops));
        Callback::from(move |text: String| {
            if let Some(stop) = text.parse().ok().and_then(|at: usize| stops.get(at)) {
                page.set(Field::Context, &stop.to_string(), commit);
            }
        })
    };
    let (live, settled) = (slide(Commit::Live), slide(Commit::Settled));
    let slider = el("input")
        .class("slider")
        .is("type", "range")
        .is("min", "0")
        .with("max", (stops.len() - 1).to_string())
        .is("step", "1")
        .value(at.to_string())
        .is("aria-label", t(Key::ContextSlider))
        .with("aria-valuetext", [&grouped(u64::from(context)), " ", t(Key::Tokens)].concat())
        .on(On::Input, move |e| live.emit(event::value(&e)))
        .on(On::Change, move |e| settled.emit(event::value(&e)));
    let first = stops.first().copied().unwrap_or(0);
    let scale = [first, maximum].map(|end| el("span").text(grouped(u64::from(end))));
    el("div")
        .class("context")
        .put(number_field(
            page,
            Field::Context,
            Key::Context,
            DEFAULT.min(maximum).to_string(),
            t(Key::Tokens),
        ))
        .put(slider)
        .put(el("div").class("scale").is("aria-hidden", "true").all(scale))
}
