//! The page `/`: question on the left, answer beside it, tables below.

use will_it_run_engine::answer::Answer;
use yew::{Callback, Html, Properties, component, html};

use super::question::QuestionForm;
use super::speed::Speeds;
use crate::app::components::{
    Derivation, DeviceList, FaultNotice, Fixes, Header, MemoryTable, ModelList, Notice, QuantTable, Reasons,
    Sources, Verdict, use_derivation,
};
use crate::app::derive::Derived;
use crate::app::hooks::{Page, use_page};
use crate::app::state::Field;
use crate::app::world::World;
use crate::text::{Key, combination, headline, summary, t};
use crate::web::theme;
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
    let names = Names::of(&page);
    let title = [&names.model, " · ", &names.rig, " – ", t(Key::Brand)].concat();
    use_effect_with(title, |title| theme::title(title));
    html! { <>
        <a class="skip" href={["?", &page.state.address(), "#answer"].concat()}>{ t(Key::SkipToAnswer) }</a>
        <Header page={page.clone()} />
        <main>
            <h1 class="unseen">{ t(Key::Brand) }</h1>
            <Notice page={page.clone()} />
            <div class="bench">
                <QuestionForm page={page.clone()} explain={explain.clone()} />
                <div class="answer">
                    { match page.outcome.as_ref() {
                        Ok(answer) => answered(&page, answer, &names, &explain),
                        Err(fault) => html! { <FaultNotice page={page.clone()} fault={fault.clone()} /> },
                    } }
                </div>
            </div>
            if page.outcome.is_ok() {
                <QuantTable page={page.clone()} asked={names.quant.clone()} />
                <div class="lists">
                    <ModelList page={page.clone()} />
                    <DeviceList page={page.clone()} />
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
        <Verdict fit={answer.fit} headline={headline(&names.model, &names.quant, &names.rig, answer.fit)} summary={summary(answer, unit)} />
        <div class="because">
            <Reasons reasons={answer.reasons.clone()} {unit} />
            <Fixes page={page.clone()} fixes={answer.fixes.clone()} fit={answer.fit} />
        </div>
        <MemoryTable answer={answer.clone()} {unit} explain={explain.clone()} />
        <Speeds page={page.clone()} answer={answer.clone()} quant={names.quant.clone()} explain={explain.clone()} />
        <Sources sources={answer.sources.clone()} world={page.world.clone()} />
    </> }
}
