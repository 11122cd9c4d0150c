//! Pages as their programs draw them first, drawn once by the build: what a reader sees is all there before a program is.

use core::pin::pin;
use core::task::{Context, Poll, Waker};

use will_it_run_engine::catalog::Catalog;
use yew::{BaseComponent, LocalServerRenderer};

use crate::app::RootProps;
use crate::app::pages::Check;
use crate::app::world::World;
use crate::atlas::Leaf;
use crate::atlas::program::{CompareProgram, CostProgram, DeviceProgram, ModelProgram, Program};
use crate::web::build;

/// The page of an address by the program of that name; `None` where the build draws none of its pages.
///
/// # Errors
/// Something of the page waits for what the build does not have.
pub fn page(world: &World, program: &str, path: &str) -> Result<Option<String>, String> {
    // Pages in place of others say nothing yet.
    if path.ends_with("-/") {
        return Ok(None);
    }
    build::open(path);
    let drawn = match program {
        "app" => draw::<Check>(world),
        "device" => leaf::<DeviceProgram>(world),
        "model" => leaf::<ModelProgram>(world),
        "compare" => leaf::<CompareProgram>(world),
        "cost" => leaf::<CostProgram>(world),
        _ => return Ok(None),
    };
    drawn.map(Some).ok_or_else(|| format!("{path} waits for something while it is drawn"))
}

/// What all pages are drawn from: the catalog as a program unpacks it.
pub fn world(catalog: Catalog) -> World {
    World::of(catalog, "")
}

fn leaf<P: Program>(world: &World) -> Option<String> {
    draw::<Leaf<P>>(world)
}

/// Nothing that is drawn waits for anything, so it is ready when it is asked for.
fn draw<C: BaseComponent<Properties = RootProps>>(world: &World) -> Option<String> {
    let renderer = LocalServerRenderer::<C>::with_props(RootProps { world: world.clone() });
    let mut drawing = pin!(renderer.hydratable(false).render());
    match drawing.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(html) => Some(html),
        Poll::Pending => None,
    }
}
