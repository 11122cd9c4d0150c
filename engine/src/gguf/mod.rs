//! Model files as the reader has them: the header of a GGUF file to a model that can be asked about like one of the catalog.
//!
//! Three steps: [`Scan`] takes the header in pieces as a caller can get them and says which bytes it wants next, so that of a file of
//! many gigabytes only its first megabytes are read; [`File::of`] joins the parts of a split file and makes figures of what they say; and
//! [`Calculator::answer_file`](crate::calculator::Calculator::answer_file) answers questions about the model, with the file's own tensors.
//!
//! The format: llama.cpp `ggml/src/gguf.cpp` and `ggml/include/gguf.h` at commit 067d44f6c (versions 2 and 3).

mod fault;
mod figures;
mod file;
mod header;
mod list;
mod optional;
mod scan;
mod tensor;

pub use fault::{FileFault, FileFaultCode};
pub use file::{File, QuantFrom};
pub use header::{Header, Value};
pub use scan::{Scan, Step};
pub use tensor::FileTensor;
