//! The keys of the fixed texts of the pages about hardware and models. The calculator does not carry their words.

/// A fixed text of these pages. The English wording is its documentation.
#[allow(missing_docs, reason = "each variant is documented by its text")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PageKey {
    SkipToContent,
    WayAccuracy,
    NowhereTitle,
    NowhereHelp,
    OwnTitle,
    OwnHelp,
    OwnNone,
    OwnName,
    OwnNameHint,
    OwnRate,
    OwnUsualQuant,
    OwnAdd,
    OwnRemove,
    OwnKeep,
    OwnLent,
    OwnLink,
    OwnModelMissing,
    OwnTaken,
}
