//! The keys of the fixed texts of the page about fine-tuning.

/// A fixed text of this page. The English wording is its documentation.
#[allow(missing_docs, reason = "each variant is documented by its text")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FineTuneKey {
    Title,
    Help,
}
