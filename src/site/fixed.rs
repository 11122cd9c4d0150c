//! Pages that do not follow from a record: the calculator, lists, comparisons, the chooser, and the pages that stand in for unknown ids.

use serde_json::Value;
use will_it_run_engine::recommend::BEST;

use super::html::{element, head, link, prerendered, said};
use super::page::Page;
use super::{World, best};
use crate::text::choose::best_title;
use crate::text::{
    AccuracyKey, ChooseKey, ClusterKey, CompareKey, CostKey, FineTuneKey, Fixed, TogetherKey, site,
};

/// Any pair may be compared, so that no files are made: the ids go into the query.
pub const ASKED: &[&str] = &["compare/"];

/// Path and program. A path that ends in `-/` is where unknown ids lead, in its query; the page knows near ones.
const PAGES: [(&str, &str); 16] = [
    ("", "app"),
    ("hardware/", "lists"),
    ("models/", "lists"),
    ("leaderboard/", "lists"),
    ("accuracy/", "accuracy"),
    ("compare/", "compare"),
    ("cost/", "cost"),
    ("closer/", "closer"),
    ("together/", "together"),
    ("cluster/", "cluster"),
    ("fine-tune/", "fine-tune"),
    ("choose/", "choose"),
    ("best/", "choose"),
    ("hardware/-/", "device"),
    ("models/-/", "model"),
    ("best/-/", "choose"),
];

/// Links to all pages of a group, by id and name.
fn list(path: &str, title: &str, records: Vec<(&str, &str)>) -> String {
    let links: String =
        records.iter().map(|(id, name)| element("li", &link(&[path, id, "/"].concat(), name))).collect();
    prerendered(&[said("h1", title), element("ul", &links)].concat())
}

/// A page that begins with these, as it draws them.
fn said_first(title: &str, text: &str, class: &str) -> String {
    prerendered(&head(["", class], title, text))
}

/// The calculator before it is there: what it answers, and the ways on.
fn start(description: &str) -> String {
    let ways: String = ["hardware/", "models/", "best/", "cost/"]
        .into_iter()
        .map(|path| element("li", &link(path, site::fixed_page(path, [0, 0]).0)))
        .collect();
    prerendered(&[said("h1", site::START), said("p", description), element("ul", &ways)].concat())
}

/// All of them.
pub fn pages(world: &World) -> Vec<Page> {
    let page = |path: String, program, title: &str, description: String| Page {
        path,
        program,
        title: site::title(title),
        description,
        date: world.day(),
        thing: Value::Null,
        asked: Vec::new(),
        figures: Vec::new(),
        plain: String::new(),
    };
    let devices = || world.catalog().hardware().iter().map(|device| (&*device.id, &*device.name)).collect();
    let models = || world.catalog().models().iter().map(|model| (&*model.id, &*model.name)).collect();
    let counts = [world.catalog().hardware().len(), world.catalog().models().len()];
    let mut pages: Vec<Page> = PAGES
        .into_iter()
        .map(|(path, program)| {
            let (title, description) = site::fixed_page(path, counts);
            let page = page(path.to_owned(), program, title, description);
            match path {
                "" => Page { plain: start(&page.description), ..page },
                "hardware/" => Page { plain: list(path, title, devices()), ..page },
                "models/" => Page { plain: list(path, title, models()), ..page },
                "best/" => Page { plain: best::index(), ..page },
                "cost/" => {
                    Page { plain: said_first(CostKey::Title.text(), CostKey::Help.text(), ""), ..page }
                }
                "fine-tune/" => Page {
                    plain: said_first(FineTuneKey::Title.text(), FineTuneKey::Help.text(), ""),
                    ..page
                },
                "cluster/" => {
                    Page { plain: said_first(ClusterKey::Title.text(), ClusterKey::Help.text(), ""), ..page }
                }
                "choose/" => {
                    Page { plain: said_first(ChooseKey::Title.text(), ChooseKey::Help.text(), ""), ..page }
                }
                "together/" => Page {
                    plain: said_first(TogetherKey::Title.text(), TogetherKey::Help.text(), ""),
                    ..page
                },
                "compare/" => Page {
                    plain: said_first(CompareKey::Title.text(), CompareKey::StartHelp.text(), ""),
                    ..page
                },
                "accuracy/" => Page {
                    plain: said_first(AccuracyKey::Title.text(), AccuracyKey::Intro.text(), "note"),
                    ..page
                },
                _ => page,
            }
        })
        .collect();
    pages.extend(BEST.iter().map(|list| {
        let title = best_title(list.slug);
        let description = site::best_description(&title, &world.day());
        let page = page(["best/", list.slug, "/"].concat(), "choose", &title, description);
        let (plain, figures) = best::plain(world, list);
        Page { plain, figures, ..page }
    }));
    pages
}
