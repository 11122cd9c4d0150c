//! Speed over users: what each gets and what all get together, where caches end, where arithmetic binds; and a load of requests.

use will_it_run_engine::calculator::{Served, Service, UsersPoint};
use will_it_run_engine::speed::Bound;
use will_it_run_engine::units::{Known, Tokens};
use yew::Html;

use super::asked::{Closer, LOAD};
use super::depth::whole;
use super::{Part, fields};
use crate::app::charts::plot::{Axis, Plot, with_twin};
use crate::app::charts::scale::Scale;
use crate::app::draw::{El, all, el, list};
use crate::app::state::Field;
use crate::atlas::components::save;
use crate::atlas::place::Place;
use crate::text::number::{grouped, three};
use crate::text::{CloserKey as Key, Fixed, closer};

/// The section.
pub fn section(place: &Place, asked: &Closer) -> El {
    let question = asked.question();
    let calculator = place.world.calculator();
    let most = calculator.most_users(question).ok().and_then(Known::get);
    let counts: Vec<u32> = most.map(counts).unwrap_or_default();
    let curve = calculator.users_curve(question, &counts).unwrap_or_default();
    let points: Vec<&UsersPoint> = curve.iter().filter(|point| point.each.is_known()).collect();
    let compute =
        points.iter().find(|point| point.bound == Known::Known(Bound::Compute)).map(|point| point.users);
    let part = Part {
        id: "users",
        title: Key::Users,
        note: Key::UsersNote,
        fields: vec![fields::number(place, Field::Users.word(), Key::UsersField, "1", 256.0)],
        says: most.map(|most| closer::users_end(most, compute)),
    };
    // One user alone is no curve; the sentence says it.
    let drawn = match points.len() {
        0 => el("p").say(Key::UsersUnknown).into(),
        1 => Html::default(),
        _ => chart(&points, asked),
    };
    part.draw(list(vec![drawn, under_load(place, asked).into()]))
}

/// One, two, three, and then wider and wider steps up to the most.
fn counts(most: u32) -> Vec<u32> {
    let mut counts = Vec::new();
    let mut next = 1;
    while next < most {
        counts.push(next);
        next += (next / 4).max(1);
    }
    counts.push(most);
    counts
}

fn chart(points: &[&UsersPoint], asked: &Closer) -> Html {
    let figure = |point: &UsersPoint| {
        let each = point.each.get()?;
        Some([each.tokens_per_second.get(), point.all.get()?.get(), each.low.get(), each.high.get()])
    };
    let figures: Vec<(u32, [f64; 4])> =
        points.iter().filter_map(|point| Some((point.users, figure(point)?))).collect();
    let to = figures.last().map_or(1.0, |(users, _)| f64::from(*users)).max(2.0);
    let positive = figures.iter().flat_map(|(_, rates)| rates.iter().copied()).filter(|rate| *rate > 0.0);
    let plot = Plot {
        x: Axis { scale: Scale::Log { from: 1.0, to }, label: Key::UsersField.text(), write: whole },
        y: Axis { scale: Scale::log(positive), label: "tok/s", write: whole },
    };
    let line = |at: usize, class: &'static str| {
        let path = figures.iter().filter_map(|(users, rates)| Some((f64::from(*users), *rates.get(at)?)));
        el("path").class(class).with("d", plot.path(path))
    };
    let back = figures.iter().rev().map(|(users, [_, _, low, _])| (f64::from(*users), *low));
    let band =
        plot.path(figures.iter().map(|(users, [.., high])| (f64::from(*users), *high)).chain(back)) + "Z";
    let here = asked.question().users.unwrap_or(1);
    let here = figures.iter().find(|(users, _)| *users == here);
    let dot = here.map(|(users, [each, ..])| plot.dot(f64::from(*users), *each, "cost-cross"));
    let marks = list(vec![
        el("path").class("cost-band buy").with("d", band).into(),
        line(0, "cost-line buy").into(),
        line(1, "cost-line rent").into(),
        all(dot),
    ]);
    let legend = el("ul").class("cost-legend").all(
        [("cost-line buy", Key::Each), ("cost-line rent", Key::Together)].map(|(class, name)| {
            let path = el("path").class(class).is("d", "M0 4L32 4");
            el("li").put(el("svg").is("viewBox", "0 0 32 8").is("aria-hidden", "true").put(path)).say(name)
        }),
    );
    let bound = |users: u32| {
        let point = points.iter().find(|point| point.users == users);
        match point.map(|point| point.bound) {
            Some(Known::Known(Bound::Memory)) => Key::ByMemory.text(),
            Some(Known::Known(Bound::Compute)) => Key::ByCompute.text(),
            _ => "",
        }
    };
    let head = [Key::UsersField, Key::Low, Key::Each, Key::High, Key::Together, Key::Bound].map(Fixed::text);
    let mut csv = save::line(&head.map(str::to_owned));
    let mut table = Vec::new();
    for (users, [each, together, low, high]) in &figures {
        let rates = [*low, *each, *high, *together];
        let row = |first: String, write: fn(f64) -> String| -> Vec<String> {
            let last = [bound(*users).to_owned()];
            std::iter::once(first).chain(rates.map(write)).chain(last).collect()
        };
        csv.push_str(&save::line(&row(users.to_string(), save::number)));
        table.push(row(grouped((*users).into()), three));
    }
    let drawing = plot.draw(Key::Users.text().to_owned(), marks);
    list(vec![
        legend.into(),
        el("div")
            .is("id", "users-drawing")
            .put(with_twin(drawing, Key::UsersTable.text(), &head, table))
            .into(),
        save::tools("closer", "users", csv).into(),
    ])
}

/// What the rig makes of so many requests an hour.
fn under_load(place: &Place, asked: &Closer) -> El {
    let service = Service {
        requests_per_hour: asked.load,
        answer: Tokens::new(asked.asked.thinking.saturating_add(asked.asked.output).max(1)),
    };
    let served: Option<Served> =
        place.world.calculator().served(asked.question(), &service).ok().and_then(Known::get);
    let says = served.map(|served| closer::load(&grouped(asked.load as u64), &served));
    let usual = crate::text::compare::plain(asked.load);
    let field = fields::number(place, LOAD, Key::LoadField, &usual, 1e7);
    el("div")
        .put(el("h3").say(Key::Load))
        .put(el("p").class("note").say(Key::LoadNote))
        .put(el("div").class("model-controls").put(field))
        .put(match says {
            Some(says) => el("p").class("closer-said").is("role", "status").is("data-load", "").text(says),
            None => el("p").say(Key::UsersUnknown),
        })
}
