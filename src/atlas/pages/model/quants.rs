//! All quants: exact size, bits, and what each costs in quality where somebody measured it.

use will_it_run_engine::answer::QuantRow;
use will_it_run_engine::rules::Basis;
use will_it_run_engine::units::Known;
use will_it_run_engine::weights::Imatrix;

use super::asked::Asked;
use super::parts::{cell, field, head, sheet};
use crate::app::components::option;
use crate::app::draw::{El, On, el};
use crate::atlas::place::Place;
use crate::text::measure::{bytes, exact};
use crate::text::number::decimals;
use crate::text::{Fixed, Key as Common, ModelPageKey as Key, loss_said, t};
use crate::web::event;

/// The word of the address for the model that losses were measured on.
const LOSS: &str = "loss";

/// The section.
pub fn quants(place: &Place, asked: &Asked, basis: Basis, rows: &[QuantRow]) -> El {
    let models = place.world.loss_models();
    let wanted = place.asked(LOSS);
    let measured =
        models.iter().find(|model| **model == wanted).or(models.first()).copied().unwrap_or_default();
    let options = models
        .iter()
        .map(|model| option((*model).to_owned().into(), (*model).to_owned().into(), *model == measured));
    let choose = {
        let place = place.clone();
        move |e| place.rewrite(&place.query_with(LOSS, &event::value(&e)))
    };
    let rough = basis == Basis::Parameters;
    let note = el("p").class("note").say(if rough { Key::QuantsRough } else { Key::QuantsNote });
    let tools = el("div")
        .class("list-tools")
        .put(note.text(" ").say(Key::Ask))
        .put(field(t(Common::LossOn), el("select").on(On::Change, choose).all(options)));
    let loss_head = [t(Common::Loss), " ", measured].concat();
    let columns = head(&[
        (Key::Quant.text(), ""),
        (Key::File.text(), "number"),
        (Key::Bits.text(), "number"),
        (Key::FileBytes.text(), "number"),
    ]);
    let columns = columns.put(el("th").is("scope", "col").text(loss_head.clone()));
    let body = rows.iter().map(|row| draw(row, place, asked, rough, measured, &loss_head));
    let table = el("table").put(el("thead").put(columns)).put(el("tbody").all(body));
    sheet("list model-quants", "quants-title", Key::Quants).is("data-list", "quants").put(tools).put(table)
}

fn draw(row: &QuantRow, place: &Place, asked: &Asked, rough: bool, measured: &str, head: &str) -> El {
    let current = (row.quant == asked.quant).then_some("current");
    let ask = place.ask(&asked.query(&place.world, row.quant, None)).text(row.quant);
    let mut name = el("th").is("scope", "row").put(ask);
    if row.needs_imatrix {
        name = name.put(el("span").class("detail").say(Common::NeedsImatrix));
    }
    let about = if rough { "≈\u{a0}" } else { "" };
    let file =
        |write: fn(will_it_run_engine::units::Bytes, &Place) -> String, what: &'static str, class| match row
            .file
        {
            Known::Known(file) => cell(class, what).text([about, &write(file, place)].concat()),
            Known::Unknown => cell(class, what).say(Common::Unknown),
        };
    let bits = match row.bits {
        Known::Known(bits) => cell("number", Key::Bits.text()).text(decimals(bits, 2)),
        Known::Unknown => cell("number quiet", Key::Bits.text()).say(Common::Unknown),
    };
    let loss = match place.world.loss(measured, row.quant, Imatrix::Without) {
        Some(loss) => el("td").class("loss").with("title", loss.source.clone()).text(loss_said(&loss)),
        None => el("td").class("loss quiet").say(Common::LossNone),
    };
    el("tr")
        .key(row.quant)
        .maybe("class", current)
        .put(name)
        .put(file(|file, place| bytes(file, place.reader.unit), Key::File.text(), "number"))
        .put(bits)
        .put(file(|file, _| exact(file), Key::FileBytes.text(), "number quiet bytes"))
        .put(loss.with("data-label", head.to_owned()))
}
