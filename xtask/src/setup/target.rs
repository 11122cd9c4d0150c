//! The Rust target of the page.

use std::process::Command;

use crate::failure::{Result, While};
use crate::project::Project;
use crate::run;

const TARGET: &str = "wasm32-unknown-unknown";

/// Makes the compiler able to write wasm. `rust-toolchain.toml` names the target too, but rustup reads that only when it installs the toolchain.
pub fn ensure(project: &Project) -> Result<()> {
    let installed = run::output(rustup(project)?.args(["target", "list", "--installed"])).unwrap_or_default();
    if installed.lines().any(|line| line == TARGET) {
        return Ok(());
    }
    super::say(&format!("Rust target {TARGET}"), "the page is compiled to WebAssembly");
    run::run(rustup(project)?.args(["target", "add", TARGET]))
        .when(format_args!("try `rustup target add {TARGET}`"))
}

fn rustup(project: &Project) -> Result<Command> {
    run::program(project, "rustup")
}
