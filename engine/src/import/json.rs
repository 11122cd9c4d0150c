//! JSON, as far as benchmark programs write it.
//!
//! The page carries no JSON library; this is a tenth of one, and the same code reads on the host, so that what is tested is what runs. Numbers
//! stay as written: whoever wants one reads it.

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Json {
    /// `null`.
    Null,
    /// A number, `true` or `false`, as written.
    Plain(String),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Self>),
    /// Names with values, in their order.
    Object(Vec<(String, Self)>),
}

/// Deepest nesting that is read; the files at hand have two.
const DEEPEST: u32 = 32;

impl Json {
    /// Reads the first value of a text; what stands behind it is not looked at.
    #[must_use]
    pub fn first(text: &str) -> Option<Self> {
        Reader { rest: text }.value(0)
    }

    /// The value of a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(fields) => fields.iter().find(|(own, _)| own == name).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The items of a list; none of anything else.
    #[must_use]
    pub fn items(&self) -> &[Self] {
        match self {
            Self::List(items) => items,
            _ => &[],
        }
    }

    /// A plain value or a text, as written; empty for anything else.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Plain(text) | Self::Text(text) => text,
            Self::Null | Self::List(_) | Self::Object(_) => "",
        }
    }

    /// A number; also one in quotes.
    #[must_use]
    pub fn number(&self) -> Option<f64> {
        number(self.text())
    }
}

/// A number with sign and exponent.
pub(super) fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    let (digits, power) = match text.split_once(['e', 'E']) {
        Some((digits, power)) => (digits, power.parse::<i32>().ok()?),
        None => (text, 0),
    };
    let (sign, digits) = match digits.strip_prefix('-') {
        Some(digits) => (-1.0, digits),
        None => (1.0, digits.strip_prefix('+').unwrap_or(digits)),
    };
    let size = crate::math::decimal(digits)?;
    if !(-40..=40).contains(&power) {
        return None;
    }
    let scale = crate::math::pow_whole(10.0, power.unsigned_abs());
    Some(sign * if power < 0 { size / scale } else { size * scale })
}

struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    fn skip(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn eat(&mut self, c: char) -> Option<()> {
        self.skip();
        self.rest = self.rest.strip_prefix(c)?;
        Some(())
    }

    fn value(&mut self, depth: u32) -> Option<Json> {
        if depth > DEEPEST {
            return None;
        }
        self.skip();
        match self.rest.chars().next()? {
            '"' => self.string().map(Json::Text),
            '[' => {
                self.eat('[')?;
                let mut items = Vec::new();
                while self.eat(']').is_none() {
                    if !items.is_empty() {
                        self.eat(',')?;
                    }
                    items.push(self.value(depth + 1)?);
                }
                Some(Json::List(items))
            }
            '{' => {
                self.eat('{')?;
                let mut fields = Vec::new();
                while self.eat('}').is_none() {
                    if !fields.is_empty() {
                        self.eat(',')?;
                        self.skip();
                    }
                    self.skip();
                    let name = self.string()?;
                    self.eat(':')?;
                    fields.push((name, self.value(depth + 1)?));
                }
                Some(Json::Object(fields))
            }
            _ => {
                let word = |c: char| !(c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
                let end = self.rest.find(word).unwrap_or(self.rest.len());
                let (plain, rest) = self.rest.split_at(end);
                self.rest = rest;
                match plain {
                    "" => None,
                    "null" => Some(Json::Null),
                    plain => Some(Json::Plain(plain.to_owned())),
                }
            }
        }
    }

    fn string(&mut self) -> Option<String> {
        let mut text = String::new();
        let mut letters = self.rest.strip_prefix('"')?.chars();
        loop {
            match letters.next()? {
                '"' => break,
                '\\' => match letters.next()? {
                    'n' => text.push('\n'),
                    't' => text.push('\t'),
                    'r' | 'b' | 'f' => {}
                    'u' => {
                        let code =
                            (0..4).try_fold(0, |code, _| Some(code * 16 + letters.next()?.to_digit(16)?));
                        // Half of a pair of surrogates is no letter; the files at hand hold none.
                        text.push(char::from_u32(code?).unwrap_or('\u{fffd}'));
                    }
                    other => text.push(other),
                },
                other => text.push(other),
            }
        }
        self.rest = letters.as_str();
        Some(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_the_library_reads() {
        for text in [
            "{\"a\": [1, -2.5e3, true, null, \"x\\n\\u00e9\\\"\"], \"b\": {}}",
            "[]",
            " [ { \"k\" : [ [ ] ] } ] ",
            "\"\"",
            "-0.25",
        ] {
            let wanted: serde_json::Value = serde_json::from_str(text).unwrap();
            assert_eq!(Json::first(text).map(|ours| same(&ours)), Some(wanted), "{text}");
        }
        for text in ["", "{", "[1", "{\"a\" 1}", "[1 2]", "{\"a\":1,}", "\"open", &"[".repeat(99)] {
            assert_eq!(Json::first(text), None, "{text}");
        }
        assert_eq!(number("1.5e-3"), Some(0.0015));
        assert_eq!(number("nan"), None);
    }

    fn same(ours: &Json) -> serde_json::Value {
        use serde_json::Value;
        match ours {
            Json::Null => Value::Null,
            Json::Plain(text) if text == "true" => Value::Bool(true),
            Json::Plain(text) => {
                let x = number(text).unwrap();
                if x.fract() == 0.0 && x.abs() < 1e9 && !text.contains(['.', 'e']) {
                    Value::from(x as i64)
                } else {
                    Value::from(x)
                }
            }
            Json::Text(text) => Value::String(text.clone()),
            Json::List(items) => Value::Array(items.iter().map(same).collect()),
            Json::Object(fields) => {
                Value::Object(fields.iter().map(|(name, value)| (name.clone(), same(value))).collect())
            }
        }
    }
}
