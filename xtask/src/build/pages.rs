//! A file for each address, so that any host can serve them; what is in them says the program `site`, from the same engine.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use serde_json::Value;

use super::discover::Origin;
use super::{head, oembed, programs};
use crate::failure::{Failure, Result, While};
use crate::project::Project;
use crate::run;

/// Where `site` leaves what it says about the pages.
const SAID: &str = "target/pages.json";
/// Where it leaves what the programs draw first, a file for each address.
const DRAWN: &str = "target/drawn";
/// Stands where an id would: the page that a host's missing page leads to, with the id in its query.
pub const STAND_IN: &str = "-/";

/// What `site` says: the addresses, and what stands in each page.
pub struct Said(Value);

/// A page that has an address of its own.
pub struct Page<'a> {
    /// Below the site's own address, with a slash at its end: `hardware/nvidia-l40s/`; empty for the calculator.
    pub path: &'a str,
    /// The program that draws it.
    pub program: &'a str,
    pub title: &'a str,
    pub description: &'a str,
    /// When its facts were put together.
    pub date: &'a str,
    /// What it is about, for machines: an object of schema.org without its address.
    pub thing: &'a Value,
    /// Questions that its text answers: pairs of texts.
    pub asked: &'a Value,
    /// What its picture shows: pairs of name and value.
    pub figures: &'a Value,
    /// What it says before it is drawn: a piece of HTML, or nothing.
    pub plain: &'a str,
}

impl Page<'_> {
    /// Whether it is a page in place of those that no file was made for.
    pub fn is_stand_in(&self) -> bool {
        self.path.ends_with(STAND_IN)
    }
}

impl Said {
    /// Reads what `site` wrote.
    pub fn parse(written: &str) -> Result<Self> {
        serde_json::from_str(written).map(Self).when("the program `site` says no JSON")
    }

    /// A text at the top.
    pub fn text(&self, name: &str) -> Result<&str> {
        text(&self.0, name)
    }

    /// All pages.
    pub fn pages(&self) -> Result<Vec<Page<'_>>> {
        let pages = self.0.get("pages").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        pages
            .iter()
            .map(|page| {
                Ok(Page {
                    path: text(page, "path")?,
                    program: text(page, "program")?,
                    title: text(page, "title")?,
                    description: text(page, "description")?,
                    date: text(page, "date")?,
                    thing: page.get("thing").unwrap_or(&Value::Null),
                    asked: page.get("asked").unwrap_or(&Value::Null),
                    figures: page.get("figures").unwrap_or(&Value::Null),
                    plain: text(page, "plain")?,
                })
            })
            .collect()
    }

    /// Groups whose every id goes to one page's query instead of a file: `compare/`.
    pub fn asked(&self) -> Vec<&str> {
        let asked = self.0.get("asked").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        asked.iter().filter_map(Value::as_str).collect()
    }
}

fn text<'a>(value: &'a Value, name: &str) -> Result<&'a str> {
    let found = value.get(name).and_then(Value::as_str);
    found.ok_or_else(|| Failure::new(format!("the program `site` says no {name}")))
}

/// Lets `site` write the data files into `dist/` and say what the pages are.
pub fn said(project: &Project) -> Result<Said> {
    let file = project.path(SAID);
    fs::create_dir_all(project.path("target")).when("cannot make target/")?;
    let drawn = project.path(DRAWN);
    if drawn.exists() {
        fs::remove_dir_all(&drawn).when("cannot empty target/drawn/")?;
    }
    let program = ["run", "--quiet", "--package", "will-it-run", "--bin", "site", "--"];
    run::run(run::cargo(project)?.args(program).arg(project.dist()).arg(&file))?;
    Said::parse(&fs::read_to_string(&file).when("cannot read what the program `site` says")?)
}

/// Puts the programs' files into `dist/` and writes a page for each address; `link` is the link to the catalog. Gives the names of the
/// files, sorted: each holds a hash of its content.
pub fn write(project: &Project, said: &Said, link: &str, origin: &Origin) -> Result<Vec<String>> {
    let pages = said.pages()?;
    let (mut files, mut whole) = (Vec::new(), 0);
    for program in programs::PROGRAMS {
        let placed = programs::place(project, program, link)?;
        files.extend(placed.files);
        for page in pages.iter().filter(|page| page.program == program) {
            let folder = project.dist().join(page.path);
            fs::create_dir_all(&folder).when(format_args!("cannot make {}", folder.display()))?;
            // Not every page says all before anybody asked.
            let drawn = drawn(&project.path(DRAWN).join(page.path).join("index.html"))?;
            whole += usize::from(drawn.is_some());
            fs::write(folder.join("index.html"), head::fill(&placed.page, page, drawn.as_deref(), origin)?)
                .when(format_args!("cannot write {}", page.path))?;
            if let Some(embed) = oembed::of(page, origin) {
                fs::write(folder.join(oembed::FILE), embed.to_string()).when(format_args!(
                    "cannot write {}{}",
                    page.path,
                    oembed::FILE
                ))?;
            }
        }
    }
    if let Some(page) = pages.iter().find(|page| !programs::PROGRAMS.contains(&page.program)) {
        return Err(Failure::new(format!("no program {} for {}", page.program, page.path)));
    }
    println!("build: {} pages, {whole} of them drawn", pages.len());
    // Programs share style sheets and icons.
    files.sort();
    files.dedup();
    Ok(files)
}

/// A page as its program draws it first, if the build knows it.
fn drawn(file: &Path) -> Result<Option<String>> {
    match fs::read_to_string(file) {
        Ok(html) => Ok(Some(html)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::new(format!("cannot read {}: {error}", file.display()))),
    }
}
