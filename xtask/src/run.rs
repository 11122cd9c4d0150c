//! Running other programs.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::failure::{Failure, Result, While};
use crate::project::Project;

/// A command in the project's root that sees the project's tools first.
pub fn program(project: &Project, name: impl AsRef<OsStr>) -> Result<Command> {
    let mut command = Command::new(name);
    // Trunk reads NO_COLOR as a boolean and refuses the customary `1`.
    command.current_dir(project.root()).env("PATH", project.search_path()?).env_remove("NO_COLOR");
    Ok(command)
}

/// Cargo, as this script was itself started by it.
pub fn cargo(project: &Project) -> Result<Command> {
    program(project, std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs to the end with its output shown; an unsuccessful end is a failure.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().when(format_args!("cannot start {}", name(command)))?;
    if status.success() {
        Ok(())
    } else {
        Err(Failure::new(format!("{} ended with {status}", name(command))))
    }
}

/// Standard output of a command that ends well; `None` if it is missing or ends badly.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Runs to the end, shows standard output line by line and hands each line to `read`; says whether it ended well.
pub fn watch(command: &mut Command, mut read: impl FnMut(&str)) -> Result<bool> {
    let mut child =
        command.stdout(Stdio::piped()).spawn().when(format_args!("cannot start {}", name(command)))?;
    if let Some(stdout) = child.stdout.take() {
        let mut shown = std::io::stdout().lock();
        for line in BufReader::new(stdout).split(b'\n') {
            let line = line.when("cannot read a command's output")?;
            let line = String::from_utf8_lossy(&line);
            writeln!(shown, "{line}").when("cannot write")?;
            read(&line);
        }
    }
    Ok(child.wait().when("cannot wait for a command")?.success())
}

fn name(command: &Command) -> String {
    Path::new(command.get_program()).file_name().unwrap_or_default().to_string_lossy().into_owned()
}
