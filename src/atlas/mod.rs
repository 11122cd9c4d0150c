//! The pages about hardware and models: lists, one device, one model, comparisons, the chooser.
//!
//! A program of their own beside the calculator on `/`, with the same engine, catalog and drawing: whoever opens the calculator
//! does not download these pages, and the other way round.

pub mod components;
mod frame;
pub mod pages;
pub mod place;
pub mod route;

use yew::{Html, component};

use crate::app::draw;
use crate::app::hooks::{Loaded, use_whole_world};
use crate::app::pages::{failed, loading};
use crate::app::world::World;
use place::use_place;
use route::Route;

/// The root of these pages: the one that the address names, once the catalog is here.
#[component]
pub fn Atlas() -> Html {
    match use_whole_world() {
        Loaded::Waiting => loading(),
        Loaded::Failed(why) => failed(&why),
        Loaded::Ready(world) => draw::component::<Leaf>(LeafProps { world }),
    }
}

/// Props of [`Leaf`].
#[derive(yew::Properties, PartialEq)]
struct LeafProps {
    world: World,
}

/// One page in its frame.
#[component]
fn Leaf(props: &LeafProps) -> Html {
    let place = use_place(&props.world);
    let page = match &place.route {
        Route::Nowhere(_) => pages::nowhere(&place),
        _ => pages::nowhere(&place),
    };
    frame::frame(&place, page)
}
