//! Workloads: what people want a machine for, each an ordinary question with a stated model, quant, context and usable rate.

mod own;

use serde::{Deserialize, Serialize};

use crate::answer::{Rate, Reason};
use crate::fit::Fit;
use crate::question::{RawQuestion, RawRig, RawThresholds};
use crate::units::{Bytes, Known, TokensPerSecond};

/// Rate at which people read English: 5 tokens per second (its source is at [`crate::fit::Thresholds::standard`]). For everything
/// that one person reads as it is written.
pub const READING_RATE: f64 = 5.0;

/// Rate at which an agent is waited for: a turn of 600 tokens (a patch and the reasoning before it) within half a minute. Ours.
pub const AGENT_RATE: f64 = 20.0;

/// Tokens of a chat's context. The default of questions; long enough for an evening's conversation.
const CHAT_CONTEXT: u32 = 8_192;
/// Tokens of a coding agent's context: its instructions and tools, some files of a project, and their changes. Ours.
const AGENT_CONTEXT: u32 = 65_536;
/// The chip's own name.
const LONG_CONTEXT: u32 = 32_768;
/// Tokens left for the answer when a long document fills the context.
const LONG_ANSWER: u32 = 1_024;

/// A workload: a question without a rig. Anyone may build one; `question.rig` is replaced by the rig that is asked about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Workload {
    /// What it is called: one of the seven keys, or the reader's own word.
    pub key: String,
    /// The question.
    pub question: RawQuestion,
}

/// Whether a rig does a workload.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// ✓: comfortable.
    Yes,
    /// ~: it runs, with little memory left, at less than the usable rate, or with weights below four bits.
    Barely,
    /// ✗: it is known not to run.
    No,
    /// A figure is missing; never a "no".
    Unknown,
}

impl Verdict {
    /// Yes is comfortable alone. Tight counts as barely: what fits today with less than the comfortable headroom no longer fits with the next
    /// update of a driver, a second program or a longer conversation.
    #[must_use]
    pub const fn of(fit: Fit) -> Self {
        match fit {
            Fit::Comfortable => Self::Yes,
            Fit::Tight | Fit::Marginal => Self::Barely,
            Fit::DoesNotFit => Self::No,
            Fit::Unknown => Self::Unknown,
        }
    }

    /// Order of preference, larger is better; unknown has no place in it.
    #[must_use]
    pub const fn rank(self) -> Known<u8> {
        match self {
            Self::Yes => Known::Known(2),
            Self::Barely => Known::Known(1),
            Self::No => Known::Known(0),
            Self::Unknown => Known::Unknown,
        }
    }
}

/// A workload's answer on a rig, with the figures its sentence rests on.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WorkloadRow {
    /// The workload.
    pub key: String,
    /// Catalog id of the reference model.
    pub model: String,
    /// Its quant.
    pub quant: &'static str,
    /// Tokens per user.
    pub context: u32,
    /// Decode rate from which it is usable.
    pub usable_rate: TokensPerSecond,
    /// Whether the rig does it.
    pub verdict: Verdict,
    /// The grade behind the verdict.
    pub fit: Fit,
    /// Bytes on the fullest device, or on the host when the rig has none.
    pub total: Known<Bytes>,
    /// What that place can hold.
    pub usable: Known<Bytes>,
    /// Free ÷ usable there; negative when it does not fit.
    pub headroom: Known<f64>,
    /// Decode at the workload's depth.
    pub decode: Known<Rate>,
    /// Why, most important first.
    pub reasons: Vec<Reason>,
}

impl Workload {
    /// A workload from its figures: model, quant, tokens of context and, of those, tokens already there when it writes; tokens per second from which it
    /// is usable. On the devices alone: a chip says what a device does, not what the host around it can rescue.
    #[must_use]
    pub fn new(key: &str, model: &str, quant: &str, context: u32, depth: u32, usable_rate: f64) -> Self {
        let mut workload = Self::without_model(key, context, depth, usable_rate);
        model.clone_into(&mut workload.question.model);
        workload.question.quant = Some(quant.to_owned());
        workload
    }

    fn without_model(key: &str, context: u32, depth: u32, usable_rate: f64) -> Self {
        let question = RawQuestion {
            context: Some(context),
            depth: Some(depth),
            placement: Some("device".to_owned()),
            thresholds: Some(RawThresholds { headroom: None, usable_rate: Some(usable_rate) }),
            ..RawQuestion::default()
        };
        Self { key: key.to_owned(), question }
    }

    /// The workload as a side of a comparison is asked: where the rig names its host's RAM, layers and experts may go there.
    #[must_use]
    pub fn beside(&self, rig: &RawRig) -> Self {
        let mut asked = self.clone();
        if rig.host.as_ref().is_some_and(|host| host.memory_gib.is_some()) {
            asked.question.placement = Some("auto".to_owned());
        }
        asked
    }

    /// What models are compared by: uses without a model. The chat, the coding agent and the long context of the seven.
    #[must_use]
    pub fn uses() -> Vec<Self> {
        let filled = LONG_CONTEXT - LONG_ANSWER;
        let mut long = Self::without_model("long_context", LONG_CONTEXT, filled, READING_RATE);
        long.question.prompt = Some(filled);
        vec![
            Self::without_model("chat", CHAT_CONTEXT, CHAT_CONTEXT / 2, READING_RATE),
            Self::without_model("coding_agent", AGENT_CONTEXT, AGENT_CONTEXT / 2, AGENT_RATE),
            long,
        ]
    }

    /// This use of a model, with the rig, the quant, the runtime and the placement of a question.
    #[must_use]
    pub fn of(&self, model: &str, asked: &RawQuestion) -> Self {
        let own = &self.question;
        let question = RawQuestion {
            model: model.to_owned(),
            context: own.context,
            depth: own.depth,
            prompt: own.prompt,
            thresholds: own.thresholds.clone(),
            ..asked.clone()
        };
        Self { key: self.key.clone(), question }
    }

    /// The question on a rig.
    #[must_use]
    pub fn on(&self, rig: &RawRig) -> RawQuestion {
        RawQuestion { rig: rig.clone(), ..self.question.clone() }
    }

    /// The seven chips, all in `Q4_K_M`, the quant people load by default. Models: well-known open ones of the size the chip names. Chats are asked with half
    /// of their context used, at reading rate.
    ///
    /// * `7b`: Qwen 2.5 7B Instruct; `14b`: Qwen 3 14B; `32b`: Qwen 3 32B; `70b`: Llama 3.3 70B Instruct.
    /// * `coding_agent`: Qwen 3 Coder 30B A3B Instruct with 65,536 tokens, half of them used, at [`AGENT_RATE`].
    /// * `vision`: Qwen 2.5 VL 7B Instruct with its projector and one image.
    /// * `long_context`: Llama 3.1 8B Instruct at the end of 32,768 tokens, less 1,024 for the answer.
    #[must_use]
    pub fn standard() -> Vec<Self> {
        let chat = |key: &str, model: &str| {
            Self::new(key, model, "Q4_K_M", CHAT_CONTEXT, CHAT_CONTEXT / 2, READING_RATE)
        };
        let mut vision = chat("vision", "qwen2.5-vl-7b-instruct");
        vision.question.mmproj = Some(true);
        vision.question.images = Some(1);
        let agent = "qwen3-coder-30b-a3b-instruct";
        let filled = LONG_CONTEXT - LONG_ANSWER;
        let mut long =
            Self::new("long_context", "llama-3.1-8b-instruct", "Q4_K_M", LONG_CONTEXT, filled, READING_RATE);
        long.question.prompt = Some(filled);
        vec![
            chat("7b", "qwen2.5-7b-instruct"),
            chat("14b", "qwen3-14b"),
            chat("32b", "qwen3-32b"),
            chat("70b", "llama-3.3-70b-instruct"),
            Self::new("coding_agent", agent, "Q4_K_M", AGENT_CONTEXT, AGENT_CONTEXT / 2, AGENT_RATE),
            vision,
            long,
        ]
    }
}
