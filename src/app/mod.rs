//! The page: state is a plain reducer, components draw, hooks touch the browser, pages compose.

pub mod charts;
pub mod components;
pub mod derive;
pub mod draw;
pub mod hooks;
pub mod pages;
pub mod state;
pub mod world;

use yew::{Html, component};

use crate::app::hooks::{Loaded, use_world};
use crate::app::pages::{Check, CheckProps, failed, loading};

/// The root of the page: the calculator once its catalog is here.
#[component]
pub fn App() -> Html {
    match use_world() {
        Loaded::Waiting => loading(),
        Loaded::Failed(why) => failed(&why),
        Loaded::Ready(world) => draw::component::<Check>(CheckProps { world }),
    }
}
