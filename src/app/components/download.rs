//! The file to fetch: its size, its usual name, the time it takes on the reader's line.

use will_it_run_engine::units::{Bytes, BytesPerSecond, Known};
use yew::{Callback, Event, Html, html};

use super::ask;
use crate::app::derive::Derived;
use crate::app::hooks::Page;
use crate::text::measure::{bytes, duration};
use crate::text::{Key, t};
use crate::web::event;

/// Size, name, time.
pub fn download(page: &Page, file: Known<Bytes>, name: &str, explain: &Callback<Derived>) -> Html {
    let reader = page.state.reader;
    let size = match file {
        Known::Known(file) => bytes(file, reader.unit),
        Known::Unknown => t(Key::Unknown).to_owned(),
    };
    // Lines are sold in decimal megabits.
    let line = BytesPerSecond::new(f64::from(reader.line_mbit) * 1e6 / 8.0);
    let time = file.get().filter(|_| reader.line_mbit > 0).map(|file| duration(file / line));
    let set = {
        let page = page.clone();
        move |e: Event| {
            if let Ok(mbit) = event::value(&e).trim().parse::<u32>() {
                page.prefer(|reader| reader.line_mbit = mbit.clamp(1, 1_000_000));
            }
        }
    };
    html! {
        <div class="figure">
            <dt>{ t(Key::Download) }</dt>
            <dd>
                { ask(Derived::Download, explain, "", html! { size }) }
                <span class="note">
                    { time }{ " " }{ t(Key::DownloadAt) }{ " " }
                    <input class="inline" type="text" inputmode="numeric" aria-label={t(Key::LineSpeed)} value={reader.line_mbit.to_string()} onchange={set} />
                    { "\u{a0}" }{ t(Key::Mbit) }
                </span>
                <span class="note file" title={t(Key::FileName)}>{ name }</span>
            </dd>
        </div>
    }
}
