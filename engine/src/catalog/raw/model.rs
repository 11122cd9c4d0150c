//! Models as written.

use serde::{Deserialize, Serialize};

use super::{Keyed, Number, record};
use crate::catalog::RawGguf;

record! {
    /// A model.
    RawModel {
        name: String,
        family: String,
        publisher: String,
        repo: String,
        license: String,
        released: String,
        modality: Vec<String>,
        tasks: Vec<String>,
        params: RawParams,
    } optional {
        context: RawContext,
        native_dtype: String,
        components: Vec<RawComponent>,
        vision: RawVision,
        mtp: RawMtp,
        gguf: RawGguf,
        gguf_note: String,
        aliases: Vec<String>,
        notes: String,
        figures_from: String,
    } last {
        date: String,
        sources: Keyed<String>,
    }
}

record! {
    /// Counts of parameters.
    RawParams {
        total: u64,
        active: u64,
    } optional {
        read_per_token: u64,
        stored: u64,
        computed: u64,
        published: u64,
        active_published: u64,
    } last {
        checked: String,
    }
}

record! {
    /// Windows in tokens.
    RawContext {} optional { max: u64, extended: u64, } last {}
}

record! {
    /// A part of a pipeline.
    RawComponent { role: String, params: u64, } optional {} last {}
}

record! {
    /// An encoder.
    RawVision { encoder_params: u64, } optional { tokens_per_image: RawImageTokens, note: String, } last {}
}

record! {
    /// Multi-token prediction layers.
    RawMtp { layers: u32, } optional { params: u64, } last {}
}

/// How many tokens an image takes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "kebab-case", deny_unknown_fields)]
#[allow(missing_docs, reason = "the fields are described on the checked type")]
pub enum RawImageTokens {
    Fixed {
        tokens: u32,
    },
    Grid {
        block: u32,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min: Option<u32>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max: Option<u32>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        tile: Option<u32>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        longest_side: Option<u32>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        row_breaks: Option<RawYes>,
    },
    Tiles {
        tokens: u32,
        tile: u32,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max_tiles: Option<u32>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        overview: Option<RawYes>,
    },
    Budget {
        max: u32,
    },
    CrossAttention {
        tokens: u32,
        tile: u32,
        max_tiles: u32,
    },
    Sizes {
        sizes: Vec<(u32, u32)>,
    },
    Audio {
        tokens_per_second: Number,
    },
}

/// The word `yes`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RawYes {
    /// It is so.
    Yes,
}
