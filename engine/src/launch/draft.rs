//! What a drafter adds to the commands. Flags: `docs/speculative.md` of llama.cpp, `docs/features/speculative_decoding/` of vLLM,
//! `docs/advanced_features/speculative_decoding` of SGLang, `mlx_lm/server.py` of mlx-lm, `speculative_config` of TensorRT-LLM's LLM API,
//! `config_sample.yml` of TabbyAPI.

use super::{Launch, LaunchFile, LaunchNote, Start, Step};
use crate::question::Runtime;

/// What guesses beside the model that is started.
pub(crate) struct Drafted<'a> {
    /// The smaller model; none for the model's own blocks.
    pub(crate) smaller: Option<Start<'a>>,
    /// Tokens guessed in a row.
    pub(crate) tokens: u32,
    /// Tokens of its context, where they are fewer than the model's.
    pub(crate) shorter: Option<u32>,
}

impl Launch {
    /// The same commands with a drafter.
    pub(crate) fn drafting(mut self, draft: &Drafted<'_>) -> Self {
        match self.runtime {
            Runtime::LlamaCpp => self.llama_cpp(draft),
            Runtime::LmStudio | Runtime::Ollama | Runtime::KTransformers => {
                self.notes.push(LaunchNote::NotByCommand { field: "draft" });
            }
            Runtime::Mlx => self.mlx(draft),
            Runtime::Vllm => self.vllm(draft),
            Runtime::Sglang => self.sglang(draft),
            Runtime::TensorRt => self.tensorrt(draft),
            Runtime::ExLlama => self.exllama(draft),
        }
        if draft.shorter.is_some() && self.runtime != Runtime::Vllm {
            self.notes.push(LaunchNote::NotByCommand { field: "draft.context" });
        }
        self
    }

    /// The command that starts the model.
    fn last(&mut self) -> Option<&mut Step> {
        self.steps.last_mut()
    }

    fn llama_cpp(&mut self, draft: &Drafted<'_>) {
        let tokens = draft.tokens.to_string();
        let mut own_file = false;
        let Some(step) = self.last() else { return };
        match &draft.smaller {
            Some(start) if start.publishes_gguf() => {
                step.flag("--spec-draft-hf", [&start.model.repo, ":", start.question.quant.label()].concat());
            }
            Some(start) => {
                step.flag("-md", start.file());
                own_file = true;
            }
            None => {}
        }
        step.flag("--spec-type", if draft.smaller.is_some() { "draft-simple" } else { "draft-mtp" });
        step.flag("--spec-draft-n-max", tokens);
        if draft.smaller.is_some() {
            step.flag("--spec-draft-ngl", "all");
        }
        if own_file && !self.notes.contains(&LaunchNote::OwnFile) {
            self.notes.push(LaunchNote::OwnFile);
        }
    }

    fn mlx(&mut self, draft: &Drafted<'_>) {
        let mut notes = Vec::new();
        let name = draft.smaller.as_ref().map(|start| super::mlx::name(start, &mut notes));
        let tokens = draft.tokens.to_string();
        if let (Some(name), Some(step)) = (name, self.last()) {
            step.flag("--draft-model", name);
            step.flag("--num-draft-tokens", tokens);
        }
        self.also(notes);
    }

    fn vllm(&mut self, draft: &Drafted<'_>) {
        let mut notes = Vec::new();
        let name = draft.smaller.as_ref().map(|start| start.published(&mut notes));
        let tokens = draft.tokens.to_string();
        let config = match &name {
            Some(name) => {
                let shorter =
                    draft.shorter.map(|context| [", \"max_model_len\": ", &context.to_string()].concat());
                let shorter = shorter.unwrap_or_default();
                [
                    "{\"method\": \"draft_model\", \"model\": \"",
                    name,
                    "\", \"num_speculative_tokens\": ",
                    &tokens,
                    &shorter,
                    "}",
                ]
                .concat()
            }
            None => ["{\"method\": \"mtp\", \"num_speculative_tokens\": ", &tokens, "}"].concat(),
        };
        if let Some(step) = self.last() {
            step.flag("--speculative-config", config);
        }
        self.also(notes);
    }

    fn sglang(&mut self, draft: &Drafted<'_>) {
        let mut notes = Vec::new();
        let name = draft.smaller.as_ref().map(|start| start.published(&mut notes));
        let (steps, checked) = (draft.tokens.to_string(), draft.tokens.saturating_add(1).to_string());
        if let Some(step) = self.last() {
            step.flag("--speculative-algorithm", if name.is_some() { "STANDALONE" } else { "NEXTN" });
            if let Some(name) = name {
                step.flag("--speculative-draft-model-path", name);
            }
            step.flag("--speculative-num-steps", steps);
            step.flag("--speculative-eagle-topk", "1");
            step.flag("--speculative-num-draft-tokens", checked);
        }
        self.also(notes);
    }

    fn tensorrt(&mut self, draft: &Drafted<'_>) {
        let mut notes = Vec::new();
        let tokens = draft.tokens.to_string();
        let config = match &draft.smaller {
            Some(start) => {
                let name = start.published(&mut notes);
                let head = "speculative_config:\n  decoding_type: DraftTarget\n  max_draft_len: ";
                [head, &tokens, "\n  speculative_model_dir: ", &name, "\n"].concat()
            }
            None => {
                ["speculative_config:\n  decoding_type: MTP\n  num_nextn_predict_layers: ", &tokens, "\n"]
                    .concat()
            }
        };
        const OPTIONS: &str = "options.yaml";
        match self.files.iter_mut().find(|file| file.name == OPTIONS) {
            Some(file) => file.text.push_str(&config),
            None => {
                self.files.push(LaunchFile { name: OPTIONS, text: config });
                if let Some(step) = self.last() {
                    step.flag("--extra_llm_api_options", OPTIONS);
                }
            }
        }
        self.also(notes);
    }

    fn exllama(&mut self, draft: &Drafted<'_>) {
        let Some(start) = &draft.smaller else { return };
        let name = [start.stem(), "-", start.question.quant.label()].concat();
        let text =
            ["draft_model:\n  draft_model_dir: models\n  draft_model_name: \"", &name, "\"\n"].concat();
        if let Some(file) = self.files.first_mut() {
            file.text.push_str(&text);
        }
        self.notes.push(LaunchNote::NotByCommand { field: "draft.tokens" });
    }

    fn also(&mut self, notes: Vec<LaunchNote>) {
        for note in notes {
            if !self.notes.contains(&note) {
                self.notes.push(note);
            }
        }
    }
}
