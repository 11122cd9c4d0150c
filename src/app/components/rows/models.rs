//! What else runs on this rig.

use yew::{Html, Properties, component, html};

use super::list::{List, Row};
use crate::app::hooks::{Page, use_rested, use_warm};
use crate::app::state::Field;
use crate::text::Key;

/// Props of [`ModelList`].
#[derive(Properties, PartialEq)]
pub struct ModelListProps {
    /// The page.
    pub page: Page,
}

/// Every model of the catalog at its best quant on the rig.
#[component]
pub fn ModelList(props: &ModelListProps) -> Html {
    let page = &props.page;
    let warm = use_warm(page.world.clone());
    let rows = use_rested((page.world.clone(), page.state.asked.clone(), warm), |(world, asked, warm)| {
        if !warm {
            return None;
        }
        let rows = world.model_rows(&asked.question).into_iter().filter_map(|row| {
            let card = world.models().get(row.model)?;
            let mut to = asked.clone();
            for (field, text) in
                [(Field::Model, card.id.as_str()), (Field::Quant, row.quant), (Field::Mmproj, "")]
            {
                // These read whatever they are given.
                let _ = to.set(field, text);
            }
            Some(Row {
                place: row.model,
                name: card.name.clone().into(),
                detail: [row.quant, " · ", &card.detail].concat().into(),
                haystack: [&card.haystack, " ", &row.quant.to_ascii_lowercase()].concat(),
                current: (asked.question.model == card.id).then_some("true"),
                to,
                fit: row.fit,
                total: row.total,
                decode: row.decode,
            })
        });
        Some(rows.collect::<Vec<_>>())
    });
    html! { <List page={page.clone()} id="models" title={Key::ModelsTitle} subject={Key::Model} {rows} /> }
}
