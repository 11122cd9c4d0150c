//! Why the verdict of a cluster is what it is.

use super::answer::ClusterReason as Reason;
use super::engine::ClusterRuntime;
use super::weigh::{Asked, Weighed};
use crate::assess::refusal;
use crate::fit::Fit;
use crate::runtimes::PoolRule;
use crate::units::{Bytes, Known};

/// Reasons, most important first.
pub(super) fn reasons(asked: &Asked<'_>, best: &Weighed) -> Vec<Reason> {
    let mut reasons = Vec::new();
    let question = &asked.prepared.question;
    let case = asked.case(asked.users(&best.layout));
    if asked.engine == ClusterRuntime::LlamaCpp
        && let Some(refusal) = refusal(&case)
    {
        reasons.push(Reason::Refused { rule: refusal.key() });
    }
    if !case.model.counted.is_known() {
        reasons.push(Reason::LayoutUnknown);
    }
    memory(asked, best, &mut reasons);
    nodes(asked, best, &mut reasons);
    if let Some(PoolRule::OfInstalled(share)) = question.runtime.rules().map(|rules| rules.pool) {
        reasons.push(Reason::TakesAtMost { share });
    }
    if let (true, Some(plan)) = (best.layout.expert, case.weights.plan()) {
        let copies = if asked.engine.copies_share_experts() { best.layout.replicas } else { 1 };
        let devices = best.layout.tensor.saturating_mul(copies).max(1);
        reasons.push(Reason::ExpertsOnEachDevice { experts: plan.facts.experts.div_ceil(devices) });
    }
    speed(asked, best, &mut reasons);
    let (limits, bits) = (&question.thresholds, case.weights.bits);
    if bits < limits.marginal_bits {
        reasons.push(Reason::WeightsBelowFourBits { bits });
    }
    let context = question.context.get();
    if let Known::Known(maximum) = case.model.context_max
        && context > maximum.get()
    {
        reasons.push(Reason::ContextAboveMaximum { asked: context, maximum: maximum.get() });
    }
    reasons
}

fn memory(asked: &Asked<'_>, best: &Weighed, reasons: &mut Vec<Reason>) {
    let (parts, usable) = best.fullest();
    let needed = parts.at_least();
    let wanted = asked.prepared.question.thresholds.headroom;
    if !needed.fits(usable) {
        reasons.push(Reason::StageNeedsMoreMemory { stage: best.limiting, needed, usable });
    } else if let Known::Known(total) = parts.total {
        let headroom = crate::assess::free(total, usable);
        if headroom < wanted {
            reasons.push(Reason::HeadroomLow { headroom, wanted });
        } else if best.fit != Fit::DoesNotFit {
            reasons.push(Reason::FitsWithHeadroom { headroom });
        }
    }
    if !best.host_fits {
        let needed = best.host.get().unwrap_or(Bytes::ZERO);
        let usable = asked.prepared.rig.host_usable.get().unwrap_or(Bytes::ZERO);
        reasons.push(Reason::HostMemoryShort { needed, usable });
    }
}

fn nodes(asked: &Asked<'_>, best: &Weighed, reasons: &mut Vec<Reason>) {
    let (machine, layout) = (&asked.machine, &best.layout);
    let of_each = machine.nodes_of(layout.tensor, layout.pipeline);
    let used = if of_each == 1 {
        let in_node = machine.copies_of(layout.tensor, layout.pipeline) / machine.nodes.max(1);
        layout.replicas.div_ceil(in_node.max(1))
    } else {
        of_each.saturating_mul(layout.replicas)
    };
    if best.fit.runs() {
        let shared = layout.expert && asked.engine.copies_share_experts() && layout.replicas > 1;
        reasons.push(if shared {
            Reason::CopiesShareExperts { copies: layout.replicas }
        } else if of_each == 1 {
            Reason::FitsOneNode { copies: layout.replicas }
        } else {
            Reason::CopyNeedsNodes { nodes: of_each }
        });
        if used < machine.nodes {
            reasons.push(Reason::NodesIdle { nodes: machine.nodes - used });
        }
    }
}

fn speed(asked: &Asked<'_>, best: &Weighed, reasons: &mut Vec<Reason>) {
    let limits = &asked.prepared.question.thresholds;
    if let Known::Known(rate) = best.each
        && rate.tokens_per_second < limits.usable_rate
    {
        let (rate, wanted) = (rate.tokens_per_second, limits.usable_rate);
        reasons.push(Reason::DecodeBelowUsableRate { rate, wanted });
    }
    let network = best.traffic.decode.seconds.get();
    if let Known::Known(rate) = best.decode
        && network > 0.0
    {
        reasons.push(Reason::NetworkTakes { share: (network * rate.tokens_per_second.get()).min(1.0) });
        if asked.staged {
            reasons.push(Reason::SentThroughHostRam { latency_seconds: asked.network.latency_seconds });
        }
    }
    let times = asked.sender(best.layout).wider();
    if times > 1.0 && best.decode.is_known() {
        reasons.push(Reason::RangeWider { times });
    }
}

/// Where the rules of an engine stand.
pub(super) const fn sources(engine: ClusterRuntime) -> &'static [&'static str] {
    match engine {
        ClusterRuntime::Vllm => &[
            "vLLM 0.15 docs/serving/parallelism_scaling.md",
            "vLLM 0.15 docs/serving/expert_parallel_deployment.md",
            "vLLM 0.15 vllm/distributed/utils.py",
            "NCCL 2.27 src/graph/tuning.cc",
        ],
        ClusterRuntime::Sglang => &[
            "SGLang 0.5 docs/references/multi_node_deployment",
            "SGLang 0.5 python/sglang/srt/distributed/utils.py",
            "NCCL 2.27 src/graph/tuning.cc",
        ],
        ClusterRuntime::LlamaCpp => {
            &["llama.cpp tools/rpc/README.md", "llama.cpp ggml/src/ggml-rpc/ggml-rpc.cpp"]
        }
        ClusterRuntime::Exo => &[
            "exo src/exo/master/placement_utils.py",
            "exo src/exo/worker/engines/mlx/auto_parallel.py",
            "mlx-lm 0.28",
        ],
    }
}
