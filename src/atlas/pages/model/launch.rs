//! The command that starts the model in llama.cpp.

use will_it_run_engine::catalog::{Modality, Model, Vision};
use will_it_run_engine::rules::{Basis, Kind};
use yew::UseStateHandle;

use super::asked::{Asked, KV};
use super::parts::sheet;
use crate::app::draw::{El, On, el};
use crate::text::{Fixed, ModelPageKey as Key, model};
use crate::web::clipboard;

/// The llama.cpp that the memory rules were learned from and checked against (`will_it_run_engine::weights::mix::rules`).
const COMMIT: &str = "0c1e57098";

/// Where the copying is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Copying {
    /// Nothing was copied.
    Idle,
    /// It is on the clipboard.
    Done,
    /// The browser refused.
    Refused,
}

/// The section: the command with what it stands for, or why there is none.
pub fn launch(
    record: &Model,
    asked: &Asked,
    stands: (Basis, Kind),
    layers: u32,
    copying: &UseStateHandle<Copying>,
) -> El {
    let section = sheet("sheet", "launch-title", Key::Launch);
    let none = match stands {
        (_, Kind::Pipeline) => Some(Key::LaunchOther),
        (Basis::Parameters, _) => Some(Key::LaunchUnknown),
        (Basis::TensorsByRule, _) => Some(Key::LaunchByRule),
        (Basis::Tensors, _) => None,
    };
    if let Some(none) = none {
        return section.put(el("p").say(none));
    }
    let line = command(record, asked, layers);
    let copy = {
        let (line, copying) = (line.clone(), copying.setter());
        move |_| {
            let copying = copying.clone();
            clipboard::write(&line, move |written| {
                copying.set(if written.is_ok() { Copying::Done } else { Copying::Refused });
            });
        }
    };
    let status = match **copying {
        Copying::Idle => "",
        Copying::Done => Key::Copied.text(),
        Copying::Refused => Key::CopyFailed.text(),
    };
    let sees = !matches!(record.vision, Vision::None);
    let gguf = publishes_gguf(&record.repo);
    section
        .put(
            el("div")
                .class("model-command")
                .put(
                    el("pre")
                        .is("tabindex", "0")
                        .is("role", "region")
                        .is("aria-label", Key::Command.text())
                        .put(el("code").text(line)),
                )
                .put(el("button").is("type", "button").on(On::Click, copy).say(Key::Copy))
                .put(el("span").class("note").is("role", "status").text(status)),
        )
        .put(el("p").class("note").text(model::version(COMMIT, layers)))
        .maybe_put((!gguf).then(|| el("p").class("note").say(Key::NoGguf)))
        .maybe_put(sees.then(|| el("p").class("note").text(model::images(stem(&record.repo)))))
}

/// The command. Flags as in llama.cpp's `common/arg.cpp`; one slot, because its server opens four by default and the figures
/// are for one user.
fn command(record: &Model, asked: &Asked, layers: u32) -> String {
    let mut words: Vec<String> = vec!["llama-server".to_owned()];
    let mut flag = |name: &str, value: String| words.extend([name.to_owned(), value]);
    if publishes_gguf(&record.repo) {
        flag("-hf", quoted(&[&record.repo, ":", asked.quant].concat()));
    } else {
        flag("-m", quoted(&[stem(&record.repo), "-", asked.quant, ".gguf"].concat()));
    }
    flag("-c", asked.context.to_string());
    flag("-np", "1".to_owned());
    if layers > 1 {
        flag("-ngl", layers.to_string());
    }
    if asked.kv != KV {
        flag("--cache-type-k", asked.kv.to_owned());
        flag("--cache-type-v", asked.kv.to_owned());
    }
    let kind = [(Modality::Rerank, "--reranking"), (Modality::Embedding, "--embedding")];
    let mode = kind.into_iter().find(|(out, _)| record.modality.contains(out));
    words.extend(mode.map(|(_, flag)| flag.to_owned()));
    words.join(" ")
}

/// The last part of a repository's name.
fn stem(repo: &str) -> &str {
    repo.rsplit('/').next().unwrap_or(repo)
}

/// Whether the repository is one of GGUF files, as such repositories are named.
fn publishes_gguf(repo: &str) -> bool {
    repo.len() >= 4 && repo.get(repo.len() - 4..).is_some_and(|end| end.eq_ignore_ascii_case("gguf"))
}

/// A word of a shell's command: as it is where no shell reads anything into it, else in single quotes.
fn quoted(word: &str) -> String {
    let safe = |c: char| c.is_ascii_alphanumeric() || "-_./:+".contains(c);
    if !word.is_empty() && !word.starts_with('-') && word.chars().all(safe) {
        return word.to_owned();
    }
    // A leading dash would be read as a flag.
    let here = if word.starts_with('-') { "./" } else { "" };
    ["'", here, &word.replace('\'', "'\\''"), "'"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_name_reaches_the_shell() {
        assert_eq!(quoted("Llama-3.1-8B-Instruct-Q4_K_M.gguf"), "Llama-3.1-8B-Instruct-Q4_K_M.gguf");
        assert_eq!(quoted("a b; rm $HOME"), "'a b; rm $HOME'");
        assert_eq!(quoted("it's"), "'it'\\''s'");
        assert_eq!(quoted("-rf"), "'./-rf'");
        assert_eq!(quoted(""), "''");
    }

    #[test]
    fn repositories_of_gguf_files_are_known_by_their_name() {
        assert!(publishes_gguf("ggml-org/gpt-oss-20b-GGUF"));
        assert!(!publishes_gguf("meta-llama/Llama-3.1-8B-Instruct"));
        assert!(!publishes_gguf("é"));
    }
}
