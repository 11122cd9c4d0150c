//! The static site in `dist/`.

mod catalog;
mod shell;

use crate::failure::Result;
use crate::project::Project;
use crate::run;
use crate::setup;

/// Sets up, compiles and bundles; leaves `dist/`.
pub fn command(project: &Project) -> Result<()> {
    setup::for_build(project)?;
    site(project)
}

/// Compiles and bundles with tools that are in place.
pub fn site(project: &Project) -> Result<()> {
    println!("build: compiling and bundling the page into dist/");
    run::run(run::program(project, "trunk")?.args(["build", "--release", "--offline"]))?;
    shell::finish(project)?;
    println!("build: dist/ is a static site; any file host can serve it, below any path prefix");
    Ok(())
}
