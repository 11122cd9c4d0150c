//! What fine-tuning a model takes.

use yew::{Html, Properties, component, use_effect_with};

use crate::app::draw::{self, el};
use crate::atlas::place::Place;
use crate::text::{FineTuneKey, Fixed, said};
use crate::web::theme;

/// Props of [`FineTune`].
#[derive(Properties, PartialEq)]
pub struct FineTuneProps {
    /// Where the reader is.
    pub place: Place,
}

/// The page.
#[component]
pub fn FineTune(_props: &FineTuneProps) -> Html {
    use_effect_with((), |()| theme::title(&[FineTuneKey::Title.text(), " – ", said!(Brand)].concat()));
    let head = el("section")
        .class("sheet")
        .put(el("h1").say(FineTuneKey::Title))
        .put(el("p").say(FineTuneKey::Help));
    draw::list(vec![head.into()])
}
