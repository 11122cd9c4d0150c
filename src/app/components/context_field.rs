//! Context: a logarithmic slider with typed entry beside it.

use std::rc::Rc;

use yew::{Callback, Event, Html, InputEvent, html};

use super::number_field;
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
pub fn context_field(page: &Page, maximum: Option<u32>) -> Html {
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
    html! {
        <div class="context">
            { number_field(page, Field::Context, Key::Context, DEFAULT.min(maximum).to_string(), t(Key::Tokens)) }
            <input class="slider" type="range" min="0" max={(stops.len() - 1).to_string()} step="1" value={at.to_string()}
                aria-label={t(Key::ContextSlider)} aria-valuetext={[&grouped(u64::from(context)), " ", t(Key::Tokens)].concat()}
                oninput={move |e: InputEvent| live.emit(event::value(&e))}
                onchange={move |e: Event| settled.emit(event::value(&e))} />
            <div class="scale" aria-hidden="true">
                <span>{ stops.first().copied().map(|s| grouped(u64::from(s))) }</span>
                <span>{ grouped(u64::from(maximum)) }</span>
            </div>
        </div>
    }
}
