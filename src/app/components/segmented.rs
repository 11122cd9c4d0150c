//! One of a few, side by side: radio buttons that look like one control.

use yew::{AttrValue, Callback, Html, Properties, component, html};

/// Props of [`Segmented`].
#[derive(Properties, PartialEq)]
pub struct SegmentedProps {
    /// Name of the group in the document, unique.
    pub name: AttrValue,
    /// What is chosen.
    pub label: AttrValue,
    /// Values and their texts.
    pub options: Vec<(AttrValue, AttrValue)>,
    /// The chosen value.
    pub value: AttrValue,
    /// Called with the value chosen.
    pub on_choose: Callback<String>,
    /// Further class, such as one that shows the label.
    #[prop_or_default]
    pub class: &'static str,
}

/// A group of radio buttons.
#[component]
pub fn Segmented(props: &SegmentedProps) -> Html {
    let options = props.options.iter().map(|(value, text)| {
        let choose = props.on_choose.reform({
            let value = value.to_string();
            move |_| value.clone()
        });
        html! {
            <label key={value.to_string()}>
                <input type="radio" name={props.name.clone()} value={value.clone()} checked={*value == props.value} onchange={choose} />
                <span>{ text.clone() }</span>
            </label>
        }
    });
    html! {
        <fieldset class={yew::classes!("segmented", props.class)}>
            <legend>{ props.label.clone() }</legend>
            <div class="segments">{ for options }</div>
        </fieldset>
    }
}
