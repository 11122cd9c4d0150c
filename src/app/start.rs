//! The start of a program: the catalog is fetched and made ready while what the build wrote stands on the page; then the program draws in its
//! place, and nothing is empty in between.

use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use will_it_run_engine::catalog::{Catalog, Corrupt};
use yew::{BaseComponent, Properties};

use super::state::{Asked, read_address};
use super::world::World;
use crate::web::{address, fetch, guard, idle, page, storage};

/// Props of a program's root.
#[derive(Properties, PartialEq)]
pub struct RootProps {
    /// The catalog and the engine over it.
    pub world: World,
}

/// How a program reads the packed catalog: all of it, or what answers are made of.
pub type Unpack = fn(&[u8]) -> Result<Catalog, Corrupt>;

/// Starts a program in the page's element; `prepare` is what is worked out before it draws.
pub fn start<C: BaseComponent<Properties = RootProps>>(unpack: Unpack, prepare: fn(&World)) {
    spawn_local(async move {
        match load(unpack, prepare).await {
            Ok(world) => {
                page::take_over::<C>(RootProps { world });
            }
            Err(why) => guard::no_catalog(why),
        }
    });
}

/// Lays out the model that the address asks for, and what it takes: drawing then finds it ready.
pub fn first_answer(world: &World) {
    let (asked, _) = read_address(&address::query(), &Asked::first());
    let _ = world.answer(&asked.question);
}

/// Step by step: a slow processor would stop the page for all of it.
async fn load(unpack: Unpack, prepare: fn(&World)) -> Result<World, JsValue> {
    let bytes = fetch::catalog().await?;
    let catalog = unpack(&bytes).map_err(|corrupt| JsValue::from(corrupt.to_string()))?;
    idle::breathe().await;
    let world = World::of(catalog, &storage::read(storage::MEASURED));
    idle::breathe().await;
    prepare(&world);
    idle::breathe().await;
    Ok(world)
}
