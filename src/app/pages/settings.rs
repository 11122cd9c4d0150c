//! Settings that few need, folded away.

use yew::{AttrValue, Html, Properties, component, html};

use crate::app::components::{NumberField, SelectField};
use crate::app::hooks::Page;
use crate::app::state::Field;
use crate::text::{Key, t};

/// Props of [`Settings`].
#[derive(Properties, PartialEq)]
pub struct SettingsProps {
    /// The page.
    pub page: Page,
    /// Operating systems.
    pub os: Vec<(AttrValue, AttrValue)>,
    /// The operating system that is meant when none is named.
    pub default_os: &'static str,
    /// The model has a vision projector.
    pub sees: bool,
    /// The model has experts.
    pub experts: bool,
}

/// The folded settings.
#[component]
pub fn Settings(props: &SettingsProps) -> Html {
    let page = &props.page;
    let number = |field: Field, label: Key, default: &'static str, unit: &'static str| {
        html! { <NumberField page={page.clone()} {field} {label} {default} {unit} /> }
    };
    let choose = |field: Field, label: Key, options: Vec<(AttrValue, AttrValue)>| {
        html! { <SelectField page={page.clone()} {field} {label} {options} /> }
    };
    let auto = t(Key::Automatic);
    let place = [("", Key::PlaceAuto), ("device", Key::PlaceDevice), ("host", Key::PlaceHost)];
    html! {
        <details class="more">
            <summary>{ t(Key::More) }</summary>
            <div class="grid">
                { number(Field::HostMemory, Key::HostMemory, t(Key::Unknown), "GiB") }
                { number(Field::HostBandwidth, Key::HostBandwidth, t(Key::Unknown), t(Key::GbPerSecond)) }
                <SelectField page={page.clone()} field={Field::Os} label={Key::Os} options={props.os.clone()} default={props.default_os} />
                { choose(Field::Display, Key::Display, switch(Key::Headless, Key::Attached)) }
                { choose(Field::Ecc, Key::Ecc, three_way(Key::AsShipped)) }
                { choose(Field::Placement, Key::Placement, place.map(|(value, text)| (value.into(), t(text).into())).to_vec()) }
                { number(Field::GpuLayers, Key::GpuLayers, auto, "") }
                if props.experts || page.state.asked.get(Field::CpuMoeLayers).is_some() {
                    { number(Field::CpuMoeLayers, Key::CpuMoe, auto, "") }
                }
                { choose(Field::FlashAttention, Key::FlashAttention, three_way(Key::Automatic)) }
                { number(Field::Ubatch, Key::Ubatch, "512", t(Key::Tokens)) }
                { number(Field::Batch, Key::Batch, "2048", t(Key::Tokens)) }
                { choose(Field::KvUnified, Key::KvUnified, three_way(Key::Automatic)) }
                { choose(Field::SwaFull, Key::SwaFull, switch(Key::Off, Key::On)) }
                { number(Field::LogitsRows, Key::LogitsRows, auto, "") }
                { number(Field::TotalContext, Key::TotalContext, auto, t(Key::Tokens)) }
                { number(Field::Depth, Key::Depth, "0", t(Key::Tokens)) }
                { choose(Field::Imatrix, Key::Imatrix, switch(Key::Without, Key::With)) }
                if props.sees || page.state.asked.question.mmproj.is_some() {
                    { choose(Field::Mmproj, Key::Mmproj, switch(Key::NotLoaded, Key::Loaded)) }
                    { number(Field::Images, Key::Images, "0", "") }
                }
            </div>
        </details>
    }
}

/// Off by default, or on.
fn switch(off: Key, on: Key) -> Vec<(AttrValue, AttrValue)> {
    vec![("".into(), t(off).into()), ("on".into(), t(on).into())]
}

/// By default, on, or off.
fn three_way(default: Key) -> Vec<(AttrValue, AttrValue)> {
    vec![("".into(), t(default).into()), ("on".into(), t(Key::On).into()), ("off".into(), t(Key::Off).into())]
}
