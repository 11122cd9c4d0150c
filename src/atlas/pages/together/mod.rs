//! Several models on one rig.

use yew::{Html, Properties, component, use_effect_with};

use crate::app::draw::{self, el};
use crate::atlas::place::Place;
use crate::text::{Fixed, TogetherKey, said};
use crate::web::theme;

/// Props of [`Together`].
#[derive(Properties, PartialEq)]
pub struct TogetherProps {
    /// Where the reader is.
    pub place: Place,
}

/// The page.
#[component]
pub fn Together(_props: &TogetherProps) -> Html {
    use_effect_with((), |()| theme::title(&[TogetherKey::Title.text(), " – ", said!(Brand)].concat()));
    let head = el("section")
        .class("sheet")
        .put(el("h1").say(TogetherKey::Title))
        .put(el("p").say(TogetherKey::Help));
    draw::list(vec![head.into()])
}
