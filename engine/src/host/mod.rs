//! What a host is made of, in words: memory by type, rate and channels; disks by their bus. Bandwidths follow from the words by one rule each.

mod disk;
mod memory;

pub use disk::{Disk, MAPPED_SHARE_HIGH, MAPPED_SHARE_LOW, MAPPED_SHARE_TYPICAL};
pub use memory::{MemoryPreset, MemoryType};
