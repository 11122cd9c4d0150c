//! Saved questions to the chooser, as text: the first rigs of each.

use will_it_run_engine::recommend::{BEST, BestList, RawWishes, RigChoice};
use will_it_run_engine::units::Known;

use super::World;
use super::html::{element, head, link, prerendered, said, table, without_scripts};
use crate::text::choose::{self, as_of, best_title, wished};
use crate::text::compare::{rig_of_kinds, usd};
use crate::text::measure::{MemoryUnit, bytes};
use crate::text::number::range;
use crate::text::{ChooseKey, Fixed, fit_key, site, t};

/// How many rigs are listed.
const ROWS: u16 = 10;

/// Rigs that its picture shows.
const SHOWN: usize = 3;

/// The text of a list's page, and the first of its rigs by price: name and price.
pub fn plain(world: &World, list: &BestList) -> (String, Vec<(String, String)>) {
    let wishes = RawWishes { limit: Some(ROWS.into()), ..list.wishes() };
    let models: Vec<String> = wishes.wants.iter().map(|want| model(world, &want.model)).collect();
    let rigs = world.calculator.choose(&wishes).map_or_else(|_| Vec::new(), |choice| choice.rigs);
    let rows: Vec<[String; 4]> = rigs.iter().map(|rig| row(world, rig)).collect();
    let priced =
        rigs.iter().filter_map(|rig| Some((name(world, rig), usd(rig.price.as_ref().get()?.usd.get()))));
    let shown = priced.take(SHOWN).collect();
    let text = [
        head(["", ""], &best_title(list.slug), &wished(&wishes, &models)),
        said("p", &as_of(world.catalog().date())),
        table(site::RIGS, site::RIGS_HEAD, &rows),
        without_scripts(site::PLAIN_NOTE),
        element("p", &link("best/", ChooseKey::AllLists.text())),
    ];
    (prerendered(&text.concat()), shown)
}

/// The list of lists.
pub fn index() -> String {
    let links: String = BEST
        .iter()
        .map(|list| element("li", &link(&["best/", list.slug, "/"].concat(), &best_title(list.slug))))
        .collect();
    let head = head(["", ""], ChooseKey::BestTitle.text(), ChooseKey::BestHelp.text());
    prerendered(&[head, element("ul", &links)].concat())
}

fn row(world: &World, rig: &RigChoice) -> [String; 4] {
    let price = match &rig.price {
        Known::Known(price) => [&usd(price.usd.get()), " (", &choose::price_note(price), ")"].concat(),
        Known::Unknown => site::UNKNOWN.to_owned(),
    };
    // The slowest of what it was asked to run.
    let slowest = rig
        .wants
        .iter()
        .filter_map(|want| want.decode.get())
        .min_by(|a, b| a.tokens_per_second.get().total_cmp(&b.tokens_per_second.get()));
    let decode = slowest.map_or_else(
        || site::UNKNOWN.to_owned(),
        |rate| range(rate.low.get(), rate.high.get()) + "\u{a0}tok/s",
    );
    [name(world, rig), price, t(fit_key(rig.fit)).to_owned(), decode]
}

fn name(world: &World, rig: &RigChoice) -> String {
    let kinds: Vec<(u32, String)> = rig
        .devices
        .iter()
        .map(|part| {
            let record =
                world.catalog().hardware_key(&part.hardware).and_then(|key| world.catalog().device(key));
            let name = record.map_or(&*part.hardware, |record| &record.name);
            (part.count, [name, " (", &bytes(part.memory, MemoryUnit::default()), ")"].concat())
        })
        .collect();
    rig_of_kinds(&kinds)
}

fn model(world: &World, id: &str) -> String {
    let record = world.catalog().model_key(id).and_then(|key| world.catalog().model(key));
    record.map_or_else(|| id.to_owned(), |record| record.name.to_string())
}
