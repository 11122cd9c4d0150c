//! What can be wrong with a question.

use serde::Serialize;

/// A fault names the field and the way on; `code` is stable, `near` and `choices` are what the reader may have meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// Stable code.
    pub code: FaultCode,
    /// The field of the question, dotted: `rig.devices.0.hardware`.
    pub field: String,
    /// In English, for people at a command line: what is wrong and what to do.
    pub message: String,
    /// Nearest valid values.
    pub near: Vec<String>,
}

/// Codes of faults. Add, never rename.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FaultCode {
    /// No such model.
    UnknownModel,
    /// No such device.
    UnknownHardware,
    /// No such quant.
    UnknownQuant,
    /// No such runtime, or one whose rules are not built in.
    UnknownRuntime,
    /// No such backend.
    UnknownBackend,
    /// No such cache type.
    UnknownKvType,
    /// A word that is none of the allowed ones.
    UnknownChoice,
    /// The device is sold in several sizes: say which.
    ChooseMemory,
    /// A number outside what makes sense.
    OutOfRange,
    /// Devices that do not work together: no backend drives them all, or one shares its processor's memory.
    MixedRig,
    /// The backend does not run on the device.
    BackendNotOnDevice,
    /// The runtime does not do it: the quant, the device or a setting.
    NotWithRuntime,
    /// Not a question: malformed JSON or a field that does not exist.
    Malformed,
}

impl FaultCode {
    /// The code as written in answers.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::UnknownModel => "unknown-model",
            Self::UnknownHardware => "unknown-hardware",
            Self::UnknownQuant => "unknown-quant",
            Self::UnknownRuntime => "unknown-runtime",
            Self::UnknownBackend => "unknown-backend",
            Self::UnknownKvType => "unknown-kv-type",
            Self::UnknownChoice => "unknown-choice",
            Self::ChooseMemory => "choose-memory",
            Self::NotWithRuntime => "not-with-runtime",
            Self::OutOfRange => "out-of-range",
            Self::MixedRig => "mixed-rig",
            Self::BackendNotOnDevice => "backend-not-on-device",
            Self::Malformed => "malformed",
        }
    }
}
