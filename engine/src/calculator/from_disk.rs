//! Weights read from a disk through a mapped file, where RAM is too short to hold them: slow, and marked as such.
//!
//! llama.cpp maps the file (`src/llama-mmap.cpp`), so the system keeps in RAM what it has room for and reads the rest again when it is needed.
//!
//! What is read whole for every token is read in the same order each time. A cache that drops what was used longest ago then drops every page
//! just before it is needed: where RAM is short of it by a little, all of it is read again (llama.cpp PR 711, comment of 2023-04-03: a 20 GB
//! file with 16 GB of RAM, 20 seconds a token from a disk of 1 GB/s). Linux protects pages that were used twice (`mm/workingset.c`), and may do
//! better; at best what does not fit is read. So the least is the shortfall and the most is everything.
//!
//! Of routed experts a token needs few. What is read whole stays in RAM, since it is always the newest; the rest of RAM holds experts. If all are
//! used alike, hits are the share of experts held. Some are used more: of GLM-5.2, 5, 7, 12 and 18 % of the file held gave 24, 40, 51 and 60 %
//! hits (ml-explore/mlx-lm issue 1438, comment of 2026-07-22), 25 % gave 74 % (JustVugg/colibri issue 1502), 19 % gave 38 % (issue 1091).
//! 1.5 × √share is above all of them.

use serde::Serialize;

use super::prepared::Prepared;
use super::{Calculator, OpenFile};
use crate::answer::{Parts, Placed, Rate};
use crate::assess::{Case, Figures, Load, assess, refusal};
use crate::evidence::Evidence;
use crate::fit::Fit;
use crate::host::{Disk, MAPPED_SHARE_HIGH, MAPPED_SHARE_LOW, MAPPED_SHARE_TYPICAL};
use crate::question::{Fault, Placement, RawQuestion};
use crate::rules::{Kind, Pool, RigRules};
use crate::speed::distinct_experts;
use crate::units::{Bytes, BytesPerSecond, Known, TokensPerSecond};
use crate::weights::Offload;

/// Most hits for a share of experts held: so many times its root. Ours, above the measurements named at the top of this module.
const MOST_HITS: f64 = 1.5;

/// RAM without an end.
const ENDLESS: Bytes = Bytes::new(1 << 60);

/// What a disk does for a question.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum DiskReading {
    /// Memory holds it; no disk is read.
    NotNeeded,
    /// A disk cannot help.
    CannotHelp {
        /// Why.
        why: DiskRefusal,
    },
    /// It runs, slowly.
    FromDisk(Box<FromDisk>),
}

/// Why a disk cannot help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DiskRefusal {
    /// The runtime refuses the settings, whatever the memory.
    Refused,
    /// The runtime does not map files: it copies weights into memory.
    RuntimeCopiesWeights,
    /// The question says that nothing may leave the devices.
    PlacementIsDevice,
    /// How much RAM there is was not said, or how the model's layers are laid out is not known.
    NotKnown,
    /// Devices are too small for what the question says must lie there.
    DeviceMemoryShort,
    /// Caches and buffers alone are more than RAM holds; they are written, and cannot be read from the file.
    BuffersDoNotFit,
}

/// Bytes between two bounds.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Between {
    /// No less.
    pub least: Bytes,
    /// No more.
    pub most: Bytes,
}

impl Between {
    fn of(least: f64, most: f64) -> Self {
        Self { least: Bytes::from_f64(least.min(most)), most: Bytes::from_f64(most) }
    }

    /// Seconds to read them: the least at best, the middle as is typical, the most at worst.
    fn seconds(self, disk: BytesPerSecond, times: f64) -> [f64; 3] {
        let (least, most) = (self.least.as_f64() * times, self.most.as_f64() * times);
        let read = |bytes: f64, share: f64| bytes / (disk.get() * share);
        [
            read(least, MAPPED_SHARE_HIGH),
            read((least + most) / 2.0, MAPPED_SHARE_TYPICAL),
            read(most, MAPPED_SHARE_LOW),
        ]
    }
}

/// A model whose weights are partly read from a disk for every token.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FromDisk {
    /// What the disk reads in sequence.
    pub disk: BytesPerSecond,
    /// Where the layers are; those "on the host" are mapped.
    pub placement: Placed,
    /// Bytes on all devices together.
    pub device: Parts,
    /// Caches and buffers in RAM.
    pub in_ram: Bytes,
    /// Usable RAM.
    pub host_usable: Bytes,
    /// Weights that are mapped on the host.
    pub mapped: Bytes,
    /// Of them what RAM has room for.
    pub held: Bytes,
    /// Of them what it has not.
    pub short: Bytes,
    /// Of routed experts on the host, the share that RAM holds; unknown for models without.
    pub experts_held: Known<f64>,
    /// Read from the disk for each token (for all users together).
    pub per_token: Between,
    /// Decode of one user. The ceiling is what bandwidths alone allow, with the fewest bytes from the disk.
    pub decode: Known<Rate>,
    /// Prefill of the question's prompt: the weights pass once for each batch.
    pub prefill: Known<Rate>,
}

impl Calculator {
    /// What comes of a question whose answer is short of RAM when the weights are on this disk.
    ///
    /// # Errors
    /// What is wrong with the question.
    pub fn from_disk(&self, raw: &RawQuestion, disk: Disk) -> Result<DiskReading, Fault> {
        Ok(self.prepare(raw)?.read_from(disk))
    }

    /// The same of a model of the reader's own file.
    ///
    /// # Errors
    /// What is wrong with the question.
    pub fn from_disk_file(
        &self,
        raw: &RawQuestion,
        open: &OpenFile,
        disk: Disk,
    ) -> Result<DiskReading, Fault> {
        Ok(self.prepare_file(raw, open)?.read_from(disk))
    }
}

impl Prepared {
    fn read_from(&self, disk: Disk) -> DiskReading {
        if assess(&self.case()).fit != Fit::DoesNotFit {
            return DiskReading::NotNeeded;
        }
        match self.mapped(disk) {
            Ok(reading) => DiskReading::FromDisk(Box::new(reading)),
            Err(why) => DiskReading::CannotHelp { why },
        }
    }

    fn mapped(&self, disk: Disk) -> Result<FromDisk, DiskRefusal> {
        let case = self.case();
        if case.load.rules().is_some() {
            return Err(DiskRefusal::RuntimeCopiesWeights);
        }
        if refusal(&case).is_some() {
            return Err(DiskRefusal::Refused);
        }
        if case.load.placement == Placement::Device && case.rig.pool != Pool::Host {
            return Err(DiskRefusal::PlacementIsDevice);
        }
        let (rig, placement, usable) = endless(case.rig, case.load.placement);
        let Known::Known(host_usable) = usable else { return Err(DiskRefusal::NotKnown) };
        let load = Load { placement, ..case.load };
        let figures = assess(&Case { rig: &rig, load, ..case });
        match figures.fit {
            Fit::DoesNotFit => Err(DiskRefusal::DeviceMemoryShort),
            _ => self.read(&figures, host_usable, disk.sequential()),
        }
    }

    fn read(&self, figures: &Figures, usable: Bytes, disk: BytesPerSecond) -> Result<FromDisk, DiskRefusal> {
        let placed = figures.placed;
        let (Known::Known(host), true) = (figures.host.total, self.model.counted.is_known()) else {
            return Err(DiskRefusal::NotKnown);
        };
        let offload = Offload { gpu_layers: placed.gpu_layers, cpu_moe_layers: placed.cpu_moe_layers };
        let split = self.weights.split(offload);
        let in_ram = host - split.host.weights;
        if !in_ram.fits(usable) {
            return Err(DiskRefusal::BuffersDoNotFit);
        }
        let room = usable - in_ram;
        let work = self.weights.work();
        let experts = split.host.experts.as_f64();
        let all_experts = experts + split.device.experts.as_f64();
        let share = if all_experts > 0.0 { experts / all_experts } else { 0.0 };
        let needs = Needs {
            room: room.as_f64(),
            whole: split.host.read.as_f64(),
            experts,
            routed: work.routed_bytes * share,
        };
        let users = self.question.settings.n_seq();
        let per_token = needs.step(distinct_experts(work, users));
        // A batch of a prompt picks experts as so many users would.
        let (prompt, batch) = (self.question.prompt.get().max(1), self.question.settings.ubatch().max(1));
        let per_batch = needs.step(distinct_experts(work, prompt.min(batch)));
        let decode = figures.decode.map(|rate| slowed(&rate, 1.0, per_token.seconds(disk, 1.0)));
        let prefill = figures.prefill.map(|rate| {
            slowed(&rate, f64::from(prompt), per_batch.seconds(disk, f64::from(prompt.div_ceil(batch))))
        });
        Ok(FromDisk {
            disk,
            placement: placed,
            device: figures.device,
            in_ram,
            host_usable: usable,
            mapped: split.host.weights,
            held: split.host.weights.min(room),
            short: split.host.weights - room,
            experts_held: if experts > 0.0 { Known::Known(needs.held()) } else { Known::Unknown },
            per_token,
            decode: if self.model.kind == Kind::Language { decode } else { Known::Unknown },
            prefill,
        })
    }
}

/// The rig with RAM for anything, where its layers then go, and how much RAM there is. What shares its memory computes on the processor: Metal
/// wires what it maps.
fn endless(rig: &RigRules, asked: Placement) -> (RigRules, Placement, Known<Bytes>) {
    let mut endless = RigRules { host_usable: Known::Known(ENDLESS), ..rig.clone() };
    match rig.pool {
        Pool::Shared { all } => {
            endless.pool = Pool::Shared { all: ENDLESS };
            (endless, Placement::Host, Known::Known(all))
        }
        Pool::Own | Pool::Host => (endless, asked, rig.host_usable),
    }
}

/// What the host's part of a step needs of mapped weights, bytes.
struct Needs {
    /// RAM that is left for them.
    room: f64,
    /// Read whole.
    whole: f64,
    /// All routed experts.
    experts: f64,
    /// Of them what one token uses.
    routed: f64,
}

impl Needs {
    /// Share of the experts that RAM holds beside what is read whole.
    fn held(&self) -> f64 {
        if self.experts > 0.0 { ((self.room - self.whole) / self.experts).clamp(0.0, 1.0) } else { 1.0 }
    }

    /// What a step reads from the disk that uses so many times the experts of one token.
    fn step(&self, distinct: f64) -> Between {
        let used = (self.routed * distinct).min(self.experts);
        if self.room < self.whole {
            return Between::of(self.whole - self.room + used, self.whole + used);
        }
        let held = self.held();
        // Not `clamp`: with bounds that are not constants it can panic with both, and formatting floats costs a page 6 KB.
        let hits = (MOST_HITS * held.sqrt()).max(held).min(1.0);
        // A pass that touches nearly all experts goes through them in order, and finds as many as fit, or none.
        let fewest = used * (1.0 - hits);
        let left = (self.whole + used - self.room).max(0.0);
        let most = if left > 0.0 { used } else { used * (1.0 - held) };
        Between::of(fewest.max(left.min(most)), most)
    }
}

/// A rate of so many tokens in memory, slowed by reading: overlapped at best, one after the other as is typical and at worst.
fn slowed(rate: &Rate, tokens: f64, [best, middle, worst]: [f64; 3]) -> Rate {
    let time = |rate: TokensPerSecond| tokens / rate.get().max(f64::MIN_POSITIVE);
    let per_second = |seconds: f64| TokensPerSecond::new(tokens / seconds);
    let ceiling = time(rate.ceiling).max(best);
    let high = time(rate.high).max(best).max(ceiling);
    let typical = (time(rate.tokens_per_second) + middle).max(high);
    let low = (time(rate.low) + worst).max(typical);
    Rate {
        tokens_per_second: per_second(typical),
        low: per_second(low),
        high: per_second(high),
        ceiling: per_second(ceiling),
        evidence: Evidence::Estimated,
    }
}
