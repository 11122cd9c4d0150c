//! A model of the list as the address writes it: `MODEL@QUANT,context=16384,name=chat`.

use will_it_run_engine::question::Fault;
use will_it_run_engine::together::Member;

/// A row, as it was typed: what does not read stays, and the row says so.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// Id or name of the model.
    pub model: String,
    /// Label of the quant; empty is the usual one.
    pub quant: String,
    fields: Vec<(String, String)>,
}

impl Row {
    /// Reads a line.
    #[must_use]
    pub fn of(line: &str) -> Self {
        let mut fields = line.split(',');
        let first = fields.next().unwrap_or_default().trim();
        let (model, quant) = first.split_once('@').unwrap_or((first, ""));
        let fields = fields.filter(|field| !field.trim().is_empty()).map(|field| {
            let (key, text) = field.split_once('=').unwrap_or((field, ""));
            (key.trim().to_owned(), text.trim().to_owned())
        });
        Self { model: model.to_owned(), quant: quant.to_owned(), fields: fields.collect() }
    }

    /// The line.
    #[must_use]
    pub fn line(&self) -> String {
        let mut line = self.model.clone();
        if !self.quant.is_empty() {
            line = [&line, "@", &self.quant].concat();
        }
        for (key, text) in &self.fields {
            line = [&line, ",", key, "=", text].concat();
        }
        line
    }

    /// A field; empty if it is not there.
    #[must_use]
    pub fn get(&self, key: &str) -> &str {
        self.fields.iter().find(|(name, _)| name == key).map_or("", |(_, text)| text)
    }

    /// Sets a field, or takes it away where the text is empty. A comma would end it.
    pub fn set(&mut self, key: &str, text: &str) {
        let text = text.replace(',', " ").trim().to_owned();
        match self.fields.iter_mut().find(|(name, _)| name == key) {
            _ if text.is_empty() => self.fields.retain(|(name, _)| name != key),
            Some((_, old)) => *old = text,
            None => self.fields.push((key.to_owned(), text)),
        }
    }

    /// What the engine reads of it.
    ///
    /// # Errors
    /// The field that does not read.
    pub fn read(&self) -> Result<Member, Fault> {
        Member::parse(&self.line())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_survive() {
        for line in ["qwen3-8b", "qwen3-8b@Q5_K_M", "m@Q8_0,context=many,name=the chat,devices=0+1", ""] {
            assert_eq!(Row::of(line).line(), line);
        }
    }

    #[test]
    fn fields_are_set_in_place_and_taken_away() {
        let mut row = Row::of("m,context=4096,name=chat");
        row.set("context", "8192");
        row.set("users", "2");
        assert_eq!(row.line(), "m,context=8192,name=chat,users=2");
        row.set("name", " ");
        row.set("users", "");
        assert_eq!(row.line(), "m,context=8192");
        row.set("name", "a,b");
        assert_eq!(row.get("name"), "a b");
        assert!(row.read().is_ok());
    }
}
