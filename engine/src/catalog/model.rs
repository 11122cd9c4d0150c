//! A model as its publisher describes it, with the figures its layers are made of.

use super::{Checked, Figure, Modality, NativeType, SourceKey, Task};
use crate::architecture::{HParams, TensorBasis};
use crate::packed::{packed, variants};
use crate::units::{Date, Known, Tokens};

packed! {
    /// A model of the catalog.
    #[derive(Debug, Clone, PartialEq)]
    pub struct Model {
        /// The key of the record, such as `llama-3.1-8b-instruct`.
        pub id: Box<str>,
        /// For people.
        pub name: Box<str>,
        /// Such as `Qwen3`.
        pub family: Box<str>,
        /// Who publishes it.
        pub publisher: Box<str>,
        /// Hugging Face repository, `owner/name`.
        pub repo: Box<str>,
        /// Licence tag of the repository.
        pub license: Box<str>,
        /// Announced, or else the repository's creation.
        pub released: Figure<Date>,
        /// What goes in and out.
        pub modality: Vec<Modality>,
        /// What it is made for.
        pub tasks: Vec<Task>,
        /// How large it is.
        pub params: Params,
        /// How much text it takes.
        pub context: ContextWindow,
        /// The precision it is published in.
        pub native: NativeType,
        /// The parts of an image, video or speech pipeline; empty for a language model.
        pub components: Vec<Component>,
        /// What it sees with.
        pub vision: Vision,
        /// Layers that guess further tokens, stored beside the model proper.
        pub mtp: Mtp,
        /// The figures of its GGUF header, where llama.cpp runs it and they are known.
        pub gguf: Known<HParams>,
        /// Other names people use, repository names among them.
        pub aliases: Vec<Box<str>>,
        /// What else must be known about the figures; may be empty.
        pub notes: Box<str>,
        /// When the record was put together.
        pub date: Date,
    }
}

impl Model {
    /// Whether its memory is counted from a full list of tensors, by the rules of the nearest family, or from its
    /// number of parameters alone.
    #[must_use]
    pub fn tensor_basis(&self) -> TensorBasis {
        self.gguf.as_ref().map(HParams::tensor_basis).get().unwrap_or(TensorBasis::Fallback)
    }
}

packed! {
    /// Numbers of parameters.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub struct Params {
        /// Everything the repository stores, encoders included, multi-token prediction layers not.
        pub total: Figure<u64>,
        /// Without the experts that a token does not select.
        pub active: Figure<u64>,
        /// Weights of the language model touched for one token.
        pub read_per_token: Figure<u64>,
        /// Elements of the published checkpoint.
        pub stored: Figure<u64>,
        /// Recomputed from the architecture.
        pub computed: Figure<u64>,
        /// The publisher's own rounded active size.
        pub active_published: Figure<u64>,
        /// Whether stated and recomputed counts agree.
        pub checked: Checked,
    }
}

packed! {
    /// The window a model is made for.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub struct ContextWindow {
        /// Documented window.
        pub max: Figure<Tokens>,
        /// With the publisher's rope scaling.
        pub extended: Figure<Tokens>,
    }
}

packed! {
    /// A part of a pipeline.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Component {
        /// Such as `text encoder T5-XXL`.
        pub role: Box<str>,
        /// How large it is.
        pub params: u64,
    }
}

/// The encoder in front of a language model.
#[derive(Debug, Clone, PartialEq)]
pub enum Vision {
    /// It reads text alone.
    None,
    /// It has an encoder.
    Encoder {
        /// Encoder and projector.
        params: u64,
        /// How many tokens an image takes.
        tokens: ImageTokens,
        /// What is known about it, in words.
        note: Box<str>,
        /// Who says so.
        source: SourceKey,
    },
}

variants! {
    Vision, else Self::None;
    None = 0,
    Encoder { params: u64, tokens: ImageTokens, note: Box<str>, source: SourceKey } = 1,
}

/// Layers for multi-token prediction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mtp {
    /// None.
    None,
    /// Some.
    Layers {
        /// How many.
        layers: u32,
        /// Their weights.
        params: Figure<u64>,
    },
}

variants! {
    Mtp, else Self::None;
    None = 0,
    Layers { layers: u32, params: Figure<u64> } = 1,
}

/// How many tokens of context an image takes.
#[derive(Debug, Clone, PartialEq)]
pub enum ImageTokens {
    /// Not recorded.
    Unknown,
    /// The same for every image.
    Fixed {
        /// Tokens per image.
        tokens: u32,
    },
    /// One token per square block of pixels.
    Grid {
        /// Pixels along one side of a block.
        block: u32,
        /// Fewest tokens, 0 where none is given.
        min: u32,
        /// Most tokens, 0 where none is given.
        max: u32,
        /// Larger images are first scaled to this many pixels along the longer side; 0 where none is given.
        longest_side: u32,
        /// Whether each row ends in a token of its own.
        rows: RowBreaks,
    },
    /// So many for each tile.
    Tiles {
        /// Tokens per tile.
        tokens: u32,
        /// Pixels along one side of a tile.
        tile: u32,
        /// Most tiles, 0 where none is given.
        max_tiles: u32,
        /// Whether the whole image is added as one more tile.
        overview: Overview,
    },
    /// Up to a budget.
    Budget {
        /// Most tokens.
        max: u32,
    },
    /// Read by layers of their own; takes no context.
    CrossAttention {
        /// States per tile.
        tokens: u32,
        /// Pixels along one side of a tile.
        tile: u32,
        /// Most tiles.
        max_tiles: u32,
    },
    /// Chosen by the size of the image.
    Sizes {
        /// Pixels along one side, and tokens; ascending.
        sizes: Vec<(u32, u32)>,
    },
    /// Sound, not images.
    Audio {
        /// Tokens for each second.
        per_second: f64,
    },
}

variants! {
    ImageTokens, else Self::Unknown;
    Unknown = 0,
    Fixed { tokens: u32 } = 1,
    Grid { block: u32, min: u32, max: u32, longest_side: u32, rows: RowBreaks } = 2,
    Tiles { tokens: u32, tile: u32, max_tiles: u32, overview: Overview } = 3,
    Budget { max: u32 } = 4,
    CrossAttention { tokens: u32, tile: u32, max_tiles: u32 } = 5,
    Sizes { sizes: Vec<(u32, u32)> } = 6,
    Audio { per_second: f64 } = 7,
}

/// Whether rows of an image end in a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowBreaks {
    /// No.
    None,
    /// One after each row.
    Each,
}

variants! {
    RowBreaks, else Self::None;
    None = 0,
    Each = 1,
}

/// Whether a reduced copy of the whole image goes in front of its tiles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overview {
    /// No.
    None,
    /// One, where there is more than one tile.
    One,
}

variants! {
    Overview, else Self::None;
    None = 0,
    One = 1,
}
