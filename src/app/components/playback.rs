//! A short text at the very speed of the answer. Never plays by itself.

use gloo::timers::callback::Interval;
use yew::{Html, Properties, component, use_effect_with, use_state, use_state_eq};

use super::button;
use crate::app::draw::{On, el};
use crate::text::measure::duration;
use crate::text::number::{grouped, three};
use crate::text::{Key, PLAYBACK_TEXT, t};
use crate::web::idle;
use will_it_run_engine::units::Seconds;

/// Props of [`Playback`].
#[derive(Properties, PartialEq)]
pub struct PlaybackProps {
    /// Tokens per second, if known.
    pub rate: Option<f64>,
}

/// Cuts a text into pieces of the length tokens have: English comes to about four characters a token
/// (OpenAI, "What are tokens and how to count them?"), so long words are cut in two or more.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    for word in text.split_inclusive(' ') {
        let mut rest = word;
        while rest.len() > 8 {
            // The text is plain ASCII, so any cut is between letters; one that is not ends the cutting.
            let Some((head, tail)) = rest.split_at_checked(5) else { break };
            tokens.push(head);
            rest = tail;
        }
        tokens.push(rest);
    }
    tokens
}

/// The text, a button, and how long it took.
#[component]
pub fn Playback(props: &PlaybackProps) -> Html {
    let tokens = tokens(PLAYBACK_TEXT);
    let all = tokens.len();
    let rate = props.rate.unwrap_or(0.0);
    // When it was started, and how many tokens have come since.
    let started = use_state_eq(|| None::<f64>);
    let shown = use_state(|| 0_usize);
    {
        let (shown, started) = (shown.clone(), started.clone());
        // A change of speed goes on at the new one.
        use_effect_with((*started, rate), move |(start, rate)| {
            let (start, rate) = (*start, *rate);
            let timer = start.map(|start| {
                Interval::new(idle::step(), move || {
                    let come = ((idle::now() - start) / 1000.0 * rate) as usize;
                    shown.set(come.min(all));
                    if come >= all {
                        started.set(None);
                    }
                })
            });
            move || drop(timer)
        });
    }
    let playing = started.is_some();
    let toggle = {
        let (started, shown) = (started.clone(), shown.clone());
        move |_| {
            if playing {
                started.set(None);
            } else {
                shown.set(0);
                started.set(Some(idle::now()));
            }
        }
    };
    let text: String = tokens.iter().take(*shown).copied().collect();
    let done = !playing && *shown >= all;
    if rate <= 0.0 {
        return el("p").class("quiet").say(Key::PlaybackNone).into();
    }
    let title = [t(Key::PlaybackTitle), ": ", &three(rate), " ", t(Key::TokPerSecond)].concat();
    let took = if done {
        [&grouped(all as u64), " ", t(Key::Tokens), ", ", &duration(Seconds::new(all as f64 / rate))].concat()
    } else {
        String::new()
    };
    let head = el("p")
        .class("playback-head")
        .put(
            button("play", if playing { Key::Stop } else { Key::Play })
                .is("aria-pressed", if playing { "true" } else { "false" })
                .on(On::Click, toggle),
        )
        .put(el("span").text(title))
        .put(el("span").class("note").is("role", "status").text(took));
    let idle = (*shown == 0 && !playing).then(|| el("span").class("quiet").say(Key::PlaybackIdle));
    // Read out word by word it would be noise; the speed is said above.
    let paper = el("p")
        .class(if *shown == 0 { "paper idle" } else { "paper" })
        .is("aria-hidden", "true")
        .maybe_put(idle)
        .text(text)
        .maybe_put(playing.then(|| el("span").class("caret")));
    el("div").class("playback").put(head).put(paper).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_the_text_is_lost() {
        let tokens = tokens(PLAYBACK_TEXT);
        assert_eq!(tokens.concat(), PLAYBACK_TEXT);
        let length = PLAYBACK_TEXT.len() as f64 / tokens.len() as f64;
        assert!((3.5..5.5).contains(&length), "{length} characters a token");
    }
}
