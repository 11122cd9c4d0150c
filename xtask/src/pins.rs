//! Every version that the project pins, in one place. Rust itself is pinned by `rust-toolchain.toml`.

use serde_json::Value;

use crate::failure::{Failure, Result, While};
use crate::project::Project;

/// Compiles and bundles the page. 0.22 needs a newer rustc.
pub const TRUNK: &str = "0.21.14";
/// The command-line tool must be of exactly the library's version in `Cargo.lock`.
pub const WASM_BINDGEN: &str = "0.2.130";
/// `wasm-opt`, from the npm package `binaryen`; older ones fail on what rustc writes today.
pub const BINARYEN: &str = "132.0.0";
/// Bundles and minifies the scripts that other sites load.
pub const ESBUILD: &str = "0.28.2";
/// Draws the pictures that other sites show beside a link: SVG to PNG. Installed only for `build --site`.
pub const RESVG: &str = "2.6.2";
/// The letters in them.
pub const DEJAVU: &str = "2.37.3";
/// Drives Chromium in the end-to-end tests.
pub const PLAYWRIGHT_CORE: &str = "1.65.1";
/// Accessibility checks in the end-to-end tests. (Its wrapper for Playwright wants Node 22.)
pub const AXE_CORE: &str = "4.14.1";
/// Holds the published catalog against its schema.
pub const AJV: &str = "8.20.0";
/// Compiles the example of the npm package.
pub const TYPESCRIPT: &str = "5.9.3";
/// Measures pages as search engines do; installed only for `test --full`.
pub const LIGHTHOUSE: &str = "12.8.2";
/// What `tests/e2e` installs.
pub const E2E: [(&str, &str); 4] =
    [("playwright-core", PLAYWRIGHT_CORE), ("axe-core", AXE_CORE), ("ajv", AJV), ("typescript", TYPESCRIPT)];
/// The oldest Node that the tools run on.
pub const NODE_MAJOR: u32 = 20;

/// Fails with all disagreements between the pins and the files that repeat them.
pub fn check(project: &Project) -> Result<()> {
    let faults = faults(project)?;
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Failure::new(format!("pins disagree:\n  {}", faults.join("\n  "))))
    }
}

fn faults(project: &Project) -> Result<Vec<String>> {
    let mut faults = Vec::new();
    let mut same = |what: &str, found: Option<&str>, wanted: &str| {
        if found != Some(wanted) {
            faults.push(format!("{what} is {}, xtask/src/pins.rs says {wanted}", found.unwrap_or("absent")));
        }
    };

    let lock = project.read("Cargo.lock")?;
    same("wasm-bindgen in Cargo.lock", locked(&lock, "wasm-bindgen"), WASM_BINDGEN);
    let manifest = project.read("Cargo.toml")?;
    let exact = format!("={WASM_BINDGEN}");
    same("wasm-bindgen in Cargo.toml", quoted(&manifest, "wasm-bindgen = { version = "), &exact);
    let trunk = project.read("Trunk.toml")?;
    same("trunk-version in Trunk.toml", quoted(&trunk, "trunk-version = "), &format!(">={TRUNK}"));

    let package = json(project, "tests/e2e/package.json")?;
    let locked_npm = json(project, "tests/e2e/package-lock.json")?;
    for (name, wanted) in E2E {
        let asked = package.pointer(&format!("/devDependencies/{name}")).and_then(Value::as_str);
        same(&format!("{name} in tests/e2e/package.json"), asked, wanted);
        let got =
            locked_npm.pointer(&format!("/packages/node_modules~1{name}/version")).and_then(Value::as_str);
        same(&format!("{name} in tests/e2e/package-lock.json"), got, wanted);
    }

    let toolchain = project.read("rust-toolchain.toml")?;
    let channel = quoted(&toolchain, "channel = ").unwrap_or_default();
    let least = quoted(&manifest, "rust-version = ").unwrap_or_default();
    if least.is_empty() || !(channel == least || channel.starts_with(&format!("{least}."))) {
        faults.push(format!("rust-toolchain.toml pins {channel}, Cargo.toml says rust-version {least}"));
    }
    Ok(faults)
}

/// The version of a package in a Cargo.lock.
fn locked<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let (_, after) = lock.split_once(&format!("name = \"{package}\"\n"))?;
    quoted(after, "version = ")
}

/// The quoted text right after the first `key`.
fn quoted<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    let (_, after) = text.split_once(key)?;
    after.strip_prefix('"')?.split('"').next()
}

fn json(project: &Project, inside: &str) -> Result<Value> {
    serde_json::from_str(&project.read(inside)?).when(format_args!("{inside} is not JSON"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pins_agree_with_every_file_that_repeats_them() {
        let project = Project::here().unwrap();
        assert_eq!(faults(&project).unwrap(), Vec::<String>::new());
    }

    #[test]
    fn a_disagreement_is_seen() {
        let lock = "[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.1\"\n";
        assert_eq!(locked(lock, "wasm-bindgen"), Some("0.2.1"));
        assert_eq!(locked(lock, "wasm"), None);
        assert_eq!(quoted("rust-version = \"1.95\"\n", "rust-version = "), Some("1.95"));
    }

    /// A host name in a lock file would tie every clone to one mirror.
    #[test]
    fn the_npm_lock_file_names_no_host() {
        let lock = Project::here().unwrap().read("tests/e2e/package-lock.json").unwrap();
        assert!(!lock.contains("\"resolved\""), "run npm with omit-lockfile-registry-resolved");
    }
}
