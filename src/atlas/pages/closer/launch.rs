//! The commands that start what was asked about, for the shell the reader has.

use will_it_run_engine::launch::{Launch, LaunchNote, Shell};
use will_it_run_engine::units::Known;
use yew::{AttrValue, UseStateHandle};

use super::asked::{Closer, SHELL};
use crate::app::components::{option, section as headed};
use crate::app::draw::{El, On, el};
use crate::atlas::place::Place;
use crate::text::{CloserKey as Key, Fixed, closer};
use crate::web::{clipboard, event};

/// The section.
pub fn section(place: &Place, asked: &Closer, copied: &UseStateHandle<Option<Key>>) -> El {
    let section = headed("sheet closer-part", "launch", Key::Launch);
    let launch = place.world.calculator().launch(asked.question()).ok().and_then(Known::get);
    let Some(launch) = launch else { return section.put(el("p").say(Key::LaunchNone)) };
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
        .put(el("div").class("model-controls").put(shells(place, asked.shell)))
        .put(commands(&launch, asked.shell, copied))
        .all(notes)
}

fn shells(place: &Place, shell: Shell) -> El {
    let place = place.clone();
    let name = |shell: Shell| if shell == Shell::Posix { "sh, bash, zsh" } else { "PowerShell" };
    let choices = Shell::ALL.iter().map(|other| {
        option(AttrValue::Static(other.word()), AttrValue::Static(name(*other)), *other == shell)
    });
    let select = el("select").is("data-field", SHELL).all(choices).on(On::Change, move |e| {
        let chosen = event::value(&e);
        let chosen = if chosen == Shell::Posix.word() { "" } else { &chosen };
        place.step(&place.query_with(SHELL, chosen));
    });
    el("label").class("field").put(el("span").say(Key::Shell)).put(select)
}

/// Files and commands, each to be copied.
fn commands(launch: &Launch, shell: Shell, copied: &UseStateHandle<Option<Key>>) -> El {
    let files = launch.files.iter().map(|file| (file.name, file.text.clone()));
    let lines: Vec<String> = launch.steps.iter().map(|step| step.line(shell)).collect();
    let all = files.chain([("", lines.join("\n"))]);
    let said = copied.map_or("", Fixed::text);
    let status = el("p").class("note").is("role", "status").text(said);
    let commands = all.map(|(name, text)| {
        let (written, said) = (text.clone(), copied.setter());
        let label = if name.is_empty() { Key::Commands.text() } else { name };
        let code = el("pre")
            .is("tabindex", "0")
            .is("role", "region")
            .with("aria-label", label)
            .put(el("code").text(text));
        let copy = el("button").is("type", "button").class("quiet-button").say(Key::Copy);
        let copy = copy.on(On::Click, move |_| {
            let said = said.clone();
            clipboard::write(&written, move |done| {
                said.set(Some(if done.is_ok() { Key::Copied } else { Key::CopyFailed }));
            });
        });
        el("div")
            .class("model-command")
            .maybe_put((!name.is_empty()).then(|| el("p").class("note").text(name)))
            .put(code)
            .put(copy)
    });
    el("div").all(commands).put(status)
}
