//! Why a file is no model that can be asked about.

use crate::catalog::words;

words! {
    /// A stable code for each reason.
    FileFaultCode {
        NotGguf = "not-gguf",
        Version = "gguf-version",
        BigEndian = "gguf-big-endian",
        Truncated = "gguf-truncated",
        Corrupt = "gguf-corrupt",
        UnknownTensorType = "gguf-tensor-type",
        NoTensors = "gguf-no-tensors",
        NotAModel = "gguf-not-a-model",
        Parts = "gguf-parts",
        Figures = "gguf-figures",
    }
}

/// A refusal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileFault {
    /// Why.
    pub code: FileFaultCode,
    /// What the file says there, such as a key or a tensor's name; may be empty.
    pub detail: String,
}

impl FileFault {
    pub(super) fn new(code: FileFaultCode, detail: &str) -> Self {
        Self { code, detail: detail.to_owned() }
    }

    /// A figure that the architecture needs is missing or wrong.
    pub(crate) fn figures(detail: &str) -> Self {
        Self::new(FileFaultCode::Figures, detail)
    }

    pub(super) fn corrupt(detail: &str) -> Self {
        Self::new(FileFaultCode::Corrupt, detail)
    }
}
