//! What the address asks: the calculator's question, and what this page adds to it.

use will_it_run_engine::draft::RawDraft;
use will_it_run_engine::host::{Disk, MemoryType};
use will_it_run_engine::launch::Shell;
use will_it_run_engine::question::RawQuestion;

use crate::app::state::{Asked, Field, query_with, read_address, value_of};
use crate::atlas::components::typed::figure;
use crate::atlas::components::{cost_glance, save};
use crate::atlas::place::Place;

/// Share of the prompt that is cached, in percent.
pub const CACHED: &str = "cached";
/// The disk: a word of the engine, or GB/s.
pub const DISK: &str = "disk";
/// The drafter: `auto`, `mtp`, or a model with or without its quant.
pub const DRAFT: &str = "draft";
/// Tokens it guesses in a row.
pub const GUESSES: &str = "guesses";
/// Requests an hour.
pub const LOAD: &str = "load";
/// What RAM moves: the calculator's word, which here takes a kind of memory, too.
pub const MEMORY: &str = Field::HostBandwidth.word();
/// The shell that commands are written for.
pub const SHELL: &str = "shell";

/// What a sequential read of a PCIe 3.0 × 4 SSD reaches of its bus's 3.94 GB/s (PCI Express Base Specification 3.0: 8 GT/s, 128b/130b), the
/// slower of the two kinds that desktops of the last years have: what loading is reckoned with when nobody names a disk.
pub const DISK_USUAL: f64 = 3.0;
/// Requests an hour when nobody says: one a minute.
const LOAD_USUAL: f64 = 60.0;

/// The page's question.
pub struct Closer {
    /// The calculator's.
    pub asked: Asked,
    /// Percent of the prompt in the cache.
    pub cached: f64,
    /// The kind of RAM, where the address says what RAM moves by a kind.
    pub memory: Option<MemoryType>,
    /// The disk; none where nobody names one that reads.
    pub disk: Option<Disk>,
    /// The drafter; none unless asked for.
    pub draft: Option<RawDraft>,
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
            memory: MemoryType::parse(&place.asked(MEMORY)).ok(),
            disk: Disk::parse(&place.asked(DISK)).ok(),
            draft: draft(place),
            load: own(LOAD, LOAD_USUAL, 1e7),
            shell: Shell::parse(&place.asked(SHELL)).unwrap_or(Shell::Posix),
        }
    }

    /// The engine's question.
    pub const fn question(&self) -> &RawQuestion {
        &self.asked.question
    }
}

/// The drafter of the address, with as many guesses as can be read.
fn draft(place: &Place) -> Option<RawDraft> {
    let word = place.asked(DRAFT);
    let tokens = figure(&place.asked(GUESSES)).map(|guesses| guesses as u32);
    (!word.is_empty()).then(|| RawDraft { tokens, ..RawDraft::word(&word) })
}

/// The query without what this page adds: the calculator's address. A kind of memory is what it moves there.
#[must_use]
pub fn calculators(query: &str) -> String {
    let added = [CACHED, DISK, DRAFT, GUESSES, LOAD, SHELL];
    let bare = added.iter().fold(cost_glance::without(query), |query, key| query_with(&query, key, ""));
    match MemoryType::parse(&value_of(&bare, MEMORY)) {
        Ok(memory) => query_with(&bare, MEMORY, &save::number(memory.bandwidth().as_gb_s())),
        Err(_) => bare,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_calculator_is_told_what_a_kind_of_memory_moves_and_nothing_of_this_page() {
        let query = "model=a&rambw=DDR5-5600x2&disk=pcie4&draft=auto&guesses=5&shell=powershell&ram=64";
        assert_eq!(calculators(query), "model=a&rambw=89.6&ram=64");
        assert_eq!(calculators("model=a&rambw=51.2&disk=2"), "model=a&rambw=51.2");
        // What does not read stays as it was typed; the calculator says so.
        assert_eq!(calculators("rambw=fast"), "rambw=fast");
    }

    #[test]
    fn no_word_of_this_page_is_one_of_the_calculators() {
        for word in [CACHED, DISK, DRAFT, GUESSES, LOAD, SHELL] {
            assert_eq!(Field::parse(word), None, "{word}");
        }
    }
}
