//! Which version a program says it is.

use crate::failure::Result;
use crate::project::Project;
use crate::run;

/// The first word of `PROGRAM --version` that looks like a version; `None` if there is no such program.
pub fn of(project: &Project, program: &str) -> Result<Option<String>> {
    let Some(path) = project.find_program(program)? else { return Ok(None) };
    let said = run::output(run::program(project, path)?.arg("--version"));
    Ok(said.as_deref().and_then(in_text).map(str::to_owned))
}

/// The number before the first dot.
pub fn major(version: &str) -> Option<u32> {
    version.split('.').next()?.parse().ok()
}

fn in_text(text: &str) -> Option<&str> {
    text.split_whitespace()
        .map(|word| word.trim_start_matches('v'))
        .find(|word| word.starts_with(|first: char| first.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_version_in_what_programs_say() {
        assert_eq!(in_text("trunk 0.21.14"), Some("0.21.14"));
        assert_eq!(in_text("wasm-opt version 132 (version_132)"), Some("132"));
        assert_eq!(in_text("v20.20.2"), Some("20.20.2"));
        assert_eq!(in_text("Chromium 156.0.8078.79 built on Debian GNU/Linux 12"), Some("156.0.8078.79"));
        assert_eq!(in_text("no version here"), None);
        assert_eq!(major("156.0.8078.79"), Some(156));
    }
}
