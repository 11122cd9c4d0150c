//! What the header of one file says.

use super::tensor::FileTensor;

/// A value of a key. What no figure is made of (tokens, templates) is passed over; of it only the length is kept.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A whole number or a flag (0, 1).
    Whole(i128),
    /// A number with a fraction.
    Real(f64),
    /// A short text.
    Text(String),
    /// Whole numbers or flags, one for each layer.
    List(Vec<i128>),
    /// Anything else that has this many entries, or bytes.
    Long(u64),
}

/// The header of one file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Header {
    /// 2 or 3.
    pub version: u32,
    /// Of tensor data, bytes.
    pub alignment: u64,
    /// Where the tensor data begin, bytes from the start of the file.
    pub data: u64,
    /// Keys in their order, each once.
    pub entries: Vec<(String, Value)>,
    /// Tensors in their order.
    pub tensors: Vec<FileTensor>,
}

impl Header {
    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.entries.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// A whole number; none where the key is absent, something else, or too large.
    #[must_use]
    pub fn whole(&self, key: &str) -> Option<u32> {
        match self.get(key)? {
            Value::Whole(value) => u32::try_from(*value).ok(),
            Value::Real(_) | Value::Text(_) | Value::List(_) | Value::Long(_) => None,
        }
    }

    /// A text; empty where the key is absent or something else.
    #[must_use]
    pub fn text(&self, key: &str) -> &str {
        match self.get(key) {
            Some(Value::Text(text)) => text,
            _ => "",
        }
    }

    /// How many entries an array has.
    #[must_use]
    pub fn length(&self, key: &str) -> Option<u64> {
        match self.get(key)? {
            Value::Long(length) => Some(*length),
            Value::List(list) => Some(list.len() as u64),
            Value::Whole(_) | Value::Real(_) | Value::Text(_) => None,
        }
    }
}
