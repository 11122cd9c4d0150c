//! Licence, repository, and who said the figures.

use will_it_run_engine::catalog::{Model, SourceKey, Vision};

use super::parts::sheet;
use crate::app::draw::{El, el};
use crate::app::world::{Mark, World};
use crate::text::{Fixed, Key as Common, ModelPageKey as Key, t};

/// The section.
pub fn sources(record: &Model, world: &World) -> El {
    let (params, context) = (&record.params, &record.context);
    let seen = match &record.vision {
        Vision::Encoder { source, .. } => Some(*source),
        Vision::None => None,
    };
    let said = [
        (Key::SourceParameters, params.total.source()),
        (Key::SourceActive, params.active.source()),
        (Key::SourceContext, context.max.source()),
        (Key::SourceReleased, record.released.source()),
        (Key::SourceVision, seen),
    ];
    let mut lines: Vec<(String, SourceKey)> = Vec::new();
    for (what, key) in said.into_iter().filter_map(|(what, key)| Some((what.text(), key?))) {
        match lines.iter_mut().find(|(_, other)| *other == key) {
            Some((names, _)) => *names = [names, ", ", what].concat(),
            None => lines.push((what.to_owned(), key)),
        }
    }
    let rows = lines.iter().map(|(what, key)| source(what, *key, world));
    let repository = (!record.repo.is_empty()).then(|| {
        let address = ["https://huggingface.co/", &record.repo].concat();
        let link = el("a").with("href", address).is("rel", "noreferrer").text(record.repo.to_string());
        el("p").say(Key::Repository).text(": ").put(link)
    });
    let licence = if record.license.is_empty() { t(Common::Unknown) } else { &record.license };
    let notes = (!record.notes.is_empty())
        .then(|| el("p").class("note").text([Key::Notes.text(), ": ", &record.notes].concat()));
    sheet("sheet", "sources-title", Key::Sources)
        .put(el("p").text([Key::Licence.text(), ": ", licence].concat()))
        .maybe_put(repository)
        .maybe_put(notes)
        .put(el("ul").class("sources").all(rows))
        .put(el("p").class("note").text([Key::Record.text(), " ", &record.date.to_string(), "."].concat()))
}

fn source(what: &str, key: SourceKey, world: &World) -> El {
    let key = world.catalog().source(key).map(|source| source.key.to_string()).unwrap_or_default();
    let (text, mark) = world.source(&key);
    let row = el("li").text([what, ": ", &text].concat());
    match mark {
        Mark::Confirmed => row,
        Mark::Unconfirmed => row.text(" · ").put(
            el("span").class("unconfirmed").is("title", t(Common::UnconfirmedMeans)).say(Common::Unconfirmed),
        ),
    }
}
