//! The catalog, from the file beside the page.

use wasm_bindgen_futures::spawn_local;
use will_it_run_engine::catalog::Corrupt;
use yew::{AttrValue, hook, use_effect_with, use_state};

use crate::app::world::World;
use crate::web::{fetch, storage};

/// How far loading is.
#[derive(Clone, PartialEq)]
pub enum Loaded {
    /// Under way.
    Waiting,
    /// It failed, for this reason.
    Failed(AttrValue),
    /// Here it is.
    Ready(World),
}

/// Loads the catalog once: what answers are made of.
#[hook]
pub fn use_world() -> Loaded {
    use_unpacked(World::unpack)
}

/// Loads the catalog once, with prices and rentals.
#[hook]
pub fn use_whole_world() -> Loaded {
    use_unpacked(World::unpack_all)
}

#[hook]
fn use_unpacked(unpack: fn(&[u8], &str) -> Result<World, Corrupt>) -> Loaded {
    let loaded = use_state(|| Loaded::Waiting);
    let set = loaded.setter();
    use_effect_with((), move |()| {
        spawn_local(async move {
            set.set(match fetch::catalog().await {
                Ok(bytes) => match unpack(&bytes, &storage::read(storage::MEASURED)) {
                    Ok(world) => Loaded::Ready(world),
                    Err(corrupt) => Loaded::Failed(corrupt.to_string().into()),
                },
                Err(why) => Loaded::Failed(why.into()),
            });
        });
    });
    (*loaded).clone()
}
