//! The form: what is asked, group by group. What few need is folded, and open where the address holds something of it.

use will_it_run_engine::catalog::{ApiPrice, Listed};
use will_it_run_engine::cost::{PRESETS, rental_offers};
use will_it_run_engine::order;
use will_it_run_engine::units::{Bytes, Known};
use yew::{AttrValue, Callback};

use super::fields::Form;
use super::inputs::{
    API, API_MODEL, API_PROVIDER, BUY, CONDITION, CONTEXT, COUNT, COUNTRY, CURRENCY, CURVE, CUSTOMER, DEVICE,
    Input, KIND, MEMORY, MIX, MODEL, ONE_OF, OUTLOOK, PER_USD, POWER, PRESET, PRICE, PROVIDER, QUANT, RENT,
    RENTING, USERS,
};
use crate::app::components::{Combobox, ComboboxProps, Search};
use crate::app::draw::{self, El, On, el};
use crate::app::state::query_with;
use crate::atlas::place::Place;
use crate::atlas::route::Route;
use crate::text::{CostKey, Fixed, cost, said};

/// How a group begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fold {
    /// Shown, because the address holds something of it.
    Open,
    /// Folded away.
    Closed,
}

/// How the groups begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Open([Fold; 6]);

/// The words of each group, besides its figures.
const CHOSEN: [&[&str]; 6] =
    [&[CURVE], &[COUNTRY, CUSTOMER], &[PROVIDER], &[API_MODEL, API_PROVIDER], &[], &[CURRENCY, "per"]];
/// The figures of each group.
const FIGURES: [&[Input]; 6] = [&BUY, &POWER, &RENTING, &API, &MIX, &OUTLOOK];

impl Open {
    /// Open where the address holds something.
    pub fn at(place: &Place) -> Self {
        let holds = |word: &str| !place.asked(word).is_empty();
        let mut open = [Fold::Closed; 6];
        for ((slot, words), inputs) in open.iter_mut().zip(CHOSEN).zip(FIGURES) {
            if words.iter().any(|word| holds(word)) || inputs.iter().any(|input| holds(input.word)) {
                *slot = Fold::Open;
            }
        }
        Self(open)
    }
}

/// The whole form.
pub fn form(form: &Form<'_>, open: Open) -> El {
    let [buy_open, power_open, rent_open, api_open, mix_open, outlook_open] = open.0;
    let condition =
        fixed(CostKey::Any, &[("new", CostKey::New), ("used", CostKey::Used), ("msrp", CostKey::Launch)]);
    let kinds = fixed(
        CostKey::OnDemand,
        &[("spot", CostKey::Spot), ("community", CostKey::Community), ("reserved", CostKey::Reserved)],
    );
    let load = el("div")
        .put(el("p").class("label").say(CostKey::Presets))
        .put(presets(form.place))
        .put(el("div").class("trio").all(form.amounts(&ONE_OF)))
        .put(el("p").class("note").say(CostKey::OneOf));
    let curve =
        vec![("".into(), CostKey::Declining.text().into()), ("linear".into(), CostKey::Linear.text().into())];
    let [share_down @ .., _, _, _] = &BUY;
    let [_, _, _, _, _, _, loan @ ..] = &BUY;
    let buying = vec![
        el("div").class("grid").all(form.amounts(share_down)),
        form.select(CURVE, cost::term_name("buy.resale.curve"), curve),
        el("div").class("grid").all(form.amounts(loan)),
    ];
    let customer = fixed(CostKey::Household, &[("business", CostKey::Business)]);
    let power = vec![
        el("p").class("note").say(CostKey::PowerHelp),
        form.select(COUNTRY, cost::term_name("power.country"), countries(form.place)),
        form.select(CUSTOMER, cost::term_name("power.customer"), customer),
        el("div").class("grid").all(form.amounts(&POWER)),
    ];
    let renting = vec![
        form.select(PROVIDER, cost::term_name("rent.provider"), providers(form.place)),
        el("div").class("grid").all(form.amounts(&RENTING)),
    ];
    let api = vec![
        form.select(API_MODEL, cost::term_name("api.model"), api_models(form.place)),
        form.select(API_PROVIDER, cost::term_name("api.provider"), api_providers(form.place)),
        el("div").class("grid").all(form.amounts(&API)),
    ];
    let mix = vec![el("div").class("grid").all(form.amounts(&MIX))];
    let outlook = vec![
        el("div")
            .class("grid")
            .all(form.amounts(&OUTLOOK))
            .put(form.word(CURRENCY, cost::term_name("currency.code"), "USD"))
            .put(form.amount(&PER_USD)),
        el("p").class("note").say(CostKey::CurrencyHelp),
    ];
    el("section")
        .class("question cost-form")
        .is("aria-labelledby", "cost-question")
        .put(el("h2").is("id", "cost-question").say(CostKey::Question))
        .put(rig(form))
        .put(model(form))
        .put(load)
        .put(el("div").class("pair").put(form.amount(&PRICE)).put(form.select(
            CONDITION,
            cost::term_name("buy.condition"),
            condition,
        )))
        .put(el("div").class("pair").put(form.amount(&RENT)).put(form.select(
            KIND,
            cost::term_name("rent.kind"),
            kinds,
        )))
        .put(group(CostKey::Purchase, buy_open, buying))
        .put(group(CostKey::PowerGroup, power_open, power))
        .put(group(CostKey::Renting, rent_open, renting))
        .put(group(CostKey::Tokens, api_open, api))
        .put(group(CostKey::Mix, mix_open, mix))
        .put(group(CostKey::Outlook, outlook_open, outlook))
}

#[inline(never)]
fn group(title: CostKey, fold: Fold, inside: Vec<El>) -> El {
    el("details")
        .class("more")
        .maybe("open", (fold == Fold::Open).then_some("open"))
        .put(el("summary").say(title))
        .put(el("div").class("more-wishes").all(inside))
}

/// The loads by name.
pub fn presets(place: &Place) -> El {
    let now = place.asked(PRESET);
    let links = PRESETS.iter().map(|preset| {
        let words = ONE_OF.iter().chain(MIX.iter().take(4)).map(|input| input.word);
        let bare = words.fold(place.query.clone(), |query, word| query_with(&query, word, ""));
        let current = (preset.key == now).then_some("true");
        let link = place.link_with(Route::Cost, query_with(&bare, PRESET, preset.key));
        el("li").put(link.class("choice").maybe("aria-current", current).text(cost::preset_name(preset.key)))
    });
    el("ul").class("choices presets").all(links)
}

/// Without a word or two of the address.
fn remove(place: &Place, says: CostKey, words: &'static [&'static str]) -> El {
    let place = place.clone();
    el("button").is("type", "button").class("quiet-button").say(says).on(On::Click, move |_| {
        place.step(&words.iter().fold(place.query.clone(), |query, word| query_with(&query, word, "")));
    })
}

fn picker(
    place: &Place,
    id: &'static str,
    (label, hint): (&'static str, &'static str),
    search: Search,
    (chosen, value): (String, String),
    on_choose: Callback<String>,
) -> yew::Html {
    draw::component::<Combobox>(ComboboxProps {
        id,
        label,
        hint,
        chosen: chosen.into(),
        value: value.into(),
        world: place.world.clone(),
        search,
        on_choose,
    })
}

fn rig(form: &Form<'_>) -> El {
    let place = form.place;
    let asked = place.asked(DEVICE);
    let card = place.world.device(&asked);
    let name = card.map_or_else(|| asked.clone(), |card| card.name.clone());
    let choose = {
        let place = place.clone();
        Callback::from(move |id: String| {
            place.step(&query_with(&query_with(&place.query, DEVICE, &id), MEMORY, ""));
        })
    };
    let sizes = card.filter(|card| card.sizes.len() > 1).map(|card| {
        let gib = |size: &Bytes| crate::text::compare::plain(size.as_gib());
        let sizes = card.sizes.iter().map(|size| (gib(size), gib(size) + "\u{a0}GiB"));
        form.select(MEMORY, said!(MemorySize), options("–", sizes.collect()))
    });
    let beside = el("div").class("pair").put(form.word(COUNT, said!(Count), "1")).maybe_put(sizes);
    let chosen = (!asked.is_empty()).then(|| {
        let device = card.map(|card| {
            el("span").class("note").put(place.link(Route::Device(card.id.clone())).say(CostKey::Device))
        });
        let without = remove(place, CostKey::RemoveRig, &[DEVICE, COUNT, MEMORY]);
        el("div").put(beside).put(el("p").class("ways-on").put(without).maybe_put(device))
    });
    let labels = (said!(Device), said!(DeviceHint));
    el("div")
        .put(picker(place, "cost-device", labels, Search::DevicesOnly, (name, asked.clone()), choose))
        .maybe_put(chosen)
        .maybe_put(asked.is_empty().then(|| el("p").class("note").say(CostKey::RigHelp)))
}

fn model(form: &Form<'_>) -> El {
    let place = form.place;
    let asked = place.asked(MODEL);
    let card = place.world.model(&asked);
    let name = card.map_or_else(|| asked.clone(), |card| card.name.clone());
    let choose = {
        let place = place.clone();
        Callback::from(move |id: String| place.step(&query_with(&place.query, MODEL, &id)))
    };
    let chosen = (!asked.is_empty()).then(|| {
        let labels = place.world.quant_labels().map(|label| (label.to_owned(), label.to_owned()));
        let quants = options(place.world.default_quant(&asked), labels.collect());
        let trio = el("div")
            .class("trio")
            .put(form.select(QUANT, said!(Quant), quants))
            .put(form.word(CONTEXT, cost::term_name("context"), "8192"))
            .put(form.word(USERS, said!(Users), "1"));
        let without = remove(place, CostKey::RemoveModel, &[MODEL, QUANT, CONTEXT, USERS]);
        el("div").put(trio).put(el("p").class("ways-on").put(without))
    });
    let labels = (said!(Model), said!(ModelHint));
    el("div")
        .put(picker(place, "cost-model", labels, Search::Models, (name, asked.clone()), choose))
        .maybe_put(chosen)
}

/// The choice that holds without a word in the address, and the others.
#[inline(never)]
fn options(first: &'static str, others: Vec<(String, String)>) -> Vec<(AttrValue, AttrValue)> {
    let mut all = vec![(AttrValue::Static(""), AttrValue::Static(first))];
    all.extend(others.into_iter().map(|(value, text)| (value.into(), text.into())));
    all
}

/// Each once, by name.
#[inline(never)]
fn sorted(mut all: Vec<(String, String)>) -> Vec<(String, String)> {
    order::sort_by(&mut all, |a, b| a.1.cmp(&b.1));
    all.dedup();
    all
}

/// A name that is its own value.
fn named(name: &str) -> (String, String) {
    (name.to_owned(), name.to_owned())
}

fn fixed(first: CostKey, others: &[(&str, CostKey)]) -> Vec<(AttrValue, AttrValue)> {
    let others = others.iter().map(|(word, says)| ((*word).to_owned(), says.text().to_owned()));
    options(first.text(), others.collect())
}

/// Countries with a tariff.
fn countries(place: &Place) -> Vec<(AttrValue, AttrValue)> {
    let rows = place.world.catalog().electricity().iter();
    let all = rows.map(|row| (row.iso2.to_string(), row.country.to_string())).collect();
    options(CostKey::NoCountry.text(), sorted(all))
}

/// Those that rent out this rig.
fn providers(place: &Place) -> Vec<(AttrValue, AttrValue)> {
    let catalog = place.world.catalog();
    let key = catalog.find_hardware(&place.asked(DEVICE)).ok();
    let memory = key.and_then(|key| catalog.device(key)).and_then(|device| device.memory.only());
    let count = crate::atlas::components::typed::figure(&place.asked(COUNT)).map_or(1, |count| count as u32);
    let offers = key.map(|key| rental_offers(catalog, key, Known::from(memory), count, catalog.date()));
    let all = offers.unwrap_or_default().iter().map(|offer| named(&offer.provider)).collect();
    options(CostKey::AllProviders.text(), sorted(all))
}

fn api_models(place: &Place) -> Vec<(AttrValue, AttrValue)> {
    let rows = place.world.catalog().api_prices().iter();
    options(CostKey::SameModel.text(), sorted(rows.map(|row| named(&row.model)).collect()))
}

/// Those that sell tokens of the model.
fn api_providers(place: &Place) -> Vec<(AttrValue, AttrValue)> {
    let catalog = place.world.catalog();
    let model = place.asked(API_MODEL);
    let key = catalog.find_model(&place.asked(MODEL)).ok();
    let is_it = |row: &&ApiPrice| {
        if model.is_empty() {
            matches!(row.listed, Listed::Model(listed) if Some(listed) == key)
        } else {
            row.model.eq_ignore_ascii_case(&model)
        }
    };
    let rows = catalog.api_prices().iter().filter(is_it);
    options(CostKey::AllProviders.text(), sorted(rows.map(|row| named(&row.provider)).collect()))
}
