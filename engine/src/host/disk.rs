//! Disks that weights are read from.

use crate::math::decimal;
use crate::question::{Fault, FaultCode, plain};
use crate::units::BytesPerSecond;

/// Sequential reading of the usual buses, GB/s: SATA 6 Gb/s less its coding (data sheets say 550 to 560 MB/s); NVMe over four lanes as data
/// sheets of their fast drives print it (Samsung 970 EVO Plus 3.5, 990 Pro 7.45, WD SN850X 7.3; Crucial T705 14.5, T700 12.4: the lower of
/// the two generations of PCIe 5 controllers, so that nothing is promised too fast).
const BUSES: [(&str, f64); 4] = [("sata", 0.55), ("pcie3", 3.5), ("pcie4", 7.0), ("pcie5", 12.0)];

/// Of its sequential rate what a mapped file is read at, at worst: 63 GB of gpt-oss-120b loaded in 110 s mapped and 10.5 s unbuffered on a DGX
/// Spark (llama.cpp PR 18012); 0.73 against 6.4 GB/s on an M3 Max (llama.cpp issue 9244). Pages are faulted in one by one, and each fault waits.
pub const MAPPED_SHARE_LOW: f64 = 0.1;

/// The middle: the geometric mean of 0.095 and 0.11 (above), about 0.33 (llama.cpp issue 29130: a prompt's experts of a 106.6 GB model through
/// a PCIe 4 disk), 0.7 (6.9 buffered against 8.7 to 10.7 GB/s unbuffered, JustVugg/colibri issue 65) and 1 (below).
pub const MAPPED_SHARE_TYPICAL: f64 = 0.3;

/// At best: buffered reads of a few megabytes by several threads were as fast as unbuffered ones (JustVugg/colibri issue 486), mapped loading
/// the fastest of three ways (llama.cpp PR 18012, comment on Strix Halo).
pub const MAPPED_SHARE_HIGH: f64 = 1.0;

/// A disk, as far as reading weights goes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Disk {
    sequential: BytesPerSecond,
}

impl Disk {
    /// Reads `sata`, `pcie3`, `pcie4`, `pcie5`, or GB/s of sequential reading.
    ///
    /// # Errors
    /// Neither a word nor a plausible number; the words are the nearest.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let word = text.trim();
        let named = BUSES.iter().find(|(name, _)| name.eq_ignore_ascii_case(word));
        match named.map(|(_, gb_s)| *gb_s).or_else(|| decimal(word)) {
            Some(gb_s) => Self::gb_s(gb_s),
            None => {
                let near = BUSES.iter().map(|(name, _)| (*name).to_owned()).collect();
                let way_on = "write one of these words, or GB/s of sequential reading";
                Err(Fault::unknown(FaultCode::UnknownChoice, "rig.host.disk", text, near, way_on))
            }
        }
    }

    /// A disk that reads so much in sequence, GB/s.
    ///
    /// # Errors
    /// Slower than a memory card or faster than any array.
    pub fn gb_s(gb_s: f64) -> Result<Self, Fault> {
        if (0.01..=200.0).contains(&gb_s) {
            Ok(Self { sequential: BytesPerSecond::gb_s(gb_s) })
        } else {
            Err(Fault::range("rig.host.disk", &plain(gb_s), "from 0.01 to 200 GB/s"))
        }
    }

    /// What it reads in sequence.
    #[must_use]
    pub const fn sequential(self) -> BytesPerSecond {
        self.sequential
    }

    /// The usual disks by their words.
    #[must_use]
    pub fn usual() -> Vec<(&'static str, Self)> {
        BUSES.iter().map(|&(name, gb_s)| (name, Self { sequential: BytesPerSecond::gb_s(gb_s) })).collect()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
mod tests {
    use super::*;

    #[test]
    fn words_and_numbers_are_read() {
        for (word, disk) in Disk::usual() {
            assert_eq!(Disk::parse(&word.to_ascii_uppercase()).unwrap(), disk);
        }
        assert_eq!(Disk::parse(" 7 ").unwrap(), Disk::parse("pcie4").unwrap());
        for word in ["floppy", "", "0", "-3", "1000"] {
            assert_eq!(Disk::parse(word).unwrap_err().field, "rig.host.disk", "{word}");
        }
        assert!(Disk::gb_s(f64::NAN).is_err());
    }
}
