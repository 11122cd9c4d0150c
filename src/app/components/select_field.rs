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
    /// Values and their texts.
    pub options: Vec<(AttrValue, AttrValue)>,
    /// The value that holds when the question names none. Choosing it leaves the field to its default.
    #[prop_or_default]
    pub default: AttrValue,
}

/// A labelled `<select>`.
#[component]
pub fn SelectField(props: &SelectFieldProps) -> Html {
    let value =
        props.page.state.asked.get(props.field).map_or_else(|| props.default.clone(), AttrValue::from);
    let known = props.options.iter().any(|(option, _)| option.eq_ignore_ascii_case(&value));
    let set = {
        let (set, default) = (props.page.setter(props.field), props.default.clone());
        move |e: yew::Event| {
            let chosen = event::value(&e);
            set.emit(if chosen == *default { String::new() } else { chosen });
        }
    };
    let options = props.options.iter().map(|(option, text)| {
        html! {
            <option key={option.to_string()} value={option.clone()} selected={option.eq_ignore_ascii_case(&value)}>
                { text.clone() }
            </option>
        }
    });
    html! {
        <label class="field">
            <span class="label">{ t(props.label) }</span>
            <select data-field={props.field.word()} onchange={set}>
                // A value from an address that is none of the choices is shown as it is; the answer says what is wrong.
                if !known {
                    <option value={value.clone()} selected=true>{ value.clone() }</option>
                }
                { for options }
            </select>
        </label>
    }
}
