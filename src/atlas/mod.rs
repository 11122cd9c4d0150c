//! The pages about hardware and models: lists, one device, one model, comparisons, the chooser, cost.
//!
//! Programs beside the calculator on `/`, with the same engine, catalog and drawing: whoever opens a page downloads that page's
//! program and no other. What a program holds is a [`Program`]; which one an address belongs to says [`route::Route::program`].

pub mod components;
mod frame;
mod own;
pub mod pages;
pub mod place;
pub mod program;
pub mod route;

use yew::{Html, Properties, component};

use crate::app::draw;
use crate::app::hooks::{Loaded, use_whole_world};
use crate::app::pages::{failed, loading};
use crate::app::world::World;
use place::use_place;
use program::Program;

/// The root of a program: the page that the address names, once the catalog is here.
#[component]
pub fn Atlas<P: Program>() -> Html {
    match use_whole_world() {
        Loaded::Waiting => loading(),
        Loaded::Failed(why) => failed(&why),
        Loaded::Ready(world) => draw::component::<Leaf<P>>(LeafProps { world }),
    }
}

/// Props of [`Leaf`].
#[derive(Properties, PartialEq)]
struct LeafProps {
    world: World,
}

/// One page in its frame.
#[component]
fn Leaf<P: Program>(props: &LeafProps) -> Html {
    let place = use_place::<P>(&props.world);
    let page = P::page(&place).unwrap_or_else(|| pages::nowhere(&place));
    frame::frame(&place, page)
}
