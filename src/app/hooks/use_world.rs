//! The catalog, from the file beside the page.

use std::rc::Rc;

use yew::{AttrValue, hook, use_state_eq};

use crate::app::fixture::Fixture;
use crate::app::world::World;

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

/// Loads the catalog once.
#[hook]
pub fn use_world() -> Loaded {
    let loaded = use_state_eq(|| Loaded::Ready(World(Rc::new(Fixture::new()))));
    (*loaded).clone()
}
