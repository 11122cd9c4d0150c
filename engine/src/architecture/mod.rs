//! A model as llama.cpp's loader sees it: figures in, layers out.
//!
//! [`HParams`] are the figures of a GGUF header (the catalog keeps the same ones), [`Architecture`] is what they mean:
//! distinct layer kinds and the order they come in. Nothing here knows a model's name.

mod attention;
mod build;
mod family;
mod fault;
mod feed_forward;
mod hparams;
mod layers;
mod recurrent;
mod window;

pub use family::Family;
pub use fault::ArchitectureFault;
pub use hparams::{HParams, Optional, PerLayer, TensorBasis, WindowPattern};
pub use layers::{
    Architecture, Attention, Cache, Compressed, DeltaNet, Dense, FeedForward, Indexer, Layer, Mamba1, Mamba2,
    Mixer, Mla, Moe, Rwkv, ShortConv, Span,
};
