//! A field that takes a number.

use yew::{AttrValue, Event, Html, InputEvent, Properties, component, html, use_state_eq};

use crate::app::hooks::Page;
use crate::app::state::{Commit, Field};
use crate::text::{Key, t};
use crate::web::event;

/// Props of [`NumberField`].
#[derive(Properties, PartialEq)]
pub struct NumberFieldProps {
    /// The page.
    pub page: Page,
    /// The field.
    pub field: Field,
    /// Its label.
    pub label: Key,
    /// Unit shown behind the number.
    #[prop_or_default]
    pub unit: AttrValue,
    /// What holds when nothing is typed.
    #[prop_or_default]
    pub default: AttrValue,
    /// Id of a text that explains the field.
    #[prop_or_default]
    pub described_by: Option<&'static str>,
}

/// A labelled input. What is being typed stays as typed; the question takes it over as soon as it reads as a number.
#[component]
pub fn NumberField(props: &NumberFieldProps) -> Html {
    let draft = use_state_eq(|| None::<String>);
    let (page, field) = (props.page.clone(), props.field);
    let value = draft.as_ref().cloned().unwrap_or_else(|| page.state.asked.get(field).unwrap_or_default());
    let reads = page.state.asked.clone().set(field, &value).is_ok();
    let on_input = {
        let (page, draft) = (page.clone(), draft.clone());
        move |e: InputEvent| {
            let text = event::value(&e);
            page.set(field, &text, Commit::Live);
            draft.set(Some(text));
        }
    };
    let on_change = move |e: Event| {
        page.set(field, &event::value(&e), Commit::Settled);
        draft.set(None);
    };
    html! {
        <label class="field">
            <span class="label">{ t(props.label) }</span>
            <span class="with-unit">
                <input type="text" inputmode="decimal" autocomplete="off" data-field={field.word()} {value}
                    placeholder={props.default.clone()} oninput={on_input} onchange={on_change}
                    aria-invalid={(!reads).then_some("true")} aria-describedby={props.described_by} />
                if !props.unit.is_empty() {
                    <span class="unit">{ props.unit.clone() }</span>
                }
            </span>
        </label>
    }
}
