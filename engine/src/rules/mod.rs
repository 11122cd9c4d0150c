//! Rules prepared once and evaluated often: of a model, of its weights in a quant, of a rig.
//!
//! Preparing allocates; evaluating does not. The whole catalog is re-ranked from these.

mod hardware;
mod model;
mod next_token;
mod packed;
mod rig;
mod stored;
mod weights;

pub use model::{Kind, Layers, ModelRules};
pub use next_token::NextToken;
pub(crate) use packed::PackedModel;
pub use rig::{HOST_BANDWIDTH_ASSUMED, Pool, RigRules};
pub use weights::{Basis, Weights, needs_imatrix};
