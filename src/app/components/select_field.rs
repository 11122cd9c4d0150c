//! A field with a closed set of choices.

use yew::AttrValue;

use crate::app::draw::{El, On, el};
use crate::app::hooks::Page;
use crate::app::state::Field;
use crate::text::Key;
use crate::web::event;

/// A labelled `<select>` of values and their texts. `default` is the value that holds when the question names none;
/// choosing it leaves the field to its default.
pub fn select_field(
    page: &Page,
    field: Field,
    label: Key,
    options: Vec<(AttrValue, AttrValue)>,
    default: &'static str,
) -> El {
    let value = page.state.asked.get(field).map_or(AttrValue::Static(default), AttrValue::from);
    let known = options.iter().any(|(option, _)| option.eq_ignore_ascii_case(&value));
    let set = page.setter(field);
    let select = el("select").is("data-field", field.word()).on(On::Change, move |e| {
        let chosen = event::value(&e);
        set.emit(if chosen == default { String::new() } else { chosen });
    });
    // A value from an address that is none of the choices is shown as it is; the answer says what is wrong.
    let stray = (!known).then(|| option(value.clone(), value.clone(), true));
    let options = options.into_iter().map(|(each, text)| {
        let selected = each.eq_ignore_ascii_case(&value);
        let key = each.to_string();
        option(each, text, selected).key(key)
    });
    labelled(label, select.maybe_put(stray).all(options))
}

/// A choice of a `<select>`.
#[inline(never)]
pub fn option(value: AttrValue, text: AttrValue, selected: bool) -> El {
    el("option").with("value", value).maybe("selected", selected.then_some("selected")).text(text)
}

/// A control below its label.
#[inline(never)]
pub fn labelled(label: Key, control: El) -> El {
    el("label").class("field").put(el("span").class("label").say(label)).put(control)
}
