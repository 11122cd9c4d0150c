//! Byte budgets of what a reader downloads.

use std::path::{Path, PathBuf};

use crate::failure::{Failure, Result, While};
use crate::project::Project;
use crate::run;

/// Bytes of a file, as they are and as good hosts send them.
struct Weight {
    raw: u64,
    brotli: u64,
}

/// Files that a reader loads, by how their names begin and end.
struct Item {
    what: &'static str,
    begins: &'static str,
    ends: &'static str,
    budget: Budget,
}

enum Budget {
    /// At most so many bytes after brotli; KB are 1000 bytes, as everywhere for transfers.
    AtMost(u64),
    /// Shown only.
    Shown,
}

const ITEMS: [Item; 19] = [
    Item { what: "app wasm", begins: "app-", ends: "_bg.wasm", budget: Budget::AtMost(200_000) },
    Item { what: "device wasm", begins: "device-", ends: "_bg.wasm", budget: Budget::AtMost(220_000) },
    Item { what: "model wasm", begins: "model-", ends: "_bg.wasm", budget: Budget::AtMost(220_000) },
    Item { what: "lists wasm", begins: "lists-", ends: "_bg.wasm", budget: Budget::AtMost(220_000) },
    Item { what: "compare wasm", begins: "compare-", ends: "_bg.wasm", budget: Budget::AtMost(220_000) },
    Item { what: "cost wasm", begins: "cost-", ends: "_bg.wasm", budget: Budget::AtMost(220_000) },
    Item { what: "choose wasm", begins: "choose-", ends: "_bg.wasm", budget: Budget::AtMost(220_000) },
    Item { what: "accuracy wasm", begins: "accuracy-", ends: "_bg.wasm", budget: Budget::AtMost(220_000) },
    Item { what: "closer wasm", begins: "closer-", ends: "_bg.wasm", budget: Budget::AtMost(220_000) },
    Item { what: "together wasm", begins: "together-", ends: "_bg.wasm", budget: Budget::AtMost(220_000) },
    Item { what: "cluster wasm", begins: "cluster-", ends: "_bg.wasm", budget: Budget::AtMost(220_000) },
    Item { what: "fine-tune wasm", begins: "fine-tune-", ends: "_bg.wasm", budget: Budget::AtMost(220_000) },
    Item { what: "accuracy.csv", begins: "accuracy", ends: ".csv", budget: Budget::Shown },
    Item { what: "catalog as loaded", begins: "catalog-", ends: ".bin", budget: Budget::AtMost(130_000) },
    Item { what: "JavaScript, each", begins: "app-", ends: ".js", budget: Budget::Shown },
    Item { what: "CSS", begins: "", ends: ".css", budget: Budget::Shown },
    Item { what: "service worker", begins: "sw", ends: ".js", budget: Budget::Shown },
    Item { what: "its registration", begins: "offline-", ends: ".js", budget: Budget::Shown },
    Item { what: "index.html", begins: "index", ends: ".html", budget: Budget::Shown },
];

/// Prints raw and brotli-11 sizes; Node has brotli, so no crate is compiled for it.
const MEASURE: &str = "const{brotliCompressSync:b,constants:c}=require('zlib'),fs=require('fs');\
for(const f of process.argv.slice(1)){const d=fs.readFileSync(f);\
console.log(d.length,b(d,{params:{[c.BROTLI_PARAM_QUALITY]:11,[c.BROTLI_PARAM_LGWIN]:24}}).length)}";

/// Prints the table; fails above a budget.
pub fn command(project: &Project) -> Result<()> {
    println!("{:<20} {:>10} {:>10} {:>10}", "bytes", "raw", "brotli 11", "budget");
    let mut faults = Vec::new();
    for item in &ITEMS {
        let files = matching(project, item)?;
        let weight = weigh(project, &files)?;
        let budget = match item.budget {
            Budget::AtMost(most) => most.to_string(),
            Budget::Shown => String::new(),
        };
        println!("{:<20} {:>10} {:>10} {:>10}", item.what, weight.raw, weight.brotli, budget);
        match item.budget {
            Budget::AtMost(_) if files.is_empty() => {
                faults.push(format!("{}: no such file in dist/", item.what))
            }
            Budget::AtMost(most) if weight.brotli > most => {
                faults.push(format!(
                    "{}: {} bytes, {} above its budget",
                    item.what,
                    weight.brotli,
                    weight.brotli - most
                ));
            }
            Budget::AtMost(_) | Budget::Shown => {}
        }
    }
    for part in embedded(project)? {
        let weight = weigh(project, &part.files)?;
        println!("{:<20} {:>10} {:>10} {:>10}", part.what, weight.raw, weight.brotli, part.budget);
        if weight.brotli > part.budget {
            faults.push(format!(
                "{}: {} bytes, {} above its budget",
                part.what,
                weight.brotli,
                weight.brotli - part.budget
            ));
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(Failure::new(faults.join("\n"))) }
}

/// What a page that embeds the widget loads together.
struct Part {
    what: &'static str,
    files: Vec<PathBuf>,
    budget: u64,
}

/// The widget, and its data in the worst case of each variant.
fn embedded(project: &Project) -> Result<Vec<Part>> {
    let place = project.dist().join("embed/v1");
    let builds = std::fs::read_dir(&place).when("there is no embed/v1; run `cargo xtask build`")?;
    let mut builds = builds.flatten().map(|entry| entry.path());
    let build = builds
        .find(|path| path.join("engine.wasm").is_file())
        .ok_or_else(|| Failure::new("there is no engine in embed/v1; run `cargo xtask build`"))?;
    let file = |name: &str| build.join(name);
    let (model, device) = (heaviest(project, &file("models"))?, heaviest(project, &file("devices"))?);
    Ok(vec![
        Part {
            what: "widget",
            files: vec![place.join("will-it-run.js"), file("engine.wasm")],
            budget: 45_000,
        },
        Part {
            what: "widget, break-even",
            files: vec![place.join("will-it-run.js"), file("cost.js"), file("money.wasm")],
            budget: 45_000,
        },
        Part {
            what: "its data, break-even",
            files: vec![heaviest(project, &file("money"))?],
            budget: 12_000,
        },
        Part { what: "its data, both given", files: vec![model.clone(), device.clone()], budget: 12_000 },
        Part {
            what: "its data, any device",
            files: vec![model.clone(), file("devices.bin"), file("devices.json")],
            budget: 35_000,
        },
        Part { what: "its data, any model", files: vec![model, device, file("models.json")], budget: 35_000 },
    ])
}

/// The file that weighs most, among those that are largest as they are: brotli of hundreds would take a minute.
fn heaviest(project: &Project, folder: &Path) -> Result<PathBuf> {
    const TRIED: usize = 40;
    let files = std::fs::read_dir(folder).when(format_args!("cannot read {}", folder.display()))?;
    let mut files: Vec<(u64, PathBuf)> =
        files.flatten().filter_map(|entry| Some((entry.metadata().ok()?.len(), entry.path()))).collect();
    files.sort_by(|a, b| b.cmp(a));
    files.truncate(TRIED);
    let files: Vec<PathBuf> = files.into_iter().map(|(_, file)| file).collect();
    let weights = weights(project, &files)?.into_iter().map(|weight| weight.brotli);
    let most = weights.zip(files).max();
    most.map(|(_, file)| file).ok_or_else(|| Failure::new(format!("{} is empty", folder.display())))
}

fn matching(project: &Project, item: &Item) -> Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(project.dist()).when("there is no dist/; run `cargo xtask build`")?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            name.starts_with(item.begins) && name.ends_with(item.ends)
        })
        .collect();
    files.sort();
    Ok(files)
}

fn weigh(project: &Project, files: &[PathBuf]) -> Result<Weight> {
    let nothing = Weight { raw: 0, brotli: 0 };
    let each = weights(project, files)?;
    Ok(each
        .iter()
        .fold(nothing, |sum, one| Weight { raw: sum.raw + one.raw, brotli: sum.brotli + one.brotli }))
}

/// Of each file, in their order.
fn weights(project: &Project, files: &[PathBuf]) -> Result<Vec<Weight>> {
    if files.is_empty() {
        return Ok(Vec::new());
    }
    let measured = run::output(run::program(project, "node")?.args(["-e", MEASURE]).args(files))
        .ok_or_else(|| Failure::new("node could not measure dist/"))?;
    let weight = |line: &str| {
        let (raw, brotli) = line.split_once(' ').ok_or_else(|| Failure::new("node measured nothing"))?;
        Ok(Weight { raw: raw.parse().when("a size")?, brotli: brotli.parse().when("a size")? })
    };
    measured.lines().map(weight).collect()
}
