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

use will_it_run_engine::catalog::Catalog;
use yew::{Html, component};

use crate::app::{RootProps, start};
use place::use_place;
use program::Program;

/// Starts a program.
pub fn begin<P: Program>() {
    start::<Leaf<P>>(Catalog::unpack, |_| {});
}

/// The root of a program: the page that the address names, in its frame.
#[component]
pub fn Leaf<P: Program>(props: &RootProps) -> Html {
    let place = use_place::<P>(&props.world);
    let page = P::page(&place).unwrap_or_else(|| pages::nowhere(&place));
    frame::frame(&place, page)
}
