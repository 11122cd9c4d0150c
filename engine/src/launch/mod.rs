//! The commands that start a model as an answer describes it: for each runtime its own flags, with what makes the answer true.
//!
//! A command is a list of words and no text of a shell: [`Step::line`] quotes it for one.

mod draft;
mod exllama;
mod ktransformers;
mod llama_cpp;
mod lm_studio;
mod mlx;
mod ollama;
mod sglang;
mod shell;
mod tensorrt;
mod vllm;

use serde::Serialize;

use crate::answer::Placed;
use crate::catalog::Model;
use crate::question::{Question, Runtime};
use crate::rules::RigRules;

pub(crate) use draft::Drafted;
pub use shell::Shell;

/// How a model is started.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Launch {
    /// What runs it.
    pub runtime: Runtime,
    /// The version of the runtime whose documentation names these flags.
    pub version: &'static str,
    /// Files to write first.
    pub files: Vec<LaunchFile>,
    /// Commands, in order.
    pub steps: Vec<Step>,
    /// What to know before.
    pub notes: Vec<LaunchNote>,
}

/// A file that a command reads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LaunchFile {
    /// Its name.
    pub name: &'static str,
    /// What is in it.
    pub text: String,
}

/// A command.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Step {
    /// Variables of its environment.
    pub env: Vec<(&'static str, String)>,
    /// Program and arguments.
    pub argv: Vec<String>,
}

/// What to know of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum LaunchNote {
    /// The catalog's repository holds no GGUF file: the file's name stands for the one the reader has.
    OwnFile,
    /// The runtime's commands cannot set this; the answer holds only if it is set elsewhere, or is that by itself.
    NotByCommand {
        /// The field of the question.
        field: &'static str,
    },
}

/// What a command is made from.
pub(crate) struct Start<'a> {
    pub(crate) question: &'a Question,
    pub(crate) model: &'a Model,
    pub(crate) rig: &'a RigRules,
    pub(crate) placed: Placed,
}

impl Launch {
    /// The commands of a placement that fits.
    pub(crate) fn of(start: &Start<'_>) -> Self {
        match start.question.runtime {
            Runtime::LlamaCpp => llama_cpp::launch(start),
            Runtime::Ollama => ollama::launch(start),
            Runtime::LmStudio => lm_studio::launch(start),
            Runtime::Mlx => mlx::launch(start),
            Runtime::Vllm => vllm::launch(start),
            Runtime::Sglang => sglang::launch(start),
            Runtime::TensorRt => tensorrt::launch(start),
            Runtime::ExLlama => exllama::launch(start),
            Runtime::KTransformers => ktransformers::launch(start),
        }
    }
}

impl Start<'_> {
    /// The last part of the repository's name.
    fn stem(&self) -> &str {
        self.model.repo.rsplit('/').next().unwrap_or(&self.model.repo)
    }

    /// Whether the repository is one of GGUF files, as such repositories are named.
    fn publishes_gguf(&self) -> bool {
        is_of_gguf(&self.model.repo)
    }

    /// The repository of the model as its maker published it; in another form the name stands for the one the reader has.
    fn published(&self, notes: &mut Vec<LaunchNote>) -> String {
        let native = Runtime::Vllm.default_quant(self.question.quant, Some(self.model.native));
        if self.question.quant != native || self.publishes_gguf() {
            notes.push(LaunchNote::OwnFile);
        }
        as_path(&self.model.repo)
    }

    /// Tokens of context for each user.
    fn context(&self) -> String {
        let settings = &self.question.settings;
        (settings.n_ctx_asked() / u64::from(settings.n_seq().max(1))).to_string()
    }

    /// A file of the quant, as publishers name it.
    fn file(&self) -> String {
        as_path(&[self.stem(), "-", self.question.quant.label(), ".gguf"].concat())
    }

    /// Notes of what the runtime's commands do not set, where the question or its placement needs it.
    fn not_by_command(&self, more: &[(bool, &'static str)]) -> impl Iterator<Item = LaunchNote> {
        let placed = [
            (self.placed.cpu_moe_layers > 0, "options.cpu_moe_layers"),
            (self.placed.deal.end(0).is_some(), "rig.devices"),
        ];
        let needed = [more, &placed].concat().into_iter().filter(|(needed, _)| *needed);
        needed.map(|(_, field)| LaunchNote::NotByCommand { field })
    }
}

/// Whether a repository is one of GGUF files.
fn is_of_gguf(repo: &str) -> bool {
    repo.len()
        .checked_sub(4)
        .and_then(|at| repo.get(at..))
        .is_some_and(|end| end.eq_ignore_ascii_case("gguf"))
}

/// A file's name as an argument: a leading dash would be read as a flag.
fn as_path(name: &str) -> String {
    if name.starts_with('-') { ["./", name].concat() } else { name.to_owned() }
}

impl Step {
    /// A program with its first arguments.
    pub(crate) fn new<const N: usize>(words: [&str; N]) -> Self {
        Self { env: Vec::new(), argv: words.map(str::to_owned).into() }
    }

    pub(crate) fn flag(&mut self, name: &str, value: impl Into<String>) {
        self.argv.extend([name.to_owned(), value.into()]);
    }

    pub(crate) fn switch(&mut self, name: &str) {
        self.argv.push(name.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_no_flag() {
        let step = Step { env: Vec::new(), argv: vec![as_path("-rf")] };
        assert_eq!(step.line(Shell::Posix), "./-rf");
        assert_eq!(as_path("a.gguf"), "a.gguf");
    }

    #[test]
    fn repositories_of_gguf_files_are_known_by_their_name() {
        assert!(is_of_gguf("ggml-org/gpt-oss-20b-GGUF"));
        assert!(!is_of_gguf("meta-llama/Llama-3.1-8B-Instruct"));
        assert!(!is_of_gguf("é"));
    }
}
