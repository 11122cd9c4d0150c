//! One of a few, side by side: radio buttons that look like one control.

use yew::{AttrValue, Callback};

use crate::app::draw::{El, On, el};

/// A group of radio buttons: `name` unique in the document, the options as values and texts, `on_choose` called with the
/// value chosen.
pub fn segmented(
    name: &'static str,
    class: &'static str,
    label: AttrValue,
    options: Vec<(AttrValue, AttrValue)>,
    value: &str,
    on_choose: &Callback<String>,
) -> El {
    let options = options.into_iter().map(|(each, text)| {
        let (checked, on_choose, chosen) = (*each == *value, on_choose.clone(), each.to_string());
        let input = el("input").is("type", "radio").is("name", name).value(each.clone()).checked(checked);
        el("label")
            .key(&*each)
            .put(input.on(On::Change, move |_| on_choose.emit(chosen.clone())))
            .put(el("span").text(text))
    });
    el("fieldset").class(class).put(el("legend").text(label)).put(el("div").class("segments").all(options))
}
