//! Weights: the tensors of an architecture, the type the quantiser gives each, and their bytes.
//!
//! Never "parameters × bits": the list of tensors is the truth, llama.cpp's `src/llama-quant.cpp` the authority on types.

mod file_size;
mod ggml_type;
mod mix;
mod model;
mod plan;
mod quant;
mod tensor;
mod tensors;

pub use file_size::header_estimate;
pub use ggml_type::GgmlType;
pub use mix::{ALIGNMENT, Mix, MixFigures, assign, total_bytes};
pub use model::ModelWeights;
pub use plan::{
    LayerWeights, Layout, LoaderFacts, MissingHead, Offload, Share, Split, WeightPlan, Work, WorkByType,
};
pub use quant::{Imatrix, Quant, UnknownQuant};
pub use tensor::{Suffix, Tensor};
pub use tensors::{parameters, tensors};
