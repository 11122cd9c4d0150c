//! The one way in: a question, from JSON, an address or a form.

mod fault;
pub mod raw;

pub use fault::{Fault, FaultCode};
pub use raw::{RawDevice, RawHost, RawOptions, RawQuestion, RawRig, RawThresholds};
