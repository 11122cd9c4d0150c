//! What the site needs without a network: the service worker with the list of what it keeps, the manifest, the icons.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use super::catalog;
use super::embed::Kept;
use super::pages::{STAND_IN, Said};
use crate::failure::{Failure, Result, While};
use crate::project::Project;
use crate::run;

/// The worker as it is written by hand.
const TEMPLATE: &str = "assets/offline/sw.js";
/// Where its list goes.
const PLACE: &str = "/* the build */ null";
/// Files beside the pages that are as they are.
const PLAIN: [&str; 8] = [
    "manifest.webmanifest",
    "icon-192.png",
    "icon-512.png",
    "icon-maskable-512.png",
    "apple-touch-icon.png",
    "404.html",
    "accuracy.csv",
    "accuracy-rows.csv",
];
/// SHA-256 of files, one a line. Node has it, so no crate is compiled for it.
const HASH: &str = "const{createHash:h}=require('crypto'),fs=require('fs');\
for(const f of process.argv.slice(1))console.log(h('sha256').update(fs.readFileSync(f)).digest('base64'))";

/// Writes manifest, icons and worker; `hashed` are the files of the programs, `embed` is what the builder needs.
///
/// Of the many pages that differ in their head alone, the worker keeps one for each program and depth: those that have a
/// word of their own in the address, and those that stand in for every id of a group.
pub fn write(project: &Project, said: &Said, hashed: &[String], embed: Kept) -> Result<()> {
    for file in PLAIN.iter().filter(|file| project.path("assets/offline").join(file).is_file()) {
        fs::copy(project.path("assets/offline").join(file), project.dist().join(file))
            .when(format_args!("cannot publish {file}"))?;
    }
    let mut own = Vec::new();
    let mut any = Map::new();
    for page in said.pages()? {
        let is_group = page.path.matches('/').count() <= 1;
        if is_group {
            own.push(page.path);
        } else if let Some(group) = page.path.strip_suffix(STAND_IN) {
            any.insert(group.to_owned(), page.path.into());
        }
    }
    own.extend(embed.pages.iter().map(String::as_str));
    let stand_ins: Vec<String> = any.values().filter_map(Value::as_str).map(str::to_owned).collect();
    // An address as readers ask for it, and the file behind it.
    let mut kept: Vec<(String, PathBuf)> = Vec::new();
    for page in own.iter().copied().chain(stand_ins.iter().map(String::as_str)) {
        kept.push((page.to_owned(), Path::new(page).join("index.html")));
    }
    for file in PLAIN.iter().map(|file| (*file).to_owned()).chain(hashed.iter().cloned()).chain(embed.files) {
        kept.push((file.clone(), PathBuf::from(file)));
    }
    let template = project.read(TEMPLATE)?;
    let mut paths: Vec<PathBuf> = kept.iter().map(|(_, file)| project.dist().join(file)).collect();
    // Another worker is another version, too.
    paths.push(project.path(TEMPLATE));
    let hashes = hashes(project, &paths)?;
    let mut files = Map::new();
    for ((address, _), hash) in kept.iter().zip(&hashes) {
        files.insert(address.clone(), hash.as_str().into());
    }
    let count = files.len();
    let build = json!({
        "version": version(&hashes),
        "data": said.text("data")?,
        "files": files,
        "own": own,
        "any": any,
        "asked": said.asked(),
        "packed": { embed.packed.0: embed.packed.1 },
        "missing": "404.html",
    });
    if !template.contains(PLACE) {
        return Err(Failure::new(format!("{TEMPLATE} lacks {PLACE}")));
    }
    println!("build: {count} files are kept for reading without a network");
    fs::write(project.dist().join("sw.js"), template.replacen(PLACE, &build.to_string(), 1))
        .when("cannot write sw.js")
}

fn hashes(project: &Project, files: &[PathBuf]) -> Result<Vec<String>> {
    let said = run::output(run::program(project, "node")?.args(["-e", HASH]).args(files))
        .ok_or_else(|| Failure::new("node could not hash dist/"))?;
    let hashes: Vec<String> = said.lines().map(str::to_owned).collect();
    if hashes.len() == files.len() { Ok(hashes) } else { Err(Failure::new("node hashed too few files")) }
}

/// Over the hashes: names a version.
fn version(hashes: &[String]) -> String {
    format!("{:016x}", catalog::hash(hashes.iter().flat_map(|hash| hash.bytes())))
}
