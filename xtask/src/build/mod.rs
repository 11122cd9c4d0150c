//! The static site in `dist/`.

mod accuracy;
mod catalog;
mod discover;
mod embed;
mod head;
mod headers;
mod missing;
mod npm;
mod oembed;
mod offline;
mod pages;
mod picture;
mod programs;
mod shell;

use std::fs;

use crate::failure::{Failure, Result, While};
use crate::project::Project;
use crate::setup;
use discover::Origin;

/// How the site is built.
pub struct Options {
    /// Where it will be served.
    origin: Origin,
    programs: Programs,
}

enum Programs {
    Compile,
    /// As they were last compiled: only pages and data are written anew.
    AsTheyAre,
}

impl Options {
    /// A whole build for anywhere.
    pub const ANYWHERE: Self = Self { origin: Origin::Anywhere, programs: Programs::Compile };
}

/// Sets up, compiles and bundles; leaves `dist/`.
pub fn command(project: &Project, args: &[String]) -> Result<()> {
    let options = parse(args)?;
    setup::for_build(project)?;
    if let Origin::At(_) = options.origin {
        setup::for_pictures(project)?;
    }
    site(project, &options)
}

/// `[--site ADDRESS] [--pages]`.
fn parse(args: &[String]) -> Result<Options> {
    let mut options = Options::ANYWHERE;
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--site" => {
                let address = args
                    .next()
                    .ok_or_else(|| Failure::new("--site wants an address such as https://example.org/"))?;
                options.origin = Origin::parse(address)?;
            }
            "--pages" => options.programs = Programs::AsTheyAre,
            other => return Err(Failure::new(format!("build knows no `{other}`"))),
        }
    }
    Ok(options)
}

/// Compiles and bundles with tools that are in place.
pub fn site(project: &Project, options: &Options) -> Result<()> {
    println!("build: compiling and bundling the page into dist/");
    match options.programs {
        Programs::Compile => {
            programs::PROGRAMS.iter().try_for_each(|program| programs::compile(project, program))?
        }
        Programs::AsTheyAre => {}
    }
    embed::compile(project)?;
    npm::compile(project)?;
    let dist = project.dist();
    if dist.exists() {
        fs::remove_dir_all(&dist).when("cannot empty dist/")?;
    }
    fs::create_dir_all(&dist).when("cannot make dist/")?;
    let said = pages::said(project)?;
    let packed = catalog::publish(project)?;
    let link = catalog::link(&packed, said.text("data")?);
    let mut hashed = pages::write(project, &said, &link, &options.origin)?;
    picture::write(project, &said, &options.origin)?;
    npm::publish(project, &packed)?;
    hashed.push(packed);
    accuracy::publish(project)?;
    let embed = embed::publish(project)?;
    missing::write(project, &said)?;
    discover::write(project, &said, &options.origin)?;
    offline::write(project, &said, &hashed, embed)?;
    headers::write(project, &said, &hashed, &options.origin)?;
    println!("build: dist/ is a static site; any file host can serve it, below any path prefix");
    Ok(())
}
