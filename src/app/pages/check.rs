//! The page `/`: question on the left, answer beside it, tables below.

use will_it_run_engine::answer::Answer;
use yew::{Callback, Html, MouseEvent, Properties, component, html};

use super::question::question_form;
use super::speed::speeds;
use crate::app::components::{
    Derivation, Kind, List, QuantTable, fault_notice, fixes, header, memory_table, notice, reasons, sources,
    use_derivation, verdict,
};
use crate::app::derive::Derived;
use crate::app::hooks::{Page, use_page};
use crate::app::state::Field;
use crate::app::world::World;
use crate::text::{Key, combination, headline, summary, t};
use crate::web::{dialog, theme};
use yew::use_effect_with;

/// Props of [`Check`].
#[derive(Properties, PartialEq)]
pub struct CheckProps {
    /// The world.
    pub world: World,
}

/// The page.
#[component]
pub fn Check(props: &CheckProps) -> Html {
    let page = use_page(props.world.clone());
    let (explained, explain) = use_derivation();
    let close = {
        let explained = explained.clone();
        Callback::from(move |()| explained.set(None))
    };
    // Following the link would load the page anew while the address is still being written.
    let skip = Callback::from(|event: MouseEvent| {
        event.prevent_default();
        dialog::focus_id("answer");
    });
    let names = Names::of(&page);
    let title = [&names.model, " · ", &names.rig, " – ", t(Key::Brand)].concat();
    use_effect_with(title, |title| theme::title(title));
    html! { <>
        <a class="skip" href={["?", &page.state.address(), "#answer"].concat()} onclick={skip}>{ t(Key::SkipToAnswer) }</a>
        { header(&page) }
        <main>
            <h1 class="unseen">{ t(Key::Brand) }</h1>
            { notice(&page) }
            <div class="bench">
                { question_form(&page, &explain) }
                <div class="answer">
                    { match page.outcome.as_ref() {
                        Ok(answer) => answered(&page, answer, &names, &explain),
                        Err(fault) => fault_notice(&page, fault),
                    } }
                </div>
            </div>
            if page.outcome.is_ok() {
                <QuantTable page={page.clone()} asked={names.quant.clone()} />
                <div class="lists">
                    <List page={page.clone()} kind={Kind::Models} />
                    <List page={page.clone()} kind={Kind::Devices} />
                </div>
            }
        </main>
        <footer><p class="note">{ t(Key::Footer) }{ " " }<a href="catalog.json">{ t(Key::Catalog) }</a></p></footer>
        if let Some(term) = *explained {
            <Derivation page={page.clone()} {term} on_close={close} />
        }
    </> }
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
        let rig = match asked.device() {
            None => combination(0, None, None, page.state.reader.unit),
            Some(device) => {
                let name =
                    page.world.device(&device.hardware).map_or(device.hardware.as_str(), |d| d.name.as_str());
                let memory = device.memory_gib.map(will_it_run_engine::units::Bytes::gib);
                combination(device.count.unwrap_or(1), Some(name), memory, page.state.reader.unit)
            }
        };
        let quant = asked
            .get(Field::Quant)
            .unwrap_or_else(|| page.world.default_quant(&asked.question.model).to_owned());
        Self { model, quant, rig }
    }
}

/// The answer, part by part.
fn answered(page: &Page, answer: &Answer, names: &Names, explain: &Callback<Derived>) -> Html {
    let unit = page.state.reader.unit;
    html! { <>
        { verdict(answer.fit, headline(&names.model, &names.quant, &names.rig, answer), summary(answer, unit)) }
        <div class="because">
            { reasons(&answer.reasons, unit) }
            { fixes(page, &answer.fixes, answer.fit) }
        </div>
        { memory_table(answer, unit, explain) }
        { speeds(page, answer, &names.quant, explain) }
        { sources(&answer.sources, &page.world) }
    </> }
}
