//! Columns as they are written.

use super::decimal;

/// Columns that grow.
#[derive(Default)]
pub(crate) struct Writer {
    columns: Vec<Vec<u8>>,
    at: usize,
}

impl Writer {
    /// As many columns as are needed, empty.
    pub(crate) fn new(columns: usize) -> Self {
        Self { columns: vec![Vec::new(); columns], ..Self::default() }
    }

    /// The lengths of all columns, and all columns.
    pub(crate) fn into_bytes(self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for column in &self.columns {
            append(&mut bytes, column.len() as u64);
        }
        bytes.extend(self.columns.concat());
        bytes
    }

    /// The column of the next value.
    pub(crate) const fn at(&self) -> usize {
        self.at
    }

    /// The next value goes into this column.
    pub(crate) const fn go(&mut self, column: usize) {
        self.at = column;
    }

    fn next(&mut self, append: impl FnOnce(&mut Vec<u8>)) {
        if let Some(column) = self.columns.get_mut(self.at) {
            append(column);
        }
        self.at += 1;
    }

    /// A whole number.
    pub(crate) fn number(&mut self, number: u64) {
        self.next(|column| append(column, number));
    }

    /// A real number.
    pub(crate) fn real(&mut self, number: f64) {
        let (power, digits) = decimal::parts(number);
        self.number(power);
        self.number(digits);
    }

    /// Text without zeros in it.
    pub(crate) fn text(&mut self, text: &str) {
        self.next(|column| {
            column.extend(text.bytes().filter(|byte| *byte != 0));
            column.push(0);
        });
    }
}

fn append(column: &mut Vec<u8>, mut number: u64) {
    while number > 127 {
        column.push(number as u8 | 128);
        number >>= 7;
    }
    column.push(number as u8);
}
