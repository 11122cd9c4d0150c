//! All quants of the model, with what each costs in quality where somebody measured it.

use will_it_run_engine::answer::QuantRow;
use will_it_run_engine::units::Known;
use yew::{Html, Properties, component, html};

use super::{bytes_cell, fit_cell, rate_cell, unknown_cell};
use crate::app::components::Link;
use crate::app::hooks::{Page, use_rested};
use crate::app::state::Field;
use crate::app::world::Loss;
use crate::text::number::{decimals, three};
use crate::text::{Key, t};

/// Props of [`QuantTable`].
#[derive(Properties, PartialEq)]
pub struct QuantTableProps {
    /// The page.
    pub page: Page,
    /// The quant asked for.
    pub asked: String,
}

/// The table.
#[component]
pub fn QuantTable(props: &QuantTableProps) -> Html {
    let page = &props.page;
    let rows =
        use_rested((page.world.clone(), page.state.asked.question.clone()), |(world, q)| world.quants(q));
    let rows = rows.iter().flat_map(|rows| rows.iter()).map(|row| draw(row, page, &props.asked));
    html! {
        <section class="list quants" aria-labelledby="quants-title" data-list="quants">
            <h2 id="quants-title">{ t(Key::QuantsTitle) }</h2>
            <p class="note">{ t(Key::LossNote) }</p>
            <table>
                <thead><tr>
                    <th scope="col">{ t(Key::Quant) }</th><th scope="col" class="number">{ t(Key::File) }</th>
                    <th scope="col">{ t(Key::Fit) }</th><th scope="col" class="number">{ t(Key::Needs) }</th>
                    <th scope="col" class="number">{ t(Key::Speed) }</th><th scope="col">{ t(Key::Loss) }</th>
                </tr></thead>
                <tbody>{ for rows }</tbody>
            </table>
        </section>
    }
}

fn draw(row: &QuantRow, page: &Page, asked: &str) -> Html {
    let unit = page.state.reader.unit;
    let current = (row.quant == asked).then_some("true");
    let bits = match row.bits {
        Known::Known(bits) => Some(decimals(bits, 2) + "\u{a0}bits"),
        Known::Unknown => None,
    };
    let file = if row.file.is_known() { bytes_cell(row.file, unit) } else { unknown_cell() };
    html! {
        <tr key={row.quant} class={yew::classes!(current.map(|_| "current"))}>
            <th scope="row">
                <Link page={page.clone()} to={page.state.with(Field::Quant, row.quant)} {current}>{ row.quant }</Link>
                <span class="detail">
                    { bits }
                    if row.needs_imatrix { { " · " }{ t(Key::NeedsImatrix) } }
                </span>
            </th>
            { file }
            { fit_cell(row.fit) }
            { bytes_cell(row.total, unit) }
            { rate_cell(row.decode, row.fit) }
            { loss_cell(&page.world.losses(row.quant)) }
        </tr>
    }
}

/// Published losses, each with the model it was measured on.
fn loss_cell(losses: &[Loss]) -> Html {
    if losses.is_empty() {
        return html! { <td class="loss quiet">{ t(Key::LossNone) }</td> };
    }
    let one = |loss: &Loss| {
        let mut said: Vec<String> = Vec::new();
        if let Known::Known(more) = loss.perplexity {
            let sign = if more < 0.0 { "" } else { "+" };
            said.push([t(Key::LossPerplexity), " ", sign, &three(more)].concat());
        }
        if let Known::Known(divergence) = loss.divergence {
            said.push([t(Key::LossDivergence), " ", &three(divergence)].concat());
        }
        if let Known::Known(same) = loss.same {
            said.push([&three(same), " % ", t(Key::LossSame)].concat());
        }
        html! { <span title={loss.source.clone()}>{ said.join(", ") }<small>{ t(Key::LossOn) }{ " " }{ loss.model.clone() }</small></span> }
    };
    html! { <td class="loss">{ for losses.iter().map(one) }</td> }
}
