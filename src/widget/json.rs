//! JSON as it is written: objects and lists, their texts escaped. A few hundred bytes of wasm; a general writer costs ten times that.

/// An object or a list that is being written.
pub(super) struct Json {
    out: String,
    close: char,
}

impl Json {
    /// `{…}`
    pub(super) fn object() -> Self {
        Self { out: "{".to_owned(), close: '}' }
    }

    /// `[…]`
    pub(super) fn array() -> Self {
        Self { out: "[".to_owned(), close: ']' }
    }

    /// A field of JSON as it is.
    #[inline(never)]
    pub(super) fn put(&mut self, name: &str, json: &str) -> &mut Self {
        self.comma();
        quote(name, &mut self.out);
        self.out.push(':');
        self.out.push_str(json);
        self
    }

    /// A field of text.
    pub(super) fn text(&mut self, name: &str, text: &str) -> &mut Self {
        self.put(name, &quoted(text))
    }

    /// A field of a number; what is none is null.
    pub(super) fn number(&mut self, name: &str, number: f64) -> &mut Self {
        self.put(name, &decimal(number))
    }

    /// An item of JSON as it is.
    #[inline(never)]
    pub(super) fn item(&mut self, json: &str) {
        self.comma();
        self.out.push_str(json);
    }

    /// An item of text.
    pub(super) fn item_text(&mut self, text: &str) {
        self.item(&quoted(text));
    }

    /// The end.
    pub(super) fn done(mut self) -> String {
        self.out.push(self.close);
        self.out
    }

    fn comma(&mut self) {
        if self.out.len() > 1 {
            self.out.push(',');
        }
    }
}

/// Ten thousandths are exact enough for any figure here, and whole numbers stay whole. Standard formatting of floats costs 10 KB.
pub(super) fn decimal(number: f64) -> String {
    const PART: u64 = 10_000;
    if !number.is_finite() {
        return "null".to_owned();
    }
    let size = number.abs();
    let steps = (size * PART as f64 + 0.5) as u64;
    // Far above any count of bytes; such a number has no fraction that could be kept.
    let (whole, part) = if size < 1e14 { (steps / PART, steps % PART) } else { (size as u64, 0) };
    let mut out = String::new();
    if number < 0.0 && (whole, part) != (0, 0) {
        out.push('-');
    }
    out.push_str(&whole.to_string());
    if part > 0 {
        out.push('.');
        out.push_str((PART + part).to_string().get(1..).unwrap_or_default().trim_end_matches('0'));
    }
    out
}

fn quoted(text: &str) -> String {
    let mut out = String::new();
    quote(text, &mut out);
    out
}

fn quote(text: &str, out: &mut String) {
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => {
                out.push('\\');
                out.push(letter);
            }
            // No text of ours has any.
            control if control < ' ' => out.push(' '),
            other => out.push(other),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_back() {
        for (number, text) in [
            (0.0, "0"),
            (-0.25, "-0.25"),
            (0.000_04, "0"),
            (104.32716, "104.3272"),
            (49_000_000_001.0, "49000000001"),
            (1e15, "1000000000000000"),
            (f64::INFINITY, "null"),
        ] {
            assert_eq!(decimal(number), text);
        }
    }

    #[test]
    fn texts_are_escaped_and_numbers_are_numbers() {
        let mut out = Json::object();
        out.text("a\"", "b\\\n").number("c", 1.5).number("d", f64::NAN).put("e", "[]");
        let read: serde_json::Value = serde_json::from_str(&out.done()).unwrap_or_default();
        assert_eq!(read, serde_json::json!({ "a\"": "b\\ ", "c": 1.5, "d": null, "e": [] }));
        assert_eq!(Json::array().done(), "[]");
    }
}
