//! The static site in `dist/`.

mod accuracy;
mod atlas;
mod catalog;
mod shell;

use std::fs;
use std::path::PathBuf;

use crate::failure::{Result, While};
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
    trunk(project, &[])?;
    let catalog = catalog::publish(project)?;
    let page = shell::finish(project, &project.dist(), &catalog)?;
    fs::write(project.dist().join("index.html"), page).when("cannot write dist/index.html")?;
    atlas::build(project, &catalog)?;
    println!("build: dist/ is a static site; any file host can serve it, below any path prefix");
    Ok(())
}

fn trunk(project: &Project, more: &[&std::ffi::OsStr]) -> Result<()> {
    let mut trunk = run::program(project, "trunk")?;
    trunk.args(["build", "--release", "--offline"]).args(more);
    run::run(trunk.env("RUSTFLAGS", rustflags(project)))
}

/// Paths of this machine would be part of the wasm (panics name their file): a few KB, and other bytes on every machine.
fn rustflags(project: &Project) -> String {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(std::env::home_dir()?.join(".cargo")));
    let registries = home.and_then(|home| fs::read_dir(home.join("registry/src")).ok());
    let folders = registries.into_iter().flatten().flatten().map(|entry| entry.path());
    let remaps = folders.chain([project.root().to_path_buf()]);
    // Cargo splits this variable at spaces; a path with one stays as it is.
    let remaps = remaps.map(|path| path.display().to_string()).filter(|path| !path.contains(' '));
    let given = std::env::var("RUSTFLAGS").unwrap_or_default();
    remaps.fold(given, |flags, path| format!("{flags} --remap-path-prefix={path}=")).trim().to_owned()
}
