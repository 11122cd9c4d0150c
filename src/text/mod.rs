//! Everything a reader reads: keys, one folder per language, and how numbers are written.
//!
//! A text is asked for by its [`Key`]; each language answers with an exhaustive `match`, so that a missing text does
//! not compile. Sentences with figures are functions of each language.

mod accuracy_key;
mod choose_key;
mod closer_key;
mod cluster_key;
mod compare_key;
mod cost_key;
mod device_key;
mod en;
mod fine_tune_key;
mod key;
mod lists_key;
mod loss;
pub mod measure;
mod model_key;
pub mod money;
pub mod number;
mod page_key;
mod together_key;

pub use accuracy_key::AccuracyKey;
pub use choose_key::ChooseKey;
pub use closer_key::CloserKey;
pub use cluster_key::ClusterKey;
pub use compare_key::CompareKey;
pub use cost_key::CostKey;
pub use device_key::DeviceKey;
pub use en::device as device_says;
pub use en::loss as loss_said;
pub use en::model;
#[cfg(not(target_arch = "wasm32"))]
pub use en::site;
pub use en::{
    PLAYBACK_TEXT, address_fault, change, combination, derivation_name, derivation_rule, fault, file_fault,
    finished, headline, page_text, reason, refusal, summary,
};
pub use en::{
    accuracy, choose, closer, cluster, compare, cost, disk, draft, fine_tune, together, workload_name,
};
pub use en::{
    api_name, class_name, columns_shown, devices_intro, leaderboard_intro, of_thousand, offer_seen,
    part_name, printed_sum, rows_left, scatter_says, score_reason, sizes_from, tier_note, unknown_left_out,
    unknown_stay, vendor_name, without_filter,
};
pub use fine_tune_key::FineTuneKey;
pub use key::Key;
pub use lists_key::ListsKey;
pub use loss::Loss;
pub use model_key::ModelPageKey;
pub use page_key::PageKey;
pub use together_key::TogetherKey;

use will_it_run_engine::evidence::Evidence;
use will_it_run_engine::fit::Fit;

/// A fixed text in the reader's language. English is the only one so far; a second one is a second folder and a choice here.
#[must_use]
pub const fn t(key: Key) -> &'static str {
    en::text(key)
}

/// A fixed text looked up while compiling. What every program draws says its texts so: one lookup at run time is enough to link all
/// two hundred of the calculator's (3.5 KB).
#[cfg(feature = "browser")]
macro_rules! said {
    ($key:ident) => {
        const { $crate::text::t($crate::text::Key::$key) }
    };
}
#[cfg(feature = "browser")]
pub(crate) use said;

/// A fixed text of the pages about hardware and models.
#[must_use]
pub const fn tp(key: PageKey) -> &'static str {
    en::page_text(key)
}

/// A fixed text of the lists and the leaderboard.
#[must_use]
pub const fn tl(key: ListsKey) -> &'static str {
    en::lists_text(key)
}

impl Fixed for ListsKey {
    fn text(self) -> &'static str {
        tl(self)
    }
}

/// A key of a fixed text.
pub trait Fixed {
    /// The text in the reader's language.
    fn text(self) -> &'static str;
}

impl Fixed for Key {
    fn text(self) -> &'static str {
        t(self)
    }
}

impl Fixed for PageKey {
    fn text(self) -> &'static str {
        tp(self)
    }
}

/// The mark behind a figure whose source nobody looked at.
pub const UNCONFIRMED: &str = "◇";

/// Names of the components of memory, in the order of [`Parts::components`](will_it_run_engine::answer::Parts::components).
pub const COMPONENTS: [Key; 8] = [
    Key::Weights,
    Key::KvCache,
    Key::KvSwa,
    Key::Recurrent,
    Key::Compute,
    Key::OutputBuffer,
    Key::Projector,
    Key::RuntimeOverhead,
];

/// The same names, looked up while compiling: to look up one at run time is to link all texts of the calculator.
pub const COMPONENT_NAMES: [&str; 8] = {
    let [a, b, c, d, e, f, g, h] = COMPONENTS;
    [t(a), t(b), t(c), t(d), t(e), t(f), t(g), t(h)]
};

/// The word for a verdict, looked up while compiling.
#[must_use]
pub const fn fit_word(fit: Fit) -> &'static str {
    match fit {
        Fit::Comfortable => const { t(fit_key(Fit::Comfortable)) },
        Fit::Tight => const { t(fit_key(Fit::Tight)) },
        Fit::Marginal => const { t(fit_key(Fit::Marginal)) },
        Fit::DoesNotFit => const { t(fit_key(Fit::DoesNotFit)) },
        Fit::Unknown => const { t(fit_key(Fit::Unknown)) },
    }
}

/// The word for a verdict.
#[must_use]
pub const fn fit_key(fit: Fit) -> Key {
    match fit {
        Fit::Comfortable => Key::Comfortable,
        Fit::Tight => Key::Tight,
        Fit::Marginal => Key::Marginal,
        Fit::DoesNotFit => Key::DoesNotFit,
        Fit::Unknown => Key::UnknownFit,
    }
}

/// The word for what a figure rests on, and what it means.
#[must_use]
pub const fn evidence_keys(evidence: Evidence) -> (Key, Key) {
    match evidence {
        Evidence::Measured => (Key::Measured, Key::MeasuredMeans),
        Evidence::MeasuredNear => (Key::MeasuredNear, Key::MeasuredNearMeans),
        Evidence::Community => (Key::Community, Key::CommunityMeans),
        Evidence::Extrapolated => (Key::Extrapolated, Key::ExtrapolatedMeans),
        Evidence::Estimated => (Key::Estimated, Key::EstimatedMeans),
    }
}
