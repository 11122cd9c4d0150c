//! `will-it-run check --nodes`: the answer about several machines, for people.

use std::fmt::Write as _;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use will_it_run_engine::answer::Rate;
use will_it_run_engine::calculator::Calculator;
use will_it_run_engine::cluster::{
    ClusterAnswer, ClusterReason, RawCluster, RawLink, RawNetwork, RawParallel,
};
use will_it_run_engine::launch::Shell;
use will_it_run_engine::units::{Bytes, Known};

use super::{Failure, args::Args, check};
use crate::lines::cluster_line;
use crate::text::measure::{MemoryUnit, bytes, duration, or_unknown};
use crate::text::number::{percent, range, three};
use crate::text::{fit_key, t};

/// Reads the options into a question, answers it, prints it.
pub fn run(
    nodes: u32,
    mut args: Args,
    json: bool,
    calculator: &Calculator,
    output: &mut dyn Write,
) -> Result<ExitCode, Failure> {
    let network = args.option("--network")?.map(|text| network(&text));
    let parallel = RawParallel {
        tensor: args.number("--tensor")?,
        pipeline: args.number("--pipeline")?,
        replicas: args.number("--replicas")?,
        expert: args.flag("--expert").then_some(true),
    };
    let folder = args.option("--manifests")?;
    let raw = RawCluster { question: check::question(args)?, nodes, network, parallel };
    if json {
        let (text, ok) = cluster_line(calculator, &raw);
        writeln!(output, "{text}")?;
        return Ok(ExitCode::from(u8::from(!ok)));
    }
    let answer = calculator.cluster(&raw).map_err(check::told)?;
    if let Some(folder) = folder {
        manifests(&answer, &PathBuf::from(folder))?;
    }
    output.write_all(report(&answer).as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// A word, or `GBIT/MICROSECONDS`.
fn network(text: &str) -> RawNetwork {
    let figures = text.split_once('/').and_then(|(rate, latency)| {
        Some(RawLink { gbit_s: rate.trim().parse().ok()?, latency_us: latency.trim().parse().ok()? })
    });
    figures.map_or_else(|| RawNetwork::Word(text.to_owned()), RawNetwork::Link)
}

fn manifests(answer: &ClusterAnswer, folder: &PathBuf) -> Result<(), Failure> {
    std::fs::create_dir_all(folder)?;
    for manifest in answer.launch.iter().flat_map(|launch| &launch.manifests) {
        let text = serde_json::to_string_pretty(&manifest.body)
            .map_err(|error| Failure::Question(error.to_string()))?;
        std::fs::write(folder.join(manifest.file), text + "\n")?;
    }
    Ok(())
}

fn report(answer: &ClusterAnswer) -> String {
    let layout = &answer.parallel;
    let mut lines: Vec<(String, String)> = vec![(String::new(), t(fit_key(answer.fit)).to_owned())];
    let mut say = |name: &str, value: String| lines.push((name.to_owned(), value));
    let experts = if layout.expert { ", experts whole on devices" } else { "" };
    say(
        "layout",
        format!(
            "{}: tensors over {}, {} stages, {} copies on {} of {} nodes each{experts}",
            answer.runtime.word(),
            layout.tensor,
            layout.pipeline,
            layout.replicas,
            answer.nodes_of_a_copy,
            answer.nodes
        ),
    );
    for (number, stage) in answer.stages.iter().enumerate() {
        let place = if stage.nodes > 1 {
            format!("nodes {}–{}", stage.node, stage.node + stage.nodes - 1)
        } else {
            format!("node {}", stage.node)
        };
        say(
            &format!("stage {number}"),
            format!(
                "{place}: {} × {}, {} layers from {}: {} of {} on each",
                stage.devices,
                stage.hardware,
                stage.layers,
                stage.first_layer,
                memory(stage.parts.total),
                memory(Known::Known(stage.usable))
            ),
        );
    }
    say("free", or_unknown(answer.headroom, "unknown", |h| percent(h) + " on the fullest"));
    say("decode", rate(&answer.decode));
    say("each user", rate(&answer.decode_each));
    say("all users", or_unknown(answer.decode_all, "unknown", |all| three(all.get()) + " tok/s"));
    say("prefill", rate(&answer.prefill));
    say("first token", or_unknown(answer.ttft_seconds, "unknown", duration));
    say("most users", or_unknown(answer.most_users, "unknown", |users| users.to_string()));
    for (name, step) in [("a step sends", answer.traffic.decode), ("a batch sends", answer.traffic.prefill)] {
        let took = duration(step.seconds);
        say(name, format!("{} in {} messages, {took}", memory(Known::Known(step.bytes)), step.messages));
    }
    for reason in &answer.reasons {
        say("because", why(reason));
    }
    for choice in answer.choices.iter().filter(|choice| !choice.chosen && choice.fit.runs()) {
        let layout = &choice.parallel;
        let (tensor, stages, copies) = (layout.tensor, layout.pipeline, layout.replicas);
        say(
            "or",
            format!("tensors over {tensor}, {stages} stages, {copies} copies: {}", rate(&choice.decode)),
        );
    }
    let shell = if cfg!(windows) { Shell::PowerShell } else { Shell::Posix };
    for commands in answer.launch.iter().flat_map(|launch| &launch.nodes) {
        for step in &commands.steps {
            say(&format!("node {}", commands.node), step.line(shell));
        }
    }
    let width = lines.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
    let mut text = String::new();
    for (name, value) in lines {
        // Writing to a string cannot fail.
        let _ = if name.is_empty() {
            writeln!(text, "{value}")
        } else {
            writeln!(text, "{name:<width$}  {value}")
        };
    }
    text.replace('\u{a0}', " ")
}

/// Reasons in words: of the command line alone, so that no page carries them.
fn why(reason: &ClusterReason) -> String {
    use ClusterReason as R;
    match reason {
        R::FitsWithHeadroom { headroom } => format!("the fullest stage has {} free", percent(*headroom)),
        R::HeadroomLow { headroom, wanted } => {
            format!("{} free on the fullest stage, {} is comfortable", percent(*headroom), percent(*wanted))
        }
        R::StageNeedsMoreMemory { stage, needed, usable } => {
            let [needed, usable] = [*needed, *usable].map(|amount| memory(Known::Known(amount)));
            format!("stage {stage} needs {needed} on each device and {usable} are usable")
        }
        R::HostMemoryShort { needed, usable } => {
            let [needed, usable] = [*needed, *usable].map(|amount| memory(Known::Known(amount)));
            format!("the first node's RAM must hold {needed} and {usable} are usable")
        }
        R::FitsOneNode { copies } => {
            format!("one node holds a copy: {copies} copies, and no step waits for the network")
        }
        R::CopiesShareExperts { copies } => {
            format!("{copies} copies of attention share the experts: a step of one waits for the others")
        }
        R::CopyNeedsNodes { nodes } => {
            format!("{nodes} nodes are the fewest that hold a copy in this layout")
        }
        R::NodesIdle { nodes } => format!("{nodes} nodes are left over"),
        R::NetworkTakes { share } => format!("the network takes {} of a step", percent(*share)),
        R::SentThroughHostRam { latency_seconds } => {
            format!("what is sent goes through host RAM, {} µs a message", three(latency_seconds.get() * 1e6))
        }
        R::DecodeBelowUsableRate { rate, wanted } => {
            format!("{} tok/s for each user, {} is usable", three(rate.get()), three(wanted.get()))
        }
        R::ExpertsOnEachDevice { experts } => format!("no device has more than {experts} experts of a layer"),
        R::RangeWider { times } => {
            format!(
                "few clusters are measured: ranges are to the power of {} wider than one machine's",
                three(*times)
            )
        }
        R::WeightsBelowFourBits { bits } => format!("{} bits a weight are fewer than four", three(*bits)),
        R::ContextAboveMaximum { asked, maximum } => {
            format!("{asked} tokens of context, the model was made for {maximum}")
        }
        R::TakesAtMost { share } => format!("the runtime takes {} of a device at most", percent(*share)),
        R::Refused { rule } => format!("the runtime refuses it: {rule}"),
        R::LayoutUnknown => "the model's layers are not recorded".to_owned(),
    }
}

fn memory(amount: Known<Bytes>) -> String {
    or_unknown(amount, "unknown", |amount| bytes(amount, MemoryUnit::Gib))
}

fn rate(rate: &Known<Rate>) -> String {
    or_unknown(*rate, "unknown", |r| {
        let [typical, low, high] = [r.tokens_per_second, r.low, r.high].map(|x| x.get());
        format!("{} tok/s ({}; ceiling {})", three(typical), range(low, high), three(r.ceiling.get()))
    })
}
