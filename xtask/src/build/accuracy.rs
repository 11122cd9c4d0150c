//! What the page about accuracy reads: every cell as `cargo xtask calibrate` wrote it, and how many rows stand behind them.

use std::fs;

use crate::calibrate;
use crate::failure::{Result, While};
use crate::project::Project;

/// Puts both files beside the page.
pub fn publish(project: &Project) -> Result<()> {
    let put = |name: &str, text: &str| {
        fs::write(project.dist().join(name), text).when(format_args!("cannot write dist/{name}"))
    };
    put("accuracy.csv", &project.read("accuracy.csv")?)?;
    put("accuracy-rows.csv", &calibrate::counted(&crate::catalog::load(project)?))
}
