//! The repository's catalog, and a small one to break.

use std::sync::OnceLock;

use will_it_run_engine::catalog::Catalog;

pub const TEXT: &str = include_str!("../../../catalog.json");
const SMALL: &str = include_str!("../data/small_catalog.json");

/// The repository's catalog.
#[allow(clippy::panic, reason = "a test without its catalog is over")]
pub fn catalog() -> &'static Catalog {
    static CATALOG: OnceLock<Catalog> = OnceLock::new();
    CATALOG.get_or_init(|| {
        Catalog::from_canonical_json(TEXT).unwrap_or_else(|faults| {
            let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
            panic!("{}", lines.join("\n"))
        })
    })
}

/// The small catalog with one change. The text to change must be there once.
pub fn broken(from: &str, to: &str) -> String {
    assert!(Catalog::from_canonical_json(SMALL).is_ok(), "{:?}", Catalog::from_canonical_json(SMALL));
    assert!(SMALL.contains(from), "{from}");
    SMALL.replacen(from, to, 1)
}
