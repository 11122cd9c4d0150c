//! Settings that few need, folded away.

use yew::{AttrValue, Html};

use crate::app::components::{number_field, select_field};
use crate::app::draw::{self, El, el};
use crate::app::hooks::Page;
use crate::app::state::Field;
use crate::app::world::ModelCard;
use crate::text::{Key, t};

/// The folded settings: `os` the systems to choose from, `default_os` the one that is meant when none is named.
pub fn settings(
    page: &Page,
    os: Vec<(AttrValue, AttrValue)>,
    default_os: &'static str,
    model: Option<&ModelCard>,
) -> El {
    let number = |(field, label, default, unit): (Field, Key, &'static str, Key)| {
        let unit = if unit == Key::NoUnit { "" } else { t(unit) };
        number_field(page, field, label, default, unit)
    };
    let choose = |field: Field, label: Key, words: &[(&'static str, Key)]| {
        let words = words.iter().map(|(word, text)| (AttrValue::Static(word), AttrValue::Static(t(*text))));
        Html::from(select_field(page, field, label, words.collect(), ""))
    };
    let auto = t(Key::Automatic);
    let sees = model.is_some_and(|model| model.sees) || page.state.asked.question.mmproj.is_some();
    let experts =
        model.is_some_and(|model| model.experts) || page.state.asked.get(Field::CpuMoeLayers).is_some();
    let three_way = |default: Key| [("", default), ("on", Key::On), ("off", Key::Off)];
    let experts = experts.then(|| number((Field::CpuMoeLayers, Key::CpuMoe, auto, Key::NoUnit)));
    let sees = |node: &dyn Fn() -> Html| if sees { node() } else { Html::default() };
    let grid = vec![
        number((Field::HostMemory, Key::HostMemory, t(Key::Unknown), Key::Gib)),
        number((Field::HostBandwidth, Key::HostBandwidth, t(Key::Unknown), Key::GbPerSecond)),
        select_field(page, Field::Os, Key::Os, os, default_os).into(),
        choose(Field::Display, Key::Display, &[("", Key::Headless), ("on", Key::Attached)]),
        choose(Field::Ecc, Key::Ecc, &three_way(Key::AsShipped)),
        choose(
            Field::Placement,
            Key::Placement,
            &[("", Key::PlaceAuto), ("device", Key::PlaceDevice), ("host", Key::PlaceHost)],
        ),
        number((Field::GpuLayers, Key::GpuLayers, auto, Key::NoUnit)),
        experts.unwrap_or_default(),
        choose(Field::FlashAttention, Key::FlashAttention, &three_way(Key::Automatic)),
        number((Field::Ubatch, Key::Ubatch, "512", Key::Tokens)),
        number((Field::Batch, Key::Batch, "2048", Key::Tokens)),
        choose(Field::KvUnified, Key::KvUnified, &three_way(Key::Automatic)),
        choose(Field::SwaFull, Key::SwaFull, &[("", Key::Off), ("on", Key::On)]),
        number((Field::RuntimeOverhead, Key::RuntimeOverhead, t(Key::ByRule), Key::Mib)),
        number((Field::LogitsRows, Key::LogitsRows, auto, Key::NoUnit)),
        number((Field::TotalContext, Key::TotalContext, auto, Key::Tokens)),
        number((Field::Depth, Key::Depth, "0", Key::Tokens)),
        choose(Field::Imatrix, Key::Imatrix, &[("", Key::Without), ("on", Key::With)]),
        sees(&|| choose(Field::Mmproj, Key::Mmproj, &[("", Key::NotLoaded), ("on", Key::Loaded)])),
        sees(&|| number((Field::Images, Key::Images, "0", Key::NoUnit))),
    ];
    let grid = el("div").class("grid").put(draw::list(grid));
    el("details").class("more").put(el("summary").say(Key::More)).put(grid)
}
