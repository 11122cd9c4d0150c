//! The pages about hardware and models: six programs, and a file for each address, so that any host can serve them.

use std::fs;
use std::path::Path;

use will_it_run_engine::recommend::BEST;

use super::{shell, trunk};
use crate::failure::{Failure, Result, While};
use crate::project::Project;

/// The programs, by the names of their binaries.
pub const PROGRAMS: [&str; 6] = ["device", "model", "lists", "compare", "choose", "accuracy"];
/// Where Trunk leaves a program before its files are moved beside the calculator's.
const WORK: &str = "target/atlas";
/// One style sheet for each page or group of pages.
const STYLES: &str = "assets/atlas";
/// What Trunk makes of the base of addresses.
const BASE: &str = "<base href=\"./\" />";
const TITLE: [&str; 2] = ["<title>", "</title>"];
const DESCRIPTION: [&str; 2] = ["<meta name=\"description\" content=\"", "\" />"];

/// A page that has an address of its own from the start.
struct Leaf {
    /// Below the site's own address: `hardware/nvidia-l40s/`.
    path: String,
    /// The program that draws it.
    program: &'static str,
    title: String,
    description: String,
}

/// Compiles the programs and writes a file for each address; `packed` is the name of the packed catalog.
pub fn build(project: &Project, packed: &str) -> Result<()> {
    let leaves = leaves(project)?;
    for program in PROGRAMS {
        let page = compile(project, program, packed)?;
        for leaf in leaves.iter().filter(|leaf| leaf.program == program) {
            let folder = project.dist().join(&leaf.path);
            fs::create_dir_all(&folder).when(format_args!("cannot make {}", folder.display()))?;
            fs::write(folder.join("index.html"), fill(&page, leaf)?)
                .when(format_args!("cannot write {}", leaf.path))?;
        }
    }
    super::accuracy::publish(project)?;
    println!("build: {} pages about hardware and models", leaves.len());
    fs::write(project.dist().join("404.html"), missing(project)?).when("cannot write 404.html")
}

/// Compiles a program and puts its files beside the calculator's; gives its page.
fn compile(project: &Project, program: &str, packed: &str) -> Result<String> {
    let work = project.path(WORK).join(program);
    let built = work.join("dist");
    fs::create_dir_all(&work).when("cannot make the folder for the pages about hardware and models")?;
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
    trunk(project, &["--dist".as_ref(), built.as_os_str(), source.as_os_str()])?;
    let page = shell::finish(project, &built, packed)?;
    for entry in fs::read_dir(&built).when("cannot read what Trunk built")?.flatten() {
        move_beside(&entry.path(), &project.dist().join(entry.file_name()))?;
    }
    Ok(page)
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

/// Moves a file or folder, except the page itself, which is written for each address.
fn move_beside(from: &Path, to: &Path) -> Result<()> {
    if from.file_name().is_some_and(|name| name == "index.html") {
        return Ok(());
    }
    if from.is_dir() {
        fs::create_dir_all(to).when(format_args!("cannot make {}", to.display()))?;
        for entry in fs::read_dir(from).when("cannot read a folder of the build")?.flatten() {
            move_beside(&entry.path(), &to.join(entry.file_name()))?;
        }
        return Ok(());
    }
    fs::copy(from, to).map(drop).when(format_args!("cannot copy {}", from.display()))
}

/// All pages of the catalog.
fn leaves(project: &Project) -> Result<Vec<Leaf>> {
    let catalog = crate::catalog::load(project)?;
    let leaf = |program: &'static str, path: String, title: &str, description: &str| Leaf {
        path,
        program,
        title: format!("{title} – will it run?"),
        description: description.to_owned(),
    };
    let mut leaves: Vec<Leaf> = [
        ("lists", "hardware/", "Hardware", "Devices for running AI models, with scores, speeds and prices."),
        ("lists", "models/", "Models", "AI models with their exact sizes and what runs them."),
        ("lists", "leaderboard/", "Leaderboard", "Devices by score, price, speed and memory."),
        (
            "accuracy",
            "accuracy/",
            "Accuracy",
            "How right the predicted speeds are, measurement by measurement, and a place for your own.",
        ),
        ("compare", "compare/", "Compare", "Devices, models and rigs side by side."),
        // Where 404.html leads with an id that no file was made for.
        (
            "device",
            "hardware/-/",
            "Hardware",
            "Which AI models run on this device, how fast, and what it costs.",
        ),
        ("model", "models/-/", "Models", "Memory, speed and hardware for this model, quant by quant."),
        ("choose", "best/-/", "Best hardware", "Saved questions to the chooser."),
        ("choose", "choose/", "Choose", "Which hardware for the models you want to run."),
        (
            "choose",
            "best/",
            "Best hardware",
            "Saved questions to the chooser, answered from the dated catalog.",
        ),
    ]
    .map(|(program, path, title, description)| leaf(program, path.to_owned(), title, description))
    .into();
    leaves.extend(BEST.iter().map(|best| {
        let title = format!("Best hardware: {}", best.slug.replace('-', " "));
        let description = "A saved question to the chooser, answered from the dated catalog.";
        leaf("choose", format!("best/{}/", best.slug), &title, description)
    }));
    leaves.extend(catalog.hardware().iter().map(|device| {
        let description = format!("Which AI models run on {}, how fast, and what it costs.", device.name);
        leaf("device", format!("hardware/{}/", device.id), &device.name, &description)
    }));
    leaves.extend(catalog.models().iter().map(|model| {
        let description = format!("Memory, speed and hardware for {}, quant by quant.", model.name);
        leaf("model", format!("models/{}/", model.id), &model.name, &description)
    }));
    Ok(leaves)
}

/// The page of an address: its title, its description, and the way up to the site's own address.
fn fill(page: &str, leaf: &Leaf) -> Result<String> {
    if !page.contains(BASE) {
        return Err(Failure::new(format!("Trunk's page lacks {BASE}")));
    }
    let up = "../".repeat(leaf.path.matches('/').count());
    let page = page.replacen(BASE, &format!("<base href=\"{up}\" />"), 1);
    let page = between(&page, TITLE, &escape(&leaf.title))?;
    between(&page, DESCRIPTION, &escape(&leaf.description))
}

/// Puts a text between two marks.
fn between(page: &str, [begin, end]: [&str; 2], text: &str) -> Result<String> {
    let inside = shell::between(page, begin, end)?;
    Ok(page.replacen(&[begin, inside, end].concat(), &[begin, text, end].concat(), 1))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

/// Where a host finds no file. Comparisons of any pair lead to the page that reads them, unknown ids to the page that knows near ones (and
/// other names of the same thing); everything else is told the ways on.
/// The site's own address is found from the words that its addresses begin with.
fn missing(project: &Project) -> Result<String> {
    const SCRIPT: &str = r#"
      var path = location.pathname;
      var at = path.search(/\/(hardware|models|leaderboard|accuracy|compare|choose|best)(\/|$)/);
      var home = at < 0 ? path.replace(/[^/]*$/, "") : path.slice(0, at + 1);
      var named = /\/(hardware|models|best|compare)\/([^/]+)\/?$/.exec(path);
      if (named && named[2] !== "-") {
        var more = location.search ? "&" + location.search.slice(1) : "";
        var page = named[1] === "compare" ? "compare/" : named[1] + "/-/";
        location.replace(home + page + "?of=" + named[2] + more + location.hash);
      }
      document.addEventListener("DOMContentLoaded", function () {
        document.querySelectorAll("a[data-to]").forEach(function (link) { link.href = home + link.dataset.to; });
      });
    "#;
    let hash = shell::sha256(project, SCRIPT)?;
    Ok(format!(
        r#"<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'sha256-{hash}'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'" />
    <title>No page here – will it run?</title>
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <style>body {{ font: 15px/20px system-ui, sans-serif; max-width: 480px; margin: 20vh auto; padding: 0 16px; }}</style>
    <script>{SCRIPT}</script>
  </head>
  <body>
    <main>
      <h1>No page has this address</h1>
      <p>Perhaps the id is spelled differently. These lists hold everything there is:
        <a data-to="hardware/" href="./">hardware</a>, <a data-to="models/" href="./">models</a>,
        or <a data-to="" href="./">ask the calculator</a>.</p>
    </main>
  </body>
</html>
"#
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_knows_its_depth_and_its_name() {
        let page = "<base href=\"./\" /><title>x</title><meta name=\"description\" content=\"y\" />";
        let leaf = Leaf {
            path: "hardware/a/".into(),
            program: "device",
            title: "A & B".into(),
            description: "\"C\"".into(),
        };
        let wanted = "<base href=\"../../\" /><title>A &amp; B</title><meta name=\"description\" content=\"&quot;C&quot;\" />";
        assert_eq!(fill(page, &leaf).unwrap(), wanted);
        assert!(fill("<title>x</title>", &leaf).is_err());
    }
}
