//! The programs: each a wasm with the files around it, compiled by Trunk into a folder of its own.

use std::fs;
use std::path::{Path, PathBuf};

use super::shell;
use crate::failure::{Result, While};
use crate::project::Project;
use crate::run;

/// The calculator first, then the pages about hardware and models, by the names of their binaries.
pub const PROGRAMS: [&str; 12] = [
    "app",
    "device",
    "model",
    "lists",
    "compare",
    "cost",
    "choose",
    "accuracy",
    "closer",
    "together",
    "cluster",
    "fine-tune",
];
/// Where Trunk leaves a program before its files are moved beside the others'.
const WORK: &str = "target/programs";
/// One style sheet for each page or group of pages.
const STYLES: &str = "assets/atlas";

/// Compiles a program.
pub fn compile(project: &Project, program: &str) -> Result<()> {
    let work = project.path(WORK).join(program);
    fs::create_dir_all(&work).when("cannot make the folder of a program")?;
    if program == "app" {
        return trunk(project, &["--dist".as_ref(), built(project, program).as_os_str()]);
    }
    // The same frame as the calculator's, around another program; Trunk reads addresses relative to the file.
    let own = format!("rel=\"rust\" href=\"../../../Cargo.toml\" data-bin=\"{program}\"");
    let styles_after = "assets/app.css\" />";
    let frame = project
        .read("index.html")?
        .replace(
            styles_after,
            &format!("{styles_after}\n    <link data-trunk rel=\"css\" href=\"atlas.css\" />"),
        )
        .replace("=\"assets/", "=\"../../../assets/")
        .replace("rel=\"rust\" data-bin=\"app\"", &own);
    fs::write(work.join("atlas.css"), styles(project)?).when("cannot write the style sheet")?;
    let source = work.join("page.html");
    fs::write(&source, frame).when("cannot write the frame")?;
    trunk(project, &["--dist".as_ref(), built(project, program).as_os_str(), source.as_os_str()])
}

/// A program's page, and the files it needs.
pub struct Placed {
    pub page: String,
    /// Below `dist/`. Trunk puts a hash of the content into each of their names.
    pub files: Vec<String>,
}

/// Puts a compiled program's files into `dist/`; `link` is the link to the catalog.
pub fn place(project: &Project, program: &str, link: &str) -> Result<Placed> {
    let built = built(project, program);
    let page = shell::finish(project, &built, link)?;
    let mut files = Vec::new();
    copy(&built, &project.dist(), "", &mut files)?;
    Ok(Placed { page, files })
}

fn built(project: &Project, program: &str) -> PathBuf {
    project.path(WORK).join(program).join("dist")
}

/// The style sheets of the pages as one.
fn styles(project: &Project) -> Result<String> {
    let entries = fs::read_dir(project.path(STYLES)).when("cannot read assets/atlas")?;
    let mut files: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    files.sort();
    let texts: Result<Vec<String>> =
        files.iter().map(|file| fs::read_to_string(file).when("cannot read a style sheet")).collect();
    Ok(texts?.concat())
}

/// Copies what is in a folder, except the page itself, which is written for each address; notes the files below `dist/`.
fn copy(from: &Path, to: &Path, below: &str, files: &mut Vec<String>) -> Result<()> {
    fs::create_dir_all(to).when(format_args!("cannot make {}", to.display()))?;
    for entry in fs::read_dir(from).when(format_args!("cannot read {}", from.display()))?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let (from, to) = (entry.path(), to.join(&name));
        if from.is_dir() {
            copy(&from, &to, &format!("{below}{name}/"), files)?;
        } else if name != "index.html" {
            fs::copy(&from, &to).when(format_args!("cannot copy {}", from.display()))?;
            files.push(format!("{below}{name}"));
        }
    }
    Ok(())
}

fn trunk(project: &Project, more: &[&std::ffi::OsStr]) -> Result<()> {
    let mut trunk = run::program(project, "trunk")?;
    trunk.args(["build", "--release", "--offline"]).args(more);
    run::run(trunk.env("RUSTFLAGS", rustflags(project)))
}

/// Paths of this machine would be part of the wasm (panics name their file): a few KB, and other bytes on every machine.
pub fn rustflags(project: &Project) -> String {
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
