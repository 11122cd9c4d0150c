//! The course of an answer: a bar of the time that reading, thinking and answering take, loading apart.

use will_it_run_engine::calculator::{Course, Times};
use will_it_run_engine::host::Disk;
use will_it_run_engine::units::{BytesPerSecond, Known, Seconds, Tokens};

use super::asked::{CACHED, Closer, DISK_USUAL};
use super::{Part, fields};
use crate::app::charts::plot::{at, with_twin};
use crate::app::draw::{El, el, list};
use crate::app::state::Field;
use crate::atlas::components::save;
use crate::atlas::place::Place;
use crate::text::compare::plain;
use crate::text::measure::duration;
use crate::text::{CloserKey as Key, Fixed, closer};

/// Width of the drawing in its own units.
const WIDTH: f64 = 640.0;

/// The section.
pub fn section(place: &Place, asked: &Closer) -> El {
    let calculator = place.world.calculator();
    let prompt = place.world.checked(asked.question()).map_or(0, |question| question.prompt.get());
    let (thinking, answer) = (asked.asked.thinking, asked.asked.output);
    let disk = asked.disk.map_or_else(|| BytesPerSecond::gb_s(DISK_USUAL), Disk::sequential);
    let course = Course {
        cached: Tokens::new((f64::from(prompt) * asked.cached / 100.0) as u32),
        thinking: Tokens::new(thinking),
        answer: Tokens::new(answer),
        disk: Known::Known(disk),
    };
    let times = calculator.course(asked.question(), &course).ok();
    let number = |field: Field, label, usual: u32| {
        fields::number(place, field.word(), label, &plain(f64::from(usual)), 1e7)
    };
    let part = Part {
        id: "course",
        title: Key::Course,
        note: Key::CourseNote,
        fields: vec![
            number(Field::Prompt, Key::Prompt, prompt),
            fields::number(place, CACHED, Key::Cached, &plain(asked.cached), 100.0),
            number(Field::Thinking, Key::Thinking, thinking),
            number(Field::Output, Key::Answer, answer),
        ],
        says: None,
    };
    match times.as_ref().and_then(|times| Some((times, steps(times, thinking)?))) {
        None => part.draw(el("p").say(Key::DepthUnknown).into()),
        Some((times, steps)) => part.draw(drawn(times, &steps, disk)),
    }
}

/// The steps of an answer with what each takes; none where a time is unknown.
fn steps(times: &Times, thinking: u32) -> Option<Vec<(Key, &'static str, Seconds)>> {
    let (first, answer, finished) = (times.first.get()?, times.answer.get()?, times.finished.get()?);
    let span = |from: Seconds, to: Seconds| Seconds::new((to.get() - from.get()).max(0.0));
    let mut steps = vec![(Key::Reading, "part weights", first)];
    if thinking > 0 {
        steps.push((Key::Thinking, "part projector", span(first, answer)));
    }
    steps.push((Key::Answer, "part recurrent", span(answer, finished)));
    Some(steps)
}

fn drawn(times: &Times, steps: &[(Key, &'static str, Seconds)], disk: BytesPerSecond) -> yew::Html {
    let all: f64 = steps.iter().map(|(.., time)| time.get()).sum();
    let mut from = 0.0;
    let bars = steps.iter().map(|(_, class, time)| {
        let width = time.get() / all.max(f64::MIN_POSITIVE) * WIDTH;
        let bar = el("rect")
            .class(class)
            .with("x", at(from))
            .is("y", "0")
            .with("width", at((width - 1.0).max(1.0)))
            .is("height", "32");
        from += width;
        bar
    });
    let bars: Vec<El> = bars.collect();
    let drawing = el("svg")
        .class("plot closer-course")
        .is("viewBox", "0 0 640 32")
        .is("preserveAspectRatio", "none")
        .is("role", "img")
        .with("aria-label", Key::Course.text().to_owned())
        .all(bars);
    let legend = el("ul").class("closer-legend").all(steps.iter().map(|(name, class, time)| {
        let class = class.trim_start_matches("part ");
        let swatch = el("i").with("class", ["swatch ", class].concat()).is("aria-hidden", "true");
        let name = match name {
            Key::Reading => name.text(),
            name => name.text().split(',').next().unwrap_or_default(),
        };
        el("li").put(swatch).text([name, ": ", &duration(*time)].concat())
    }));
    let load = times.load.get();
    let mut rows: Vec<(&'static str, Seconds)> =
        load.map(|time| (Key::Loading.text(), time)).into_iter().collect();
    rows.extend(steps.iter().map(|(name, _, time)| (name.text(), *time)));
    let head = [Key::Step, Key::Time].map(Fixed::text);
    let mut csv = save::line(&[Key::Step.text().to_owned(), [Key::Time.text(), ", s"].concat()]);
    for (name, time) in &rows {
        csv.push_str(&save::line(&[(*name).to_owned(), save::number(time.get())]));
    }
    let table = rows.iter().map(|(name, time)| vec![(*name).to_owned(), duration(*time)]).collect();
    let loading = load.map(|time| el("p").class("note").text(closer::loading(time, disk)));
    list(vec![
        el("p")
            .class("closer-said")
            .is("role", "status")
            .is("data-course", "")
            .text(duration(Seconds::new(all)))
            .into(),
        legend.into(),
        el("div")
            .is("id", "course-drawing")
            .put(with_twin(drawing, Key::CourseTable.text(), &head, table))
            .into(),
        loading.map(yew::Html::from).unwrap_or_default(),
        save::tools("closer", "course", csv).into(),
    ])
}
