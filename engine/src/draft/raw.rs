//! A drafter as a question states it.

use serde::{Deserialize, Deserializer, Serialize};

/// The drafter asked for: a word (`"mtp"`, `"auto"`, or a model's name), or an object.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct RawDraft {
    /// Catalog id, alias or repository of the smaller model; `mtp` for the model's own blocks; `auto` for the best there is.
    pub model: String,
    /// How the smaller model is stored; default as for any model under the runtime.
    pub quant: Option<String>,
    /// Tokens guessed in a row; default by runtime.
    pub tokens: Option<u32>,
    /// Tokens of the drafter's context for each user; default the question's.
    pub context: Option<u32>,
}

impl RawDraft {
    /// From a command line: `MODEL`, `MODEL@QUANT`, `mtp` or `auto`.
    #[must_use]
    pub fn word(text: &str) -> Self {
        let (model, quant) = match text.rsplit_once('@') {
            Some((model, quant)) => (model, Some(quant.to_owned())),
            None => (text, None),
        };
        Self { model: model.to_owned(), quant, tokens: None, context: None }
    }
}

impl<'de> Deserialize<'de> for RawDraft {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Object {
            model: String,
            #[serde(default)]
            quant: Option<String>,
            #[serde(default)]
            tokens: Option<u32>,
            #[serde(default)]
            context: Option<u32>,
        }
        #[derive(Deserialize)]
        #[serde(
            untagged,
            expecting = "expected \"mtp\", \"auto\", a model's name, or an object with model, quant, tokens and context"
        )]
        enum Written {
            Word(String),
            Object(Object),
        }
        Ok(match Written::deserialize(from)? {
            Written::Word(text) => Self::word(&text),
            Written::Object(Object { model, quant, tokens, context }) => {
                Self { model, quant, tokens, context }
            }
        })
    }
}
