//! One of a few, side by side: radio buttons that look like one control.

use yew::{AttrValue, Callback, Html, html};

/// A group of radio buttons: `name` unique in the document, the options as values and texts, `on_choose` called with the
/// value chosen.
pub fn segmented(
    name: &'static str,
    class: &'static str,
    label: String,
    options: Vec<(AttrValue, AttrValue)>,
    value: &str,
    on_choose: &Callback<String>,
) -> Html {
    let options = options.into_iter().map(|(each, text)| {
        let checked = *each == *value;
        let choose = on_choose.reform({
            let each = each.to_string();
            move |_| each.clone()
        });
        html! {
            <label key={each.to_string()}>
                <input type="radio" {name} value={each} {checked} onchange={choose} />
                <span>{ text }</span>
            </label>
        }
    });
    html! {
        <fieldset class={yew::classes!("segmented", class)}>
            <legend>{ label }</legend>
            <div class="segments">{ for options }</div>
        </fieldset>
    }
}
