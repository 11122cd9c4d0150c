//! catalog

mod raw_gguf;

pub use raw_gguf::{GgufFault, RawGguf, RawPerLayer, RawUnknown, RawWindowPattern};
