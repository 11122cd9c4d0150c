//! What one token reads and multiplies, by tensor type.

use super::super::GgmlType;
use crate::packed::{Packed, Reader, Writer, packed};
use crate::units::{Bytes, Flops};

packed! {
    /// Work of the tensors of one type.
    #[derive(Debug, Clone, Copy, PartialEq)]
    pub struct Work {
        /// Their type.
        pub ty: GgmlType,
        /// Their bytes, without padding.
        pub bytes: Bytes,
        /// Operations to multiply one token with them: two per element of a matrix.
        pub flops: Flops,
    }
}

/// Work by type, in no particular order; a handful of entries.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct WorkByType(Vec<Work>);

impl WorkByType {
    /// The entries, one per type.
    #[must_use]
    pub fn entries(&self) -> &[Work] {
        &self.0
    }

    /// All bytes.
    #[must_use]
    pub fn bytes(&self) -> Bytes {
        self.0.iter().map(|work| work.bytes).sum()
    }

    /// All operations.
    #[must_use]
    pub fn flops(&self) -> Flops {
        self.0.iter().map(|work| work.flops).sum()
    }

    pub(super) fn add(&mut self, ty: GgmlType, bytes: Bytes, multiplied: u64) {
        let flops = Flops::new(2.0 * multiplied as f64);
        match self.0.iter_mut().find(|work| work.ty == ty) {
            Some(work) => {
                work.bytes += bytes;
                work.flops = work.flops + flops;
            }
            None => self.0.push(Work { ty, bytes, flops }),
        }
    }
}

impl Packed for WorkByType {
    const WIDTH: usize = <Vec<Work> as Packed>::WIDTH;
    fn write(&self, out: &mut Writer) {
        self.0.write(out);
    }
    fn read(from: &mut Reader<'_>) -> Self {
        Self(Packed::read(from))
    }
}
