//! Derivations: the figures of an answer as trees of terms. The values are the answer's own; only the inputs beside them are read here.

use super::Calculator;
use super::prepared::Prepared;
use crate::answer::{Parts, Quantity as Q, Term};
use crate::assess::{Figures, assess};
use crate::catalog::{Figure, Hardware, Test};
use crate::memory::{MemoryHome, Picks, RuntimeLine, runtime_overhead, usable_memory};
use crate::question::{Backend, Display, Fault, RawQuestion};
use crate::rules::Basis;
use crate::speed::{CONSTANTS, Correction, Family, MeasuredOn};
use crate::units::{Bytes, Known};

/// Version of llama.cpp whose allocation the memory rules stand for.
const LLAMA_CPP: &str = "llama.cpp 0c1e57098";

impl Calculator {
    /// The derivation of each figure of the answer, one root a figure.
    ///
    /// # Errors
    /// What is wrong with the question.
    pub fn explain(&self, raw: &RawQuestion) -> Result<Vec<Term>, Fault> {
        let prepared = self.prepare(raw)?;
        let figures = assess(&prepared.case());
        let on_devices = figures.placed.gpu_layers > 0;
        let mut terms = Vec::new();
        if on_devices {
            terms.push(self.parts("memory.device", &prepared, &figures.device));
        }
        terms.push(self.parts("memory.host", &prepared, &figures.host));
        terms.push(self.usable(&prepared, &figures));
        terms.push(headroom(&figures));
        terms.push(self.decode(&prepared, &figures));
        terms.push(self.prefill(&prepared, &figures));
        terms.push(self.file(&prepared));
        terms.push(Term::computed(
            "max_context",
            prepared.max_context().map(Q::Tokens),
            "max-context",
            "",
            vec![Term::catalog("model.context_max", prepared.model.context_max.map(Q::Tokens), "")],
        ));
        Ok(terms)
    }

    fn parts(&self, key: &'static str, prepared: &Prepared, parts: &Parts) -> Term {
        let bytes = |part: Known<Bytes>| part.map(Q::Bytes);
        let cache = || {
            let s = &prepared.question.settings;
            vec![
                Term::given("context.cells", Q::Count(s.n_ctx_allocated())),
                Term::given("users", Q::Count(s.n_seq().into())),
                Term::given("ubatch", Q::Count(s.ubatch().into())),
                Term::catalog("model.layers", Known::Known(Q::Count(prepared.model.layers().into())), "gguf"),
            ]
        };
        let basis = match prepared.weights.basis {
            Basis::Tensors | Basis::TensorsByRule => "weights.tensors",
            Basis::Parameters => "weights.parameters",
        };
        let source = prepared.question.runtime.rules().map_or(LLAMA_CPP, |rules| rules.source);
        let computed = |key, part, rule, inputs| Term::computed(key, bytes(part), rule, source, inputs);
        let inputs = vec![
            computed("weights", parts.weights, basis, vec![self.file(prepared)]),
            computed("kv_cache", parts.kv_cache, "kv-cache", cache()),
            computed("kv_cache_swa", parts.kv_cache_swa, "kv-cache.window", cache()),
            computed("recurrent", parts.recurrent, "recurrent-state", cache()),
            computed("compute", parts.compute, "compute-buffer", cache()),
            computed("output", parts.output, "output-buffer", cache()),
            computed("projector", parts.projector, "projector", Vec::new()),
            computed("runtime", parts.runtime, "runtime-overhead", self.overhead(prepared, parts.runtime)),
        ];
        let inputs =
            inputs.into_iter().filter(|term| term.value != Known::Known(Q::Bytes(Bytes::ZERO))).collect();
        Term::computed(key, bytes(parts.total), "sum", "", inputs)
    }

    /// What runtime and driver take on a device, line by line.
    fn overhead(&self, prepared: &Prepared, all: Known<Bytes>) -> Vec<Term> {
        let q = &prepared.question;
        if let Some(given) = q.runtime_overhead {
            return vec![Term::given("runtime.given", Q::Bytes(given))];
        }
        let chip = self.hardware(prepared).map(Hardware::cuda_chip).unwrap_or_default();
        let line = |line: RuntimeLine| {
            let (key, source) = (line.rule.key(), line.rule.source());
            Term::computed(key, Known::Known(Q::Bytes(line.takes)), key, source, Vec::new())
        };
        let mut lines: Vec<Term> = runtime_overhead(q.backend, chip).lines().map(line).collect();
        if let (Some(rules), Known::Known(all)) = (q.runtime.rules(), all) {
            // Of each of equal devices what is not the driver's.
            let left = Bytes::new(all.get() / u64::from(prepared.rig.devices.max(1))) - prepared.rig.overhead;
            if left > Bytes::ZERO {
                let left = Known::Known(Q::Bytes(left));
                lines.push(Term::computed("left-free", left, "left-free", rules.source, Vec::new()));
            }
        }
        lines
    }

    fn file(&self, prepared: &Prepared) -> Term {
        let weights = &prepared.weights;
        let inputs = vec![Term::computed(
            "bits_per_weight",
            Known::Known(Q::Ratio(weights.bits)),
            "bits-per-weight",
            "",
            Vec::new(),
        )];
        Term::computed(
            "file",
            Known::Known(Q::Bytes(weights.file)),
            "file-tensors",
            prepared.question.runtime.rules().map_or("llama.cpp src/llama-quant.cpp", |rules| rules.source),
            inputs,
        )
    }

    /// Installed memory less what each rule takes.
    fn usable(&self, prepared: &Prepared, figures: &Figures) -> Term {
        let q = &prepared.question;
        let device = q
            .rig
            .unequal
            .get(figures.limiting as usize)
            .or(q.rig.devices.as_ref())
            .filter(|_| figures.placed.gpu_layers > 0);
        let hardware = device.and_then(|d| Some((d, self.catalog().device(d.hardware)?)));
        let display =
            if q.rig.unequal.is_empty() || figures.limiting == 0 { q.rig.display } else { Display::Headless };
        let (home, installed, given) = match hardware {
            Some((d, hardware)) => (MemoryHome::of(hardware), Known::Known(d.memory), d.usable),
            None => (MemoryHome::HostRam, q.rig.host.memory, q.rig.host.usable),
        };
        let key = if device.is_some() { "memory.usable.device" } else { "memory.usable.host" };
        if let Some(given) = given {
            return Term::given(key, Q::Bytes(given));
        }
        let mut inputs = vec![Term::catalog("installed", installed.map(Q::Bytes), "")];
        if let Known::Known(installed) = installed {
            let usable = usable_memory(home, installed, q.rig.os, display, q.rig.ecc);
            inputs.extend(usable.lines().map(|line| {
                let (key, source) = (line.rule.key(), line.rule.source());
                Term::computed(key, Known::Known(Q::Bytes(line.takes)), key, source, Vec::new())
            }));
            if let Some(rules) = q.runtime.rules().filter(|_| device.is_some()) {
                let above = usable.usable - rules.usable(usable.usable, installed);
                if above > Bytes::ZERO {
                    let above = Known::Known(Q::Bytes(above));
                    inputs.push(Term::computed(
                        "above-share",
                        above,
                        "above-share",
                        rules.source,
                        Vec::new(),
                    ));
                }
            }
        }
        Term::computed(key, figures.usable.map(Q::Bytes), "usable-memory", "", inputs)
    }

    fn device_figure<T: Copy>(
        &self,
        key: &'static str,
        figure: &Figure<T>,
        value: impl FnOnce(T) -> Q,
    ) -> Term {
        let source = figure.source().and_then(|s| self.catalog().source(s)).map_or("", |s| &*s.text);
        Term::catalog(key, figure.known().map(value), source)
    }

    fn decode(&self, prepared: &Prepared, figures: &Figures) -> Term {
        let hardware = self.hardware(prepared);
        let work = prepared.weights.work();
        let q = &prepared.question;
        let family = prepared.rig.family;
        let constants = CONSTANTS.family(family);
        let cache =
            prepared.model.cache.as_ref().map(|c| c.read_per_token(q.depth, q.settings.kv(), Picks::Masked));
        let mut inputs = vec![
            Term::computed(
                "decode.whole_bytes",
                Known::Known(Q::Bytes(Bytes::from_f64(work.whole_bytes))),
                "read-whole",
                "",
                Vec::new(),
            ),
            Term::computed(
                "decode.routed_bytes",
                Known::Known(Q::Bytes(Bytes::from_f64(work.routed_bytes))),
                "read-routed",
                "",
                vec![
                    Term::given("experts", Q::Count(work.experts.into())),
                    Term::given("experts_used", Q::Count(work.used.into())),
                ],
            ),
            Term::computed(
                "decode.cache_bytes",
                cache.map(Q::Bytes),
                "read-cache",
                "",
                vec![Term::given("depth", Q::Tokens(q.depth))],
            ),
        ];
        if work.routed_bytes <= 0.0 {
            inputs.remove(1);
        }
        inputs.push(match hardware {
            Some(hardware) => self.device_figure("device.bandwidth", &hardware.bandwidth, Q::BytesPerSecond),
            None => Term::given("host.bandwidth", Q::BytesPerSecond(prepared.rig.host_rates.bandwidth)),
        });
        inputs.push(Term::computed(
            "decode.read_share",
            Known::Known(Q::Ratio(constants.read)),
            "calibrated",
            family_source(family),
            Vec::new(),
        ));
        inputs.push(Term::computed(
            "decode.step_seconds",
            Known::Known(Q::Seconds(crate::units::Seconds::new(constants.step_seconds))),
            "calibrated",
            family_source(family),
            Vec::new(),
        ));
        inputs.extend(self.own_rows(prepared, figures, Test::Decode));
        inputs.push(Term::computed(
            "decode.ceiling",
            figures.decode.map(|rate| Q::TokensPerSecond(rate.ceiling)),
            "ceiling",
            "",
            Vec::new(),
        ));
        let value = figures.decode.map(|rate| Q::TokensPerSecond(rate.tokens_per_second));
        Term::computed("decode", value, "decode", "ACCURACY.md", inputs)
    }

    fn prefill(&self, prepared: &Prepared, figures: &Figures) -> Term {
        let q = &prepared.question;
        let constants = CONSTANTS.family(prepared.rig.family);
        let mut inputs = vec![
            Term::given("prompt", Q::Tokens(q.prompt)),
            Term::given("ubatch", Q::Count(q.settings.ubatch().into())),
            Term::computed(
                "prefill.weights",
                Known::Known(Q::Count(prepared.weights.work().active_weights() as u64)),
                "active-weights",
                "",
                Vec::new(),
            ),
        ];
        if let Some(hardware) = self.hardware(prepared) {
            inputs.push(self.device_figure("device.fp32", &hardware.rates.fp32, Q::FlopsPerSecond));
        }
        inputs.push(Term::computed(
            "prefill.share",
            Known::Known(Q::Ratio(constants.prefill)),
            "calibrated",
            family_source(prepared.rig.family),
            Vec::new(),
        ));
        inputs.extend(self.own_rows(prepared, figures, Test::Prefill));
        let value = figures.prefill.map(|rate| Q::TokensPerSecond(rate.tokens_per_second));
        Term::computed("prefill", value, "prefill", "ACCURACY.md", inputs)
    }

    /// What the device's own rows do to the formula, with how many they are and who published them.
    fn own_rows(&self, prepared: &Prepared, figures: &Figures, test: Test) -> Option<Term> {
        let own = prepared.rig.own.correction(prepared.model.mark, test);
        let devices = prepared
            .question
            .rig
            .devices
            .filter(|_| own != Correction::NONE && figures.placed.gpu_layers > 0)?;
        let rows = MeasuredOn::rig(&self.catalog, devices.hardware, 1);
        let (count, names) = rows.behind(&self.catalog, prepared.rig.backend, test);
        let count = Term::catalog("own_rows.count", Known::Known(Q::Count(count)), &names);
        Some(Term::computed(
            "own_rows",
            Known::Known(Q::Ratio(own.factor)),
            "own-rows",
            "ACCURACY.md",
            vec![count],
        ))
    }

    /// The device that computes, when one does.
    fn hardware(&self, prepared: &Prepared) -> Option<&Hardware> {
        let devices = prepared.question.rig.devices.filter(|_| prepared.question.backend != Backend::Cpu);
        devices.and_then(|d| self.catalog().device(d.hardware))
    }
}

fn headroom(figures: &Figures) -> Term {
    let inputs = vec![
        Term::computed("memory.fullest", figures.fullest.map(Q::Bytes), "fullest", "", Vec::new()),
        Term::computed("memory.usable", figures.usable.map(Q::Bytes), "usable-memory", "", Vec::new()),
    ];
    Term::computed("headroom", figures.headroom.map(Q::Ratio), "headroom", "", inputs)
}

/// Constants are named by the family they were fitted for.
fn family_source(family: Family) -> &'static str {
    family.key()
}
