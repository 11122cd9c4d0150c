//! Buy, rent or pay by the token in a few lines, for pages about something else: what the page about cost says of the same question, with the same words in
//! the address, so that the link there carries it over.

use will_it_run_engine::cost::{
    CostGlance, CostQuantity as Q, Freshness, GlanceTerms, PriceOf, PriceUsed, Range, RawRange, WayCost,
    WayState,
};
use will_it_run_engine::question::{RawQuestion, RawRig};
use will_it_run_engine::units::{Balance, Hours, Known, Usd, UsdPerHour, UsdPerMillionTokens};

use super::typed::{self, Typed, figure, range};
use crate::app::draw::{self, El, el};
use crate::app::world::Mark;
use crate::atlas::place::Place;
use crate::atlas::route::Route;
use crate::text::cost::{self, Shown};
use crate::text::{CostKey, Fixed};

/// A figure that is typed here: its word in the address, the engine's name, its label, its unit.
type Input = (&'static str, &'static str, CostKey, &'static str);

const HOURS: Input = ("hours", "load.hours_per_day", CostKey::HoursADay, "h");
const PRICE: Input = ("price", "buy.price_usd", CostKey::GlancePrice, "$");
const RENT: Input = ("rent", "rent.usd_per_hour", CostKey::GlanceRent, "$/h");
const API_IN: Input = ("apiin", "api.input_usd", CostKey::GlanceIn, "$/M");
const API_OUT: Input = ("apiout", "api.output_usd", CostKey::GlanceOut, "$/M");
const INPUTS: [Input; 5] = [HOURS, PRICE, RENT, API_IN, API_OUT];

/// Hours a day where nobody says: around the clock, as rentals are compared. An input like any other.
const HOURS_USUAL: f64 = 24.0;
/// The same as it is written.
const HOURS_SAID: &str = "24";

/// What is asked about: a rig, and perhaps the model on it.
pub enum About<'a> {
    /// A rig alone.
    Rig(&'a RawRig),
    /// A model on a rig.
    Question(&'a RawQuestion),
}

/// Words that this part adds to an address.
#[must_use]
pub fn without(query: &str) -> String {
    INPUTS.iter().fold(query.to_owned(), |query, (word, ..)| crate::app::state::query_with(&query, word, ""))
}

/// The part. `query` is the question as the page about cost takes it, without the words of this part: `on=…&model=…`.
pub fn cost_glance(place: &Place, about: &About<'_>, query: &str) -> El {
    let (rig, question) = match about {
        About::Rig(rig) => (*rig, None),
        About::Question(question) => (&question.rig, Some(*question)),
    };
    let found = place.world.calculator().cost_glance(rig, question, &stated(place));
    let carried = INPUTS.iter().fold(query.to_owned(), |query, (word, ..)| {
        let value = place.asked(word);
        let value = if *word == HOURS.0 && value.is_empty() { HOURS_SAID.to_owned() } else { value };
        crate::app::state::query_with(&query, word, &value)
    });
    let more = el("p").put(place.link_with(Route::Cost, carried).say(CostKey::GlanceMore));
    let inside = match &found {
        Ok(found) => draw::list(vec![fields(place, Some(found)).into(), answered(place, found)]),
        Err(wrong) => draw::list(vec![
            fields(place, None).into(),
            el("p").is("role", "alert").text(wrong.message.clone()).into(),
        ]),
    };
    el("div").class("costs cost-glance").put(inside).put(more)
}

/// What the reader typed.
fn stated(place: &Place) -> GlanceTerms {
    let ends = |(word, ..): Input| -> Known<Range<f64>> {
        Known::from(range(&place.asked(word)).and_then(|typed| match typed {
            RawRange::One(one) => Some(Range::one(one)),
            RawRange::Range(ends) if ends.low <= ends.high => {
                let point = ends.point.unwrap_or(f64::midpoint(ends.low, ends.high));
                Some(Range { low: ends.low, point, high: ends.high })
            }
            RawRange::Range(_) => None,
        }))
    };
    let hours = figure(&place.asked(HOURS.0)).filter(|hours| *hours <= HOURS_USUAL).unwrap_or(HOURS_USUAL);
    let tokens = ends(API_IN).zip(ends(API_OUT)).map(|(input, output)| {
        input
            .zip(output)
            .map(|(input, output)| (UsdPerMillionTokens::new(input), UsdPerMillionTokens::new(output)))
    });
    GlanceTerms {
        hours: Hours::new(hours),
        price: ends(PRICE).map(|range| range.map(Usd::new)),
        rent: ends(RENT).map(|range| range.map(UsdPerHour::new)),
        api: tokens,
    }
}

/// Whether a way asks for a field.
fn asks(found: &CostGlance, field: &str) -> bool {
    found.ways.iter().any(
        |way| matches!(&way.state, WayState::Asks { asks } if asks.iter().any(|ask| ask.field() == field)),
    )
}

/// Hours, price and rate always; prices of tokens where nobody knows them and somebody reckons tokens.
fn fields(place: &Place, found: Option<&CostGlance>) -> El {
    let shown = INPUTS.iter().filter(|input| {
        let of_tokens = input.0 == API_IN.0 || input.0 == API_OUT.0;
        // Without a speed no tokens are reckoned, and their price is not asked for.
        let asked = found.is_some_and(|found| asks(found, input.1) && !asks(found, "speed.decode_tok_s"));
        !of_tokens || asked || !place.asked(input.0).is_empty()
    });
    let fields = shown.map(|input| field(place, *input, found.is_some_and(|found| asks(found, input.1))));
    el("div").class("model-controls").all(fields)
}

fn field(place: &Place, (word, _, label, unit): Input, asked: bool) -> El {
    let value = place.asked(word);
    let wrong = !value.is_empty() && range(&value).is_none();
    let note = if wrong { Some(CostKey::NotANumber) } else { asked.then_some(CostKey::Needed) };
    let usual = if word == HOURS.0 { HOURS_SAID } else { "" };
    typed::field(place, Typed { word, label, unit, usual, note, wrong })
        .maybe("data-asked", asked.then_some("true"))
}

fn answered(place: &Place, found: &CostGlance) -> yew::Html {
    let shown = Shown::of(None);
    let load = cost::load(&found.load).map(|load| el("p").class("note").text(load));
    let verdicts = found.pairs.iter().filter_map(|pair| {
        if !pair.point.is_asked() {
            let (word, says) = cost::verdict(pair);
            let flips = cost::flip(pair.pair, &pair.flip);
            let months = cost::neat(found.horizon.get());
            let over = [" Over ", &months, "\u{a0}months: ", &flips, "."].concat();
            return Some(
                el("p").is("data-pair", pair.pair.word()).put(el("b").text(word + ". ")).text(says + &over),
            );
        }
        None
    });
    let cards = found.ways.iter().map(|way| card(place, found, way, &shown));
    let status = el("div").is("role", "status").maybe_put(load).all(verdicts);
    draw::list(vec![
        status.into(),
        el("ul").class("cost-ways").all(cards).into(),
        el("p").class("note").say(CostKey::GlanceNote).into(),
    ])
}

/// A way: a million tokens, a month, and the prices it rests on.
fn card(place: &Place, found: &CostGlance, way: &WayCost, shown: &Shown) -> El {
    let of = match way.way.word() {
        "buy" => PriceOf::Purchase,
        "rent" => PriceOf::Rental,
        _ => PriceOf::Api,
    };
    let figures = match &way.state {
        WayState::Priced(figures) => {
            let dollars = |range: Range<f64>| range.map(Balance::new);
            let per_million = figures.per_million_tokens.map(|range| dollars(range.map(|usd| usd.get())));
            let monthly = dollars(figures.monthly.map(|usd| usd.get()));
            let figure = |name: CostKey, range: Known<Range<Balance>>| {
                let value = match range {
                    Known::Known(range) => el("dd")
                        .put(el("b").text(shown.money(range.point)))
                        .maybe_put(shown.ends(range).map(|ends| el("span").class("note").text(ends))),
                    Known::Unknown => el("dd").say(CostKey::Unknown),
                };
                el("div").put(el("dt").say(name)).put(value)
            };
            el("dl")
                .put(figure(CostKey::PerMillion, per_million))
                .put(figure(CostKey::Monthly, Known::Known(monthly)))
        }
        WayState::CannotServe { rigs } => el("p").class("note").text(cost::too_slow(*rigs)),
        WayState::Asks { .. } => el("p").say(CostKey::GlanceAsks),
    };
    let mut prices: Vec<El> =
        found.prices.iter().filter(|price| price.of == of).map(|price| seen(place, price, shown)).collect();
    // The newest is shown, the others are there for who wants them.
    let others = if prices.len() > 1 { prices.split_off(1) } else { Vec::new() };
    let others = (!others.is_empty()).then(|| {
        let count = [CostKey::GlanceOthers.text(), &others.len().to_string()].concat();
        el("details").put(el("summary").text(count)).put(el("ul").class("plain").all(others))
    });
    el("li")
        .is("data-way", way.way.word())
        .put(el("h3").text(cost::way_name(way.way)))
        .put(figures)
        .put(el("ul").class("plain").all(prices))
        .maybe_put(others)
}

/// A price with its day, age and source.
fn seen(place: &Place, price: &PriceUsed, shown: &Shown) -> El {
    let amount = match price.price.point {
        Q::Usd(usd) => shown.money(usd),
        Q::UsdPerHour(usd) => shown.money(usd) + "/h",
        Q::UsdPerMillionTokens(usd) => shown.money(usd) + "/M\u{a0}tokens",
        _ => return el("li"),
    };
    let row = el("li").class("note").text(amount);
    match &price.seen {
        Known::Unknown => row.text(" · ").say(CostKey::Typed),
        Known::Known(seen) => {
            let (source, mark) = place.world.source(&seen.source);
            let doubtful = (mark == Mark::Unconfirmed).then_some("unconfirmed");
            let old = (seen.freshness == Freshness::Stale)
                .then(|| el("span").class("cost-old").text(" ▲ ").say(CostKey::OlderThanYear));
            let whose = if price.of == PriceOf::Purchase { &price.kind } else { &price.name };
            let day = [" ", whose, ", ", &seen.observed.to_string(), ", ", &cost::age(seen.age_days)];
            row.text(day.concat())
                .maybe_put(old)
                .text(" · ")
                .put(el("span").maybe("class", doubtful).text(source))
        }
    }
}
