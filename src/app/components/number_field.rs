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
    pub unit: &'static str,
    /// What holds when nothing is typed.
    pub default: AttrValue,
}

/// A number field with its unit and default.
pub fn number_field(
    page: &Page,
    field: Field,
    label: Key,
    default: impl Into<AttrValue>,
    unit: &'static str,
) -> Html {
    html! { <NumberField page={page.clone()} {field} {label} default={default.into()} {unit} /> }
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
                    aria-invalid={(!reads).then_some("true")} />
                if !props.unit.is_empty() {
                    <span class="unit">{ props.unit }</span>
                }
            </span>
        </label>
    }
}
