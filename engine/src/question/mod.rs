//! The one way in: a question, from JSON, an address or a form.

mod checked;
pub(crate) mod choice;
mod fault;
mod parse;
pub mod raw;
mod read;
mod rig;

pub(crate) use checked::usual_context;
pub use checked::{ContextIs, Host, Question, Rig, RigDevices};
pub use choice::{Backend, Display, Ecc, Os, Placement, Projector, Runtime};
pub use fault::{Fault, FaultCode};
pub(crate) use parse::About;
pub use parse::find_model;
pub(crate) use parse::{as_of, default_os};
pub use raw::{RawDevice, RawHost, RawOptions, RawQuestion, RawRig, RawThresholds};
pub(crate) use read::plain;
pub(crate) use read::{choice as read_choice, number_in, positive};
pub(crate) use rig::find_device;
pub(crate) use rig::rig as read_rig;
