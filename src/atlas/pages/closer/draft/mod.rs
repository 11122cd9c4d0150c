//! A drafter beside the model: off unless chosen; what it takes, the verdict with it, and what it gains as a range.

mod gains;
mod memory;

use will_it_run_engine::answer::Answer;
use will_it_run_engine::draft::{DraftAnswer, DraftCandidate, Drafter, RawDraft, drafting};
use will_it_run_engine::question::Fault;
use yew::Html;

use super::asked::{Closer, DRAFT, GUESSES};
use super::{Part, fields};
use crate::app::draw::{El, el, list};
use crate::atlas::place::Place;
use crate::atlas::route::Route;
use crate::text::{CloserKey as Key, Fixed, draft, fault, said};

/// The word for the best of the catalog's.
const BEST: &str = "auto";

/// A drafter that was asked for.
pub struct Drafted {
    /// What is said of it.
    pub answer: Result<DraftAnswer, Fault>,
    /// Drafters that suit, where the answer does not name them.
    suiting: Vec<DraftCandidate>,
}

/// What is said of the drafter that the address asks for; none where it asks for none, and nothing is worked out then.
pub fn found(place: &Place, asked: &Closer) -> Option<Drafted> {
    let raw = asked.draft.as_ref()?;
    let draft = |raw: &RawDraft| place.world.calculator().draft(asked.question(), raw);
    let answer = draft(raw);
    // The best comes with the others.
    let suiting = match &answer {
        Ok(answer) if !answer.candidates.is_empty() => Vec::new(),
        _ => draft(&RawDraft::word(BEST)).map_or_else(|_| Vec::new(), |best| best.candidates),
    };
    Some(Drafted { answer, suiting })
}

impl Drafted {
    /// Drafters that suit, the best first.
    fn suiting(&self) -> &[DraftCandidate] {
        match &self.answer {
            Ok(answer) if !answer.candidates.is_empty() => &answer.candidates,
            _ => &self.suiting,
        }
    }
}

/// The section.
pub fn section(place: &Place, asked: &Closer, alone: &Answer, drafted: Option<&Drafted>) -> El {
    let answer = drafted.and_then(|drafted| drafted.answer.as_ref().ok());
    let suiting = drafted.map_or(&[][..], Drafted::suiting);
    let mut fields = vec![fields::select(place, [DRAFT, DRAFT], Key::DrafterField, drafters(place, suiting))];
    if let Some(answer) = answer {
        // Other runtimes have forms of their own; the address takes them.
        if answer.drafter == Drafter::Model && asked.question().runtime().rules().is_none() {
            let quants = quants(place, answer);
            fields.push(fields::select(place, [DRAFT, "draft-quant"], Key::DrafterQuant, quants));
        }
        let usual = answer.tokens.to_string();
        fields.push(fields::number(place, GUESSES, Key::Guesses, &usual, f64::from(u32::MAX)));
    }
    let says = answer.map(|answer| {
        let verdict = draft::verdict(answer.fit, answer.memory.headroom);
        draft::says(&name(place, answer.drafter, &answer.model, answer.quant), answer.tokens, &verdict)
    });
    let part = Part { id: "draft", title: Key::Drafter, note: Key::DrafterNote, fields, says };
    part.draw(match drafted.map(|drafted| &drafted.answer) {
        None => el("p").class("note").say(Key::DrafterOffSays).into(),
        Some(Err(wrong)) => refused(place, wrong),
        Some(Ok(answer)) => {
            list(vec![memory::takes(place, alone, answer), gains::section(answer), known(asked, answer)])
        }
    })
}

/// None, the best, those that suit, and one of the address that is not among them.
fn drafters(place: &Place, suiting: &[DraftCandidate]) -> Vec<(String, String)> {
    let own = |key: Key| key.text().to_owned();
    let mut all = vec![(String::new(), own(Key::DrafterOff)), (BEST.to_owned(), own(Key::DrafterBest))];
    for other in suiting {
        let word = if other.drafter == Drafter::Mtp { Drafter::Mtp.word() } else { &other.model };
        all.push((word.to_owned(), name(place, other.drafter, &other.model, other.quant)));
    }
    let word = place.asked(DRAFT);
    if !all.iter().any(|(value, _)| value.eq_ignore_ascii_case(&word)) {
        all.push((word.clone(), word));
    }
    all
}

/// The smaller model as it is usually stored, and in each quant.
fn quants(place: &Place, answer: &DraftAnswer) -> Vec<(String, String)> {
    let mut quants = Vec::new();
    for label in place.world.quant_labels() {
        let word = [&answer.model, "@", label].concat();
        // What is in use stands there, whether the address names it or not.
        let value = if label == answer.quant { place.asked(DRAFT) } else { word };
        quants.push((value, label.to_owned()));
    }
    quants
}

fn name(place: &Place, drafter: Drafter, model: &str, quant: &str) -> String {
    let model = place.world.model(model).map_or(model, |card| card.name.as_str());
    draft::name(drafter, model, quant)
}

/// What is wrong, with the drafters that suit.
fn refused(place: &Place, wrong: &Fault) -> Html {
    let mut near: Vec<El> = Vec::new();
    for id in wrong.near.iter().filter(|_| wrong.field == "draft.model") {
        let says = place.world.model(id).map_or(id.as_str(), |card| card.name.as_str()).to_owned();
        let link = place.link_with(Route::Closer, place.query_with(DRAFT, id));
        near.push(el("li").put(link.class("choice").text(says)));
    }
    list(vec![
        el("p").is("role", "alert").text(fault(wrong, &place.asked(DRAFT))).into(),
        el("ul").class("choices").all(near).into(),
    ])
}

/// What else there is to know, and where it stands.
fn known(asked: &Closer, answer: &DraftAnswer) -> Html {
    let mut sources: Vec<&str> = Vec::new();
    for gain in &answer.gains {
        sources.extend(gain.sources);
    }
    sources.extend(drafting(asked.question().runtime()).map(|rule| rule.source));
    // Prose and code have some in common, not always side by side.
    let mut listed: Vec<El> = Vec::new();
    for (at, source) in sources.iter().enumerate() {
        if sources.iter().position(|first| first == source) == Some(at) {
            listed.push(el("li").text((*source).to_owned()));
        }
    }
    let mut known: Vec<El> = Vec::new();
    if answer.cycle.is_known() {
        known.push(el("li").text(draft::break_even(answer.break_even)));
    }
    for why in &answer.reasons {
        known.push(el("li").text(draft::reason(why)));
    }
    list(vec![
        el("ul").class("closer-known").all(known).into(),
        el("details")
            .class("sources")
            .put(el("summary").text(said!(Sources)))
            .put(el("ul").all(listed))
            .into(),
    ])
}
