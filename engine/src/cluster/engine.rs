//! Engines that run a model on several nodes, and what each does there.

use crate::question::Runtime;
use crate::question::choice::choice;

choice! {
    /// An engine that runs on several nodes.
    ClusterRuntime {
        /// vLLM on Ray.
        Vllm = "vllm",
        /// SGLang with several nodes.
        Sglang = "sglang",
        /// llama.cpp with `rpc-server` on the other nodes.
        LlamaCpp = "llama.cpp",
        /// exo, MLX on several Macs.
        Exo = "exo",
    }
}

impl ClusterRuntime {
    /// The runtime whose rules a node follows.
    #[must_use]
    pub const fn on_a_node(self) -> Runtime {
        match self {
            Self::Vllm => Runtime::Vllm,
            Self::Sglang => Runtime::Sglang,
            Self::LlamaCpp => Runtime::LlamaCpp,
            Self::Exo => Runtime::Mlx,
        }
    }

    /// Whether it splits matrices over devices.
    #[must_use]
    pub const fn splits_tensors(self) -> bool {
        !matches!(self, Self::LlamaCpp)
    }

    /// Whether it is chosen to split matrices over nodes when nobody asks. vLLM's guide has tensors inside a node and a pipeline across
    /// (`docs/serving/parallelism_scaling.md`); SGLang's has tensors over all nodes (`docs/references/multi_node_deployment`); exo offers both
    /// (`Sharding` of `src/exo/shared/types/worker/shards.py`).
    #[must_use]
    pub const fn tensors_cross(self) -> bool {
        matches!(self, Self::Sglang | Self::Exo)
    }

    /// Whether stages work on different users at once. vLLM keeps as many batches under way as there are stages (`max_concurrent_batches`,
    /// `vllm/v1/executor/ray_executor.py`), SGLang as many micro-batches (`pp_max_micro_batch_size`, `python/sglang/srt/server_args.py`). llama.cpp
    /// computes a batch on one device after the other, and so does exo.
    #[must_use]
    pub const fn pipelines(self) -> bool {
        matches!(self, Self::Vllm | Self::Sglang)
    }

    /// Whether experts may lie whole on devices.
    #[must_use]
    pub const fn deals_experts(self) -> bool {
        matches!(self, Self::Vllm | Self::Sglang)
    }

    /// Whether copies of attention share experts that lie whole on devices. In vLLM they lie on tensor × data-parallel devices
    /// (`docs/serving/expert_parallel_deployment.md`); in SGLang on those of one copy, unless attention is data-parallel, which no rule here knows.
    #[must_use]
    pub const fn copies_share_experts(self) -> bool {
        matches!(self, Self::Vllm)
    }

    /// What runs where this engine does not.
    #[must_use]
    pub const fn nearest(runtime: Runtime) -> Self {
        match runtime {
            Runtime::Mlx => Self::Exo,
            Runtime::Vllm | Runtime::TensorRt => Self::Vllm,
            Runtime::Sglang => Self::Sglang,
            _ => Self::LlamaCpp,
        }
    }

    /// Layers of each stage, of so many layers over so many stages.
    ///
    /// vLLM: what is left over goes to the stages before the last, from it backwards (`get_pp_indices`, `vllm/distributed/utils.py`). SGLang: to the
    /// last stages (`get_pp_indices`, `python/sglang/srt/distributed/utils.py`). exo: by memory, of equal nodes to the first
    /// (`allocate_layers_proportionally`, `src/exo/master/placement_utils.py`).
    #[must_use]
    pub fn stages(self, layers: u32, stages: u32) -> Vec<(u32, u32)> {
        let stages = stages.max(1);
        let (each, left) = (layers / stages, layers % stages);
        let more = |stage: u32| {
            let more = match self {
                Self::Vllm => stage < stages - 1 && stages - 1 - stage <= left,
                Self::Sglang => stage >= stages - left,
                Self::LlamaCpp | Self::Exo => stage < left,
            };
            u32::from(more)
        };
        let mut end = 0;
        (0..stages)
            .map(|stage| {
                let first = end;
                end += each + more(stage);
                (first, end)
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::ClusterRuntime as R;

    #[test]
    fn layers_are_dealt_as_each_engine_deals_them() {
        let counts = |runtime: R, layers, stages| -> Vec<u32> {
            runtime.stages(layers, stages).iter().map(|(first, end)| end - first).collect()
        };
        // 61 layers of DeepSeek V3; the comments in vLLM's source give 126 over 4 as 31, 32, 32, 31.
        assert_eq!(counts(R::Vllm, 61, 2), [31, 30]);
        assert_eq!(counts(R::Vllm, 126, 4), [31, 32, 32, 31]);
        assert_eq!(counts(R::Sglang, 61, 2), [30, 31]);
        assert_eq!(counts(R::Exo, 94, 4), [24, 24, 23, 23]);
        for runtime in R::ALL {
            assert_eq!(counts(*runtime, 80, 5).iter().sum::<u32>(), 80);
            assert_eq!(counts(*runtime, 3, 5).iter().sum::<u32>(), 3);
        }
    }
}
