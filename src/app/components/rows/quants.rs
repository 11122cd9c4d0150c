//! All quants of the model, with what each costs in quality where somebody measured it.

use will_it_run_engine::answer::QuantRow;
use will_it_run_engine::units::Known;
use will_it_run_engine::weights::Imatrix;
use yew::{Event, Html, Properties, component, html, use_state_eq};

use super::{bytes_cell, fit_cell, rate_cell};
use crate::app::components::link;
use crate::app::hooks::{Page, use_rested};
use crate::app::state::Field;
use crate::app::world::Loss;
use crate::text::number::{decimals, three};
use crate::text::{Key, t};
use crate::web::event;

/// Props of [`QuantTable`].
#[derive(Properties, PartialEq)]
pub struct QuantTableProps {
    /// The page.
    pub page: Page,
    /// The quant asked for.
    pub asked: String,
}

/// The table. Losses are of one measured model at a time, which the reader chooses and the head of the column names.
#[component]
pub fn QuantTable(props: &QuantTableProps) -> Html {
    let page = &props.page;
    let rows = use_rested((page.world.clone(), page.state.asked.question.clone()), |(world, q)| {
        Some(world.quants(q))
    });
    let models = page.world.loss_models();
    let chosen = use_state_eq(|| 0_usize);
    let measured = models.get(*chosen).copied().unwrap_or_default();
    let options = models.iter().enumerate().map(|(at, model)| {
        html! { <option value={at.to_string()} selected={at == *chosen}>{ *model }</option> }
    });
    let choose = {
        let chosen = chosen.clone();
        move |e: Event| chosen.set(event::value(&e).parse().unwrap_or(0))
    };
    let with = page.state.asked.question.imatrix == Some(true);
    let imatrix = if with { Imatrix::With } else { Imatrix::Without };
    let draw = |row: &QuantRow| draw(row, page, &props.asked, page.world.loss(measured, row.quant, imatrix));
    html! {
        <section class="list quants" aria-labelledby="quants-title" data-list="quants" aria-busy={rows.is_none().then_some("true")}>
            <h2 id="quants-title">{ t(Key::QuantsTitle) }</h2>
            <div class="list-tools">
                <p class="note">{ t(Key::LossNote) }</p>
                <label class="field"><span class="label">{ t(Key::LossOn) }</span><select onchange={choose}>{ for options }</select></label>
            </div>
            <table>
                <thead><tr>
                    <th scope="col">{ t(Key::Quant) }</th><th scope="col" class="number">{ t(Key::File) }</th>
                    <th scope="col">{ t(Key::Fit) }</th><th scope="col" class="number">{ t(Key::Needs) }</th>
                    <th scope="col" class="number">{ t(Key::Speed) }</th>
                    <th scope="col">{ t(Key::Loss) }{ " " }{ measured }</th>
                </tr></thead>
                <tbody>{ for rows.iter().flat_map(|rows| rows.iter()).map(draw) }</tbody>
            </table>
        </section>
    }
}

fn draw(row: &QuantRow, page: &Page, asked: &str, loss: Option<Loss>) -> Html {
    let unit = page.state.reader.unit;
    let current = row.quant.eq_ignore_ascii_case(asked).then_some("true");
    let bits = match row.bits {
        Known::Known(bits) => Some(decimals(bits, 2) + "\u{a0}" + t(Key::BitsShort)),
        Known::Unknown => None,
    };
    html! {
        <tr key={row.quant} class={yew::classes!(current.map(|_| "current"))}>
            <th scope="row">
                { link(page, page.state.with(Field::Quant, row.quant), "", current, html! { row.quant }) }
                <span class="detail">
                    { bits }
                    if row.needs_imatrix { { " · " }{ t(Key::NeedsImatrix) } }
                </span>
            </th>
            { bytes_cell(row.file, unit, Key::File) }
            { fit_cell(row.fit) }
            { bytes_cell(row.total, unit, Key::Needs) }
            { rate_cell(row.decode, row.fit) }
            { loss_cell(loss) }
        </tr>
    }
}

/// A published loss.
fn loss_cell(loss: Option<Loss>) -> Html {
    let Some(loss) = loss else {
        return html! { <td class="loss quiet">{ t(Key::LossNone) }</td> };
    };
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
    if !loss.imatrix.is_empty() {
        said.push([t(Key::Imatrix), " ", &loss.imatrix].concat().to_ascii_lowercase());
    }
    html! { <td class="loss" title={loss.source}>{ said.join(" · ") }</td> }
}
