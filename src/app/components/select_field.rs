//! A field with a closed set of choices.

use yew::{AttrValue, Html, html};

use crate::app::hooks::Page;
use crate::app::state::Field;
use crate::text::{Key, t};
use crate::web::event;

/// A labelled `<select>` of values and their texts. `default` is the value that holds when the question names none;
/// choosing it leaves the field to its default.
pub fn select_field(
    page: &Page,
    field: Field,
    label: Key,
    options: Vec<(AttrValue, AttrValue)>,
    default: &'static str,
) -> Html {
    let value = page.state.asked.get(field).map_or_else(|| AttrValue::from(default), AttrValue::from);
    let known = options.iter().any(|(option, _)| option.eq_ignore_ascii_case(&value));
    let set = {
        let set = page.setter(field);
        move |e: yew::Event| {
            let chosen = event::value(&e);
            set.emit(if chosen == default { String::new() } else { chosen });
        }
    };
    let options = options.into_iter().map(|(option, text)| {
        let selected = option.eq_ignore_ascii_case(&value);
        html! { <option key={option.to_string()} value={option} {selected}>{ text }</option> }
    });
    let options: Vec<Html> = options.collect();
    html! {
        <label class="field">
            <span class="label">{ t(label) }</span>
            <select data-field={field.word()} onchange={set}>
                // A value from an address that is none of the choices is shown as it is; the answer says what is wrong.
                if !known {
                    <option value={value.clone()} selected=true>{ value }</option>
                }
                { options }
            </select>
        </label>
    }
}
