//! The rows as files.

use std::rc::Rc;

use super::Sheet;
use crate::app::draw::{El, On, el};
use crate::text::ListsKey;
use crate::web::download;

use super::super::sheet::{List, Row, csv, json};

/// The kinds of files there are.
const FILES: [(ListsKey, &str, &str); 2] =
    [(ListsKey::Csv, "csv", "text/csv;charset=utf-8"), (ListsKey::Json, "json", "application/json")];

/// A button for each kind of file: the rows asked for, all pages of them, with the columns shown.
pub fn files(sheet: &Sheet) -> El {
    let date = sheet.place.world.catalog().date().to_string();
    let buttons = FILES.map(|(says, ending, media_type)| {
        let (list, rows): (&'static List, Rc<Vec<Row>>) = (sheet.list, Rc::clone(&sheet.rows));
        let (picked, columns) = (sheet.picked.rows.clone(), sheet.asked.columns.clone());
        let name = ["will-it-run-", list.word, "-", &date, ".", ending].concat();
        el("button").is("type", "button").class("quiet-button").say(says).on(On::Click, move |_| {
            let picked = picked.iter().filter_map(|at| rows.get(*at));
            let text =
                if ending == "csv" { csv(list, picked, &columns) } else { json(list, picked, &columns) };
            download::save(&name, media_type, &text);
        })
    });
    el("div").class("list-files").all(buttons)
}
