//! A field with a closed set of choices.

use yew::{AttrValue, Html, Properties, component, html};

use crate::app::hooks::Page;
use crate::app::state::Field;
use crate::text::{Key, t};
use crate::web::event;

/// Props of [`SelectField`].
#[derive(Properties, PartialEq)]
pub struct SelectFieldProps {
    /// The page.
    pub page: Page,
    /// The field.
    pub field: Field,
    /// Its label.
    pub label: Key,
    /// Values and their texts. An empty value leaves the field to its default.
    pub options: Vec<(AttrValue, AttrValue)>,
}

/// A labelled `<select>`.
#[component]
pub fn SelectField(props: &SelectFieldProps) -> Html {
    let value = props.page.state.asked.get(props.field).unwrap_or_default();
    let set = props.page.setter(props.field);
    let known = props.options.iter().any(|(option, _)| option.as_str().eq_ignore_ascii_case(&value));
    let options = props.options.iter().map(|(option, text)| {
        html! {
            <option key={option.to_string()} value={option.clone()} selected={option.as_str().eq_ignore_ascii_case(&value)}>
                { text.clone() }
            </option>
        }
    });
    html! {
        <label class="field">
            <span class="label">{ t(props.label) }</span>
            <select data-field={props.field.word()} onchange={move |e: yew::Event| set.emit(event::value(&e))}>
                // A value from an address that is none of the choices is shown as it is; the answer says what is wrong.
                if !known {
                    <option value={value.clone()} selected=true>{ value.clone() }</option>
                }
                { for options }
            </select>
        </label>
    }
}
