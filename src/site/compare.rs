//! Comparisons that have a file of their own: every pair of the devices that most was measured on. Any other is made when it is asked for.

use std::cmp::Reverse;

use will_it_run_engine::catalog::{DeviceKind, HardwareKey, Measured};

use super::World;
use super::device::Device;
use super::html::{element, escape, link, prerendered, table, without_scripts};
use super::page::Page;
use crate::text::site;

/// Devices of which every pair has a page.
const DEVICES: usize = 14;

/// The pages.
pub fn pages(world: &World, devices: &[Device<'_>]) -> Vec<Page> {
    let mut popular: Vec<&Device<'_>> = most_measured(world)
        .into_iter()
        .filter_map(|key| {
            let id = &world.catalog().device(key)?.id;
            devices.iter().find(|device| device.record.id == *id)
        })
        .take(DEVICES)
        .collect();
    popular.sort_by(|a, b| a.record.id.cmp(&b.record.id));
    let pairs = popular
        .iter()
        .enumerate()
        .flat_map(|(at, one)| popular.iter().skip(at + 1).map(move |other| (one, other)));
    pairs.map(|(one, other)| page(world, one, other)).collect()
}

/// Cards and chips by how many rows were measured on them, the most first.
fn most_measured(world: &World) -> Vec<HardwareKey> {
    let catalog = world.catalog();
    let is_card =
        |key: &HardwareKey| catalog.device(*key).is_some_and(|device| device.kind != DeviceKind::Cpu);
    let mut keys: Vec<HardwareKey> = catalog.hardware_keys().filter(is_card).collect();
    let rows = |key: &HardwareKey| {
        catalog.measurements().iter().filter(|row| row.hardware == Measured::Listed(*key)).count()
    };
    keys.sort_by_cached_key(|key| (Reverse(rows(key)), key.index()));
    keys
}

fn page(world: &World, one: &Device<'_>, other: &Device<'_>) -> Page {
    let (a, b) = (&*one.record.name, &*other.record.name);
    let title = site::versus(a, b);
    let text = [
        ["<section class=\"sheet\"><h1 class=\"versus\">", &escape(&title), "</h1></section>"].concat(),
        table(site::FIGURES, [site::FIGURE, a, b], &one.beside(other)),
        without_scripts(site::PLAIN_NOTE),
        element("p", &link(&["hardware/", &*one.record.id, "/"].concat(), a)),
        element("p", &link(&["hardware/", &*other.record.id, "/"].concat(), b)),
    ];
    Page {
        path: ["compare/", &*one.record.id, "-vs-", &*other.record.id, "/"].concat(),
        program: "compare",
        title: site::title(&title),
        description: site::versus_description([a, &one.score()], [b, &other.score()]),
        date: world.day(),
        thing: serde_json::Value::Null,
        asked: Vec::new(),
        figures: one.both(other),
        plain: prerendered(&text.concat()),
    }
}
