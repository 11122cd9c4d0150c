//! The page about cluster, in English.

use crate::text::{ClusterKey, Fixed};

impl Fixed for ClusterKey {
    fn text(self) -> &'static str {
        cluster_text(self)
    }
}

/// The English text of a key.
#[must_use]
pub const fn cluster_text(key: ClusterKey) -> &'static str {
    use ClusterKey as K;
    match key {
        K::Title => "One model, several machines",
        K::Help => "",
    }
}
