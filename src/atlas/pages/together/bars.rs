//! Memory of each device and of RAM as a bar in which every model is a segment, its components inside; the same as a table.

use will_it_run_engine::answer::Parts;
use will_it_run_engine::together::Together;
use will_it_run_engine::units::Bytes;

use super::found::Found;
use super::{badge, letter};
use crate::app::charts::PARTS;
use crate::app::charts::plot::with_twin;
use crate::app::components::section as headed;
use crate::app::draw::{El, On, el};
use crate::atlas::components::save;
use crate::atlas::place::Place;
use crate::text::measure::{MemoryUnit, bytes};
use crate::text::number::decimals;
use crate::text::{COMPONENTS, Fixed, TogetherKey as Key, together};
use crate::web::download;

/// Letters nearer than this share of a bar stand together.
const CLOSE: f64 = 0.045;
/// From this share of a bar on, what is free is written into it.
const ROOMY: f64 = 0.3;

/// A bar.
struct Bar {
    title: String,
    usable: Bytes,
    held: Bytes,
    free: Bytes,
    segments: Vec<Segment>,
}

/// A model's part of a bar.
struct Segment {
    letter: &'static str,
    name: String,
    parts: Parts,
}

/// The section.
pub fn section(place: &Place, found: &Found, answer: &Together) -> El {
    let unit = place.reader.unit;
    let bars = bars(place, found, answer);
    let used: Vec<usize> = (0..PARTS.len())
        .filter(|at| {
            bars.iter().flat_map(|bar| &bar.segments).any(|segment| part(&segment.parts, *at) > Bytes::ZERO)
        })
        .collect();
    let drawn =
        el("div").class("bars").is("id", "memory-drawing").all(bars.iter().map(|bar| drawn(bar, unit)));
    let names = used.iter().filter_map(|at| Some((*PARTS.get(*at)?, COMPONENTS.get(*at)?.text())));
    let components = el("ul").class("together-legend").all(names.clone().map(|(class, name)| {
        let swatch = el("i").with("class", ["swatch ", class].concat()).is("aria-hidden", "true");
        el("li").put(swatch).text(name)
    }));
    let models = el("ul").class("together-legend").all(
        answer.models.iter().map(|model| el("li").put(badge(found, &model.name)).text(model.name.clone())),
    );
    let mut head = vec![Key::Place.text(), Key::Model.text()];
    head.extend(names.map(|(_, name)| name));
    head.push(Key::Total.text());
    let (mut rows, mut csv) =
        (Vec::new(), save::line(&head.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>()));
    for bar in &bars {
        for segment in &bar.segments {
            let amounts: Vec<Bytes> =
                used.iter().map(|at| part(&segment.parts, *at)).chain([segment.parts.at_least()]).collect();
            let row = |write: &dyn Fn(Bytes) -> String| -> Vec<String> {
                [bar.title.clone(), segment.name.clone()]
                    .into_iter()
                    .chain(amounts.iter().map(|b| write(*b)))
                    .collect()
            };
            rows.push(row(&|amount| {
                if amount == Bytes::ZERO { "–".to_owned() } else { bytes(amount, unit) }
            }));
            csv.push_str(&save::line(&row(&|amount| amount.get().to_string())));
        }
    }
    let csv = el("button")
        .is("type", "button")
        .class("quiet-button")
        .is("data-save", "memory")
        .say(Key::SaveCsv)
        .on(On::Click, move |_| download::save("together-memory.csv", "text/csv;charset=utf-8", &csv));
    headed("part together-memory", "memory", Key::MemoryTitle)
        .put(models)
        .put(with_twin(drawn, Key::MemoryTable.text(), &head, rows))
        .put(components)
        .maybe_put(together::ram_said(answer, unit).map(|says| el("p").class("note").text(says)))
        .put(el("p").class("cost-save").put(csv))
}

fn part(parts: &Parts, at: usize) -> Bytes {
    parts.components().get(at).and_then(|part| part.get()).unwrap_or(Bytes::ZERO)
}

fn bars(place: &Place, found: &Found, answer: &Together) -> Vec<Bar> {
    let segment = |name: &str, parts: Parts| Segment {
        letter: found.row(name).map_or("·", letter),
        name: name.to_owned(),
        parts,
    };
    let many = answer.devices.len() > 1;
    let mut bars: Vec<Bar> = Vec::new();
    for device in &answer.devices {
        let on = answer.models.iter().filter_map(|model| {
            let on = model.on.iter().find(|on| on.device == device.device)?;
            Some(segment(&model.name, on.parts))
        });
        let name = place.world.device(&device.hardware).map_or(&*device.hardware, |card| &card.name);
        bars.push(Bar {
            title: if many { together::device(device.device, name) } else { name.to_owned() },
            usable: device.usable,
            held: device.held,
            free: device.free,
            segments: on.collect(),
        });
    }
    // Of memory that host and devices share the bars above are a part, so that it has none of its own.
    if let (Some(usable), Some(free)) = (answer.host.usable.get(), answer.host.free.get())
        && !together::shares(answer)
    {
        let on = answer.models.iter().filter(|model| model.host.at_least() > Bytes::ZERO);
        let segments = on.map(|model| segment(&model.name, model.host)).collect();
        bars.push(Bar {
            title: Key::RamBar.text().to_owned(),
            usable,
            held: answer.host.held,
            free,
            segments,
        });
    }
    bars
}

fn drawn(bar: &Bar, unit: MemoryUnit) -> El {
    let full = bar.usable.as_f64().max(bar.held.as_f64()).max(1.0);
    let mut marks: Vec<El> = Vec::new();
    let mut letters: Vec<(f64, String)> = Vec::new();
    let mut from = 0.0;
    for segment in &bar.segments {
        let begin = from;
        for (class, at) in PARTS.iter().zip(0..) {
            let width = part(&segment.parts, at).as_f64() / full;
            if width > 0.0 {
                marks.push(rect(from, width).with("class", ["part ", class].concat()));
                from += width;
            }
        }
        let line = el("line").class("together-bracket").with("x1", share(begin)).with("x2", share(from));
        marks.push(line.is("y1", "17").is("y2", "17"));
        marks.push(edge(from));
        let middle = f64::midpoint(begin, from);
        match letters.last_mut() {
            Some((last, together)) if middle - *last < CLOSE => {
                *together = [together, "\u{a0}", segment.letter].concat();
            }
            _ => letters.push((middle, segment.letter.to_owned())),
        }
    }
    for (at, letters) in letters {
        // Several begin where the first of them is; so near the edge, one would be cut otherwise.
        let anchor = if letters.len() > 1 { "start" } else { "middle" };
        marks.push(words(at, "13", letters).is("text-anchor", anchor));
    }
    let free = bar.free.as_f64() / full;
    if free > ROOMY {
        let says = [&bytes(bar.free, unit), " ", Key::Free.text()].concat();
        marks.push(words(1.0 - free / 2.0, "39", says).class("together-free").is("text-anchor", "middle"));
    }
    let parts: Vec<String> =
        bar.segments.iter().map(|s| [&s.name, " ", &bytes(s.parts.at_least(), unit)].concat()).collect();
    let label = together::bar_label(&bar.title, &parts, bar.free, bar.usable, unit);
    let drawing = el("svg")
        .class("together-bar")
        .is("role", "img")
        .with("aria-label", label)
        .put(rect(0.0, 1.0).class("together-room"))
        .all(marks);
    let ends = el("p")
        .class("note ends")
        .put(el("span").text([&bar.title, " · "].concat()).put(el("b").text(bytes(bar.held, unit))))
        .put(el("span").text(together::left_of(bar.free, bar.usable, unit)));
    el("div").class("bar").is("data-bar", "").put(drawing).put(ends)
}

fn rect(from: f64, width: f64) -> El {
    el("rect").with("x", share(from)).with("width", share(width)).is("y", "20").is("height", "28")
}

/// The end of a model's segment.
fn edge(at: f64) -> El {
    let line = el("line").class("together-edge").with("x1", share(at)).with("x2", share(at));
    line.is("y1", "20").is("y2", "48")
}

fn words(at: f64, y: &'static str, text: String) -> El {
    el("text").with("x", share(at)).is("y", y).text(text)
}

/// A share of the width.
fn share(of: f64) -> String {
    decimals(of * 100.0, 3) + "%"
}
