//! `cargo xtask catalog fmt|check|stats`.

use crate::failure::{Failure, Result};
use crate::project::Project;

/// The catalog's canonical form, faults and coverage.
pub fn command(_project: &Project, _args: &[String]) -> Result<()> {
    Err(Failure::new("the catalog is not here yet"))
}
