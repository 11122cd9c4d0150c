//! The command that starts the model in llama.cpp.

use will_it_run_engine::catalog::{Model, Vision};
use will_it_run_engine::launch::{LaunchNote, Shell};
use will_it_run_engine::rules::{Basis, Kind};
use will_it_run_engine::units::Known;
use yew::UseStateHandle;

use super::asked::Asked;
use super::parts::sheet;
use crate::app::draw::{El, On, el};
use crate::atlas::components::command::code;
use crate::atlas::place::Place;
use crate::text::{Fixed, ModelPageKey as Key, model};
use crate::web::clipboard;

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
    place: &Place,
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
    let Known::Known(started) = place.world.calculator().launch(&asked.needs()).unwrap_or(Known::Unknown)
    else {
        return section.put(el("p").say(Key::LaunchUnknown));
    };
    let line: Vec<String> = started.steps.iter().map(|step| step.line(Shell::Posix)).collect();
    let line = line.join("\n");
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
    let gguf = !started.notes.contains(&LaunchNote::OwnFile);
    let stem = record.repo.rsplit('/').next().unwrap_or(&record.repo);
    section
        .put(
            el("div")
                .class("model-command")
                .put(code(Key::Command.text(), line))
                .put(el("button").is("type", "button").on(On::Click, copy).say(Key::Copy))
                .put(el("span").class("note").is("role", "status").text(status)),
        )
        .put(el("p").class("note").text(model::version(started.version, layers)))
        .maybe_put((!gguf).then(|| el("p").class("note").say(Key::NoGguf)))
        .maybe_put(sees.then(|| el("p").class("note").text(model::images(stem))))
}
