//! What to know of an answer, and what it rests on.

use will_it_run_engine::tune::TuneAnswer;

use crate::app::components::section as headed;
use crate::app::draw::{El, el};
use crate::text::{FineTuneKey as Key, Fixed, fine_tune as says};

/// Where the rules are from.
const SOURCES: [(&str, Key); 4] = [
    ("https://arxiv.org/abs/1910.02054", Key::SourceZero),
    ("https://arxiv.org/abs/2205.05198", Key::SourceActivations),
    ("https://arxiv.org/abs/2305.14314", Key::SourceQlora),
    ("https://arxiv.org/abs/2001.08361", Key::SourceSpeed),
];

/// The section.
pub fn section(answer: &TuneAnswer) -> El {
    let notes = answer.notes.iter().map(|note| el("li").say(says::note(*note)));
    let notes =
        (!answer.notes.is_empty()).then(|| headed("why", "notes", Key::Notes).put(el("ul").all(notes)));
    let sources = SOURCES.map(|(address, says)| el("li").put(el("a").is("href", address).say(says)));
    let rests = headed("sources", "sources", Key::RestsOn)
        .put(el("p").put(el("b").say(Key::Estimated)).text([" – ", Key::EstimatedMeans.text()].concat()))
        .put(el("ul").all(sources));
    el("div").class("because").maybe_put(notes).put(rests)
}
