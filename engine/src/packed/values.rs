//! What records are made of.

use super::{Packed, Reader, Writer};
use crate::units::Known;

macro_rules! whole {
    ($($type:ty)*) => { $(
        impl Packed for $type {
            const WIDTH: usize = 1;
            fn write(&self, out: &mut Writer) {
                out.number(u64::from(*self));
            }
            fn read(from: &mut Reader<'_>) -> Self {
                from.number() as Self
            }
        }
    )* };
}
whole!(u8 u16 u32 u64);

impl Packed for i8 {
    const WIDTH: usize = 1;
    fn write(&self, out: &mut Writer) {
        out.number(u64::from(self.cast_unsigned()));
    }
    fn read(from: &mut Reader<'_>) -> Self {
        (from.number() as u8).cast_signed()
    }
}

impl Packed for bool {
    const WIDTH: usize = 1;
    fn write(&self, out: &mut Writer) {
        out.number(u64::from(*self));
    }
    fn read(from: &mut Reader<'_>) -> Self {
        from.number() != 0
    }
}

impl Packed for f64 {
    const WIDTH: usize = 2;
    fn write(&self, out: &mut Writer) {
        out.real(*self);
    }
    fn read(from: &mut Reader<'_>) -> Self {
        from.real()
    }
}

impl Packed for Box<str> {
    const WIDTH: usize = 1;
    fn write(&self, out: &mut Writer) {
        out.text(self);
    }
    fn read(from: &mut Reader<'_>) -> Self {
        from.text()
    }
}

impl<A: Packed, B: Packed> Packed for (A, B) {
    const WIDTH: usize = A::WIDTH + B::WIDTH;
    fn write(&self, out: &mut Writer) {
        self.0.write(out);
        self.1.write(out);
    }
    fn read(from: &mut Reader<'_>) -> Self {
        let first = A::read(from);
        (first, B::read(from))
    }
}

impl<T: Packed> Packed for Vec<T> {
    const WIDTH: usize = 1 + T::WIDTH;
    fn write(&self, out: &mut Writer) {
        out.number(self.len() as u64);
        let first = out.at();
        for item in self {
            out.go(first);
            item.write(out);
        }
        out.go(first + T::WIDTH);
    }
    fn read(from: &mut Reader<'_>) -> Self {
        let length = from.length();
        let first = from.at();
        let items = (0..length).map(|_| {
            from.go(first);
            T::read(from)
        });
        let items = items.collect();
        from.go(first + T::WIDTH);
        items
    }
}

impl<T: Packed> Packed for Known<T> {
    const WIDTH: usize = 1 + T::WIDTH;
    fn write(&self, out: &mut Writer) {
        let end = out.at() + Self::WIDTH;
        self.is_known().write(out);
        if let Self::Known(value) = self {
            value.write(out);
        }
        out.go(end);
    }
    fn read(from: &mut Reader<'_>) -> Self {
        let end = from.at() + Self::WIDTH;
        let known = if bool::read(from) { Self::Known(T::read(from)) } else { Self::Unknown };
        from.go(end);
        known
    }
}

/// The place of a value among all of its type.
pub(crate) fn place<T: PartialEq>(all: &[T], value: &T) -> u64 {
    all.iter().position(|other| other == value).unwrap_or_default() as u64
}

/// The value in that place.
pub(crate) fn choice<T: Copy>(from: &mut Reader<'_>, all: &[T], first: T) -> T {
    if let Some(value) = all.get(from.number() as usize) {
        *value
    } else {
        from.fail();
        first
    }
}
