//! What comes from npm: `wasm-opt`, and the packages of the end-to-end tests.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::version;
use crate::failure::{Failure, Result, While};
use crate::pins;
use crate::project::Project;
use crate::run;

/// Node itself is given; only its age is checked.
pub fn check(project: &Project) -> Result<()> {
    let found = version::of(project, "node")?;
    match found.as_deref().and_then(version::major) {
        Some(major) if major >= pins::NODE_MAJOR => Ok(()),
        _ => Err(Failure::new(format!(
            "Node {} or newer with npm is needed, found {}: see https://nodejs.org",
            pins::NODE_MAJOR,
            found.as_deref().unwrap_or("none")
        ))),
    }
}

/// `wasm-opt`, unless one of the right version is on PATH.
pub fn ensure_wasm_opt(project: &Project) -> Result<()> {
    let wanted = version::major(pins::BINARYEN);
    let found = version::of(project, "wasm-opt")?;
    if found.as_deref().and_then(version::major) == wanted {
        return Ok(());
    }
    super::say(&format!("binaryen {} (npm)", pins::BINARYEN), "wasm-opt makes the wasm smaller");
    install(project)
}

/// esbuild, always the project's own.
pub fn ensure_esbuild(project: &Project) -> Result<()> {
    if package_version(project, ".tools/node_modules/esbuild").as_deref() == Some(pins::ESBUILD) {
        return Ok(());
    }
    super::say(
        &format!("esbuild {} (npm)", pins::ESBUILD),
        "the scripts that other sites load are one small file each",
    );
    install(project)
}

/// Both at once: npm takes away what is in the folder and was not asked for.
fn install(project: &Project) -> Result<()> {
    let packages = [format!("binaryen@{}", pins::BINARYEN), format!("esbuild@{}", pins::ESBUILD)];
    install_into(project, &project.tools(), &packages)
}

/// Where what draws pictures is.
pub fn pictures(project: &Project) -> PathBuf {
    project.tools().join("pictures/node_modules")
}

/// What draws SVG as PNG, and its letters.
pub fn ensure_pictures(project: &Project) -> Result<()> {
    let folder = ".tools/pictures/node_modules";
    let wanted = [("@resvg/resvg-wasm", pins::RESVG), ("dejavu-fonts-ttf", pins::DEJAVU)];
    let is_there = |(package, version): (&str, &str)| {
        package_version(project, &format!("{folder}/{package}")).as_deref() == Some(version)
    };
    if wanted.into_iter().all(is_there) {
        return Ok(());
    }
    super::say(&format!("resvg {} (npm)", pins::RESVG), "pages have pictures for other sites");
    let packages = wanted.map(|(package, version)| [package, "@", version].concat());
    install_into(project, &project.tools().join("pictures"), &packages)
}

fn install_into(project: &Project, folder: &Path, packages: &[String]) -> Result<()> {
    fs::create_dir_all(folder).when(format_args!("cannot make {}", folder.display()))?;
    let mut npm = run::program(project, "npm")?;
    npm.args(["install", "--no-save", "--no-package-lock", "--no-fund", "--no-audit", "--prefix"]);
    run::run(npm.arg(folder).args(packages))
}

/// Lighthouse, in a folder of its own: it brings more than all other tools together.
pub fn ensure_lighthouse(project: &Project) -> Result<PathBuf> {
    let folder = project.tools().join("lighthouse");
    let package = folder.join("node_modules/lighthouse");
    if package_version(project, ".tools/lighthouse/node_modules/lighthouse").as_deref()
        != Some(pins::LIGHTHOUSE)
    {
        super::say(&format!("lighthouse {} (npm)", pins::LIGHTHOUSE), "`test --full` measures pages with it");
        install_into(project, &folder, &[format!("lighthouse@{}", pins::LIGHTHOUSE)])?;
    }
    Ok(package)
}

/// The packages of the end-to-end tests, exactly as their lock file says.
pub fn ensure_e2e_packages(project: &Project) -> Result<()> {
    if pins::E2E.iter().all(|(name, version)| installed(project, name).as_deref() == Some(*version)) {
        return Ok(());
    }
    super::say(
        "playwright-core, axe and ajv (npm, tests/e2e)",
        "the end-to-end tests drive a real browser and check the catalog's schema",
    );
    let mut npm = run::program(project, "npm")?;
    run::run(npm.args(["ci", "--no-fund", "--no-audit"]).current_dir(project.e2e()))
}

fn installed(project: &Project, package: &str) -> Option<String> {
    package_version(project, &format!("tests/e2e/node_modules/{package}"))
}

fn package_version(project: &Project, folder: &str) -> Option<String> {
    let manifest = project.read(&format!("{folder}/package.json")).ok()?;
    let manifest: Value = serde_json::from_str(&manifest).ok()?;
    Some(manifest.get("version")?.as_str()?.to_owned())
}
