//! What is written once for all readers: the text of each page for those without JavaScript and for search engines, and the data files.
//!
//! Host only. The figures are the engine's, the sentences those of [`crate::text`], as on the pages themselves.

mod api;
mod badge;
mod best;
mod compare;
mod device;
mod drawn;
mod embed;
mod files;
mod fixed;
mod html;
mod model;
mod money;
mod page;

use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

use serde_json::Value;
use will_it_run_engine::calculator::Calculator;
use will_it_run_engine::catalog::{Catalog, SourceKey};

use page::Pages;

/// The facts as people edit them.
const CATALOG: &str = include_str!("../../catalog.json");

/// The engine, and the catalog as it is written.
struct World {
    calculator: Calculator,
    written: Value,
}

impl World {
    fn new() -> Result<Self, String> {
        let catalog =
            Catalog::from_json(CATALOG).map_err(|faults| format!("the catalog has faults: {faults:?}"))?;
        let written = serde_json::from_str(CATALOG).map_err(|error| error.to_string())?;
        Ok(Self { calculator: Calculator::new(catalog), written })
    }

    fn catalog(&self) -> &Catalog {
        self.calculator.catalog()
    }

    /// The catalog's day.
    fn day(&self) -> String {
        self.catalog().date().to_string()
    }

    /// A record as it is written.
    fn record(&self, section: &str, id: &str) -> Value {
        self.written.get(section).and_then(|records| records.get(id)).cloned().unwrap_or_default()
    }

    /// The text of a source; empty where nobody said.
    fn source(&self, key: Option<SourceKey>) -> &str {
        key.and_then(|key| self.catalog().source(key)).map_or("", |source| &source.text)
    }
}

/// The folder beside the file of pages for what the programs draw of them: a file for each address.
const DRAWN: &str = "drawn";

/// Draws the pages whose programs draw all without being asked.
fn draw(folder: &Path, catalog: &Catalog, pages: &[page::Page]) -> Result<(), String> {
    let catalog = Catalog::unpack(&catalog.pack()).map_err(|corrupt| corrupt.to_string())?;
    let world = drawn::world(catalog);
    for page in pages {
        if let Some(html) = drawn::page(&world, page.program, &page.path)? {
            let folder = folder.join(&page.path);
            files::folder(&folder)?;
            files::put(&folder.join("index.html"), html)?;
        }
    }
    Ok(())
}

/// Writes everything; an unsuccessful end says why on standard error.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    let [dist, pages] = args.as_slice() else {
        eprintln!("site: into which folder, and the pages into which file? site DIST PAGES");
        return ExitCode::from(2);
    };
    match write(dist.as_ref(), pages.as_ref()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("site: {why}");
            ExitCode::FAILURE
        }
    }
}

fn write(dist: &Path, file: &Path) -> Result<(), String> {
    let world = World::new()?;
    let devices: Vec<device::Device<'_>> =
        world.catalog().hardware_keys().filter_map(|key| device::Device::new(&world, key)).collect();
    let models: Vec<model::Model<'_>> =
        world.catalog().model_keys().filter_map(|key| model::Model::new(&world, key)).collect();
    let mut pages = fixed::pages(&world);
    pages.extend(devices.iter().map(|device| device.page(&world)));
    pages.extend(compare::pages(&world, &devices));
    pages.extend(models.iter().map(|model| model.page(&world)));
    draw(&file.with_file_name(DRAWN), world.catalog(), &pages)?;
    let said = Pages { data: world.day(), pages, asked: fixed::ASKED };
    let said = serde_json::to_string(&said).map_err(|error| error.to_string())?;
    files::put(file, said)?;
    embed::write(&dist.join("embed/v1"), &world)?;
    api::write(&dist.join("api/v1"), &world, &devices, &models)
}
