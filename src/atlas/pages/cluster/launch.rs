//! What starts it: commands for each machine, and manifests for Kubernetes.

use will_it_run_engine::cluster::{ClusterAnswer, Manifest};
use will_it_run_engine::launch::LaunchNote;
use yew::UseStateHandle;

use super::asked::{SHELL, shell};
use super::json::written;
use crate::app::components::section as headed;
use crate::app::draw::{El, On, el};
use crate::atlas::components::command::{Copying, code, copy, shells};
use crate::atlas::place::Place;
use crate::text::{ClusterKey as Key, Fixed, cluster};
use crate::web::download;

const COPYING: Copying<Key> = Copying { copy: Key::Copy, copied: Key::Copied, failed: Key::CopyFailed };

type Copied = UseStateHandle<Option<Key>>;

/// The section.
pub fn section(place: &Place, answer: &ClusterAnswer, copied: &Copied) -> El {
    let part = headed("part", "launch", Key::Launch);
    let Some(launch) = &answer.launch else {
        let none = if answer.fit.runs() { Key::LaunchNone } else { Key::LaunchNoFit };
        return part.put(el("p").say(none));
    };
    let shell = shell(place);
    let nodes = launch.nodes.iter().map(|node| {
        let lines: Vec<String> = node.steps.iter().map(|step| step.line(shell)).collect();
        command(cluster::node(node.node), lines.join("\n"), copied)
    });
    let notes = launch.cluster_notes.iter().map(|note| cluster::deployment_note(*note));
    let notes = notes.chain(launch.notes.iter().map(|note| match note {
        LaunchNote::OwnFile => Key::OwnFile.text().to_owned(),
        LaunchNote::NotByCommand { field } => cluster::not_by_command(field),
    }));
    let manifests: Vec<El> = launch.manifests.iter().filter_map(|each| manifest(each, copied)).collect();
    let manifests = (!manifests.is_empty()).then(|| {
        el("div")
            .put(el("h3").say(Key::Manifests))
            .put(el("p").class("note").say(Key::ManifestsNote))
            .all(manifests)
    });
    part.put(el("p").class("note").text(cluster::flags_of(launch.runtime, launch.version)))
        .put(
            el("div").class("model-controls").put(
                el("label")
                    .class("field")
                    .put(el("span").class("label").say(Key::Shell))
                    .put(shells(place, SHELL, shell)),
            ),
        )
        .put(el("div").class("cluster-commands").all(nodes))
        .put(el("ul").class("cluster-why note").all(notes.map(|note| el("li").text(note))))
        .maybe_put(manifests)
        .put(el("p").class("note").is("role", "status").text(copied.map_or("", Fixed::text)))
}

/// Copies a text of this name.
fn copy_of(text: String, of: &str, copied: &Copied) -> El {
    copy(text, COPYING, copied).with("aria-label", [Key::Copy.text(), ": ", of].concat())
}

/// The commands of a machine.
fn command(name: String, text: String, copied: &Copied) -> El {
    let button = copy_of(text.clone(), &name, copied);
    el("div")
        .put(el("h3").text(name.clone()))
        .put(el("div").class("model-command").put(code(&name, text)).put(button))
}

/// A manifest, folded away.
fn manifest(manifest: &Manifest, copied: &Copied) -> Option<El> {
    let text = written(&manifest.body)?;
    let (file, whole) = (manifest.file, text.clone());
    let save = el("button")
        .is("type", "button")
        .class("quiet-button")
        .is("data-save", file)
        .with("aria-label", [Key::Save.text(), ": ", file].concat())
        .say(Key::Save)
        .on(On::Click, move |_| download::save(file, "application/json", &whole));
    Some(
        el("div")
            .class("cluster-manifest")
            .put(
                el("p")
                    .class("cost-save")
                    .put(el("b").text(file))
                    .put(copy_of(text.clone(), file, copied))
                    .put(save),
            )
            .put(
                el("details")
                    .class("twin")
                    .put(el("summary").text(cluster::show(file)))
                    .put(el("div").class("model-command").put(code(file, text))),
            ),
    )
}
