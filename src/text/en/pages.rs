//! Fixed texts of the pages about hardware and models, in English.

use crate::text::PageKey;

/// The English text of a key.
#[must_use]
pub const fn page_text(key: PageKey) -> &'static str {
    match key {
        PageKey::SkipToContent => "Skip to the content",
        PageKey::WayAccuracy => "How right the speeds are",
        PageKey::NowhereTitle => "No page has this address",
        PageKey::NowhereHelp => {
            "Perhaps the id is spelled differently. These lists hold everything there is:"
        }
        PageKey::OwnTitle => "Your own workloads",
        PageKey::OwnHelp => {
            "A model, its quant, its context and the rate from which it is of use to you. Kept on this machine only; every device and every comparison then answers it beside the seven. Half of the context counts as used."
        }
        PageKey::OwnNone => "None yet.",
        PageKey::OwnName => "Name",
        PageKey::OwnNameHint => "such as “notes”",
        PageKey::OwnRate => "Usable from, tok/s",
        PageKey::OwnUsualQuant => "usual",
        PageKey::OwnAdd => "Add workload",
        PageKey::OwnRemove => "Remove",
        PageKey::OwnKeep => "Keep",
        PageKey::OwnLent => "from the link you followed",
        PageKey::OwnLink => "A link to this page with these workloads",
        PageKey::OwnModelMissing => "Choose a model of the catalog, by its name or id.",
        PageKey::OwnTaken => "One of yours is called so already; remove it or choose another name.",
    }
}

/// What a workload is called; a reader's own keeps its word.
#[must_use]
pub fn workload_name(key: &str) -> &str {
    match key {
        "7b" => "7B chat",
        "14b" => "14B chat",
        "32b" => "32B chat",
        "70b" => "70B chat",
        "chat" => "Chat",
        "coding_agent" => "Coding agent",
        "vision" => "Vision ≤ 8B",
        "long_context" => "Long context 32K",
        own => own,
    }
}
