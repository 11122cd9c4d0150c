//! A field that takes a number.

use yew::{AttrValue, Html, Properties, component, use_state_eq};

use super::labelled;
use crate::app::draw::{self, On, el};
use crate::app::hooks::Page;
use crate::app::state::{Commit, Field};
use crate::text::Key;
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
    let props = NumberFieldProps { page: page.clone(), field, label, default: default.into(), unit };
    draw::component::<NumberField>(props)
}

/// A labelled input. What is being typed stays as typed; the question takes it over as soon as it reads as a number.
#[component]
pub fn NumberField(props: &NumberFieldProps) -> Html {
    let draft = use_state_eq(|| None::<String>);
    let (page, field) = (props.page.clone(), props.field);
    let value = draft.as_ref().cloned().unwrap_or_else(|| page.state.asked.get(field).unwrap_or_default());
    let reads = page.state.asked.clone().set(field, &value).is_ok();
    let input = el("input")
        .is("type", "text")
        .is("inputmode", "decimal")
        .is("autocomplete", "off")
        .is("data-field", field.word())
        .value(value)
        .with("placeholder", props.default.clone())
        .maybe("aria-invalid", (!reads).then_some("true"));
    let input = input.on(On::Input, {
        let (page, draft) = (page.clone(), draft.clone());
        move |e| {
            let text = event::value(&e);
            page.set(field, &text, Commit::Live);
            draft.set(Some(text));
        }
    });
    let input = input.on(On::Change, move |e| {
        page.set(field, &event::value(&e), Commit::Settled);
        draft.set(None);
    });
    let unit = (!props.unit.is_empty()).then(|| el("span").class("unit").text(props.unit));
    labelled(props.label, el("span").class("with-unit").put(input).maybe_put(unit)).into()
}
