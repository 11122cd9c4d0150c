//! The one way in: a question, from JSON, an address or a form.

pub mod raw;

pub use raw::{RawDevice, RawHost, RawOptions, RawQuestion, RawRig, RawThresholds};
