//! Columns as they are read.

use super::decimal;

/// The packed bytes are damaged, or of another build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Corrupt;

impl core::fmt::Display for Corrupt {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("corrupt-catalog")
    }
}

impl core::error::Error for Corrupt {}

/// A list whose places other records name.
#[derive(Debug, Clone, Copy)]
pub(crate) enum List {
    Sources,
    Hardware,
    Models,
    MeasuredHardware,
    MeasuredModels,
}

/// How many there are of them.
const LISTS: usize = 5;

/// Walks over columns. Every value takes at least a byte of its first column.
pub(crate) struct Reader<'a> {
    columns: Vec<&'a [u8]>,
    /// The column of the next value.
    at: usize,
    fault: bool,
    /// For each list, how long it must be for all places named so far.
    reach: [usize; LISTS],
}

impl<'a> Reader<'a> {
    /// Over the columns that [`Writer::into_bytes`](super::Writer::into_bytes) put behind each other.
    pub(crate) fn new(bytes: &'a [u8], columns: usize) -> Self {
        let mut from = Self { columns: vec![bytes], at: 0, fault: false, reach: [0; LISTS] };
        let lengths: Vec<usize> = (0..columns)
            .map(|_| {
                from.at = 0;
                from.number() as usize
            })
            .collect();
        let mut rest = from.columns.pop().unwrap_or_default();
        for length in lengths {
            let Some((column, behind)) = rest.split_at_checked(length) else {
                from.fault = true;
                break;
            };
            from.columns.push(column);
            rest = behind;
        }
        from.fault |= !rest.is_empty();
        from.at = 0;
        from
    }

    /// Whether all that was read was there, nothing was left in the columns up to here, and each list is at least as long as
    /// its places say.
    pub(crate) fn finish(&self, lists: [usize; LISTS]) -> Result<(), Corrupt> {
        let empty = self.columns.iter().take(self.at).all(|column| column.is_empty());
        let within = self.reach.iter().zip(lists).all(|(reach, length)| *reach <= length);
        if empty && within && !self.fault { Ok(()) } else { Err(Corrupt) }
    }

    /// The column of the next value.
    pub(crate) const fn at(&self) -> usize {
        self.at
    }

    /// The next value is in this column.
    pub(crate) const fn go(&mut self, column: usize) {
        self.at = column;
    }

    /// What was read is nothing of its type.
    pub(crate) const fn fail(&mut self) {
        self.fault = true;
    }

    /// A whole number: seven bits a byte, the lowest first, the eighth says that more follow.
    #[inline(never)]
    pub(crate) fn number(&mut self) -> u64 {
        let mut number = 0;
        let mut shift = 0;
        loop {
            let byte = self.byte();
            number |= u64::from(byte & 127) << shift;
            shift += 7;
            if byte < 128 {
                break;
            }
            if shift > 63 {
                self.fault = true;
                break;
            }
        }
        self.at += 1;
        number
    }

    fn byte(&mut self) -> u8 {
        if let Some(column) = self.columns.get_mut(self.at)
            && let Some((byte, rest)) = column.split_first()
        {
            *column = rest;
            *byte
        } else {
            self.fault = true;
            0
        }
    }

    /// A real number: a power of ten, and digits.
    #[inline(never)]
    pub(crate) fn real(&mut self) -> f64 {
        let power = self.number();
        decimal::value(power, self.number())
    }

    /// Text, up to a zero.
    #[inline(never)]
    pub(crate) fn text(&mut self) -> Box<str> {
        let column = self.columns.get_mut(self.at);
        self.at += 1;
        if let Some(column) = column
            && let Some(end) = column.iter().position(|byte| *byte == 0)
            && let Some((text, rest)) = column.split_at_checked(end)
        {
            *column = rest.get(1..).unwrap_or_default();
            if let Ok(text) = core::str::from_utf8(text) {
                return text.into();
            }
        }
        self.fault = true;
        Box::default()
    }

    /// The length of a list. Each of its values takes a byte of the next column, so a longer one is refused before there is
    /// room made for it.
    #[inline(never)]
    pub(crate) fn length(&mut self) -> usize {
        let length = self.number() as usize;
        let most = self.columns.get(self.at).map_or(0, |column| column.len());
        if length > most {
            self.fault = true;
            return 0;
        }
        length
    }

    /// A place in a list.
    #[inline(never)]
    pub(crate) fn key(&mut self, list: List) -> u16 {
        let key = self.number() as u16;
        self.reach(list, usize::from(key) + 1);
        key
    }

    /// A place in a list, or none.
    #[inline(never)]
    pub(crate) fn key_or_none(&mut self, list: List) -> Option<u16> {
        let after = self.number() as u16;
        self.reach(list, usize::from(after));
        after.checked_sub(1)
    }

    fn reach(&mut self, list: List, length: usize) {
        if let Some(reach) = self.reach.get_mut(list as usize) {
            *reach = length.max(*reach);
        }
    }
}
