//! Settings that few need, folded away.

use yew::{AttrValue, Html, html};

use crate::app::components::{number_field, select_field};
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
) -> Html {
    let number = |(field, label, default, unit): (Field, Key, &'static str, Key)| {
        let unit = if unit == Key::NoUnit { "" } else { t(unit) };
        number_field(page, field, label, default, unit)
    };
    let choose = |field: Field, label: Key, words: &[(&'static str, Key)]| {
        select_field(
            page,
            field,
            label,
            words.iter().map(|(word, text)| ((*word).into(), t(*text).into())).collect(),
            "",
        )
    };
    let auto = t(Key::Automatic);
    let sees = model.is_some_and(|model| model.sees) || page.state.asked.question.mmproj.is_some();
    let experts =
        model.is_some_and(|model| model.experts) || page.state.asked.get(Field::CpuMoeLayers).is_some();
    let three_way = |default: Key| [("", default), ("on", Key::On), ("off", Key::Off)];
    html! {
        <details class="more">
            <summary>{ t(Key::More) }</summary>
            <div class="grid">
                { number((Field::HostMemory, Key::HostMemory, t(Key::Unknown), Key::Gib)) }
                { number((Field::HostBandwidth, Key::HostBandwidth, t(Key::Unknown), Key::GbPerSecond)) }
                { select_field(page, Field::Os, Key::Os, os, default_os) }
                { choose(Field::Display, Key::Display, &[("", Key::Headless), ("on", Key::Attached)]) }
                { choose(Field::Ecc, Key::Ecc, &three_way(Key::AsShipped)) }
                { choose(Field::Placement, Key::Placement, &[("", Key::PlaceAuto), ("device", Key::PlaceDevice), ("host", Key::PlaceHost)]) }
                { number((Field::GpuLayers, Key::GpuLayers, auto, Key::NoUnit)) }
                if experts {
                    { number((Field::CpuMoeLayers, Key::CpuMoe, auto, Key::NoUnit)) }
                }
                { choose(Field::FlashAttention, Key::FlashAttention, &three_way(Key::Automatic)) }
                { number((Field::Ubatch, Key::Ubatch, "512", Key::Tokens)) }
                { number((Field::Batch, Key::Batch, "2048", Key::Tokens)) }
                { choose(Field::KvUnified, Key::KvUnified, &three_way(Key::Automatic)) }
                { choose(Field::SwaFull, Key::SwaFull, &[("", Key::Off), ("on", Key::On)]) }
                { number((Field::RuntimeOverhead, Key::RuntimeOverhead, t(Key::ByRule), Key::Mib)) }
                { number((Field::LogitsRows, Key::LogitsRows, auto, Key::NoUnit)) }
                { number((Field::TotalContext, Key::TotalContext, auto, Key::Tokens)) }
                { number((Field::Depth, Key::Depth, "0", Key::Tokens)) }
                { choose(Field::Imatrix, Key::Imatrix, &[("", Key::Without), ("on", Key::With)]) }
                if sees {
                    { choose(Field::Mmproj, Key::Mmproj, &[("", Key::NotLoaded), ("on", Key::Loaded)]) }
                    { number((Field::Images, Key::Images, "0", Key::NoUnit)) }
                }
            </div>
        </details>
    }
}
