//! A link that changes the question in place; opened in a new tab it is an ordinary address.

use yew::{Html, MouseEvent, Properties, classes, component, html};

use crate::app::hooks::Page;
use crate::app::state::{Action, Asked, write_address};

/// Props of [`Link`].
#[derive(Properties, PartialEq)]
pub struct LinkProps {
    /// The page.
    pub page: Page,
    /// The question it leads to.
    pub to: Asked,
    /// Further class.
    #[prop_or_default]
    pub class: &'static str,
    /// Whether it is the question at hand.
    #[prop_or_default]
    pub current: Option<&'static str>,
    /// What it says.
    pub children: Html,
}

/// The link.
#[component]
pub fn Link(props: &LinkProps) -> Html {
    let (state, to) = (props.page.state.dispatcher(), props.to.clone());
    let follow = move |e: MouseEvent| {
        // With a modifier the reader wants a tab or a window of their own.
        if !(e.ctrl_key() || e.meta_key() || e.shift_key() || e.alt_key() || e.button() != 0) {
            e.prevent_default();
            state.dispatch(Action::Ask(to.clone()));
        }
    };
    html! {
        <a class={classes!(props.class)} href={["?", &write_address(&props.to)].concat()} onclick={follow} aria-current={props.current}>
            { props.children.clone() }
        </a>
    }
}
