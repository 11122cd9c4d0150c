//! The measured buffers of llama.cpp 0c1e57098: 4,378 settings it ran and 44 it refused, and 112 partial offloads.
//!
//! Use from a test file with `#[path = "common/memory.rs"] mod memory;`.
#![allow(dead_code, reason = "each test reads the columns it checks")]
#![allow(clippy::indexing_slicing, clippy::panic, reason = "a fault in the data must stop the test")]

use will_it_run_engine::weights::GgmlType;

/// Where the measured run kept its layers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backend {
    /// Everything on the host.
    Cpu,
    /// All layers on one device.
    Device,
}

/// Model and setting of a measured row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    /// Repository name, the key of the architectures file.
    pub model: &'static str,
    /// `general.architecture`.
    pub arch: &'static str,
    /// File type of the weights.
    pub weights_quant: &'static str,
    pub backend: Backend,
    pub n_ctx: u32,
    pub n_seq: u32,
    pub kv_k: GgmlType,
    pub kv_v: GgmlType,
    pub flash_attn: bool,
    pub n_ubatch: u32,
    /// 2048 in every row.
    pub n_batch: u32,
    /// 0 in refused rows, which did not get that far.
    pub n_outputs_max: u32,
    pub kv_unified: bool,
}

/// A row of `memory.csv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    pub setting: Setting,
    pub outcome: Outcome,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// llama.cpp would not start; its reason.
    Refused(&'static str),
    Measured(Measured),
}

/// Which cache class ran: `kv`, `iswa`, `hybrid`, `recurrent`, `other` (then `kv` holds the total of all parts).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measured {
    pub cache_kind: &'static str,
    pub n_ctx_allocated: u32,
    pub kv_cells: u32,
    pub swa_kv_cells: u32,
    /// On the device, or on the host for `Backend::Cpu`.
    pub weights: u64,
    pub weights_host: u64,
    pub kv: u64,
    pub swa_kv: u64,
    pub recurrent: u64,
    /// On the device, or on the host for `Backend::Cpu`.
    pub compute: u64,
    pub compute_host: u64,
    pub output: u64,
}

/// A row of `memory_partial_offload.csv`: one sequence, f16 cache, flash attention, ubatch 512.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OffloadRow {
    pub model: &'static str,
    pub arch: &'static str,
    pub weights_quant: &'static str,
    pub n_layers: u32,
    pub n_gpu_layers: u32,
    pub experts_on_cpu: bool,
    pub n_ctx: u32,
    pub weights_device: u64,
    pub weights_host: u64,
    pub cache_device: u64,
    pub cache_host: u64,
    pub compute_device: u64,
    pub compute_host: u64,
    pub output: u64,
}

/// All 4,422 rows.
pub fn rows() -> Vec<Row> {
    let mut model = ["", "", ""];
    let mut rows = Vec::new();
    for line in lines(include_str!("../data/memory.csv")) {
        if let Some(header) = line.strip_prefix('>') {
            model = split(header);
        } else if let Some(refused) = line.strip_prefix('!') {
            let [backend, n_ctx, n_seq, k, v, fa, ubatch, why] = split(refused);
            let setting = setting(model, [backend, n_ctx, n_seq, k, v, fa, ubatch, "", ""]);
            rows.push(Row { setting, outcome: Outcome::Refused(why) });
        } else {
            let c: [&'static str; 21] = split(line);
            let measured = Measured {
                cache_kind: c[10],
                n_ctx_allocated: number(c[9]),
                kv_cells: number(c[11]),
                swa_kv_cells: number(c[12]),
                weights: number(c[13]),
                weights_host: number(c[14]),
                kv: number(c[15]),
                swa_kv: number(c[16]),
                recurrent: number(c[17]),
                compute: number(c[18]),
                compute_host: number(c[19]),
                output: number(c[20]),
            };
            let setting = setting(model, [c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7], c[8]]);
            rows.push(Row { setting, outcome: Outcome::Measured(measured) });
        }
    }
    rows
}

/// All 112 partial offloads.
pub fn offload_rows() -> Vec<OffloadRow> {
    let mut model = ["", "", "", ""];
    let mut rows = Vec::new();
    for line in lines(include_str!("../data/memory_partial_offload.csv")) {
        if let Some(header) = line.strip_prefix('>') {
            model = split(header);
            continue;
        }
        let c: [&'static str; 10] = split(line);
        rows.push(OffloadRow {
            model: model[0],
            arch: model[1],
            weights_quant: model[2],
            n_layers: number(model[3]),
            n_gpu_layers: number(c[0]),
            experts_on_cpu: c[1] == "1",
            n_ctx: number(c[2]),
            weights_device: number(c[3]),
            weights_host: number(c[4]),
            cache_device: number(c[5]),
            cache_host: number(c[6]),
            compute_device: number(c[7]),
            compute_host: number(c[8]),
            output: number(c[9]),
        });
    }
    rows
}

fn setting(model: [&'static str; 3], c: [&'static str; 9]) -> Setting {
    Setting {
        model: model[0],
        arch: model[1],
        weights_quant: model[2],
        backend: if c[0] == "C" { Backend::Cpu } else { Backend::Device },
        n_ctx: number(c[1]),
        n_seq: number(c[2]),
        kv_k: kv_type(c[3]),
        kv_v: kv_type(c[4]),
        flash_attn: c[5] == "1",
        n_ubatch: number(c[6]),
        n_batch: 2048,
        n_outputs_max: number(c[7]),
        kv_unified: c[8] == "1",
    }
}

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.starts_with('#'))
}

fn split<const N: usize>(line: &'static str) -> [&'static str; N] {
    let parts: Vec<_> = line.splitn(N, ',').collect();
    parts.try_into().unwrap_or_else(|_| panic!("{N} columns wanted: {line}"))
}

fn number<T: std::str::FromStr + Default>(text: &str) -> T {
    if text.is_empty() {
        T::default()
    } else {
        text.parse().unwrap_or_else(|_| panic!("not a number: {text}"))
    }
}

fn kv_type(name: &str) -> GgmlType {
    *GgmlType::ALL.iter().find(|ty| ty.name() == name).unwrap_or_else(|| panic!("not a type: {name}"))
}
