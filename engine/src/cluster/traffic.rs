//! What a step sends from node to node.

use super::engine::ClusterRuntime;
use super::layout::{Layout, Machine};
use super::network::Wire;
use crate::assess::Stage;
use crate::rules::{Layers, ModelRules};
use crate::weights::LoaderFacts;

/// Bytes of a number that nodes exchange: activations are 16 bits in vLLM, SGLang and MLX.
const HALF: f64 = 2.0;
/// The same in llama.cpp: tensors between devices are F32.
const SINGLE: f64 = 4.0;
/// What a token and an expert cost a way there and back: FP8 there, BF16 back (DeepEP's README, "low-latency kernels").
const THERE_AND_BACK: f64 = 1.0 + 2.0;

/// What decides what is sent.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sender<'a> {
    pub(super) engine: ClusterRuntime,
    pub(super) machine: Machine,
    pub(super) layout: Layout,
    pub(super) model: &'a ModelRules,
    pub(super) layers: Layers,
    pub(super) facts: Option<LoaderFacts>,
    /// Tokens already in a context.
    pub(super) depth: f64,
    /// Whether the network is one of RDMA.
    pub(super) rdma: bool,
}

impl Sender<'_> {
    fn width(&self) -> f64 {
        f64::from(self.layers.d_model)
    }

    /// Inside a stage: twice a layer its devices add up what each has, which goes over the network where the stage is on several nodes; and tokens
    /// visit experts on other nodes.
    ///
    /// An all-reduce of n devices sends 2 × (n − 1) ÷ n of a token's width in bytes from each (a ring), in 2 × (m − 1) steps between m nodes. Macs that reach
    /// one another by RDMA send all to all at once, in one step (MLX's JACCL, `mlx/distributed/jaccl`).
    pub(super) fn inside(&self, stage: &Stage, tokens: f64) -> Wire {
        let layers = f64::from(stage.layers());
        let mut wire = Wire::default();
        let across = self.layout.tensor / self.machine.devices.max(1);
        if across > 1 {
            let devices = f64::from(self.layout.tensor);
            let vector = self.width() * HALF * tokens;
            let ring = Wire {
                bytes: 2.0 * (devices - 1.0) / devices * vector,
                messages: 2.0 * f64::from(across - 1),
            };
            let mesh = Wire { bytes: (devices - 1.0) * vector, messages: 1.0 };
            let all_reduce = if self.engine == ClusterRuntime::Exo && self.rdma { mesh } else { ring };
            wire = wire.and(all_reduce.times(2.0 * layers));
        }
        if let Some(facts) = self.facts.filter(|_| stage.copies > 1 && stage.experts.is_some()) {
            let here = self.machine.devices / self.layout.tensor.max(1);
            let nodes = self.layout.replicas.div_ceil(here.max(1));
            if nodes > 1 {
                let away = f64::from(nodes - 1) / f64::from(nodes);
                let sent = tokens * f64::from(here.max(1)) * f64::from(facts.experts_used);
                let bytes = sent * self.width() * THERE_AND_BACK * away;
                let mixtures = f64::from(self.model.moe_layers) * layers / f64::from(stage.of.max(1));
                wire = wire.and(Wire { bytes, messages: 2.0 }.times(mixtures));
            }
        }
        wire
    }

    /// From one stage to the next, on another node.
    ///
    /// vLLM and SGLang hand on the residual stream and what is not yet added to it (`IntermediateTensors` of `hidden_states` and `residual`, vLLM
    /// `vllm/model_executor/models/llama.py`; `PPProxyTensors` of SGLang), and before it what it is (`send_tensor_dict`, vLLM
    /// `vllm/distributed/parallel_state.py`); exo the stream (`PipelineLastLayer`, `src/exo/worker/engines/mlx/auto_parallel.py`). llama.cpp's program
    /// fetches it from one server, a request and its reply, and sets it on the next with the mask of the cells that are seen, then tells it to compute
    /// (`ggml/src/ggml-rpc/ggml-rpc.cpp`; the graph itself is kept there and is not sent again).
    pub(super) fn between(&self, tokens: f64) -> Wire {
        let stream = self.width() * tokens;
        match self.engine {
            ClusterRuntime::Vllm | ClusterRuntime::Sglang => {
                Wire { bytes: 2.0 * HALF * stream, messages: 2.0 }
            }
            ClusterRuntime::Exo => Wire { bytes: HALF * stream, messages: 1.0 },
            ClusterRuntime::LlamaCpp => {
                let cells = (self.depth + tokens).max(1.0);
                let mask = (cells / 256.0).ceil() * 256.0 * HALF * tokens;
                Wire { bytes: 2.0 * SINGLE * stream + mask, messages: 4.0 }
            }
        }
    }

    /// At the end of a decode step: the token goes back to the first node; exo has every node gather what the last one has (`all_gather`, the
    /// same file).
    pub(super) fn back(&self, tokens: f64, crossed: u32) -> Wire {
        match self.engine {
            _ if crossed == 0 => Wire::default(),
            ClusterRuntime::Vllm | ClusterRuntime::Sglang => Wire { bytes: SINGLE * tokens, messages: 1.0 },
            ClusterRuntime::Exo => {
                Wire { bytes: HALF * self.width() * tokens, messages: 1.0 }.times(crossed.into())
            }
            ClusterRuntime::LlamaCpp => Wire::default(),
        }
    }

    /// Boundaries between stages that are on different nodes, and those that are not. llama.cpp goes over the network for each device of the other
    /// nodes.
    pub(super) fn boundaries(&self) -> (u32, u32) {
        let (machine, layout) = (&self.machine, &self.layout);
        if self.engine == ClusterRuntime::LlamaCpp {
            let others = machine.nodes_of(1, layout.pipeline).saturating_sub(1);
            return (others * machine.devices, 0);
        }
        let node = |stage| machine.of_stage(layout, stage).0;
        let crossed = (1..layout.pipeline).filter(|&stage| node(stage) != node(stage - 1)).count() as u32;
        (crossed, layout.pipeline.saturating_sub(1) - crossed)
    }

    /// All that a step of so many tokens waits for.
    pub(super) fn all(&self, stages: &[Stage], tokens: f64, decode: bool) -> Wire {
        let (crossed, _) = self.boundaries();
        let inside = stages.iter().fold(Wire::default(), |sum, stage| sum.and(self.inside(stage, tokens)));
        let between = inside.and(self.between(tokens).times(crossed.into()));
        if decode { between.and(self.back(tokens, crossed)) } else { between }
    }
}
