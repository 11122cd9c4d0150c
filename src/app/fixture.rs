//! Stands in for the calculator until it lands. Not for release.
#![allow(missing_docs, clippy::all, clippy::indexing_slicing)]

use will_it_run_engine::answer::*;
use will_it_run_engine::evidence::Evidence;
use will_it_run_engine::fit::Fit;
use will_it_run_engine::question::{Fault, FaultCode, RawQuestion};
use will_it_run_engine::units::*;

use super::world::{DeviceCard, Loss, Mark, ModelCard};

pub struct Fixture {
    pub models: Vec<ModelCard>,
    pub devices: Vec<DeviceCard>,
    raw_models: Vec<(f64, f64, f64)>,
    raw_devices: Vec<(f64, f64)>,
}

const QUANTS: [(&str, f64); 12] = [
    ("IQ2_XXS", 2.3),
    ("Q2_K", 3.0),
    ("IQ3_XXS", 3.2),
    ("Q3_K_M", 3.9),
    ("IQ4_XS", 4.4),
    ("Q4_K_S", 4.6),
    ("Q4_K_M", 4.85),
    ("Q5_K_M", 5.7),
    ("Q6_K", 6.56),
    ("Q8_0", 8.5),
    ("BF16", 16.0),
    ("F32", 32.0),
];

impl Fixture {
    pub fn new() -> Self {
        let mut models = vec![];
        let mut raw_models = vec![];
        for (id, name, p, a, ctx, kv, detail) in [
            (
                "llama-3.1-8b-instruct",
                "Llama 3.1 8B Instruct",
                8.03e9,
                8.03e9,
                131072,
                131072.0,
                "Meta · 8.03B · 131K context · text",
            ),
            (
                "qwen3.6-27b",
                "Qwen3.6 27B",
                27.2e9,
                27.2e9,
                262144,
                65536.0,
                "Alibaba · 27.2B · 262K context · text, vision",
            ),
            (
                "gpt-oss-120b",
                "gpt-oss 120B",
                117e9,
                5.1e9,
                131072,
                36864.0,
                "OpenAI · 117B, 5.13B active · moe · 131K context",
            ),
            (
                "gemma-3-27b-it",
                "Gemma 3 27B IT",
                27.0e9,
                27.0e9,
                131072,
                80000.0,
                "Google · 27.0B · 131K context · text, vision",
            ),
            (
                "deepseek-v3",
                "DeepSeek V3",
                671e9,
                37e9,
                163840,
                70272.0,
                "DeepSeek · 671B, 37.0B active · moe · 164K context",
            ),
            ("qwen3-4b", "Qwen3 4B", 4.02e9, 4.02e9, 40960, 147456.0, "Alibaba · 4.02B · 41K context · text"),
        ] {
            raw_models.push((p, a, kv));
            models.push(ModelCard {
                id: id.into(),
                name: name.into(),
                detail: detail.into(),
                context: Known::Known(ctx),
                file_stem: name.replace(' ', "-"),
                sees: detail.contains("vision"),
                experts: detail.contains("moe"),
                mark: if id == "qwen3.6-27b" { Mark::Unconfirmed } else { Mark::Confirmed },
                haystack: format!("{id} {name} {detail}").to_lowercase(),
            });
        }
        let mut devices = vec![];
        let mut raw_devices = vec![];
        for (id, name, sizes, bw, detail, backends) in [
            (
                "nvidia-rtx-4090",
                "NVIDIA GeForce RTX 4090",
                vec![24.0],
                1008.0,
                "24 GiB GDDR6X · 1,008 GB/s · 450 W",
                vec!["cuda", "vulkan"],
            ),
            (
                "nvidia-l40s",
                "NVIDIA L40S",
                vec![48.0],
                864.0,
                "48 GiB GDDR6 · 864 GB/s · 350 W",
                vec!["cuda", "vulkan"],
            ),
            (
                "apple-m4-max-40",
                "Apple M4 Max (40-core GPU)",
                vec![36.0, 48.0, 64.0, 128.0],
                546.0,
                "36–128 GiB LPDDR5X unified · 546 GB/s",
                vec!["metal"],
            ),
            (
                "amd-radeon-rx-7900-xtx",
                "AMD Radeon RX 7900 XTX",
                vec![24.0],
                960.0,
                "24 GiB GDDR6 · 960 GB/s · 355 W",
                vec!["rocm", "vulkan"],
            ),
            (
                "nvidia-rtx-3060-12gb",
                "NVIDIA GeForce RTX 3060 12GB",
                vec![12.0],
                360.0,
                "12 GiB GDDR6 · 360 GB/s · 170 W",
                vec!["cuda", "vulkan"],
            ),
        ] {
            let sizes: Vec<f64> = sizes;
            raw_devices.push((sizes[0], bw));
            devices.push(DeviceCard {
                id: id.into(),
                name: name.into(),
                detail: detail.into(),
                sizes: sizes.iter().map(|s| Bytes::gib(*s)).collect(),
                backends,
                mark: Mark::Confirmed,
                haystack: format!("{id} {name} {detail} {}gb", sizes[0]).to_lowercase(),
            });
        }
        Self { models, devices, raw_models, raw_devices }
    }

    fn one(&self, q: &RawQuestion, m: usize, d: Option<usize>, bits: f64) -> Answer {
        let (p, a, kv) = self.raw_models[m];
        let n = q.rig.devices.last().and_then(|d| d.count).unwrap_or(1);
        let ctx = q.context.unwrap_or(8192) as f64 * q.users.unwrap_or(1) as f64;
        let k = |x: f64| Known::Known(Bytes::from_f64(x));
        let parts = Parts {
            weights: k(p * bits / 8.0),
            kv_cache: k(ctx * kv),
            kv_cache_swa: k(if m == 3 { 4e8 } else { 0.0 }),
            recurrent: k(if m == 1 { 2e8 } else { 0.0 }),
            compute: k(3.0e8),
            output: k(0.0),
            projector: k(if q.mmproj == Some(true) { 9e8 } else { 0.0 }),
            runtime: k(4.5e8),
            total: Known::Unknown,
        }
        .summed();
        let host =
            Parts { weights: k(2.9e8), output: k(512_000.0), compute: k(2.5e7), ..Parts::ZERO }.summed();
        let (gib, bw) = d.map_or((64.0, 80.0), |d| self.raw_devices[d]);
        let gib = q.rig.devices.last().and_then(|d| d.memory_gib).unwrap_or(gib);
        let usable = Bytes::gib(q.rig.devices.last().and_then(|d| d.usable_gib).unwrap_or(gib * 0.965));
        let total = Bytes::from_f64(parts.total.get().unwrap_or_default().as_f64() / n as f64);
        let room = 1.0 - total.as_f64() / usable.as_f64();
        let rate = bw * 1e9 / (a * bits / 8.0 + ctx * 0.0) * 0.7;
        let mk = |r: f64, c: f64| Rate {
            tokens_per_second: TokensPerSecond::new(r),
            low: TokensPerSecond::new(r * 0.9),
            high: TokensPerSecond::new(r * 1.09),
            ceiling: TokensPerSecond::new(c),
            evidence: Evidence::Estimated,
        };
        let fit = if room < 0.0 {
            Fit::DoesNotFit
        } else if bits < 4.0 {
            Fit::Marginal
        } else if room < 0.15 {
            Fit::Tight
        } else {
            Fit::Comfortable
        };
        let run = fit != Fit::DoesNotFit;
        let k2 = |r: Rate| if run { Known::Known(r) } else { Known::Unknown };
        Answer {
            fit,
            memory: Memory {
                device: parts,
                host,
                usable: Known::Known(usable * u64::from(n)),
                host_usable: Known::Unknown,
                headroom: Known::Known(room),
                per_device: (0..n)
                    .map(|_| DeviceMemory {
                        hardware: String::new(),
                        parts: Parts {
                            weights: k(p * bits / 8.0 / n as f64),
                            kv_cache: k(ctx * kv / n as f64),
                            compute: k(3e8),
                            runtime: k(4.5e8),
                            ..Parts::ZERO
                        }
                        .summed(),
                        usable,
                        layers: 33 / n,
                    })
                    .collect(),
                file: k(p * bits / 8.0),
            },
            decode: k2(mk(rate, rate / 0.7)),
            prefill: k2(mk(rate * 40.0, rate * 70.0)),
            ttft_seconds: if run {
                Known::Known(Seconds::new(q.prompt.unwrap_or(512) as f64 / (rate * 40.0)))
            } else {
                Known::Unknown
            },
            joules_per_token: if run { Known::Known(350.0 / rate) } else { Known::Unknown },
            max_context: if run { Known::Known(Tokens::new(98304)) } else { Known::Unknown },
            placement: Placed { layers: 33, gpu_layers: 33, cpu_moe_layers: 0 },
            reasons: vec![if run {
                Reason::FitsWithHeadroom { headroom: room }
            } else {
                Reason::NeedsMoreMemory { needed: total, usable }
            }],
            fixes: if fit == Fit::Comfortable {
                vec![]
            } else {
                vec![
                    Fix {
                        change: Change::Quant { quant: "Q3_K_M" },
                        fit: Fit::Marginal,
                        total: k(3e9),
                        headroom: Known::Known(0.2),
                        decode: Known::Known(mk(rate * 1.2, rate * 2.0)),
                    },
                    Fix {
                        change: Change::Context { context: 4096 },
                        fit: Fit::Tight,
                        total: k(3e9),
                        headroom: Known::Known(0.1),
                        decode: Known::Known(mk(rate, rate * 2.0)),
                    },
                    Fix {
                        change: Change::Devices { count: n + 1 },
                        fit: Fit::Comfortable,
                        total: k(3e9),
                        headroom: Known::Known(0.4),
                        decode: Known::Known(mk(rate, rate * 2.0)),
                    },
                ]
            },
            sources: vec!["llama.cpp src/llama-kv-cache.cpp".into(), "NVIDIA Ada whitepaper".into()],
        }
    }

    fn find(&self, q: &RawQuestion) -> Result<(usize, Option<usize>, f64), Fault> {
        let fault = |code, field: &str, near: Vec<String>| Fault {
            code,
            field: field.into(),
            message: String::new(),
            near,
        };
        let m =
            self.models.iter().position(|m| m.id == q.model).ok_or_else(|| {
                fault(FaultCode::UnknownModel, "model", vec!["llama-3.1-8b-instruct".into()])
            })?;
        let d = match q.rig.devices.last() {
            None => None,
            Some(d) => {
                let at = self.devices.iter().position(|x| x.id == d.hardware).ok_or_else(|| {
                    fault(FaultCode::UnknownHardware, "rig.devices.0.hardware", vec!["nvidia-l40s".into()])
                })?;
                if self.devices[at].sizes.len() > 1 && d.memory_gib.is_none() {
                    return Err(fault(
                        FaultCode::ChooseMemory,
                        "rig.devices.0.memory_gib",
                        self.devices[at].sizes.iter().map(|s| (s.as_gib() as u64).to_string()).collect(),
                    ));
                }
                Some(at)
            }
        };
        let label = q.quant.as_deref().unwrap_or("Q4_K_M");
        let bits = QUANTS
            .iter()
            .find(|(l, _)| *l == label)
            .ok_or_else(|| fault(FaultCode::UnknownQuant, "quant", vec!["Q4_K_M".into()]))?
            .1;
        Ok((m, d, bits))
    }

    pub fn answer(&self, q: &RawQuestion) -> Result<Answer, Fault> {
        let (m, d, bits) = self.find(q)?;
        Ok(self.one(q, m, d, bits))
    }

    pub fn explain(&self, _q: &RawQuestion) -> Vec<Term> {
        let b = |x| Known::Known(Quantity::Bytes(Bytes::new(x)));
        vec![Term::computed(
            "memory.total",
            b(7_234_567_890),
            "sum",
            "llama.cpp",
            vec![
                Term::computed(
                    "memory.device.weights",
                    b(4_920_734_720),
                    "tensor-bytes",
                    "llama.cpp src/llama-quant.cpp",
                    vec![],
                ),
                Term::computed(
                    "memory.device.kv_cache",
                    b(1_073_741_824),
                    "kv-cache",
                    "llama.cpp src/llama-kv-cache.cpp",
                    vec![
                        Term::given("context", Quantity::Tokens(Tokens::new(8192))),
                        Term::catalog("layers", Known::Known(Quantity::Count(32)), "meta config.json"),
                    ],
                ),
            ],
        )]
    }

    pub fn quants(&self, q: &RawQuestion) -> Vec<QuantRow> {
        let Ok((m, d, _)) = self.find(q) else { return vec![] };
        QUANTS
            .iter()
            .map(|(label, bits)| {
                let a = self.one(q, m, d, *bits);
                QuantRow {
                    quant: label,
                    file: a.memory.file,
                    bits: Known::Known(*bits),
                    needs_imatrix: label.starts_with("IQ2"),
                    fit: a.fit,
                    total: a.memory.device.total,
                    headroom: a.memory.headroom,
                    decode: a.decode,
                }
            })
            .collect()
    }

    pub fn model_rows(&self, q: &RawQuestion) -> Vec<ModelRow> {
        let Ok((_, d, _)) = self.find(q) else { return vec![] };
        (0..self.models.len() * 9)
            .map(|m| {
                let m = m % self.models.len();
                let a = self.one(q, m, d, 4.85);
                ModelRow {
                    model: m,
                    quant: "Q4_K_M",
                    fit: a.fit,
                    total: a.memory.device.total,
                    headroom: a.memory.headroom,
                    decode: a.decode,
                }
            })
            .collect()
    }

    pub fn device_rows(&self, q: &RawQuestion) -> Vec<DeviceRow> {
        let Ok((m, _, bits)) = self.find(q) else { return vec![] };
        (0..self.devices.len())
            .map(|d| {
                let a = self.one(q, m, Some(d), bits);
                DeviceRow {
                    hardware: d,
                    memory: Known::Known(self.devices[d].sizes[0]),
                    fit: a.fit,
                    total: a.memory.device.total,
                    headroom: a.memory.headroom,
                    decode: a.decode,
                }
            })
            .collect()
    }

    pub fn quant_labels(&self) -> Vec<String> {
        QUANTS.iter().map(|(l, _)| (*l).to_owned()).collect()
    }

    pub fn losses(&self, quant: &str) -> Vec<Loss> {
        if quant == "Q4_K_M" {
            vec![Loss {
                model: "Llama-3-8B".into(),
                perplexity: Known::Known(0.175),
                divergence: Known::Known(0.0313),
                same: Known::Known(90.4),
                source: "llama.cpp tools/perplexity/README.md".into(),
            }]
        } else {
            vec![]
        }
    }
}
