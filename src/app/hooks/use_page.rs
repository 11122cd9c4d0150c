//! The state of the page, kept in step with the address bar and the reader's machine.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use will_it_run_engine::answer::Answer;
use will_it_run_engine::question::Fault;
use yew::{Callback, Reducible, UseReducerHandle, hook, use_effect_with, use_memo, use_mut_ref, use_reducer};

use super::use_travel;
use crate::app::state::{
    Action, Asked, Commit, Field, History, Reader, State, read_address, recall, recent_lines,
};
use crate::app::world::World;
use crate::web::{address, idle, storage, theme};

/// Browsers limit how often an address may change (Safari: 100 times in 30 seconds), so a drag writes it when it rests.
const ADDRESS_REST: u32 = 200;

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        self.after(action).map_or(self, Rc::new)
    }
}

/// All that components need: the state, the world, and the world's answer to the state's question.
#[derive(Clone)]
pub struct Page {
    /// The state; dispatch actions on it.
    pub state: UseReducerHandle<State>,
    /// The world.
    pub world: World,
    /// The answer.
    pub outcome: Rc<Result<Answer, Fault>>,
}

/// The states by value: a handle leads to the latest state whenever it was made, so by identity the page before a change would
/// equal the page after it.
impl PartialEq for Page {
    fn eq(&self, other: &Self) -> bool {
        self.state == other.state && Rc::ptr_eq(&self.outcome, &other.outcome) && self.world == other.world
    }
}

impl Page {
    /// Writes a field.
    pub fn set(&self, field: Field, text: &str, commit: Commit) {
        self.state.dispatch(Action::Set(field, text.to_owned(), commit));
    }

    /// A callback that writes a field for good.
    #[must_use]
    pub fn setter(&self, field: Field) -> Callback<String> {
        let state = self.state.dispatcher();
        Callback::from(move |text| state.dispatch(Action::Set(field, text, Commit::Settled)))
    }

    /// Changes preferences.
    pub fn prefer(&self, change: impl FnOnce(&mut Reader)) {
        let mut reader = self.state.reader;
        change(&mut reader);
        self.state.dispatch(Action::Prefer(reader));
    }
}

/// The page's state.
#[hook]
pub fn use_page(world: World) -> Page {
    let state = use_reducer(|| {
        let (asked, faults) = read_address(&address::query(), &Asked::first());
        let recent = recall(&storage::read(storage::RECENT), &Asked::first());
        State::new(asked, faults, Reader::read(&storage::read(storage::READER)), recent)
    });

    let travel = state.dispatcher();
    use_travel(move || {
        let (asked, faults) = read_address(&address::query(), &Asked::first());
        travel.dispatch(Action::Arrive(asked, faults));
    });

    let pending = use_mut_ref(|| None::<Timeout>);
    let pushed = use_mut_ref(|| 0_u32);
    let (history, query, pushes) = (state.history, state.address(), state.pushes);
    use_effect_with(state.change, move |_| {
        // Two changes drawn as one may hide a push behind a replacement.
        let push = std::mem::replace(&mut *pushed.borrow_mut(), pushes) != pushes;
        write_address(if push { History::Push } else { history }, query, &pending);
    });

    use_effect_with(state.reader, |reader| {
        theme::set(reader.theme.word());
        storage::write(storage::READER, &reader.write());
    });
    use_effect_with(state.recent.clone(), |recent| storage::write(storage::RECENT, &recent_lines(recent)));

    let outcome =
        use_memo((world.clone(), state.asked.question.clone()), |(world, question)| world.answer(question));
    Page { state, world, outcome }
}

/// Carries out what the state wants of the address bar.
fn write_address(history: History, query: String, pending: &RefCell<Option<Timeout>>) {
    // Whatever still waits is overtaken by now.
    drop(pending.borrow_mut().take());
    match history {
        History::Keep => {}
        History::Push => address::push(&query),
        History::Replace => address::replace(&query),
        History::ReplaceSoon => {
            *pending.borrow_mut() = Some(idle::after_rest(ADDRESS_REST, move || address::replace(&query)));
        }
    }
}
