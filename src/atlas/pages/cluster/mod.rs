//! One model over several machines.

use yew::{Html, Properties, component, use_effect_with};

use crate::app::draw::{self, el};
use crate::atlas::place::Place;
use crate::text::{ClusterKey, Fixed, said};
use crate::web::theme;

/// Props of [`Cluster`].
#[derive(Properties, PartialEq)]
pub struct ClusterProps {
    /// Where the reader is.
    pub place: Place,
}

/// The page.
#[component]
pub fn Cluster(_props: &ClusterProps) -> Html {
    use_effect_with((), |()| theme::title(&[ClusterKey::Title.text(), " – ", said!(Brand)].concat()));
    let head =
        el("section").class("sheet").put(el("h1").say(ClusterKey::Title)).put(el("p").say(ClusterKey::Help));
    draw::list(vec![head.into()])
}
