//! What the build is told of a page.

use serde::Serialize;
use serde_json::Value;

/// All pages.
#[derive(Serialize)]
pub struct Pages {
    /// The catalog's day.
    pub data: String,
    /// Every address that has a file.
    pub pages: Vec<Page>,
    /// Groups whose ids go into the query of one page, instead of having a file each.
    pub asked: &'static [&'static str],
}

/// A page that has an address of its own.
#[derive(Serialize)]
pub struct Page {
    /// Below the site's own address, with a slash at its end; empty for the calculator.
    pub path: String,
    /// The program that draws it, by the name of its binary.
    pub program: &'static str,
    pub title: String,
    pub description: String,
    /// When its facts were put together.
    pub date: String,
    /// What it is about, as schema.org has it; null for pages about many things.
    pub thing: Value,
    /// Questions that its text answers, with their answers.
    pub asked: Vec<(String, String)>,
    /// What its picture shows, most telling first: up to four pairs of name and value.
    pub figures: Vec<(String, String)>,
    /// HTML of what it says before it is drawn; may be empty.
    pub plain: String,
}
