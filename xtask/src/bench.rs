//! `cargo xtask bench`.

use crate::failure::{Failure, Result};
use crate::project::Project;

/// Costs of the engine, native and in wasm.
pub fn command(_project: &Project) -> Result<()> {
    Err(Failure::new("the engine has no `assess` yet"))
}
