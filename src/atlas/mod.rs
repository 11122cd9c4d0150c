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
use pages::{
    Best, BestProps, Choose, ChooseProps, Compare, CompareProps, DevicePage, DevicePageProps, Devices,
    DevicesProps, Leaderboard, LeaderboardProps, ModelPage, ModelPageProps, Models, ModelsProps,
};
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
    let here = || place.clone();
    let page = match &place.route {
        Route::Devices => draw::component::<Devices>(DevicesProps { place: here() }),
        Route::Device(id) => {
            draw::component::<DevicePage>(DevicePageProps { place: here(), id: id.clone().into() })
        }
        Route::Models => draw::component::<Models>(ModelsProps { place: here() }),
        Route::Model(id) => {
            draw::component::<ModelPage>(ModelPageProps { place: here(), id: id.clone().into() })
        }
        Route::Leaderboard => draw::component::<Leaderboard>(LeaderboardProps { place: here() }),
        Route::Compare(sides) => {
            draw::component::<Compare>(CompareProps { place: here(), sides: sides.clone() })
        }
        Route::Choose => draw::component::<Choose>(ChooseProps { place: here() }),
        Route::Best(slug) => draw::component::<Best>(BestProps { place: here(), slug: slug.clone() }),
        Route::Nowhere(_) => pages::nowhere(&place),
    };
    frame::frame(&place, page)
}
