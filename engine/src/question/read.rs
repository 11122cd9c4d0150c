//! Small readers of fields, each with its fault.

use super::{Fault, FaultCode};

impl Fault {
    /// A name nobody knows.
    pub(crate) fn unknown(
        code: FaultCode,
        field: &str,
        given: &str,
        near: Vec<String>,
        way_on: &str,
    ) -> Self {
        // Names found by likeness are guesses; of a closed set of words the first is no nearer than the others.
        let guess = matches!(code, FaultCode::UnknownModel | FaultCode::UnknownHardware);
        let message = match near.first() {
            Some(first) if guess => {
                [field, ": nothing is called `", given, "`; perhaps `", first, "`? ", way_on].concat()
            }
            _ => [field, ": nothing is called `", given, "`; ", way_on].concat(),
        };
        Self { code, field: field.to_owned(), message, near }
    }

    /// A value outside its range.
    pub(crate) fn range(field: &str, given: &str, wanted: &str) -> Self {
        Self {
            code: FaultCode::OutOfRange,
            field: field.to_owned(),
            message: [field, " is ", given, "; it must be ", wanted].concat(),
            near: Vec::new(),
        }
    }
}

/// A number with at most two decimals. The standard library's exact printing of floating-point numbers costs every reader of the page 5 KB.
pub(crate) fn plain(x: f64) -> String {
    if !x.is_finite() {
        return "not a number".to_owned();
    }
    if x.abs() >= 1e15 {
        return "too large".to_owned();
    }
    let hundredths = (x.abs() * 100.0 + 0.5) as u64;
    let mut text = if x < 0.0 { "-".to_owned() } else { String::new() };
    text.push_str(&(hundredths / 100).to_string());
    if !hundredths.is_multiple_of(100) {
        let rest = (hundredths % 100 + 100).to_string();
        text.push('.');
        text.push_str(rest.get(1..).unwrap_or_default().trim_end_matches('0'));
    }
    text
}

/// A whole number in a closed range.
pub(crate) fn number_in(value: Option<u32>, field: &str, low: u32, high: u32) -> Result<Option<u32>, Fault> {
    match value {
        Some(n) if !(low..=high).contains(&n) => Err(Fault::range(
            field,
            &n.to_string(),
            &["from ", &low.to_string(), " to ", &high.to_string()].concat(),
        )),
        other => Ok(other),
    }
}

/// A finite number above zero.
pub(crate) fn positive(value: Option<f64>, field: &str) -> Result<Option<f64>, Fault> {
    match value {
        Some(x) if !(x.is_finite() && x > 0.0 && x < 1e9) => {
            let wanted = if x >= 1e9 { "below 1e9" } else { "a number above zero" };
            Err(Fault::range(field, &plain(x), wanted))
        }
        other => Ok(other),
    }
}

/// One of a closed set of words.
pub(crate) fn choice<T: Copy>(
    text: Option<&str>,
    field: &str,
    code: FaultCode,
    all: &[T],
    word: fn(T) -> &'static str,
) -> Result<Option<T>, Fault> {
    let Some(text) = text else { return Ok(None) };
    let words: Vec<&'static str> = all.iter().map(|&c| word(c)).collect();
    place(text, field, code, &words).map(|place| all.get(place).copied())
}

/// The place of a word. Not inlined: one copy serves all closed sets of words.
#[inline(never)]
fn place(text: &str, field: &str, code: FaultCode, words: &[&'static str]) -> Result<usize, Fault> {
    words.iter().position(|word| word.eq_ignore_ascii_case(text.trim())).ok_or_else(|| {
        let near = words.iter().map(|word| (*word).to_owned()).collect();
        Fault::unknown(code, field, text, near, "these are the choices")
    })
}
