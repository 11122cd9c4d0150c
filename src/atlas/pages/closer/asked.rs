//! What the address asks: the calculator's question, and what this page adds to it.

use will_it_run_engine::launch::Shell;
use will_it_run_engine::question::RawQuestion;

use crate::app::state::{Asked, query_with, read_address};
use crate::atlas::components::cost_glance;
use crate::atlas::components::typed::figure;
use crate::atlas::place::Place;

/// Share of the prompt that is cached, in percent.
pub const CACHED: &str = "cached";
/// What the disk reads, GB/s.
pub const DISK: &str = "disk";
/// Requests an hour.
pub const LOAD: &str = "load";

/// The shell that commands are written for.
pub const SHELL: &str = "shell";

/// What a sequential read of a PCIe 3.0 × 4 SSD reaches of its bus's 3.94 GB/s (PCI Express Base Specification 3.0: 8 GT/s, 128b/130b), the
/// slower of the two kinds that desktops of the last years have.
const DISK_USUAL: f64 = 3.0;
/// Requests an hour when nobody says: one a minute.
const LOAD_USUAL: f64 = 60.0;

/// The page's question.
pub struct Closer {
    /// The calculator's.
    pub asked: Asked,
    /// Percent of the prompt in the cache.
    pub cached: f64,
    /// GB/s.
    pub disk: f64,
    /// Requests an hour.
    pub load: f64,
    /// For commands.
    pub shell: Shell,
}

impl Closer {
    /// Of the address; what cannot be read stays at its default, and its field says so.
    pub fn of(place: &Place) -> Self {
        let own = |key: &str, usual: f64, most: f64| {
            figure(&place.asked(key)).filter(|number| *number <= most).unwrap_or(usual)
        };
        Self {
            asked: read_address(&calculators(&place.query), &Asked::first()).0,
            cached: own(CACHED, 0.0, 100.0),
            disk: own(DISK, DISK_USUAL, 1000.0),
            load: own(LOAD, LOAD_USUAL, 1e7),
            shell: Shell::parse(&place.asked(SHELL)).unwrap_or(Shell::Posix),
        }
    }

    /// The engine's question.
    pub const fn question(&self) -> &RawQuestion {
        &self.asked.question
    }
}

/// The query without what this page adds: the calculator's address.
#[must_use]
pub fn calculators(query: &str) -> String {
    let bare = cost_glance::without(query);
    [CACHED, DISK, LOAD, SHELL].iter().fold(bare, |query, key| query_with(&query, key, ""))
}
