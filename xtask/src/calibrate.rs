//! `cargo xtask calibrate`.

use crate::failure::{Failure, Result};
use crate::project::Project;

/// Fits the speed constants to the measurements.
pub fn command(_project: &Project, _args: &[String]) -> Result<()> {
    Err(Failure::new("the measurements are not here yet"))
}
