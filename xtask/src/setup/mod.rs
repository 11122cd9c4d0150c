//! Installs what is missing: once, into the project's own `.tools` where possible, and says why.
//!
//! Given are rustup with Rust and Node with npm. A tool of the right version on PATH is taken as it is. No
//! prebuilt download is relied on: everything comes from the package registries.

mod cargo_tool;
mod chromium;
mod node;
mod target;
mod version;

use std::path::PathBuf;

use crate::failure::Result;
use crate::pins;
use crate::project::Project;

pub use chromium::Browser;

/// What the tests need beside the tools on PATH.
pub struct TestTools {
    /// Chromium and its driver.
    pub browser: Browser,
    /// Runs wasm tests under node or in a browser.
    pub wasm_test_runner: PathBuf,
}

/// Everything to build the page.
pub fn for_build(project: &Project) -> Result<()> {
    pins::check(project)?;
    node::check(project)?;
    target::ensure(project)?;
    node::ensure_wasm_opt(project)?;
    node::ensure_esbuild(project)?;
    cargo_tool::ensure(project, &cargo_tool::WASM_BINDGEN)?;
    cargo_tool::ensure(project, &cargo_tool::TRUNK)?;
    cargo_tool::forget_intermediates(project)
}

/// Everything to build and test.
pub fn everything(project: &Project) -> Result<TestTools> {
    for_build(project)?;
    node::ensure_e2e_packages(project)?;
    let browser = chromium::ensure(project)?;
    println!("setup: everything is in place");
    Ok(TestTools { browser, wasm_test_runner: cargo_tool::wasm_test_runner(project)? })
}

/// Lighthouse, for `test --full`.
pub fn lighthouse(project: &Project) -> Result<PathBuf> {
    node::ensure_lighthouse(project)
}

/// What draws pictures, for `build --site`.
pub fn for_pictures(project: &Project) -> Result<()> {
    node::ensure_pictures(project)
}

/// Where it is: a folder of packages.
pub fn pictures(project: &Project) -> PathBuf {
    node::pictures(project)
}

/// One line about something that is being installed.
fn say(what: &str, why: &str) {
    println!("setup: installing {what}: {why}");
}
