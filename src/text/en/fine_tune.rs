//! The page about fine-tuning, in English.

mod says;

pub use says::{after, at_batch, at_sequence, change, each, headline, needs, reach, share_of, step};

use will_it_run_engine::tune::{
    Checkpointing, Logits, Method, Optimizer, Precision, Sharding, Stage, Targets, Tune, TuneNote,
};

use crate::text::{FineTuneKey, Fixed};

impl Fixed for FineTuneKey {
    fn text(self) -> &'static str {
        fine_tune_text(self)
    }
}

/// The English text of a key.
#[must_use]
pub const fn fine_tune_text(key: FineTuneKey) -> &'static str {
    use FineTuneKey as K;
    match key {
        K::Title => "Fine-tuning",
        K::Help => {
            "What full fine-tuning, LoRA or QLoRA takes of each device: weights, adapters, gradients, optimizer, activations and logits, counted from the model’s own tensors and layers."
        }
        K::Examples => "Examples",
        K::ExampleLora => "A 7B with LoRA on 24 GB",
        K::ExampleQlora => "A 70B with QLoRA on 2 × 48 GB",
        K::ExampleFull => "All of an 8B on 8 × H100, ZeRO-3",
        K::CannotAnswer => "Not a question yet",
        K::Method => "Method",
        K::Rank => "Rank of adapters",
        K::Targets => "Adapters on",
        K::Sequence => "Sequence, tokens",
        K::Batch => "Micro-batch, sequences",
        K::Accumulation => "Accumulated micro-batches",
        K::Precision => "Precision",
        K::Optimizer => "Optimizer",
        K::Checkpointing => "Checkpointing",
        K::Attention => "Attention",
        K::Fused => "fused (FlashAttention)",
        K::PlainAttention => "plain, scores written",
        K::Logits => "Loss",
        K::Sharding => "Over devices",
        K::Offload => "Optimizer’s states",
        K::OnDevice => "on the devices",
        K::OnHost => "in host RAM",
        K::HostRam => "Host RAM",
        K::More => "Precision, optimizer and memory",
        K::AddDevice => "Add a device",
        K::RemoveDevice => "Remove this device",
        K::NotANumber => "Not a number this field can take; it is left out",
        K::NotWhole => "Not a whole number; the usual one stands",
        K::NotAChoice => "Not a choice of this field",
        K::Unknown => "unknown",
        K::NoneFits => "none fits",
        K::Trainable => "Trained parameters",
        K::MaxSequence => "Longest sequence that fits, tokens",
        K::MaxBatch => "Largest micro-batch that fits",
        K::StepTokens => "Tokens of a step",
        K::Speed => "Speed",
        K::SpeedNote => {
            "80 % range, from the rate at which the device reads prompts; the optimizer’s step is not counted"
        }
        K::SpeedQlora => "No rule here knows what unpacking 4-bit weights costs",
        K::SpeedDevices => "No rule here knows what devices exchange, and how long that takes",
        K::SpeedOffload => "No rule here knows how long a step waits for host RAM",
        K::SpeedFp32 => "No rule here has rates in 32 bits",
        K::SpeedNone => "Nobody has measured how fast this device reads prompts of such a model",
        K::Peak => "Stage of the peak",
        K::PeakUnknown => "Some layers are of a kind whose activations are not counted",
        K::StageLoss => "The loss",
        K::StageBackward => "The way back begins",
        K::StageStep => "The step",
        K::StageLossMeans => "Everything that layers keep, and logits",
        K::StageBackwardMeans => "Everything that layers keep, and one layer computed again",
        K::StageStepMeans => "All gradients are there, and the last layer still",
        K::Fixes => "What would change it",
        K::NoFix => "No single small change helps.",
        K::Memory => "Memory of each device",
        K::Component => "Component",
        K::EachDevice => "On each device",
        K::Total => "Total",
        K::Usable => "usable",
        K::UsableUnknown => "usable unknown",
        K::Weights => "Weights",
        K::WeightsNote => "as the method keeps them",
        K::Adapters => "Adapters",
        K::AdaptersNote => "two thin matrices beside each adapted one",
        K::Master => "Master weights",
        K::MasterNote => "of what is trained, in 32 bits",
        K::States => "Optimizer",
        K::StatesNote => "momentum and variance, or what stands for them",
        K::Gradients => "Gradients",
        K::GradientsNote => "at the stage of the peak",
        K::Activations => "Activations",
        K::ActivationsNote => "what layers keep of the micro-batch",
        K::Working => "Working memory",
        K::WorkingNote => "one layer on the way back, and a 4-bit matrix unpacked",
        K::LogitsPart => "Logits",
        K::LogitsNote => "a figure for each token and word of the vocabulary",
        K::Communication => "Communication",
        K::CommunicationNote => "buckets, and layers gathered from other devices",
        K::Framework => "Framework",
        K::FrameworkNote => "the driver’s context and the framework",
        K::Length => "Memory over sequence length",
        K::LengthNote => {
            "What each device holds at its fullest stage. The line is what the smallest can hold; the open dot is the question, the full one where memory ends."
        }
        K::LengthTable => "Memory over sequence length as a table",
        K::Needed => "Needed",
        K::Verdict => "Verdict",
        K::Notes => "What to know",
        K::NoteActivations => {
            "Some layers are of a kind whose activations are not counted: the total is unknown."
        }
        K::NoteLogits => "Logits take more than weights. A fused loss avoids them.",
        K::NoteExperts => {
            "Each expert is counted as a matrix of its own. Trainers that keep experts in one tensor neither quantise nor adapt them."
        }
        K::NoteVision => "The vision encoder is not counted. It stays frozen and may be left out.",
        K::NoteHost => "The optimizer’s states lie in host RAM; a step waits for the bus.",
        K::NoteHostSize => "How much RAM the host has was not said, so whether the states fit there is open.",
        K::NoteWindow => "The sequence is longer than the model was made for.",
        K::RestsOn => "What it rests on",
        K::Estimated => "Estimated",
        K::EstimatedMeans => {
            "counted from tensors and layers by published rules. Nothing was measured on your machine; a trainer’s own buffers and fragments of memory come on top."
        }
        K::SourceZero => {
            "ZeRO: bytes of weights, gradients and states, and how devices share them (arXiv 1910.02054)"
        }
        K::SourceActivations => "What layers keep of a pass (arXiv 2205.05198)",
        K::SourceQlora => "QLoRA: weights in 4 bits (arXiv 2305.14314)",
        K::SourceSpeed => "Operations of a training step (arXiv 2001.08361)",
        K::MethodFull => "Full",
        K::MethodLora => "LoRA",
        K::MethodQlora => "QLoRA",
        K::TargetsAll => "all linear layers",
        K::TargetsDense => "all but experts",
        K::TargetsAttention => "attention",
        K::TargetsQueryValue => "queries and values",
        K::PrecisionMixed => "16 bits, masters in 32",
        K::PrecisionBf16 => "all in 16 bits",
        K::PrecisionFp32 => "all in 32 bits",
        K::CheckpointingFull => "every layer",
        K::CheckpointingSelective => "attention’s scores",
        K::CheckpointingNone => "none",
        K::ShardingDdp => "each holds everything",
        K::ShardingZero1 => "ZeRO-1: states shared",
        K::ShardingZero2 => "ZeRO-2: and gradients",
        K::ShardingZero3 => "ZeRO-3: and weights",
        K::LogitsFull => "all logits at once",
        K::LogitsChunked => "in eight parts",
        K::LogitsFused => "fused with the head",
        K::AdamW => "AdamW",
        K::AdamW8 => "AdamW, 8-bit states",
        K::PagedAdamW => "AdamW, paged",
        K::PagedAdamW8 => "AdamW, paged, 8-bit",
        K::Adafactor => "Adafactor",
        K::Sgd => "SGD",
        K::Lion => "Lion",
        K::Lion8 => "Lion, 8-bit state",
        K::Muon => "Muon",
    }
}

/// The link to the page from others.
pub const LINK: &str = "Fine-tune it →";

/// A method.
#[must_use]
pub const fn method(method: Method) -> &'static str {
    fine_tune_text(match method {
        Method::Full => FineTuneKey::MethodFull,
        Method::Lora => FineTuneKey::MethodLora,
        Method::Qlora => FineTuneKey::MethodQlora,
    })
}

/// What adapters are beside.
#[must_use]
pub const fn targets(targets: Targets) -> &'static str {
    fine_tune_text(match targets {
        Targets::AllLinear => FineTuneKey::TargetsAll,
        Targets::Dense => FineTuneKey::TargetsDense,
        Targets::Attention => FineTuneKey::TargetsAttention,
        Targets::QueryValue => FineTuneKey::TargetsQueryValue,
    })
}

/// A precision.
#[must_use]
pub const fn precision(precision: Precision) -> &'static str {
    fine_tune_text(match precision {
        Precision::Mixed => FineTuneKey::PrecisionMixed,
        Precision::Bf16 => FineTuneKey::PrecisionBf16,
        Precision::Fp32 => FineTuneKey::PrecisionFp32,
    })
}

/// An optimizer.
#[must_use]
pub const fn optimizer(optimizer: Optimizer) -> &'static str {
    fine_tune_text(match optimizer {
        Optimizer::AdamW => FineTuneKey::AdamW,
        Optimizer::AdamW8 => FineTuneKey::AdamW8,
        Optimizer::PagedAdamW => FineTuneKey::PagedAdamW,
        Optimizer::PagedAdamW8 => FineTuneKey::PagedAdamW8,
        Optimizer::Adafactor => FineTuneKey::Adafactor,
        Optimizer::Sgd => FineTuneKey::Sgd,
        Optimizer::Lion => FineTuneKey::Lion,
        Optimizer::Lion8 => FineTuneKey::Lion8,
        Optimizer::Muon => FineTuneKey::Muon,
    })
}

/// What is computed again.
#[must_use]
pub const fn checkpointing(checkpointing: Checkpointing) -> &'static str {
    fine_tune_text(match checkpointing {
        Checkpointing::Full => FineTuneKey::CheckpointingFull,
        Checkpointing::Selective => FineTuneKey::CheckpointingSelective,
        Checkpointing::None => FineTuneKey::CheckpointingNone,
    })
}

/// How devices share.
#[must_use]
pub const fn sharding(sharding: Sharding) -> &'static str {
    fine_tune_text(match sharding {
        Sharding::Ddp => FineTuneKey::ShardingDdp,
        Sharding::Zero1 => FineTuneKey::ShardingZero1,
        Sharding::Zero2 => FineTuneKey::ShardingZero2,
        Sharding::Zero3 => FineTuneKey::ShardingZero3,
    })
}

/// How the loss is computed.
#[must_use]
pub const fn logits(logits: Logits) -> &'static str {
    fine_tune_text(match logits {
        Logits::Full => FineTuneKey::LogitsFull,
        Logits::Chunked => FineTuneKey::LogitsChunked,
        Logits::Fused => FineTuneKey::LogitsFused,
    })
}

/// A stage.
#[must_use]
pub const fn stage(stage: Stage) -> FineTuneKey {
    match stage {
        Stage::Loss => FineTuneKey::StageLoss,
        Stage::Backward => FineTuneKey::StageBackward,
        Stage::Step => FineTuneKey::StageStep,
    }
}

/// What is there at a stage.
#[must_use]
pub const fn stage_means(stage: Stage) -> FineTuneKey {
    match stage {
        Stage::Loss => FineTuneKey::StageLossMeans,
        Stage::Backward => FineTuneKey::StageBackwardMeans,
        Stage::Step => FineTuneKey::StageStepMeans,
    }
}

/// A component by the engine's word: its name, and what it is.
#[must_use]
pub fn component(word: &str) -> (FineTuneKey, FineTuneKey) {
    use FineTuneKey as K;
    match word {
        "weights" => (K::Weights, K::WeightsNote),
        "adapters" => (K::Adapters, K::AdaptersNote),
        "master weights" => (K::Master, K::MasterNote),
        "optimizer" => (K::States, K::StatesNote),
        "gradients" => (K::Gradients, K::GradientsNote),
        "activations" => (K::Activations, K::ActivationsNote),
        "working" => (K::Working, K::WorkingNote),
        "logits" => (K::LogitsPart, K::LogitsNote),
        "communication" => (K::Communication, K::CommunicationNote),
        _ => (K::Framework, K::FrameworkNote),
    }
}

/// What to know.
#[must_use]
pub const fn note(note: TuneNote) -> FineTuneKey {
    use FineTuneKey as K;
    match note {
        TuneNote::ActivationsUnknown => K::NoteActivations,
        TuneNote::LogitsLarge => K::NoteLogits,
        TuneNote::ExpertsAsMatrices => K::NoteExperts,
        TuneNote::VisionNotCounted => K::NoteVision,
        TuneNote::StatesOnHost => K::NoteHost,
        TuneNote::HostMemoryNotGiven => K::NoteHostSize,
        TuneNote::AboveWindow => K::NoteWindow,
    }
}

/// Why there is no speed.
#[must_use]
pub const fn no_speed(settings: &Tune, devices: usize) -> FineTuneKey {
    use FineTuneKey as K;
    match settings {
        Tune { method: Method::Qlora, .. } => K::SpeedQlora,
        _ if devices > 1 => K::SpeedDevices,
        Tune { offload_optimizer: true, .. } => K::SpeedOffload,
        Tune { precision: Precision::Fp32, .. } => K::SpeedFp32,
        _ => K::SpeedNone,
    }
}
