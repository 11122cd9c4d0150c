//! The file to fetch: its size, its usual name, the time it takes on the reader's line.

use will_it_run_engine::units::{Bytes, BytesPerSecond, Known};
use yew::Callback;

use super::ask;
use crate::app::derive::Derived;
use crate::app::draw::{El, On, el};
use crate::app::hooks::Page;
use crate::text::measure::{bytes, duration};
use crate::text::{Key, t};
use crate::web::event;

/// Size, name, time.
pub fn download(page: &Page, file: Known<Bytes>, name: String, explain: &Callback<Derived>) -> El {
    let reader = page.state.reader;
    let size = match file {
        Known::Known(file) => bytes(file, reader.unit),
        Known::Unknown => t(Key::Unknown).to_owned(),
    };
    // Lines are sold in decimal megabits.
    let line = BytesPerSecond::new(f64::from(reader.line_mbit) * 1e6 / 8.0);
    let time = file.get().filter(|_| reader.line_mbit > 0).map(|file| duration(file / line));
    let input = el("input")
        .class("inline")
        .is("type", "text")
        .is("inputmode", "numeric")
        .is("aria-label", t(Key::LineSpeed))
        .value(reader.line_mbit.to_string());
    let page = page.clone();
    let input = input.on(On::Change, move |e| {
        if let Ok(mbit) = event::value(&e).trim().parse::<u32>() {
            page.prefer(|reader| reader.line_mbit = mbit.clamp(1, 1_000_000));
        }
    });
    let at = [time.as_deref().unwrap_or_default(), " ", t(Key::DownloadAt), " "].concat();
    let at = el("span").class("note").text(at).put(input).text("\u{a0}").say(Key::Mbit);
    let said = el("dd")
        .put(ask(Derived::Download, explain, "ask-figure").text(size))
        .put(at)
        .put(el("span").class("note file").is("title", t(Key::FileName)).text(name));
    el("div").class("figure").put(el("dt").say(Key::Download)).put(said)
}
