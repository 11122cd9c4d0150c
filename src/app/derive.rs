//! Derivations of the figures that the page itself makes of the engine's: times of an answer and of a download. They are
//! terms like the engine's own, and hold the engine's trees as inputs.

use will_it_run_engine::answer::{Answer, Quantity, Term};
use will_it_run_engine::units::{BytesPerSecond, Known, Seconds, Tokens};

use crate::app::state::{Asked, Reader};

/// A figure whose derivation can be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Derived {
    /// One of the engine's, by the key of its root; the first of these that is there.
    Engine(&'static str),
    /// Usable memory, of the device or the host.
    Usable,
    /// Prompt to first token.
    FirstToken,
    /// Until a typical answer is finished.
    Finished,
    /// Energy per token.
    Energy,
    /// The download.
    Download,
}

impl Derived {
    /// A stable word, for the document.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Engine(key) => key,
            Self::Usable => "memory.usable",
            Self::FirstToken => "ttft",
            Self::Finished => "finished",
            Self::Energy => "joules_per_token",
            Self::Download => "download",
        }
    }

    /// The figure's tree.
    #[must_use]
    pub fn term(self, terms: &[Term], answer: &Answer, asked: &Asked, reader: &Reader) -> Option<Term> {
        let root = |key: &str| terms.iter().find(|term| term.key == key).cloned();
        let roots = |keys: &[&str]| keys.iter().filter_map(|key| root(key)).collect::<Vec<_>>();
        match self {
            Self::Engine(key) => root(key),
            Self::Usable => terms.iter().find(|term| term.key.starts_with("memory.usable")).cloned(),
            Self::FirstToken => root("ttft").or_else(|| {
                let value = answer.ttft_seconds.map(Quantity::Seconds);
                Some(Term::computed("ttft", value, "prompt-over-prefill", "", roots(&["prefill"])))
            }),
            Self::Energy => root("joules_per_token").or_else(|| {
                let value = answer.joules_per_token.map(Quantity::Ratio);
                Some(Term::computed("joules_per_token", value, "power-over-rate", "", roots(&["decode"])))
            }),
            Self::Finished => {
                let tokens = |key, count| Term::given(key, Quantity::Tokens(Tokens::new(count)));
                let first = Self::FirstToken.term(terms, answer, asked, reader);
                let said = [tokens("thinking", asked.thinking), tokens("answer", asked.output)];
                let inputs = first.into_iter().chain(said).chain(root("decode")).collect();
                let count = f64::from(asked.thinking.saturating_add(asked.output));
                let value = answer.ttft_seconds.zip(answer.decode).and_then(|(first, rate)| {
                    let rate = rate.tokens_per_second.get();
                    if rate > 0.0 { Known::Known(first + Seconds::new(count / rate)) } else { Known::Unknown }
                });
                Some(Term::computed(
                    "finished",
                    value.map(Quantity::Seconds),
                    "first-then-tokens",
                    "",
                    inputs,
                ))
            }
            Self::Download => {
                let line = BytesPerSecond::new(f64::from(reader.line_mbit) * 1e6 / 8.0);
                let mut inputs = roots(&["file"]);
                inputs.push(Term::given("line", Quantity::BytesPerSecond(line)));
                let value = answer.memory.file.map(|file| Quantity::Seconds(file / line));
                Some(Term::computed("download", value, "file-over-line", "", inputs))
            }
        }
    }
}
