//! Row by row: what was understood, and why what was not taken was not.

use will_it_run_engine::import::{Ask, Judged, JudgedRow, Outcome};

use crate::app::draw::{El, el};
use crate::app::world::World;
use crate::atlas::pages::accuracy::table::{figure, name, table, word};
use crate::text::{AccuracyKey, Fixed, accuracy};

/// The table, and the reasons that stand for no row.
pub fn rows(world: &World, judged: &Judged) -> El {
    let head = [
        (AccuracyKey::Row, ""),
        (AccuracyKey::Device, ""),
        (AccuracyKey::Model, ""),
        (AccuracyKey::Quant, ""),
        (AccuracyKey::Test, ""),
        (AccuracyKey::Speed, "number"),
        (AccuracyKey::Becomes, ""),
    ];
    let rows: Vec<Vec<El>> = judged.rows.iter().map(|row| draw(world, judged, row)).collect();
    let table = (!rows.is_empty())
        .then(|| table(AccuracyKey::Understood, &head, rows).class("scroll acc-table acc-rows"));
    let faults: Vec<El> = judged
        .faults
        .iter()
        .map(|fault| {
            let at = if fault.at == 0 {
                String::new()
            } else {
                [AccuracyKey::Row.text(), " ", &fault.at.to_string(), ": "].concat()
            };
            el("li").with("data-code", fault.code.to_string()).text(at + &accuracy::fault(fault))
        })
        .collect();
    let faults = (!faults.is_empty()).then(|| {
        el("div")
            .class("acc-faults")
            .is("role", "alert")
            .put(el("h3").say(AccuracyKey::NotUnderstood))
            .put(el("ul").all(faults))
    });
    el("div").maybe_put(table).maybe_put(faults)
}

fn draw(world: &World, judged: &Judged, row: &JudgedRow) -> Vec<El> {
    let catalog = world.catalog();
    let said = &row.row;
    let (class, becomes, code) = match &row.outcome {
        Outcome::Taken(_) => ("acc-taken", AccuracyKey::Taken.text().to_owned(), "taken".to_owned()),
        Outcome::Refused(fault) => ("acc-refused", accuracy::fault(fault), fault.code.to_string()),
        Outcome::Waits(ask) => {
            let says = match ask {
                Ask::Model => AccuracyKey::AskModel,
                Ask::Device => AccuracyKey::AskDevice,
                Ask::Quant => AccuracyKey::AskQuant,
                Ask::Backend => AccuracyKey::AskBackend,
            };
            ("acc-waits", says.text().to_owned(), "waits".to_owned())
        }
    };
    let device = match judged.device.certain().and_then(|key| catalog.device(key)) {
        Some(device) => device.name.to_string(),
        None => said.devices.first().cloned().unwrap_or_default(),
    };
    let device = if said.devices.len() > 1 {
        [&said.devices.len().to_string(), " × ", &device].concat()
    } else {
        device
    };
    let model = match judged.model.certain().and_then(|key| catalog.model(key)) {
        Some(model) => model.name.to_string(),
        None => said.model.written(),
    };
    vec![
        name(el("span").text(said.at.to_string())),
        word(device),
        word(model),
        word(said.quant.to_ascii_uppercase()),
        word(accuracy::timed(said)),
        figure(accuracy::speed(said.rate.get(), said.deviation.get().map(|deviation| deviation.get()))),
        el("td").class(class).with("data-outcome", code).text(becomes),
    ]
}
