//! How the state changes.

use super::address::{AddressFault, write};
use super::asked::Asked;
use super::field::Field;
use super::reader::Reader;
use super::recent::remember;

/// Whether a change is on its way (a dragged slider) or done (a released one).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Commit {
    /// More of the same will follow.
    Live,
    /// Done: back returns to what was before.
    Settled,
}

/// What the browser's history is to do with the address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum History {
    /// Leave it.
    Keep,
    /// Put a new entry.
    Push,
    /// Change the entry at hand.
    Replace,
    /// Change the entry at hand when there is a moment: more changes follow.
    ReplaceSoon,
}

/// What can happen.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// A field was written; text that it cannot take changes nothing.
    Set(Field, String, Commit),
    /// A link was followed, a fix applied, a recent question asked again.
    Ask(Asked),
    /// The browser went back or forward.
    Arrive(Asked, Vec<AddressFault>),
    /// The message about a bad address was read.
    Dismiss,
    /// Preferences changed.
    Prefer(Reader),
    /// A recent question is to be forgotten.
    Forget(usize),
}

/// The state of the page.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    /// The question.
    pub asked: Asked,
    /// What of the address could not be taken over.
    pub faults: Vec<AddressFault>,
    /// Preferences.
    pub reader: Reader,
    /// Recent questions, newest first.
    pub recent: Vec<Asked>,
    /// What the address bar is to do about the last change.
    pub history: History,
    /// Counts the changes of the address, so that equal instructions are told apart.
    pub change: u32,
    /// Counts the entries put into the history: two changes may be drawn as one, and none of these may be lost.
    pub pushes: u32,
    /// A gesture has its entry in the history already.
    gesture: Gesture,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gesture {
    Open,
    Closed,
}

impl State {
    /// The page as it opens.
    #[must_use]
    pub fn new(asked: Asked, faults: Vec<AddressFault>, reader: Reader, recent: Vec<Asked>) -> Self {
        Self {
            asked,
            faults,
            reader,
            recent,
            history: History::Keep,
            change: 0,
            pushes: 0,
            gesture: Gesture::Closed,
        }
    }

    /// The address of the question.
    #[must_use]
    pub fn address(&self) -> String {
        write(&self.asked)
    }

    /// The question with one field changed, for links.
    #[must_use]
    pub fn with(&self, field: Field, value: &str) -> Asked {
        let mut asked = self.asked.clone();
        // A value that does not fit the field leaves the question as it is.
        let _ = asked.set(field, value);
        asked
    }

    /// The state after an action; `None` when nothing changed.
    #[must_use]
    pub fn after(&self, action: Action) -> Option<Self> {
        match action {
            Action::Set(field, text, commit) => {
                let asked = self.with(field, &text);
                self.edited(asked, commit)
            }
            Action::Ask(asked) => self.edited(asked, Commit::Settled),
            Action::Arrive(asked, faults) => Some(Self {
                asked,
                faults,
                history: History::Keep,
                change: self.change.wrapping_add(1),
                gesture: Gesture::Closed,
                ..self.clone()
            }),
            Action::Dismiss => (!self.faults.is_empty()).then(|| Self {
                faults: Vec::new(),
                history: History::Keep,
                ..self.clone()
            }),
            Action::Prefer(reader) => {
                (reader != self.reader).then(|| Self { reader, history: History::Keep, ..self.clone() })
            }
            Action::Forget(at) => {
                let mut next = Self { history: History::Keep, ..self.clone() };
                (at < next.recent.len()).then(|| {
                    next.recent.remove(at);
                    next
                })
            }
        }
    }

    /// A gesture pushes one entry when it begins and changes that entry until it ends, so that back undoes the whole of it.
    fn edited(&self, asked: Asked, commit: Commit) -> Option<Self> {
        let closing = commit == Commit::Settled && self.gesture == Gesture::Open;
        if asked == self.asked && !closing {
            return None;
        }
        let history = match (self.gesture, commit) {
            (Gesture::Closed, _) => History::Push,
            (Gesture::Open, Commit::Live) => History::ReplaceSoon,
            (Gesture::Open, Commit::Settled) => History::Replace,
        };
        let pushes = self.pushes.wrapping_add(u32::from(history == History::Push));
        let gesture = if commit == Commit::Live { Gesture::Open } else { Gesture::Closed };
        let recent = match commit {
            Commit::Live => self.recent.clone(),
            Commit::Settled => remember(&self.recent, &asked),
        };
        let change = self.change.wrapping_add(1);
        Some(Self { asked, faults: Vec::new(), recent, history, change, pushes, gesture, ..self.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state() -> State {
        State::new(Asked::about("m", "d"), vec![], Reader::default(), vec![])
    }

    fn set(field: Field, text: &str, commit: Commit) -> Action {
        Action::Set(field, text.to_owned(), commit)
    }

    #[test]
    fn a_settled_change_is_one_step_back() {
        let next = state().after(set(Field::Quant, "Q8_0", Commit::Settled)).expect("a change");
        assert_eq!(next.history, History::Push);
        assert_eq!(next.address(), "model=m&on=d&quant=Q8_0");
        assert_eq!(next.recent.first(), Some(&next.asked));
    }

    #[test]
    fn a_whole_drag_is_one_step_back() {
        let first = state().after(set(Field::Context, "1024", Commit::Live)).expect("a change");
        assert_eq!(first.history, History::Push);
        let second = first.after(set(Field::Context, "2048", Commit::Live)).expect("a change");
        assert_eq!(second.history, History::ReplaceSoon);
        assert_eq!(second.pushes, 1);
        let released =
            second.after(set(Field::Context, "2048", Commit::Settled)).expect("the end of the drag");
        assert_eq!(released.history, History::Replace);
        let next = released.after(set(Field::Users, "2", Commit::Settled)).expect("a change");
        assert_eq!(next.history, History::Push);
    }

    #[test]
    fn nothing_changes_without_a_change() {
        let state = state();
        assert_eq!(state.after(set(Field::Context, "lots", Commit::Settled)), None);
        assert_eq!(state.after(set(Field::Model, "m", Commit::Settled)), None);
        assert_eq!(state.after(Action::Dismiss), None);
        assert_eq!(state.after(Action::Prefer(state.reader)), None);
        assert_eq!(state.after(Action::Forget(0)), None);
    }

    #[test]
    fn another_device_forgets_what_held_for_the_old_one() {
        let mut now = state();
        for (field, text) in [
            (Field::MemoryGib, "48"),
            (Field::UsableGib, "40"),
            (Field::Backend, "rocm"),
            (Field::Count, "2"),
        ] {
            now = now.after(set(field, text, Commit::Settled)).expect("a change");
        }
        now = now.after(set(Field::Device, "e", Commit::Settled)).expect("a change");
        assert_eq!(now.address(), "model=m&on=e&n=2");
    }

    #[test]
    fn going_back_writes_no_history_and_an_edit_clears_the_message() {
        let fault = AddressFault::UnknownField { name: "x".to_owned() };
        let arrived = state().after(Action::Arrive(Asked::about("n", "d"), vec![fault])).expect("a change");
        assert_eq!(arrived.history, History::Keep);
        let next = arrived.after(set(Field::Users, "2", Commit::Settled)).expect("a change");
        assert!(next.faults.is_empty());
    }
}
