//! The project's scripts, as `cargo xtask COMMAND`. Nothing else in the repository is a script.

mod bench;
mod build;
mod calibrate;
mod catalog;
mod failure;
mod pins;
mod project;
mod run;
mod serve;
mod setup;
mod size;
mod test;

use std::process::ExitCode;

use failure::{Failure, Result};
use project::Project;

const USAGE: &str = "\
cargo xtask COMMAND

  setup                    install what is missing to build and test (says what and why)
  serve [--port N]         set up, build and serve the app on 127.0.0.1:8080
        [--prefix /P]        below a path prefix
        [--no-build]         serve dist/ as it is
  build                    set up and leave a static site in dist/
        [--site ADDRESS]     that names its own address: sitemap, canonical links, shared pictures
        [--pages]            with the programs as they were last compiled: pages and data alone
  test [--full] [STEP ...] set up and run every check, or only the named ones; --full adds Lighthouse
  size                     byte budgets of dist/ (run `build` first)
  bench                    costs of the engine, native and in wasm
        [--pages]            costs of the pages in dist/, in a browser with the processor slowed
  catalog fmt|check|stats  the catalog: canonical form, faults, coverage
          pack FILE          as the app loads it
  calibrate                fit the speed constants to the measurements";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (command, rest) = match args.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("help", [].as_slice()),
    };
    match dispatch(command, rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(command: &str, args: &[String]) -> Result<()> {
    let project = Project::here()?;
    match command {
        "setup" => setup::everything(&project).map(drop),
        "serve" => serve::command(&project, args),
        "build" => build::command(&project, args),
        "test" => test::command(&project, args),
        "size" => size::command(&project),
        "bench" => bench::command(&project, args),
        "catalog" => catalog::command(&project, args),
        "calibrate" => calibrate::command(&project, args),
        "help" | "--help" | "-h" => {
            println!("{USAGE}");
            Ok(())
        }
        other => Err(Failure::new(format!("no command `{other}`\n\n{USAGE}"))),
    }
}
