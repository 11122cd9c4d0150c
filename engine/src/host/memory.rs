//! Host memory as a word: `ddr5-5600x2` is DDR5 at 5,600 million transfers a second in two channels.

use core::fmt;

use serde::Serialize;

use crate::question::{Fault, FaultCode};
use crate::units::BytesPerSecond;

/// Bytes of one transfer of a channel: 64 data bits, as boards and processors count channels (JEDEC JESD79-4 and JESD79-5, 288-pin modules;
/// DDR5's two subchannels of 32 bits are one channel). Soldered LPDDR is counted the same way: a bus of 128 bits is two.
const CHANNEL_BYTES: u64 = 8;

/// Most channels: two sockets of twelve.
const MOST_CHANNELS: u32 = 24;

/// Where the word is read from, in faults.
const FIELD: &str = "rig.host.memory_type";

/// Kinds of memory, and the rates that are sold, million transfers a second: from the slowest grade of the standard to the fastest kits and
/// server modules (JEDEC JESD79-3, -4, -5, JESD209-4, -5; above that makers' own profiles).
const KINDS: [(&str, u32, u32); 7] = [
    ("ddr3", 800, 3200),
    ("ddr4", 1600, 5600),
    ("ddr5", 3200, 10_000),
    ("lpddr4", 1600, 4267),
    ("lpddr4x", 1600, 4267),
    ("lpddr5", 3200, 6400),
    ("lpddr5x", 4800, 10_700),
];

/// What machines that run models mostly have: desktops, workstations, servers, laptops.
const USUAL: [&str; 15] = [
    "ddr4-2666x2",
    "ddr4-3200x2",
    "ddr4-3200x4",
    "ddr4-3200x8",
    "ddr5-4800x2",
    "ddr5-5600x2",
    "ddr5-6000x2",
    "ddr5-6400x2",
    "ddr5-5600x4",
    "ddr5-4800x8",
    "ddr5-4800x12",
    "ddr5-6400x12",
    "lpddr5-6400x2",
    "lpddr5x-7500x2",
    "lpddr5x-8533x2",
];

/// Host memory: kind, rate, channels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MemoryType {
    kind: &'static str,
    rate: u32,
    channels: u32,
}

/// A usual memory with its bandwidth, for lists to choose from.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MemoryPreset {
    /// The word.
    pub word: String,
    /// What it moves.
    pub bandwidth: BytesPerSecond,
}

impl MemoryType {
    /// Reads `ddr4-3200x2`, without regard to case; any rate and number of channels that is sold.
    ///
    /// # Errors
    /// What does not read, or nobody sells, with the nearest that somebody does.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let word = text.trim().to_ascii_lowercase();
        let Some((name, rest)) = word.split_once('-') else { return Err(unknown(text, usual())) };
        let Some(&(kind, least, most)) = KINDS.iter().find(|(kind, ..)| *kind == name) else {
            return Err(unknown(text, usual()));
        };
        let (rate, channels) = match rest.split_once('x') {
            Some((rate, channels)) => (rate.parse().ok(), channels.parse().ok()),
            None => (rest.parse().ok(), None),
        };
        let Some(rate) = rate else { return Err(unknown(text, usual())) };
        let Some(channels) = channels else {
            let two = Self { kind, rate: u32::clamp(rate, least, most), channels: 2 };
            return Err(unknown(text, vec![two.to_string()]));
        };
        let nearest = Self {
            kind,
            rate: u32::clamp(rate, least, most),
            channels: u32::clamp(channels, 1, MOST_CHANNELS),
        };
        if (nearest.rate, nearest.channels) == (rate, channels) {
            Ok(nearest)
        } else {
            Err(range(text, nearest))
        }
    }

    /// Transfers × bytes of a transfer × channels.
    #[must_use]
    pub fn bandwidth(self) -> BytesPerSecond {
        let megabytes = u64::from(self.rate) * CHANNEL_BYTES * u64::from(self.channels);
        BytesPerSecond::gb_s(megabytes as f64 / 1000.0)
    }

    /// The bandwidth of a word, as a question's `rig.host.bandwidth_gb_s`; one that is given beside it must be the same, to a tenth of a
    /// gigabyte a second.
    ///
    /// # Errors
    /// The word does not read, or says something else than `given`.
    pub fn bandwidth_gb_s(word: &str, given: Option<f64>) -> Result<f64, Fault> {
        let memory = Self::parse(word)?;
        let bandwidth = memory.bandwidth().get() / 1e9;
        match given {
            Some(given) if given.is_nan() || (given - bandwidth).abs() > 0.05 => {
                let message = format!(
                    "{FIELD}: {memory} moves {bandwidth} GB/s, and rig.host.bandwidth_gb_s says {given}; say one of them"
                );
                let near = vec![bandwidth.to_string()];
                Err(Fault {
                    code: FaultCode::OutOfRange,
                    field: "rig.host.bandwidth_gb_s".to_owned(),
                    message,
                    near,
                })
            }
            _ => Ok(bandwidth),
        }
    }

    /// What machines mostly have, slower kinds first.
    #[must_use]
    pub fn usual() -> Vec<MemoryPreset> {
        let parsed = USUAL.iter().filter_map(|word| Self::parse(word).ok());
        parsed
            .map(|memory| MemoryPreset { word: memory.to_string(), bandwidth: memory.bandwidth() })
            .collect()
    }
}

impl fmt::Display for MemoryType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}x{}", self.kind, self.rate, self.channels)
    }
}

fn usual() -> Vec<String> {
    USUAL.iter().map(|word| (*word).to_owned()).collect()
}

fn unknown(text: &str, near: Vec<String>) -> Fault {
    let way_on = "write kind, million transfers a second and channels: ddr5-5600x2";
    Fault::unknown(FaultCode::UnknownChoice, FIELD, text, near, way_on)
}

fn range(text: &str, nearest: MemoryType) -> Fault {
    let near = nearest.to_string();
    let mut fault = Fault::range(FIELD, text, &["what is sold; the nearest is ", &near].concat());
    fault.near.push(near);
    fault
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
mod tests {
    use super::*;

    #[test]
    fn published_bandwidths_follow_from_the_words() {
        // PC4-25600 and PC5-44800 modules; AMD EPYC 7003 (204.8 GB/s), 9004 (460.8 GB/s) data sheets; Intel Core Ultra 200V (136.5 GB/s).
        for (word, gb_s) in [
            ("ddr4-3200x1", 25.6),
            ("DDR5-5600x1", 44.8),
            (" ddr4-3200x8 ", 204.8),
            ("ddr5-4800x12", 460.8),
            ("lpddr5x-8533x2", 136.528),
        ] {
            let found = MemoryType::parse(word).unwrap().bandwidth().get() / 1e9;
            assert!((found - gb_s).abs() < 1e-6, "{word}: {found}");
        }
    }

    #[test]
    fn the_assumed_bandwidth_is_a_word_of_its_own() {
        let assumed = MemoryType::parse("ddr4-3200x2").unwrap().bandwidth().get() / 1e9;
        assert!((assumed - crate::rules::HOST_BANDWIDTH_ASSUMED).abs() < 1e-9);
    }

    #[test]
    fn every_word_is_read_back() {
        let mut words = 0;
        for (kind, least, most) in KINDS {
            for rate in (least..=most).step_by(37) {
                for channels in 1..=MOST_CHANNELS {
                    let word = format!("{kind}-{rate}x{channels}");
                    let memory = MemoryType::parse(&word).unwrap();
                    assert_eq!(memory.to_string(), word);
                    words += 1;
                }
            }
        }
        assert!(words > 10_000);
        assert_eq!(MemoryType::usual().len(), USUAL.len());
    }

    #[test]
    fn faults_name_the_nearest() {
        for (word, near) in [
            ("ddr4-9999x2", "ddr4-5600x2"),
            ("ddr5-5600x99", "ddr5-5600x24"),
            ("ddr5-5600x0", "ddr5-5600x1"),
            ("ddr5-5600", "ddr5-5600x2"),
            ("hbm-3200x2", "ddr4-2666x2"),
            ("ddr5", "ddr4-2666x2"),
            ("ddr5-fastx2", "ddr4-2666x2"),
            ("", "ddr4-2666x2"),
            ("ddr5-99999999999999x2", "ddr4-2666x2"),
        ] {
            let fault = MemoryType::parse(word).unwrap_err();
            assert_eq!(fault.near.first().map(String::as_str), Some(near), "{word}");
            assert_eq!(fault.field, FIELD);
        }
    }

    #[test]
    fn two_bandwidths_must_agree() {
        assert_eq!(MemoryType::bandwidth_gb_s("ddr5-5600x2", None), Ok(89.6));
        assert_eq!(MemoryType::bandwidth_gb_s("ddr5-5600x2", Some(89.6)), Ok(89.6));
        assert!(MemoryType::bandwidth_gb_s("lpddr5x-8533x2", Some(136.5)).is_ok());
        for given in [51.2, f64::NAN] {
            let fault = MemoryType::bandwidth_gb_s("ddr5-5600x2", Some(given)).unwrap_err();
            assert_eq!(fault.near, ["89.6"]);
        }
    }
}
