//! Buy, rent or pay by the token: the question on the left, the answer with every term beside it.

mod asked;
mod fields;
mod form;
mod inputs;
mod lines;
mod prices;
mod terms;
mod tornado;
mod verdict;
mod ways;

use will_it_run_engine::cost::{BreakEven, CostAnswer, WayState};
use will_it_run_engine::question::Fault;
use yew::{Html, Properties, component, use_effect_with, use_memo, use_state, use_state_eq};

use crate::app::draw::{self, El, el};
use crate::app::hooks::part;
use crate::atlas::place::Place;
use crate::text::{CostKey, Fixed, cost::Shown, said};
use crate::web::theme;
use fields::Form;

/// Props of [`Cost`].
#[derive(Properties, PartialEq)]
pub struct CostProps {
    /// Where the reader is.
    pub place: Place,
}

/// The page.
#[component]
pub fn Cost(props: &CostProps) -> Html {
    let place = &props.place;
    use_effect_with((), |()| theme::title(&[CostKey::Title.text(), " – ", said!(Brand)].concat()));
    // Decided once: what the reader opens or closes afterwards stays so.
    let open = use_state(|| form::Open::at(place));
    let typing = use_state_eq(|| None);
    let found =
        use_memo((place.world.clone(), place.query.clone()), |(world, query)| asked::outcome(world, query));
    let asks = match found.as_ref() {
        Some(Ok(answer)) => asks(answer),
        Some(Err(_)) | None => Vec::new(),
    };
    let form = Form { place, typing, asks };
    let head = el("section").class("sheet").put(el("h1").say(CostKey::Title)).put(el("p").say(CostKey::Help));
    let parts = match found.as_ref() {
        None => vec![verdict::start(place).into()],
        Some(Err(wrong)) => vec![verdict::refused(place, wrong).into()],
        Some(Ok(answer)) if place.drawn > 1 => answered(place, answer),
        Some(Ok(_)) => Vec::new(),
    };
    let answer = el("div").class("answer costs").is("id", "cost-answer").put(draw::list(parts));
    let bench = el("div").class("bench").put(form::form(&form, *open)).put(answer);
    draw::list(vec![head.into(), bench.into()])
}

/// What the answer asks for, each once.
fn asks(answer: &CostAnswer) -> Vec<&'static str> {
    let mut all: Vec<&'static str> = Vec::new();
    let mut add = |field: &'static str| {
        if !all.contains(&field) {
            all.push(field);
        }
    };
    // Of the first question that is open alone: who compares with renting is not asked for prices of tokens.
    if let Some(pair) = verdict::first(answer)
        && let BreakEven::Unknown { asks } = &pair.point
    {
        asks.iter().for_each(|ask| add(ask.field()));
    }
    if answer.ways.iter().all(|way| matches!(way.state, WayState::Asks { .. })) {
        for way in &answer.ways {
            if let WayState::Asks { asks } = &way.state {
                asks.iter().take(1).for_each(|ask| add(ask.field()));
            }
        }
    }
    all
}

/// The answer, part by part.
fn answered(place: &Place, answer: &CostAnswer) -> Vec<Html> {
    let shown = Shown::of(answer.currency.as_ref());
    vec![
        verdict::verdict(place, answer).into(),
        ways::cards(answer, &shown).into(),
        ways::pairs(answer).into(),
        part(place.drawn > 2, || draw::list(below(place, answer, &shown))),
    ]
}

/// What stands below the ways: charts, prices, terms.
fn below(place: &Place, answer: &CostAnswer, shown: &Shown) -> Vec<Html> {
    vec![
        lines::over_time(answer, shown).map(Html::from).unwrap_or_default(),
        lines::over_use(answer, shown).map(Html::from).unwrap_or_default(),
        draw::all(answer.sensitivity.iter().map(|about| tornado::tornado(about, answer, shown))),
        prices::prices(place, answer, shown).into(),
        prices::besides(answer, shown).into(),
        terms::terms(place, answer, shown).map(Html::from).unwrap_or_default(),
    ]
}

/// What is wrong, for people.
fn says(wrong: &Fault) -> &str {
    &wrong.message
}

/// The head of a table.
#[inline(never)]
fn columns(names: [CostKey; 5]) -> El {
    el("thead").put(el("tr").all(names.map(|name| el("th").is("scope", "col").say(name))))
}

/// A cell that names its column where a narrow screen has no head.
fn cell(name: CostKey) -> El {
    el("td").is("data-label", name.text())
}
