//! What else runs this model.

use yew::{Html, Properties, component, html};

use super::list::{List, Row};
use crate::app::hooks::{Page, use_rested};
use crate::app::state::Field;
use crate::text::Key;
use crate::text::measure::bytes;

/// Props of [`DeviceList`].
#[derive(Properties, PartialEq)]
pub struct DeviceListProps {
    /// The page.
    pub page: Page,
}

/// Every device of the catalog running the question's model and quant.
#[component]
pub fn DeviceList(props: &DeviceListProps) -> Html {
    let page = &props.page;
    let unit = page.state.reader.unit;
    let rows = use_rested((page.world.clone(), page.state.asked.clone(), unit), |(world, asked, unit)| {
        let rows = world.device_rows(&asked.question).into_iter().filter_map(|row| {
            let card = world.devices().get(row.hardware)?;
            let mut to = asked.clone();
            // These read whatever they are given.
            let _ = to.set(Field::Device, &card.id);
            let _ = to.set(Field::Count, "");
            let size = row.memory.get().filter(|_| card.sizes.len() > 1);
            if let Some(size) = size {
                let _ = to.set(Field::MemoryGib, &(size.as_gib() as u64).to_string());
            }
            let chosen = size.map(|size| bytes(size, *unit) + " · ").unwrap_or_default();
            let current = asked.device().is_some_and(|d| d.hardware == card.id);
            Some(Row {
                place: row.hardware,
                name: card.name.clone().into(),
                detail: (chosen + &card.detail).into(),
                haystack: card.haystack.clone(),
                current: current.then_some("true"),
                to,
                fit: row.fit,
                total: row.total,
                decode: row.decode,
            })
        });
        Some(rows.collect::<Vec<_>>())
    });
    html! { <List page={page.clone()} id="devices" title={Key::DevicesTitle} subject={Key::Device} {rows} /> }
}
