//! What other sites load: the widget's script, its engine, and a file for each model and device.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Map, Value, json};

use super::{catalog, programs};
use crate::failure::{Failure, Result, While};
use crate::project::Project;
use crate::run;

/// Scripts as they are written.
const SOURCE: &str = "assets/embed";
/// Where other sites find everything; addresses of a version stay.
pub const PLACE: &str = "embed/v1";
/// Where the program `site` leaves the files, until their folder has the build's name.
const DATA: &str = "embed/v1/data";
/// Scripts with names that stay: the file that each begins with, and whether it is a module or for a plain tag.
const SCRIPTS: [(&str, &str, &str); 4] = [
    ("will-it-run.js", "element.js", "esm"),
    ("embed.js", "frame.js", "iife"),
    ("check.js", "check.js", "esm"),
    ("builder.js", "builder.js", "esm"),
];
/// Files as they are written, and where they go below `embed/`.
const PLAIN: [(&str, &str); 4] = [
    ("assets/embed/check.html", "check/index.html"),
    ("assets/embed/builder.html", "index.html"),
    ("assets/embed/builder.css", "v1/builder.css"),
    ("assets/icon.svg", "v1/icon.svg"),
];
/// Folders of many small files, kept for reading without a network as one.
const SMALL: [&str; 3] = ["devices", "models", "money"];
/// What they are kept as.
const PACK: &str = "small.pack";
/// Compresses a file in its place. Node has gzip, so no crate is compiled for it; browsers have what reads it. Hosts do not know the ending, and
/// most would send fifteen times as much.
const GZIP: &str = "const fs=require('fs'),[,f]=process.argv;fs.writeFileSync(f,require('zlib').gzipSync(fs.readFileSync(f),{level:9}))";
/// Quants that the widget offers; any other can be asked for by its attribute.
const QUANTS: &str = r#"["Q2_K","Q3_K_M","IQ4_XS","Q4_K_M","Q5_K_M","Q6_K","Q8_0","F16"]"#;

/// rustc puts the stack first: nothing lives in the lowest kilobyte, and constants may move from additions into addresses.
pub const LOW: &str = "--low-memory-unused";

/// Compiles the engine: for size, without Yew.
pub fn compile(project: &Project) -> Result<()> {
    let passes =
        [LOW, "--flatten", "--rereloop", "--gufa", "-Oz", "--one-caller-inline-max-function-size=50"];
    let again = ["-Oz", "-Oz", "--reorder-functions", "--strip-producers", "--strip-target-features"];
    let passes = [&passes[..], &again].concat();
    bindgen(project, "widget", &passes)?;
    bindgen(project, "money", &passes)
}

/// Compiles a program that has no page: its feature and its binary have one name. Leaves `NAME.js` and `engine.wasm` in its folder.
pub fn bindgen(project: &Project, name: &str, passes: &[&str]) -> Result<()> {
    let work = work(project, name);
    fs::create_dir_all(&work).when(format_args!("cannot make the folder of {name}"))?;
    let build =
        ["build", "--profile", "wasm", "--package", "will-it-run", "--target", "wasm32-unknown-unknown"];
    let mut cargo = run::cargo(project)?;
    cargo.args(build).args(["--no-default-features", "--features", name, "--bin", name]);
    run::run(cargo.env("RUSTFLAGS", programs::rustflags(project)))?;
    let compiled = target(project).join("wasm32-unknown-unknown/wasm").join(format!("{name}.wasm"));
    let mut bindgen = run::program(project, "wasm-bindgen")?;
    run::run(bindgen.args(["--target", "web", "--no-typescript", "--out-dir"]).arg(&work).arg(compiled))?;
    let mut opt = run::program(project, "wasm-opt")?;
    opt.args(passes).arg(work.join(format!("{name}_bg.wasm")));
    run::run(opt.arg("-o").arg(work.join("engine.wasm")))
}

/// Where a program without a page is left.
pub fn work(project: &Project, name: &str) -> PathBuf {
    project.path("target/programs").join(name)
}

/// Where cargo compiles to.
fn target(project: &Project) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| project.path("target"), PathBuf::from)
}

/// What the builder and the frame need without a network.
pub struct Kept {
    /// Pages, below `dist/`.
    pub pages: Vec<String>,
    /// Files, below `dist/`.
    pub files: Vec<String>,
    /// The folder whose small files are in a pack, and the pack.
    pub packed: (String, String),
}

/// Puts everything into `dist/`. Engine and data belong together, so that they share a folder whose name is a hash of them all.
pub fn publish(project: &Project) -> Result<Kept> {
    let data = project.dist().join(DATA);
    fs::copy(work(project, "widget").join("engine.wasm"), data.join("engine.wasm"))
        .when("cannot publish the widget's engine")?;
    fs::copy(work(project, "money").join("engine.wasm"), data.join("money.wasm"))
        .when("cannot publish what break-evens are reckoned with")?;
    let mut esbuild = bundle(project, "cost.js", "esm")?;
    esbuild.arg(format!("--alias:money={}", work(project, "money").join("money.js").display()));
    run::run(esbuild.arg(format!("--outfile={}", data.join("cost.js").display())))?;
    pack(project, &data)?;
    let name = format!("{:016x}", hash(&data)?);
    fs::rename(&data, project.dist().join(PLACE).join(&name)).when("cannot name the widget's files")?;
    let style = work(project, "widget").join("style.css");
    let mut esbuild = run::program(project, "esbuild")?;
    esbuild.arg(project.path(SOURCE).join("style.css")).args(["--minify", "--log-level=warning"]);
    run::run(esbuild.arg(format!("--outfile={}", style.display())))?;
    for (script, source, format) in SCRIPTS {
        let mut esbuild = bundle(project, source, format)?;
        esbuild.arg(format!("--alias:style={}", style.display()));
        esbuild.args(["--loader:.css=text", &format!("--define:BUILD=\"{name}\"")]);
        esbuild.arg(format!("--define:QUANT_LABELS={QUANTS}"));
        esbuild.arg(format!("--alias:engine={}", work(project, "widget").join("widget.js").display()));
        esbuild.arg(format!("--outfile={}", project.dist().join(PLACE).join(script).display()));
        run::run(&mut esbuild)?;
    }
    let place = project.dist().join("embed");
    fs::create_dir_all(place.join("check")).when("cannot make embed/check")?;
    for (from, to) in PLAIN {
        fs::copy(project.path(from), place.join(to)).when(format_args!("cannot publish {from}"))?;
    }
    kept(project, &name)
}

/// Puts the small files of a folder into one beside them: the length of a list in four bytes, the lowest first; the list as JSON, path to begin
/// and length; the contents; all of it with gzip.
fn pack(project: &Project, data: &Path) -> Result<()> {
    let mut files = Vec::new();
    for folder in SMALL {
        list(&data.join(folder), &mut files)?;
    }
    files.sort();
    let (mut index, mut contents) = (Map::new(), Vec::new());
    for file in files {
        let bytes = fs::read(&file).when("cannot read a file of the widget")?;
        index.insert(below(&file, data)?, json!([contents.len(), bytes.len()]));
        contents.extend(bytes);
    }
    let index = Value::Object(index).to_string();
    let length = u32::try_from(index.len()).when("the list of the widget's files is too long")?;
    let pack = [&length.to_le_bytes(), index.as_bytes(), &contents].concat();
    let file = data.join(PACK);
    fs::write(&file, pack).when("cannot write the widget's files as one")?;
    run::run(run::program(project, "node")?.args(["-e", GZIP]).arg(&file))
}

/// What of `dist/embed/` is kept: all but badges and what is in the pack.
fn kept(project: &Project, name: &str) -> Result<Kept> {
    let folder = format!("{PLACE}/{name}/");
    let mut files = Vec::new();
    for within in [format!("{PLACE}/"), folder.clone()] {
        let entries = fs::read_dir(project.dist().join(&within)).when("cannot read the widget's files")?;
        let plain = entries.flatten().filter(|entry| entry.path().is_file());
        files.extend(plain.map(|entry| [&*within, &entry.file_name().to_string_lossy()].concat()));
    }
    files.sort();
    let packed = (folder.clone(), folder + PACK);
    Ok(Kept { pages: vec!["embed/".to_owned(), "embed/check/".to_owned()], files, packed })
}

/// A file's path below a folder.
fn below(file: &Path, folder: &Path) -> Result<String> {
    let name = file.strip_prefix(folder).map_err(|_| Failure::new("a file of the widget has no name"))?;
    Ok(name.to_string_lossy().into_owned())
}

/// Bundles a script with what it imports; more arguments may follow.
fn bundle(project: &Project, source: &str, format: &str) -> Result<Command> {
    let mut esbuild = run::program(project, "esbuild")?;
    esbuild.arg(project.path(SOURCE).join(source));
    esbuild.args(["--bundle", "--minify", &format!("--format={format}"), "--target=es2022"]);
    esbuild.args(["--charset=utf8", "--log-level=warning"]);
    Ok(esbuild)
}

/// Over names and contents in their order.
fn hash(folder: &Path) -> Result<u64> {
    let mut files = Vec::new();
    list(folder, &mut files)?;
    files.sort();
    let mut bytes = Vec::new();
    for file in files {
        bytes.extend(below(&file, folder)?.bytes());
        bytes.extend(fs::read(&file).when("cannot read a file of the widget")?);
    }
    Ok(catalog::hash(bytes))
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder).when(format_args!("cannot read {}", folder.display()))?.flatten() {
        if entry.path().is_dir() { list(&entry.path(), files)? } else { files.push(entry.path()) }
    }
    Ok(())
}
