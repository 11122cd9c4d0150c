//! Model and drafter together: bytes, verdict, cycle, gain.

use super::super::Calculator;
use super::super::prepared::Prepared;
use super::guesser::Guesser;
use crate::answer::{Parts, Placed};
use crate::assess::{Beside, Case, Figures, Load, assess, device_parts, holding, plus, step};
use crate::draft::{
    Cycle, DraftAnswer, DraftDevice, DraftMemory, DraftReason, Drafter, Vocabulary, break_even, gains,
    longest_check,
};
use crate::fit::Fit;
use crate::launch::{Drafted, Launch, Start};
use crate::rules::{Basis, RigRules};
use crate::speed::distinct_experts;
use crate::units::{Bytes, Known};

/// What the drafter takes in each place.
struct Extra {
    devices: Vec<Parts>,
    host: Parts,
}

impl Calculator {
    /// The answer for a drafter.
    pub(super) fn drafted(&self, main: &Prepared, guesser: &Guesser) -> DraftAnswer {
        let alone = self.alone(main);
        let held = on_devices(main, alone.placed);
        let rig = guesser.rig(&main.rig, &held);
        let extra = |placed: Placed, held: &[Parts]| extra(main, guesser, &rig, placed, held);
        // Room is made by what it takes beside the model alone; where layers move for it, it is counted again.
        let first = extra(alone.placed, &held);
        let raised = raised(&main.rig, &first);
        let case = Case::new(&main.model, &main.weights, &raised, Load::from(&main.question));
        let figures = self.stand(main, assess(&case));
        let held = on_devices(main, figures.placed);
        let extra = extra(figures.placed, &held);
        let per_device = devices(&main.rig, &extra, &held);
        let figures = fullest(main, figures, &per_device);
        let cycle = cycle(main, guesser, &rig, (&alone, &figures));
        let of_catalog = self.catalog().model(guesser.key);
        let whole = extra.devices.iter().fold(Parts::ZERO, |sum, parts| plus(&sum, parts));
        DraftAnswer {
            drafter: guesser.drafter,
            model: of_catalog.map(|model| model.id.to_string()).unwrap_or_default(),
            quant: guesser.quant.label(),
            tokens: guesser.tokens,
            context: guesser.context,
            vocabulary: guesser.vocabulary,
            fit: figures.fit,
            memory: DraftMemory { device: whole, host: extra.host, per_device, headroom: figures.headroom },
            placement: figures.placed,
            alone: alone.decode,
            break_even: cycle.as_ref().and_then(break_even),
            gains: cycle
                .zip(alone.decode)
                .map(|(cycle, rate)| gains(guesser.drafter, &cycle, &rate))
                .get()
                .unwrap_or_default(),
            reasons: reasons(main, guesser, (&alone, &figures), cycle),
            cycle,
            candidates: Vec::new(),
            launch: self.started(main, guesser, &figures),
        }
    }

    /// The commands for model and drafter, where they run.
    fn started(&self, main: &Prepared, guesser: &Guesser, figures: &Figures) -> Option<Launch> {
        if !figures.fit.runs() || main.model.basis != Basis::Tensors {
            return None;
        }
        let model = self.catalog().model(main.question.model)?;
        let start = Start { question: &main.question, model, rig: &main.rig, placed: figures.placed };
        let smaller = guesser.question.as_ref().and_then(|question| {
            let model = self.catalog().model(question.model)?;
            Some(Start { question, model, rig: &main.rig, placed: figures.placed })
        });
        let own = main.question.settings.n_ctx_asked() / u64::from(main.question.settings.n_seq().max(1));
        let shorter = (u64::from(guesser.context) < own).then_some(guesser.context);
        Some(Launch::of(&start).drafting(&Drafted { smaller, tokens: guesser.tokens, shorter }))
    }
}

/// What the model holds on each device, without the drafter.
fn on_devices(main: &Prepared, placed: Placed) -> Vec<Parts> {
    if placed.gpu_layers == 0 {
        return Vec::new();
    }
    let case = main.case();
    let beside = Beside::of(&case);
    (0..main.rig.devices).map(|number| device_parts(&case, &beside, placed, number)).collect()
}

fn extra(main: &Prepared, guesser: &Guesser, rig: &RigRules, placed: Placed, held: &[Parts]) -> Extra {
    let on_host = placed.gpu_layers == 0;
    if on_host {
        return Extra { devices: Vec::new(), host: guesser.on_host(rig, true) };
    }
    let mut devices = guesser.on_devices(rig, main.rig.devices);
    for (parts, held) in devices.iter_mut().zip(held) {
        let states = held.recurrent.map(|state| state * snapshots(main, guesser));
        parts.recurrent = parts.recurrent.zip(states).map(|(own, states)| own + states);
        *parts = parts.summed();
    }
    Extra { devices, host: guesser.on_host(rig, false) }
}

/// How often the state of the model's recurrent layers is kept beside itself, so that wrong guesses can be taken back: once for each guess
/// (llama.cpp `n_rs_seq`, rows `1 + n_rs_seq` of `llama_memory_recurrent`; vLLM `num_speculative_blocks` of `MambaSpec`). With a smaller model
/// llama.cpp takes checkpoints to host RAM instead (pull request 19493).
fn snapshots(main: &Prepared, guesser: &Guesser) -> u64 {
    let kept = guesser.drafter == Drafter::Mtp || main.question.runtime.rules().is_some();
    if kept { u64::from(guesser.tokens) } else { 0 }
}

/// The rig with what the drafter takes set aside, on equal devices the most it takes on one.
fn raised(rig: &RigRules, extra: &Extra) -> RigRules {
    let of = |number: usize| extra.devices.get(number).map_or(Bytes::ZERO, Parts::at_least);
    let most = extra.devices.iter().map(Parts::at_least).max().unwrap_or(Bytes::ZERO);
    let unequal = rig.unequal().iter().enumerate();
    RigRules {
        unequal: unequal
            .map(|(number, device)| RigRules { overhead: device.overhead + of(number), ..device.clone() })
            .collect(),
        overhead: rig.overhead + if rig.unequal().is_empty() { most } else { of(0) },
        host_overhead: rig.host_overhead + extra.host.at_least(),
        ..rig.clone()
    }
}

fn devices(rig: &RigRules, extra: &Extra, held: &[Parts]) -> Vec<DraftDevice> {
    let both = (0..).zip(extra.devices.iter().zip(held));
    both.map(|(number, (draft, model))| DraftDevice {
        draft: *draft,
        model: *model,
        total: draft.total.zip(model.total).map(|(draft, model)| draft + model),
        usable: rig.device(number).usable,
    })
    .collect()
}

/// The figures with what the fullest device really holds.
fn fullest(main: &Prepared, figures: Figures, devices: &[DraftDevice]) -> Figures {
    let share = |device: &DraftDevice| match device.total {
        Known::Known(total) => total.as_f64() / device.usable.as_f64().max(1.0),
        Known::Unknown => f64::INFINITY,
    };
    let most = devices.iter().max_by(|a, b| share(a).total_cmp(&share(b)));
    let Some(most) = most else { return figures };
    let figures = Figures { usable: Known::Known(most.usable), ..figures };
    holding(&main.case(), figures, most.total)
}

/// The costs of a cycle; unknown where model or drafter do not run.
fn cycle(
    main: &Prepared,
    guesser: &Guesser,
    rig: &RigRules,
    (alone, figures): (&Figures, &Figures),
) -> Known<Cycle> {
    if [alone.fit, figures.fit].contains(&Fit::DoesNotFit) {
        return Known::Unknown;
    }
    let case = main.case();
    let plain = step(&case, alone.placed, 1);
    let guess = step(&guesser.case(rig), guesser.placed(figures.placed.gpu_layers == 0), 1);
    let check = step(&case, figures.placed, guesser.tokens.saturating_add(1));
    plain.zip(guess).zip(check).map(|((plain, guess), check)| Cycle {
        step: plain.typical,
        guess: guess.typical,
        guesses: guesser.tokens,
        check: check.typical,
        longest_check: longest_check(check.longest, plain.typical, check.typical, guesser.tokens),
    })
}

fn reasons(
    main: &Prepared,
    guesser: &Guesser,
    (alone, figures): (&Figures, &Figures),
    cycle: Known<Cycle>,
) -> Vec<DraftReason> {
    let mut all = Vec::new();
    let fewer = figures.placed.gpu_layers < alone.placed.gpu_layers
        || figures.placed.cpu_moe_layers > alone.placed.cpu_moe_layers;
    if fewer && figures.fit != Fit::DoesNotFit {
        all.push(DraftReason::MovesToHost);
    }
    if guesser.vocabulary == Vocabulary::SameSize {
        all.push(DraftReason::VocabularyNotCompared);
    }
    let users = main.question.settings.n_seq();
    if let Known::Known(cycle) = cycle {
        let work = main.weights.work();
        if work.is_routed() {
            let checked = users.saturating_mul(guesser.tokens.saturating_add(1));
            let times = distinct_experts(work, checked) / distinct_experts(work, users);
            all.push(DraftReason::MoreExperts { times });
        }
        let guessing = f64::from(cycle.guesses) * cycle.guess.get();
        all.push(DraftReason::Guessing { share: guessing / cycle.seconds().max(f64::MIN_POSITIVE) });
        all.push(DraftReason::Checking {
            times: cycle.check.get() / cycle.step.get().max(f64::MIN_POSITIVE),
        });
    }
    if guesser.drafter == Drafter::Mtp && guesser.blocks < guesser.tokens {
        all.push(DraftReason::BlockReused { blocks: guesser.blocks });
    }
    if users > 1 {
        all.push(DraftReason::ManyUsers { users });
    }
    all
}
