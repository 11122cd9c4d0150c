//! The page `/`: question on the left, answer beside it, tables below.

use will_it_run_engine::answer::Answer;
use yew::{Callback, Event, Html, component, use_effect_with};

use super::question::question_form;
use super::speed::speeds;
use crate::app::RootProps;
use crate::app::components::{
    Derivation, DerivationProps, Kind, List, ListProps, QuantTable, QuantTableProps, fault_notice, fixes,
    header, memory_table, notice, reasons, sources, use_derivation, verdict,
};
use crate::app::derive::Derived;
use crate::app::draw::{self, On, el};
use crate::app::hooks::{Page, part, use_page, use_stage};
use crate::app::state::Field;
use crate::text::{Key, headline, summary, t};
use crate::web::{dialog, theme};

/// The page.
#[component]
pub fn Check(props: &RootProps) -> Html {
    let page = use_page(props.world.clone());
    let drawn = use_stage(4);
    let (explained, explain) = use_derivation();
    let close = {
        let explained = explained.clone();
        Callback::from(move |()| explained.set(None))
    };
    // Following the link would load the page anew while the address is still being written.
    let skip = |event: Event| {
        event.prevent_default();
        dialog::focus_id("answer");
    };
    let names = Names::of(&page);
    let title = [&names.model, " · ", &names.rig, " – ", t(Key::Brand)].concat();
    use_effect_with(title, |title| theme::title(title));
    let skip = el("a")
        .class("skip")
        .with("href", ["?", &page.state.address(), "#answer"].concat())
        .on(On::Click, skip)
        .say(Key::SkipToAnswer);
    let answer = el("div").class("answer").put(match page.outcome.as_ref() {
        Ok(answer) => answered(&page, answer, &names, &explain, drawn),
        Err(fault) => fault_notice(&page, fault).into(),
    });
    let main = el("main")
        .put(el("h1").class("unseen").say(Key::Brand))
        .put(notice(&page))
        .put(el("div").class("bench").put(question_form(&page, &explain)).put(answer))
        .put(part(page.outcome.is_ok() && drawn > 2, || tables(&page, names.quant, drawn)));
    let footer = el("p")
        .class("note")
        .text([t(Key::Footer), " "].concat())
        .put(el("a").is("href", "catalog.json").say(Key::Catalog));
    let derivation = explained.map(|term| {
        draw::component::<Derivation>(DerivationProps { page: page.clone(), term, on_close: close })
    });
    draw::list(vec![
        skip.into(),
        header(&page).into(),
        main.into(),
        el("footer").put(footer).into(),
        derivation.unwrap_or_default(),
    ])
}

/// The lists below the answer.
fn tables(page: &Page, asked: String, drawn: u8) -> Html {
    let list = |kind| draw::component::<List>(ListProps { page: page.clone(), kind });
    let devices = part(drawn > 3, || list(Kind::Devices));
    let lists = el("div").class("lists").put(list(Kind::Models)).put(devices);
    let quants = draw::component::<QuantTable>(QuantTableProps { page: page.clone(), asked });
    draw::list(vec![quants, lists.into()])
}

/// What the question is about, for people.
struct Names {
    model: String,
    quant: String,
    rig: String,
}

impl Names {
    fn of(page: &Page) -> Self {
        let asked = &page.state.asked;
        let model = asked.question.model.as_str();
        let model = page.world.model(model).map_or(model, |m| m.name.as_str()).to_owned();
        let rig = page.world.rig_name(&asked.question.rig.devices, page.state.reader.unit);
        let quant = asked
            .get(Field::Quant)
            .unwrap_or_else(|| page.world.default_quant_of(&asked.question).to_owned());
        Self { model, quant, rig }
    }
}

/// The answer, part by part.
fn answered(page: &Page, answer: &Answer, names: &Names, explain: &Callback<Derived>, drawn: u8) -> Html {
    let unit = page.state.reader.unit;
    let headline = headline(&names.model, &names.quant, &names.rig, answer);
    let because = el("div").class("because").put(reasons(&answer.reasons, unit)).put(fixes(
        page,
        &answer.fixes,
        answer.fit,
    ));
    let cost = ["cost/?", &page.state.address()].concat();
    let cost = el("p").put(el("a").with("href", cost).say(Key::BuyOrRent));
    let closer = ["closer/?", &page.state.address()].concat();
    let closer = el("p").put(el("a").with("href", closer).say(Key::CloserLook));
    draw::list(vec![
        verdict(answer.fit, headline, summary(answer, unit)).into(),
        because.into(),
        closer.into(),
        cost.into(),
        memory_table(answer, unit, explain).into(),
        part(drawn > 1, || speeds(page, answer, &names.quant, explain).into()),
        part(drawn > 1, || sources(&answer.sources, &page.world).map(Html::from).unwrap_or_default()),
    ])
}
