//! A figure with its name; pressing it opens how it comes about.

use yew::{AttrValue, Callback, Html, Properties, component, html};

use crate::app::derive::Derived;
use crate::text::{Key, t};

/// Props of [`Ask`].
#[derive(Properties, PartialEq)]
pub struct AskProps {
    /// What is derived.
    pub term: Derived,
    /// Called with the key.
    pub explain: Callback<Derived>,
    /// Further class.
    #[prop_or_default]
    pub class: &'static str,
    /// The figure.
    pub children: Html,
}

/// A figure that opens its derivation.
#[component]
pub fn Ask(props: &AskProps) -> Html {
    let open = props.explain.reform({
        let term = props.term;
        move |_| term
    });
    html! {
        <button type="button" class={yew::classes!("ask-figure", props.class)} title={t(Key::ShowDerivation)} data-term={props.term.word()} onclick={open}>
            { props.children.clone() }
        </button>
    }
}

/// Props of [`Figure`].
#[derive(Properties, PartialEq)]
pub struct FigureProps {
    /// What it is.
    pub name: Key,
    /// The figure with its unit.
    pub value: AttrValue,
    /// What must be said beside it.
    #[prop_or_default]
    pub note: AttrValue,
    /// What is derived.
    pub term: Derived,
    /// Called with the key.
    pub explain: Callback<Derived>,
    /// What stands below.
    #[prop_or_default]
    pub children: Html,
}

/// Name, figure, note.
#[component]
pub fn Figure(props: &FigureProps) -> Html {
    html! {
        <div class="figure">
            <dt>{ t(props.name) }</dt>
            <dd>
                <Ask term={props.term} explain={props.explain.clone()}>{ props.value.clone() }</Ask>
                if !props.note.is_empty() {
                    <span class="note">{ props.note.clone() }</span>
                }
                { props.children.clone() }
            </dd>
        </div>
    }
}
