//! What joins the nodes.

use serde::Serialize;

use super::raw::RawNetwork;
use crate::question::choice::choice;
use crate::question::{Fault, FaultCode, plain, read_choice};
use crate::units::{Bytes, BytesPerSecond, Seconds};

choice! {
    /// Networks by name. A node's printed rate in one direction, one port.
    Preset {
        /// Gigabit Ethernet, TCP.
        Gbe1 = "1gbe",
        /// 2.5 Gbit/s, TCP.
        Gbe2 = "2.5gbe",
        /// 5 Gbit/s, TCP.
        Gbe5 = "5gbe",
        /// 10 Gbit/s, TCP.
        Gbe10 = "10gbe",
        /// 25 Gbit/s, TCP.
        Gbe25 = "25gbe",
        /// 100 Gbit/s, RDMA (RoCE).
        Gbe100 = "100gbe",
        /// 200 Gbit/s, RDMA (RoCE).
        Gbe200 = "200gbe",
        /// 400 Gbit/s, RDMA (RoCE).
        Gbe400 = "400gbe",
        /// InfiniBand HDR, 200 Gbit/s.
        Hdr = "infiniband-hdr",
        /// InfiniBand NDR, 400 Gbit/s.
        Ndr = "infiniband-ndr",
        /// Thunderbolt 4, 40 Gbit/s, TCP.
        Thunderbolt4 = "thunderbolt-4",
        /// Thunderbolt 5, 80 Gbit/s, RDMA (macOS 26.2 or newer).
        Thunderbolt5 = "thunderbolt-5",
    }
}

/// One way between two programs over the kernel's TCP, for a few bytes, microseconds. Assumed: half of a round trip of 0.1 ms, which switched Ethernet seldom
/// beats; `latency_us` says better.
const TCP_US: f64 = 50.0;
/// The same by RDMA: a step of NCCL's tree over a network in its low-latency protocol, 5.0 µs (`hwLat` of `NET`, NCCL `src/graph/tuning.cc` of 2.27).
const RDMA_US: f64 = 5.0;
/// The same where what is sent is copied to host RAM first, because the device has no GPUDirect RDMA (NVIDIA, "DGX Spark Porting Guide", CUDA). An all-reduce
/// of 8 KB between two DGX Sparks takes 41 µs (MiaAI-Lab/Qwen3.8-Flash-Next-Dual-DGX-Sparks issue 22, 2026-08-29), of which 8.6 are no message's and the
/// rest are two, one after the other. One machine was measured; another one's `latency_us` says better.
const STAGED_RDMA_US: f64 = 16.0;
/// The same by TCP over Thunderbolt: 300 µs (J. Geerling, "1.5 TB of VRAM on Mac Studio - RDMA over Thunderbolt 5", 2025-12-18).
const THUNDERBOLT_TCP_US: f64 = 300.0;
/// The same by RDMA over Thunderbolt: between "< 50 µs" (the same) and "about 3 µs" (NetworkChuck, "Ethernet is dead", 2026): their geometric mean.
const THUNDERBOLT_RDMA_US: f64 = 12.0;

impl Preset {
    /// Rate in 10⁹ bits per second and latency in microseconds.
    #[must_use]
    pub const fn figures(self) -> (f64, f64) {
        match self {
            Self::Gbe1 => (1.0, TCP_US),
            Self::Gbe2 => (2.5, TCP_US),
            Self::Gbe5 => (5.0, TCP_US),
            Self::Gbe10 => (10.0, TCP_US),
            Self::Gbe25 => (25.0, TCP_US),
            Self::Gbe100 => (100.0, RDMA_US),
            Self::Gbe200 | Self::Hdr => (200.0, RDMA_US),
            Self::Gbe400 | Self::Ndr => (400.0, RDMA_US),
            Self::Thunderbolt4 => (40.0, THUNDERBOLT_TCP_US),
            Self::Thunderbolt5 => (80.0, THUNDERBOLT_RDMA_US),
        }
    }
}

/// A network between nodes.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Network {
    /// What a node sends in one direction.
    pub bytes_per_second: BytesPerSecond,
    /// One way, for a few bytes.
    pub latency_seconds: Seconds,
}

/// What goes over a network in a step.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Wire {
    /// Bytes.
    pub bytes: f64,
    /// Messages that wait for one another.
    pub messages: f64,
}

impl Wire {
    /// So often.
    #[must_use]
    pub fn times(self, times: f64) -> Self {
        Self { bytes: self.bytes * times, messages: self.messages * times }
    }

    /// And that.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self { bytes: self.bytes + other.bytes, messages: self.messages + other.messages }
    }
}

impl Network {
    /// A network of these figures.
    #[must_use]
    pub fn of((gbit_s, latency_us): (f64, f64)) -> Self {
        Self {
            bytes_per_second: BytesPerSecond::gb_s(gbit_s / 8.0),
            latency_seconds: Seconds::micros(latency_us),
        }
    }

    /// The same between devices that the network cannot read from; none where it makes no difference.
    #[must_use]
    pub(super) fn staged(self) -> Option<Self> {
        let latency_seconds = Seconds::micros(STAGED_RDMA_US);
        let later = self.is_rdma() && self.latency_seconds < latency_seconds;
        later.then_some(Self { latency_seconds, ..self })
    }

    /// Checks what was asked for.
    pub(super) fn parse(raw: Option<&RawNetwork>) -> Result<Self, Fault> {
        match raw {
            Some(RawNetwork::Word(word)) => {
                let found = read_choice(
                    Some(word.as_str()),
                    "rig.network",
                    FaultCode::UnknownChoice,
                    Preset::ALL,
                    Preset::word,
                )?;
                Ok(Self::of(found.map_or((1.0, TCP_US), Preset::figures)))
            }
            Some(RawNetwork::Link(link)) => {
                let figures = [
                    (link.gbit_s, "rig.network.gbit_s", 0.001, 100_000.0, "from 0.001 to 100000"),
                    (link.latency_us, "rig.network.latency_us", 0.0, 1e6, "from 0 to 1000000"),
                ];
                for (figure, field, low, high, wanted) in figures {
                    if !(low..=high).contains(&figure) {
                        return Err(Fault::range(field, &plain(figure), wanted));
                    }
                }
                Ok(Self::of((link.gbit_s, link.latency_us)))
            }
            None => Err(Fault {
                code: FaultCode::UnknownChoice,
                field: "rig.network".to_owned(),
                message: "rig.network: say what joins the nodes, by a word or as {gbit_s, latency_us}"
                    .to_owned(),
                near: Preset::ALL.iter().map(|preset| preset.word().to_owned()).collect(),
            }),
        }
    }

    /// Whether so little latency needs RDMA: the kernel's TCP takes longer.
    #[must_use]
    pub fn is_rdma(&self) -> bool {
        self.latency_seconds.get() <= 25e-6
    }

    /// How long it takes.
    #[must_use]
    pub fn seconds(&self, wire: Wire) -> f64 {
        self.sending(wire.bytes) + wire.messages * self.latency_seconds.get()
    }

    /// How long bytes alone take.
    #[must_use]
    pub fn sending(&self, bytes: f64) -> f64 {
        (Bytes::from_f64(bytes) / self.bytes_per_second).get()
    }
}
