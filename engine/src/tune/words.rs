//! Choices of a fine-tuning question.

use crate::question::choice::choice;

choice! {
    /// What is trained.
    Method {
        /// Adapters beside weights in 4 bits (bitsandbytes NF4 with double quantisation).
        Qlora = "qlora",
        /// Adapters beside weights as they are.
        Lora = "lora",
        /// All weights.
        Full = "full",
    }
}

choice! {
    /// Which matrices have adapters.
    Targets {
        /// Every matrix in the layers but routers: peft's `all-linear`, routed experts one by one among them.
        AllLinear = "all-linear",
        /// The same without routed experts.
        Dense = "dense",
        /// Queries, keys, values and outputs of attention, or of what stands in its place.
        Attention = "attention",
        /// Queries and values: peft's default.
        QueryValue = "query-value",
    }
}

choice! {
    /// In what weights, gradients and states are kept.
    Precision {
        /// Weights and gradients in 16 bits, master weights and states in 32.
        Mixed = "bf16-mixed",
        /// Everything trained in 16 bits.
        Bf16 = "bf16",
        /// Everything in 32 bits.
        Fp32 = "fp32",
    }
}

choice! {
    /// What steps.
    Optimizer {
        /// AdamW.
        AdamW = "adamw",
        /// AdamW with states in 8 bits (bitsandbytes).
        AdamW8 = "adamw-8bit",
        /// AdamW with states that move to host RAM where a device is short.
        PagedAdamW = "paged-adamw",
        /// Both.
        PagedAdamW8 = "paged-adamw-8bit",
        /// Adafactor without momentum.
        Adafactor = "adafactor",
        /// Plain gradient descent without momentum.
        Sgd = "sgd",
        /// Lion.
        Lion = "lion",
        /// Lion with its state in 8 bits.
        Lion8 = "lion-8bit",
        /// Muon for matrices in layers, AdamW for the rest.
        Muon = "muon",
    }
}

choice! {
    /// What of a forward pass is computed again on the way back.
    Checkpointing {
        /// Every layer, from its input.
        Full = "full",
        /// Attention's scores alone (Korthikanti et al., section 5); with fused attention there are none.
        Selective = "selective",
        /// Nothing.
        None = "none",
    }
}

choice! {
    /// How several devices share the work.
    Sharding {
        /// Each holds everything.
        Ddp = "ddp",
        /// Each holds a part of the optimizer's states.
        Zero1 = "zero-1",
        /// And of the gradients.
        Zero2 = "zero-2",
        /// And of the weights: fully sharded data parallel.
        Zero3 = "zero-3",
    }
}

choice! {
    /// How the loss is computed from logits.
    Logits {
        /// Logits of all tokens at once, in 32 bits (transformers).
        Full = "full",
        /// In eight parts (torchtune).
        Chunked = "chunked",
        /// Never whole: fused with the head (Liger, cut cross-entropy, Unsloth).
        Fused = "fused",
    }
}

impl Optimizer {
    /// Whether its states may lie in host RAM.
    #[must_use]
    pub const fn paged(self) -> bool {
        matches!(self, Self::PagedAdamW | Self::PagedAdamW8)
    }

    /// Whether it is one of bitsandbytes.
    #[must_use]
    pub const fn of_bitsandbytes(self) -> bool {
        matches!(self, Self::AdamW8 | Self::PagedAdamW | Self::PagedAdamW8 | Self::Lion8)
    }
}
