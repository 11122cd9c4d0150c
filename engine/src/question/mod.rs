//! The one way in: a question, from JSON, an address or a form.

mod checked;
mod choice;
mod fault;
mod parse;
pub mod raw;
mod read;
mod rig;

pub use checked::{ContextIs, Host, Question, Rig, RigDevices};
pub use choice::{Backend, Display, Ecc, Os, Placement, Projector, Runtime};
pub use fault::{Fault, FaultCode};
pub(crate) use parse::default_os;
pub use parse::find_model;
pub use raw::{RawDevice, RawHost, RawOptions, RawQuestion, RawRig, RawThresholds};
pub(crate) use read::plain;
pub(crate) use rig::rig as read_rig;
