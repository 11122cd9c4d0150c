//! The size of llama.cpp's compute buffers, for any architecture.
//!
//! llama.cpp sizes them by laying out the graph of one micro-batch and taking the highest address (`graph_reserve` in
//! `src/llama-context.cpp`). The same is done here: [`build`](self) writes down the graph of a model from its layers, node by node as
//! llama.cpp does, [`allocate`] lays it out with the rules of ggml's allocator, and [`pieces`] keeps the result as sums of products of
//! the settings, so that an evaluation costs a few multiplications.
//!
//! Nothing is fitted: what differs between families is written in [`style`] from their graphs in llama.cpp's `src/models`.

mod allocate;
mod altup;
mod attention;
mod build;
mod compressed;
mod feed_forward;
mod form;
mod graph;
mod inputs;
mod latent;
mod layer;
mod pieces;
mod recurrent;
mod rule;
mod style;
mod symbol;

pub use rule::{ComputeBytes, ComputeRule, SplitComputeBytes};
