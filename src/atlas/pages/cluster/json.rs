//! Manifests as JSON with two spaces a level, as the command line writes them. A general writer costs more bytes than the page has.

use std::fmt;

use serde::Serialize;
use serde::ser::{self, Impossible, SerializeMap, SerializeSeq, SerializeStruct};

/// What the writer does not write; no manifest has it.
#[derive(Debug)]
pub struct Unwritable;

impl fmt::Display for Unwritable {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("not written")
    }
}

impl std::error::Error for Unwritable {}

impl ser::Error for Unwritable {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

/// A value as text; `None` where it holds something that is in no manifest.
#[must_use]
pub fn written(value: &impl Serialize) -> Option<String> {
    let mut writer = Writer { out: String::new(), depth: 0 };
    value.serialize(&mut writer).ok()?;
    writer.out.push('\n');
    Some(writer.out)
}

struct Writer {
    out: String,
    depth: usize,
}

/// An object or a list that is being written.
struct Nested<'w> {
    writer: &'w mut Writer,
    empty: bool,
    close: char,
}

impl Writer {
    fn line(&mut self) {
        self.out.push('\n');
        for _ in 0..self.depth {
            self.out.push_str("  ");
        }
    }

    fn quoted(&mut self, text: &str) {
        self.out.push('"');
        for c in text.chars() {
            match c {
                '"' | '\\' => self.out.extend(['\\', c]),
                '\n' => self.out.push_str("\\n"),
                '\t' => self.out.push_str("\\t"),
                c if c < ' ' => self.out.push(' '),
                c => self.out.push(c),
            }
        }
        self.out.push('"');
    }

    fn open(&mut self, open: char, close: char) -> Nested<'_> {
        self.out.push(open);
        self.depth += 1;
        Nested { writer: self, empty: true, close }
    }
}

impl Nested<'_> {
    fn next(&mut self) {
        if !self.empty {
            self.writer.out.push(',');
        }
        self.empty = false;
        self.writer.line();
    }

    fn named(&mut self, name: &str) {
        self.next();
        self.writer.quoted(name);
        self.writer.out.push_str(": ");
    }

    fn close(self) {
        self.writer.depth -= 1;
        if !self.empty {
            self.writer.line();
        }
        self.writer.out.push(self.close);
    }
}

type Written = Result<(), Unwritable>;

/// Kinds of values that no manifest has.
macro_rules! unwritable {
    ($($name:ident($($kind:ty),*) -> $gives:ty;)*) => {
        $(fn $name(self, $(_: $kind),*) -> Result<$gives, Unwritable> { Err(Unwritable) })*
    };
}

/// Whole numbers.
macro_rules! whole {
    ($($name:ident: $kind:ty),*) => {
        $(fn $name(self, number: $kind) -> Written {
            self.out.push_str(&number.to_string());
            Ok(())
        })*
    };
}

impl<'w> ser::Serializer for &'w mut Writer {
    type Ok = ();
    type Error = Unwritable;
    type SerializeSeq = Nested<'w>;
    type SerializeTuple = Impossible<(), Unwritable>;
    type SerializeTupleStruct = Impossible<(), Unwritable>;
    type SerializeTupleVariant = Impossible<(), Unwritable>;
    type SerializeMap = Nested<'w>;
    type SerializeStruct = Nested<'w>;
    type SerializeStructVariant = Impossible<(), Unwritable>;

    whole!(serialize_u32: u32, serialize_u64: u64, serialize_i64: i64);

    unwritable! {
        serialize_i8(i8) -> ();
        serialize_i16(i16) -> ();
        serialize_i32(i32) -> ();
        serialize_u8(u8) -> ();
        serialize_u16(u16) -> ();
        serialize_f32(f32) -> ();
        serialize_f64(f64) -> ();
        serialize_char(char) -> ();
        serialize_bytes(&[u8]) -> ();
        serialize_unit_struct(&'static str) -> ();
        serialize_tuple(usize) -> Self::SerializeTuple;
        serialize_tuple_struct(&'static str, usize) -> Self::SerializeTupleStruct;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Self::SerializeTupleVariant;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Self::SerializeStructVariant;
    }

    fn serialize_bool(self, value: bool) -> Written {
        self.out.push_str(if value { "true" } else { "false" });
        Ok(())
    }

    fn serialize_str(self, text: &str) -> Written {
        self.quoted(text);
        Ok(())
    }

    fn serialize_none(self) -> Written {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Written {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Written {
        self.out.push_str("null");
        Ok(())
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Written {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Written {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Written {
        Err(Unwritable)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Nested<'w>, Unwritable> {
        Ok(self.open('[', ']'))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Nested<'w>, Unwritable> {
        Ok(self.open('{', '}'))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Nested<'w>, Unwritable> {
        Ok(self.open('{', '}'))
    }
}

impl SerializeSeq for Nested<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        self.next();
        value.serialize(&mut *self.writer)
    }

    fn end(self) -> Written {
        self.close();
        Ok(())
    }
}

impl SerializeMap for Nested<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Written {
        self.next();
        key.serialize(&mut *self.writer)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        self.writer.out.push_str(": ");
        value.serialize(&mut *self.writer)
    }

    fn end(self) -> Written {
        self.close();
        Ok(())
    }
}

impl SerializeStruct for Nested<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Written {
        self.named(name);
        value.serialize(&mut *self.writer)
    }

    fn end(self) -> Written {
        self.close();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::written;

    #[derive(serde::Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Pod {
        host_name: &'static str,
        ports: Vec<u32>,
        none: Vec<u32>,
        labels: BTreeMap<&'static str, String>,
        inner: Option<Empty>,
    }

    #[derive(serde::Serialize)]
    struct Empty {}

    #[test]
    fn it_is_what_a_general_writer_writes() {
        let labels = BTreeMap::from([("a", "say \"so\"\\\n".to_owned()), ("b", "µ".to_owned())]);
        let pod =
            Pod { host_name: "node0", ports: vec![80, 443], none: Vec::new(), labels, inner: Some(Empty {}) };
        let general = serde_json::to_string_pretty(&pod).unwrap() + "\n";
        assert_eq!(written(&pod), Some(general));
        assert_eq!(written(&1.5_f64), None);
    }
}
