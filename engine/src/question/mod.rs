//! The one way in: a question, from JSON, an address or a form.

mod choice;
mod fault;
pub mod raw;

pub use choice::{Backend, Display, Ecc, Imatrix, Os, Placement, Projector, Runtime};
pub use fault::{Fault, FaultCode};
pub use raw::{RawDevice, RawHost, RawOptions, RawQuestion, RawRig, RawThresholds};
