//! All quants of the model, with what each costs in quality where somebody measured it.

use will_it_run_engine::answer::QuantRow;
use will_it_run_engine::units::Known;
use will_it_run_engine::weights::Imatrix;
use yew::{Html, Properties, component, use_state_eq};

use super::{bytes_cell, fit_cell, rate_cell};
use crate::app::components::{column, labelled, link, option, section};
use crate::app::draw::{El, On, el};
use crate::app::hooks::{Page, use_rested};
use crate::app::state::Field;
use crate::text::number::decimals;
use crate::text::{Key, Loss, loss_said, t};
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
    let options = models
        .iter()
        .enumerate()
        .map(|(at, model)| option(at.to_string().into(), (*model).to_owned().into(), at == *chosen));
    let choose = {
        let chosen = chosen.clone();
        move |e| chosen.set(event::value(&e).parse().unwrap_or(0))
    };
    let with = page.state.asked.question.imatrix == Some(true);
    let imatrix = if with { Imatrix::With } else { Imatrix::Without };
    let draw = |row: &QuantRow| draw(row, page, &props.asked, page.world.loss(measured, row.quant, imatrix));
    let tools = el("div")
        .class("list-tools")
        .put(el("p").class("note").say(Key::LossNote))
        .put(labelled(Key::LossOn, el("select").on(On::Change, choose).all(options)));
    let head = el("tr")
        .put(column(Key::Quant, ""))
        .put(column(Key::File, "number"))
        .put(column(Key::Fit, ""))
        .put(column(Key::Needs, "number"))
        .put(column(Key::Speed, "number"))
        .put(column(Key::Loss, "").text([" ", measured].concat()));
    let body = el("tbody").all(rows.iter().flat_map(|rows| rows.iter()).map(draw));
    section("list quants", "quants-title", Key::QuantsTitle)
        .is("data-list", "quants")
        .maybe("aria-busy", rows.is_none().then_some("true"))
        .put(tools)
        .put(el("table").put(el("thead").put(head)).put(body))
        .into()
}

fn draw(row: &QuantRow, page: &Page, asked: &str, loss: Option<Loss>) -> El {
    let unit = page.state.reader.unit;
    let current = row.quant.eq_ignore_ascii_case(asked).then_some("true");
    let mut detail = match row.bits {
        Known::Known(bits) => decimals(bits, 2) + "\u{a0}" + t(Key::BitsShort),
        Known::Unknown => String::new(),
    };
    if row.needs_imatrix {
        detail = detail + " · " + t(Key::NeedsImatrix);
    }
    let name = el("th")
        .is("scope", "row")
        .put(link(page, page.state.with(Field::Quant, row.quant), "", current).text(row.quant))
        .put(el("span").class("detail").text(detail));
    el("tr")
        .key(row.quant)
        .maybe("class", current.map(|_| "current"))
        .put(name)
        .put(bytes_cell(row.file, unit, Key::File))
        .put(fit_cell(row.fit))
        .put(bytes_cell(row.total, unit, Key::Needs))
        .put(rate_cell(row.decode, row.fit))
        .put(loss_cell(loss))
}

/// A published loss.
fn loss_cell(loss: Option<Loss>) -> El {
    let Some(loss) = loss else { return el("td").class("loss quiet").say(Key::LossNone) };
    let said = loss_said(&loss);
    el("td").class("loss").with("title", loss.source).text(said)
}
