//! What is wrong with a model file, in sentences.

use will_it_run_engine::gguf::{FileFault, FileFaultCode};

/// What is wrong, and the way on.
#[must_use]
pub fn file_fault(fault: &FileFault) -> String {
    use FileFaultCode as C;
    let detail = &*fault.detail;
    match fault.code {
        C::NotGguf => "This is no GGUF file.".to_owned(),
        C::Version => ["GGUF of version ", detail, " is not read; 2 and 3 are."].concat(),
        C::BigEndian => "A GGUF file for big-endian machines is not read.".to_owned(),
        C::Truncated => "The file ends too early: it was not downloaded to its end.".to_owned(),
        C::Corrupt => ["The file is damaged", &at(detail), "."].concat(),
        C::UnknownTensorType => ["The tensor ", detail, " is of a type that nothing here knows."].concat(),
        C::NoTensors => "The file holds no tensors; of a split model, give all parts.".to_owned(),
        C::NotAModel => ["The file holds no model but ", detail, "."].concat(),
        C::Parts => {
            ["Of the parts of the model these are there: ", detail, ". Give all of them, once each."].concat()
        }
        C::Figures => ["The file does not say what its architecture needs", &at(detail), "."].concat(),
    }
}

fn at(detail: &str) -> String {
    if detail.is_empty() { String::new() } else { [" at ", detail].concat() }
}
