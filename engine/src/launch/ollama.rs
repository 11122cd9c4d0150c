//! Ollama: a Modelfile, and the variables its server reads. Parameters: `docs/modelfile.mdx` and `docs/api.md` of Ollama 0.13; variables:
//! `docs/faq.mdx` and `envconfig/config.go`; models from a GGUF repository as `hf.co/OWNER/NAME:QUANT`
//! (<https://huggingface.co/docs/hub/ollama>).

use super::{Launch, LaunchFile, LaunchNote, Start, Step};
use crate::memory::{DEFAULT_UBATCH, FlashAttention, KvType};
use crate::question::Runtime;

/// The version that parameters and variables were read from.
const VERSION: &str = "0.13";

pub(super) fn launch(start: &Start<'_>) -> Launch {
    let (question, placed) = (start.question, start.placed);
    let settings = &question.settings;
    let mut notes = Vec::new();
    let from = if start.publishes_gguf() {
        ["hf.co/", &*start.model.repo, ":", question.quant.label()].concat()
    } else {
        notes.push(LaunchNote::OwnFile);
        ["./", &start.file()].concat()
    };
    // Of each request; the server multiplies it by the slots.
    let context = settings.n_ctx_asked() / u64::from(settings.n_seq().max(1));
    let mut file = ["FROM ", &from, "\nPARAMETER num_ctx ", &context.to_string(), "\n"].concat();
    file = [&file, "PARAMETER num_gpu ", &placed.gpu_layers.to_string(), "\n"].concat();
    if settings.ubatch() != DEFAULT_UBATCH {
        file = [&file, "PARAMETER num_batch ", &settings.ubatch().to_string(), "\n"].concat();
    }
    let mut serve = Step::new(["ollama", "serve"]);
    serve.env.push(("OLLAMA_NUM_PARALLEL", settings.n_seq().to_string()));
    let flash = settings.flash_attention() == FlashAttention::On;
    serve.env.push(("OLLAMA_FLASH_ATTENTION", u8::from(flash).to_string()));
    let kv = settings.kv();
    let has_kv = kv.k == kv.v && [KvType::F16, KvType::Q8_0, KvType::Q4_0].contains(&kv.k);
    if has_kv && kv.k != KvType::F16 {
        serve.env.push(("OLLAMA_KV_CACHE_TYPE", kv.k.name().to_owned()));
    }
    notes.extend(start.not_by_command(&[(!has_kv, "kv_k")]));
    let own = start.model.id.to_string();
    let create = Step::new(["ollama", "create", &own, "-f", "Modelfile"]);
    let run = Step::new(["ollama", "run", &own]);
    let files = vec![LaunchFile { name: "Modelfile", text: file }];
    Launch { runtime: Runtime::Ollama, version: VERSION, files, steps: vec![serve, create, run], notes }
}
