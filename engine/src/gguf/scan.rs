//! The header of a file, read in pieces.

use super::fault::{FileFault, FileFaultCode};
use super::header::{Header, Value};
use super::list;
use super::tensor::FileTensor;

const MAGIC: &[u8] = b"GGUF";
/// Magic, version, count of tensors, count of keys.
const START: u64 = 24;
/// `GGUF_DEFAULT_ALIGNMENT`.
const ALIGNMENT: u64 = 32;
/// `GGML_MAX_NAME`, the end of a C string included.
const NAME: u64 = 64;
/// Dimensions of a tensor.
const DIMENSIONS: u32 = 4;
/// A key is at most 2^16 - 1 bytes (ggml `docs/gguf.md`).
const KEY: u64 = 65_535;
/// Keys of one file; real ones have some fifty.
const MOST_KEYS: u64 = 10_000;
/// Tensors of one file; real ones have some thousands.
const MOST_TENSORS: u64 = 1_000_000;
/// The longest text and the longest array that a figure is made of.
const KEPT: u64 = 4096;

/// What to do next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Feed bytes from this place on, at least so many of them.
    Need {
        /// From the start of the file.
        at: u64,
        /// Less than this leads nowhere.
        least: u64,
    },
    /// The header is read.
    Done,
}

/// Where the reading stands.
#[derive(Debug)]
enum State {
    Start,
    Keys(u64),
    /// Texts of an array, and the keys after it.
    Texts(u64, u64),
    Tensors(u64),
    Done,
}

/// A header being read. Holds no more of the file than one piece.
#[derive(Debug)]
pub struct Scan {
    size: u64,
    state: State,
    /// Bytes not yet understood.
    piece: Vec<u8>,
    /// How far into them.
    used: usize,
    /// Where the piece begins in the file.
    base: u64,
    tensors: u64,
    header: Header,
}

/// Not enough bytes yet: so many are wanted from where the reading stands.
struct Short(u64);

/// One step of reading: the outcome, or what is missing.
type Read<T> = Result<T, Stop>;

enum Stop {
    Short(u64),
    Fault(FileFault),
}

impl From<Short> for Stop {
    fn from(short: Short) -> Self {
        Self::Short(short.0)
    }
}

impl From<FileFault> for Stop {
    fn from(fault: FileFault) -> Self {
        Self::Fault(fault)
    }
}

impl Scan {
    /// The header of a file of so many bytes.
    #[must_use]
    pub fn new(size: u64) -> Self {
        let header = Header { alignment: ALIGNMENT, ..Header::default() };
        Self { size, state: State::Start, piece: Vec::new(), used: 0, base: 0, tensors: 0, header }
    }

    /// What is wanted first.
    #[must_use]
    pub fn begin(&self) -> Step {
        Step::Need { at: 0, least: START.min(self.size) }
    }

    /// Takes the bytes that were asked for, or more of them.
    ///
    /// # Errors
    /// The file is no model's, or damaged.
    pub fn feed(&mut self, bytes: &[u8]) -> Result<Step, FileFault> {
        self.piece.extend_from_slice(bytes);
        loop {
            match self.step() {
                Ok(()) if matches!(self.state, State::Done) => return Ok(Step::Done),
                Ok(()) => {}
                Err(Stop::Fault(fault)) => return Err(fault),
                Err(Stop::Short(least)) => {
                    self.piece.drain(..self.used);
                    self.base += self.used as u64;
                    self.used = 0;
                    let at = self.base + self.piece.len() as u64;
                    // A file that ends inside what it announced.
                    let left = self.size.saturating_sub(at);
                    let missing = least.saturating_sub(self.piece.len() as u64);
                    if missing > left || bytes.is_empty() {
                        return Err(self.ended());
                    }
                    return Ok(Step::Need { at, least: missing });
                }
            }
        }
    }

    /// The header, once it is read.
    #[must_use]
    pub fn finish(self) -> Option<Header> {
        matches!(self.state, State::Done).then_some(self.header)
    }

    fn ended(&self) -> FileFault {
        let starts = self.base == 0 && self.piece.starts_with(MAGIC);
        let code = match self.state {
            State::Start if !starts => FileFaultCode::NotGguf,
            _ => FileFaultCode::Truncated,
        };
        FileFault::new(code, "")
    }

    fn step(&mut self) -> Read<()> {
        match self.state {
            State::Start => self.start(),
            State::Keys(0) => {
                self.alignment()?;
                self.state = State::Tensors(self.tensors);
                Ok(())
            }
            State::Keys(left) => self.key(left - 1),
            State::Texts(0, keys) => {
                self.state = State::Keys(keys);
                Ok(())
            }
            State::Texts(left, keys) => {
                let length = word(self.peek(8)?);
                self.fits(length)?;
                self.skip(8 + length);
                self.state = State::Texts(left - 1, keys);
                Ok(())
            }
            State::Tensors(0) => self.end(),
            State::Tensors(left) => self.tensor(left - 1),
            State::Done => Ok(()),
        }
    }

    fn start(&mut self) -> Read<()> {
        let magic = self.peek(4)?;
        if magic != MAGIC {
            return Err(FileFault::new(FileFaultCode::NotGguf, "").into());
        }
        let start = self.peek(START)?;
        let [version, tensors, keys] = [(4, 8), (8, 16), (16, 24)].map(|(a, b)| word(part(start, a, b)));
        // A version in the upper half of the word is one written the other way round.
        match version {
            2 | 3 => {}
            _ if version & 0xffff == 0 && version != 0 => {
                return Err(FileFault::new(FileFaultCode::BigEndian, "").into());
            }
            _ => return Err(FileFault::new(FileFaultCode::Version, &version.to_string()).into()),
        }
        if tensors > MOST_TENSORS || keys > MOST_KEYS {
            return Err(FileFault::corrupt("").into());
        }
        self.header.version = version as u32;
        self.tensors = tensors;
        self.skip(START);
        self.state = State::Keys(keys);
        Ok(())
    }

    fn key(&mut self, left: u64) -> Read<()> {
        let length = word(self.peek(8)?);
        if length == 0 || length > KEY {
            return Err(FileFault::corrupt("").into());
        }
        let begin = self.peek(8 + length + 4)?;
        let key = text(part(begin, 8, 8 + length as usize));
        if self.header.get(&key).is_some() {
            return Err(FileFault::corrupt(&key).into());
        }
        let kind = word(part(begin, 8 + length as usize, usize::MAX));
        let head = 8 + length + 4;
        let value = match (width(kind), kind) {
            (Some(width), _) => {
                let value = scalar(kind, part(self.peek(head + width)?, head as usize, usize::MAX));
                self.skip(head + width);
                value
            }
            (None, TEXT) => {
                let length = word(part(self.peek(head + 8)?, head as usize, usize::MAX));
                self.fits(length)?;
                let kept = length <= KEPT;
                let whole = head + 8 + if kept { length } else { 0 };
                let said = part(self.peek(whole)?, head as usize + 8, usize::MAX);
                let value = if kept { Value::Text(text(said)) } else { Value::Long(length) };
                self.skip(head + 8 + length);
                value
            }
            (None, ARRAY) => return self.array(key, head, left),
            _ => return Err(FileFault::corrupt(&key).into()),
        };
        self.header.entries.push((key, value));
        self.state = State::Keys(left);
        Ok(())
    }

    fn array(&mut self, key: String, head: u64, left: u64) -> Read<()> {
        let begin = part(self.peek(head + 12)?, head as usize, usize::MAX);
        let (kind, count) = (word(part(begin, 0, 4)), word(part(begin, 4, 12)));
        let head = head + 12;
        let corrupt = || FileFault::corrupt(&key);
        if kind == TEXT {
            // Each has at least its length.
            self.fits(count.checked_mul(8).ok_or_else(corrupt)?)?;
            self.header.entries.push((key, Value::Long(count)));
            self.skip(head);
            self.state = State::Texts(count, left);
            return Ok(());
        }
        let width = width(kind).ok_or_else(corrupt)?;
        let bytes = count.checked_mul(width).ok_or_else(corrupt)?;
        self.fits(bytes)?;
        let value = if count <= KEPT && is_whole(kind) {
            let data = part(self.peek(head + bytes)?, head as usize, usize::MAX);
            let entries = data.chunks_exact(width as usize).map(|entry| match scalar(kind, entry) {
                Value::Whole(value) => value,
                _ => 0,
            });
            Value::List(entries.collect())
        } else {
            Value::Long(count)
        };
        self.header.entries.push((key, value));
        self.skip(head + bytes);
        self.state = State::Keys(left);
        Ok(())
    }

    fn alignment(&mut self) -> Result<(), FileFault> {
        const KEY: &str = "general.alignment";
        let stated = self.header.get(KEY).is_some();
        if stated {
            let alignment = self.header.whole(KEY).map_or(0, u64::from);
            if !alignment.is_power_of_two() {
                return Err(FileFault::corrupt(KEY));
            }
            self.header.alignment = alignment;
        }
        Ok(())
    }

    fn tensor(&mut self, left: u64) -> Read<()> {
        let length = word(self.peek(8)?);
        if length >= NAME {
            return Err(FileFault::corrupt("").into());
        }
        let begin = self.peek(8 + length + 4)?;
        let name = text(part(begin, 8, 8 + length as usize));
        let dimensions = word(part(begin, 8 + length as usize, usize::MAX)) as u32;
        if dimensions > DIMENSIONS {
            return Err(FileFault::corrupt(&name).into());
        }
        let head = (8 + length + 4) as usize;
        let shape_end = head + 8 * dimensions as usize;
        let whole = self.peek(shape_end as u64 + 12)?;
        let shape: Vec<u64> = part(whole, head, shape_end).chunks_exact(8).map(word).collect();
        let ty = word(part(whole, shape_end, shape_end + 4)) as u32;
        let offset = word(part(whole, shape_end + 4, shape_end + 12));
        self.header.tensors.push(FileTensor::new(&name, &shape, ty, offset)?);
        self.skip(shape_end as u64 + 12);
        self.state = State::Tensors(left);
        Ok(())
    }

    fn end(&mut self) -> Read<()> {
        let at = self.base + self.used as u64;
        self.header.data = at.next_multiple_of(self.header.alignment);
        let header = &self.header;
        list::check(&header.tensors, header.alignment, header.data, self.size)?;
        self.state = State::Done;
        Ok(())
    }

    /// The next so many bytes, if they are there.
    fn peek(&self, count: u64) -> Result<&[u8], Short> {
        let count_here = usize::try_from(count).map_err(|_| Short(count))?;
        let end = self.used.checked_add(count_here).ok_or(Short(count))?;
        self.piece.get(self.used..end).ok_or(Short(count))
    }

    /// Passes over so many bytes, whether they are here or not; [`Scan::fits`] said that the file has them.
    fn skip(&mut self, count: u64) {
        let here = (self.piece.len() - self.used) as u64;
        if count <= here {
            self.used += count as usize;
        } else {
            self.base += self.used as u64 + count;
            self.piece.clear();
            self.used = 0;
        }
    }

    /// Nothing is longer than the rest of the file: a damaged length is seen before anything is kept for it.
    fn fits(&self, length: u64) -> Result<(), FileFault> {
        let at = self.base + self.used as u64;
        if length > self.size.saturating_sub(at) {
            return Err(FileFault::new(FileFaultCode::Truncated, ""));
        }
        Ok(())
    }
}

/// `GGUF_TYPE_STRING`.
const TEXT: u64 = 8;
/// `GGUF_TYPE_ARRAY`.
const ARRAY: u64 = 9;

/// Bytes of a number of this kind.
const fn width(kind: u64) -> Option<u64> {
    match kind {
        0 | 1 | 7 => Some(1),
        2 | 3 => Some(2),
        4..=6 => Some(4),
        10..=12 => Some(8),
        _ => None,
    }
}

/// Neither 32 nor 64 bits of a float.
const fn is_whole(kind: u64) -> bool {
    !matches!(kind, 6 | 12)
}

/// A number of this kind from exactly its bytes.
fn scalar(kind: u64, bytes: &[u8]) -> Value {
    let raw = word(bytes);
    match kind {
        1 => Value::Whole((raw as u8 as i8).into()),
        3 => Value::Whole((raw as u16 as i16).into()),
        5 => Value::Whole((raw as u32 as i32).into()),
        6 => Value::Real(f32::from_bits(raw as u32).into()),
        11 => Value::Whole((raw as i64).into()),
        12 => Value::Real(f64::from_bits(raw)),
        _ => Value::Whole(raw.into()),
    }
}

/// Up to eight bytes, the least first.
fn word(bytes: &[u8]) -> u64 {
    bytes.iter().take(8).rev().fold(0, |word, byte| word << 8 | u64::from(*byte))
}

/// From one place to another, or to the end.
fn part(bytes: &[u8], from: usize, to: usize) -> &[u8] {
    bytes.get(from..to.min(bytes.len())).unwrap_or_default()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
