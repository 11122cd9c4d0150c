//! The commands that start what was asked about, for the shell the reader has.

use will_it_run_engine::launch::{Launch, LaunchNote, Shell};
use will_it_run_engine::units::Known;
use yew::UseStateHandle;

use super::asked::{Closer, SHELL};
use super::draft::Drafted;
use crate::app::components::section as headed;
use crate::app::draw::{El, el};
use crate::atlas::components::command::{Copying, code, copy, shells};
use crate::atlas::place::Place;
use crate::text::{CloserKey as Key, Fixed, closer};

const COPYING: Copying<Key> = Copying { copy: Key::Copy, copied: Key::Copied, failed: Key::CopyFailed };

/// The section.
pub fn section(
    place: &Place,
    asked: &Closer,
    drafted: Option<&Drafted>,
    copied: &UseStateHandle<Option<Key>>,
) -> El {
    let section = headed("sheet closer-part", "launch", Key::Launch);
    let drafted = drafted.and_then(|drafted| drafted.answer.as_ref().ok());
    let alone;
    let (launch, none) = match drafted {
        Some(draft) => (draft.launch.as_ref(), Key::LaunchDrafterNone),
        None => {
            alone = place.world.calculator().launch(asked.question()).ok().and_then(Known::get);
            (alone.as_ref(), Key::LaunchNone)
        }
    };
    let Some(launch) = launch else { return section.put(el("p").say(none)) };
    let notes = launch.notes.iter().map(|note| {
        el("p").class("note").text(match note {
            LaunchNote::OwnFile => Key::OwnFile.text().to_owned(),
            LaunchNote::NotByCommand { field } => closer::not_by_command(field),
        })
    });
    section
        .put(
            el("p")
                .class("note")
                .text([Key::LaunchNote.text(), " ", &closer::flags_of(launch.version)].concat()),
        )
        .maybe_put(drafted.map(|_| el("p").class("note").say(Key::LaunchDrafter)))
        .put(el("div").class("model-controls").put(
            el("label").class("field").put(el("span").say(Key::Shell)).put(shells(place, SHELL, asked.shell)),
        ))
        .put(commands(launch, asked.shell, copied))
        .all(notes)
}

/// Files and commands, each to be copied.
fn commands(launch: &Launch, shell: Shell, copied: &UseStateHandle<Option<Key>>) -> El {
    let files = launch.files.iter().map(|file| (file.name, file.text.clone()));
    let lines: Vec<String> = launch.steps.iter().map(|step| step.line(shell)).collect();
    let all = files.chain([("", lines.join("\n"))]);
    let said = copied.map_or("", Fixed::text);
    let status = el("p").class("note").is("role", "status").text(said);
    let commands = all.map(|(name, text)| {
        let label = if name.is_empty() { Key::Commands.text() } else { name };
        el("div")
            .class("model-command")
            .maybe_put((!name.is_empty()).then(|| el("p").class("note").text(name)))
            .put(code(label, text.clone()))
            .put(copy(text, COPYING, copied))
    });
    el("div").all(commands).put(status)
}
