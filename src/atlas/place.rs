//! Where the reader is: page, query, preferences, and the ways from here.

use wasm_bindgen::JsCast;
use web_sys::MouseEvent;
use will_it_run_engine::question::{Fault, RawRig};
use will_it_run_engine::workloads::Workload;
use yew::{Event, UseStateHandle, hook, use_effect_with, use_state};

use super::own::{self, Own, use_own};
use super::program::Program;
use super::route::{AGAINST, ProgramName, Route};
use crate::app::draw::{El, On, el};
use crate::app::hooks::{use_stage, use_travel};
use crate::app::state::Reader;
use crate::app::world::World;
use crate::web::{address, storage, theme};

/// What every page is given. Cheap to clone.
#[derive(Clone)]
pub struct Place {
    /// The catalog and the engine over it.
    pub world: World,
    /// The page.
    pub route: Route,
    /// The query of the address without its question mark: the state of the page that can be shared.
    pub query: String,
    /// The reader's preferences.
    pub reader: Reader,
    /// The reader's own workloads, as far as they are kept on this machine.
    pub own: Own,
    /// How many of the program's parts are drawn by now.
    pub drawn: u8,
    program: ProgramName,
    at: UseStateHandle<(String, String)>,
    preferences: UseStateHandle<Reader>,
}

impl PartialEq for Place {
    fn eq(&self, other: &Self) -> bool {
        self.world == other.world
            && self.route == other.route
            && self.query == other.query
            && self.reader == other.reader
            && self.own == other.own
            && self.drawn == other.drawn
    }
}

/// The place, kept in step with the address bar, in the program that runs.
#[hook]
pub fn use_place<P: Program>(world: &World) -> Place {
    let program = P::NAME;
    let at = use_state(|| (address::path(), bare(&address::query())));
    let preferences = use_state(|| Reader::read(&storage::read(storage::READER)));
    let own = use_own();
    let drawn = use_stage(P::PARTS);
    let arrive = at.setter();
    use_travel(move || arrive.set((address::path(), bare(&address::query()))));
    use_effect_with(*preferences, |reader| {
        theme::set(reader.theme.word());
        storage::write(storage::READER, &reader.write());
    });
    Place {
        world: world.clone(),
        route: Route::of(&at.0, &at.1),
        query: at.1.clone(),
        reader: *preferences,
        own,
        drawn,
        program,
        at,
        preferences,
    }
}

fn bare(query: &str) -> String {
    query.trim_start_matches('?').to_owned()
}

impl Place {
    /// Goes to a page, as a step that can be undone; a page of another program is loaded.
    pub fn go(&self, route: &Route, query: &str) {
        if route.program() != Some(self.program) {
            address::load(&self.address(route, query));
            return;
        }
        address::visit(&with_query(&route.path(), query));
        address::to_top();
        self.at.set((route.path(), query.to_owned()));
    }

    /// The address of the page as it stands.
    #[must_use]
    pub fn here(&self) -> String {
        with_query(&self.at.0, &self.query)
    }

    /// Writes another query into the address of this page; not a step of its own.
    pub fn rewrite(&self, query: &str) {
        self.correct(&self.route, query);
    }

    /// Writes another query into the address of this page, as a step that can be undone; the reader stays where they are.
    pub fn step(&self, query: &str) {
        let path = self.route.path();
        address::visit(&with_query(&path, query));
        self.at.set((path, query.to_owned()));
    }

    /// Writes the address that this page should have had; not a step of its own.
    pub fn correct(&self, route: &Route, query: &str) {
        address::revisit(&with_query(&route.path(), query));
        self.at.set((route.path(), query.to_owned()));
    }

    /// The value of a key of the query, decoded; empty if it is not there.
    #[must_use]
    pub fn asked(&self, key: &str) -> String {
        crate::app::state::value_of(&self.query, key)
    }

    /// The query with a key set to a value; without the key where the value is empty.
    #[must_use]
    pub fn query_with(&self, key: &str, value: &str) -> String {
        crate::app::state::query_with(&self.query, key, value)
    }

    /// The reader's own workloads: those kept, and those that came with the address.
    #[must_use]
    pub fn workloads(&self) -> Vec<Workload> {
        let mut all = self.own.kept();
        for lent in self.own.lent(&self.asked(own::KEY)) {
            if !all.iter().any(|known| known.key == lent.key) {
                all.push(lent);
            }
        }
        all
    }

    /// Whether the engine understands a workload: an old or a foreign one may name what the catalog does not have.
    ///
    /// # Errors
    /// What it does not understand.
    pub fn reads(&self, workload: &Workload) -> Result<(), Fault> {
        let host = RawRig::default();
        self.world.calculator().workloads(&host, std::slice::from_ref(workload)).map(|_| ())
    }

    /// The seven, then the reader's own that the engine understands.
    #[must_use]
    pub fn all_workloads(&self) -> Vec<Workload> {
        let mut all = Workload::standard();
        all.extend(self.workloads().into_iter().filter(|own| self.reads(own).is_ok()));
        all
    }

    /// Changes preferences.
    pub fn prefer(&self, change: impl FnOnce(&mut Reader)) {
        let mut reader = self.reader;
        change(&mut reader);
        self.preferences.set(reader);
    }

    /// A link to a page of these; put inside what it says.
    pub fn link(&self, route: Route) -> El {
        self.link_with(route, String::new())
    }

    /// The same with a query.
    pub fn link_with(&self, route: Route, query: String) -> El {
        let place = self.clone();
        el("a").with("href", self.address(&route, &query)).on(On::Click, move |e: Event| {
            // With a modifier the reader wants a tab or a window of their own.
            let mouse: &MouseEvent = e.unchecked_ref();
            let here = route.program() == Some(place.program);
            let plain =
                here && !(mouse.ctrl_key() || mouse.meta_key() || mouse.shift_key() || mouse.alt_key());
            if plain && mouse.button() == 0 {
                e.prevent_default();
                place.go(&route, &query);
            }
        })
    }

    /// The address of a page. A comparison that another program makes has no file of its own, so it is asked of the one there is.
    fn address(&self, route: &Route, query: &str) -> String {
        match route {
            Route::Compare(sides) if !sides.is_empty() && route.program() != Some(self.program) => {
                let path = Route::Compare(Vec::new()).path();
                let of = crate::app::state::query_with(query, "of", &sides.join(AGAINST));
                with_query(&path, &of)
            }
            _ => with_query(&route.path(), query),
        }
    }

    /// A link into the calculator with a question: `model=…&on=…`.
    pub fn ask(&self, query: &str) -> El {
        el("a").with("href", ["./?", query].concat())
    }
}

fn with_query(path: &str, query: &str) -> String {
    if query.is_empty() { path.to_owned() } else { [path, "?", query].concat() }
}
