//! A real browser for the tests.

use std::path::PathBuf;

use super::version;
use crate::failure::{Failure, Result, While};
use crate::project::Project;
use crate::run;

const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const DRIVER: &str = "chromedriver";
const BY_HAND: &str = "sudo apt-get update && sudo apt-get install --yes chromium chromium-driver";

/// Chromium and its driver.
pub struct Browser {
    /// The browser's program.
    pub program: PathBuf,
    /// The driver's program, of the same major version.
    pub driver: PathBuf,
}

/// Finds Chromium with its driver; on Debian as root installs them, elsewhere says how to.
pub fn ensure(project: &Project) -> Result<Browser> {
    if let Some(browser) = find(project)? {
        return Ok(browser);
    }
    if project.find_program("apt-get")?.is_none() || !is_root(project)? {
        return Err(Failure::new(format!(
            "the tests need Chromium and chromedriver of the same version on PATH. On Debian:\n  {BY_HAND}"
        )));
    }
    super::say("chromium and chromium-driver (apt)", "the tests run the page in a real browser");
    let apt = |args: &[&str]| -> Result<()> {
        run::run(run::program(project, "apt-get")?.args(args).env("DEBIAN_FRONTEND", "noninteractive"))
            .when(format_args!("try `{BY_HAND}`"))
    };
    apt(&["update", "--quiet"])?;
    apt(&["install", "--yes", "--quiet", "--no-install-recommends", "chromium", "chromium-driver"])?;
    find(project)?
        .ok_or_else(|| Failure::new(format!("Chromium was installed but is not on PATH; try `{BY_HAND}`")))
}

fn find(project: &Project) -> Result<Option<Browser>> {
    let Some(driver) = project.find_program(DRIVER)? else { return Ok(None) };
    for name in BROWSERS {
        let Some(program) = project.find_program(name)? else { continue };
        let (browser, driven) = (version::of(project, name)?, version::of(project, DRIVER)?);
        let (browser, driven) =
            (browser.as_deref().and_then(version::major), driven.as_deref().and_then(version::major));
        if browser.is_some() && browser != driven {
            return Err(Failure::new(format!(
                "{name} and {DRIVER} differ in version; on Debian try\n  {BY_HAND}"
            )));
        }
        return Ok(browser.map(|_| Browser { program, driver }));
    }
    Ok(None)
}

fn is_root(project: &Project) -> Result<bool> {
    Ok(run::output(run::program(project, "id")?.arg("-u")).as_deref() == Some("0"))
}
