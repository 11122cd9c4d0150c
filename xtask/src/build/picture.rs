//! The picture that other sites show beside a link to a page: its name and its most telling figures, written as SVG and drawn as PNG.
//!
//! Such sites want absolute addresses and draw no SVG, so that pictures are made only where the site's own address is known.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::discover::Origin;
use super::head::escape;
use super::pages::{Page, Said};
use crate::failure::{Result, While};
use crate::project::Project;
use crate::run;
use crate::setup;

/// Its name beside the page.
pub const FILE: &str = "picture.png";
/// Width and height that the large card of all readers of Open Graph takes whole, pixels.
pub const SIZE: [u32; 2] = [1200, 630];

/// Free space left and right.
const MARGIN: f64 = 72.0;
/// Space between two figures.
const GAP: f64 = 24.0;
/// Width of a letter of DejaVu Sans Bold as a share of its size: that of text with digits and capitals, on average, and a little more.
const LETTER: f64 = 0.72;
/// Draws it.
const DRAW: &str = include_str!("draw.cjs");

/// Writes and draws the pictures of all pages.
pub fn write(project: &Project, said: &Said, origin: &Origin) -> Result<()> {
    let Origin::At(_) = origin else { return Ok(()) };
    let work = project.path("target/pictures");
    fs::create_dir_all(&work).when("cannot make target/pictures")?;
    let mut list = Vec::new();
    for (number, page) in said.pages()?.iter().filter(|page| !page.is_stand_in()).enumerate() {
        let from = work.join(format!("{number}.svg"));
        fs::write(&from, svg(page)).when("cannot write a picture")?;
        list.push([from, project.dist().join(page.path).join(FILE)]);
    }
    let list_file = work.join("list.json");
    let list = serde_json::to_string(&list).when("pictures have no list")?;
    fs::write(&list_file, list).when("cannot list the pictures")?;
    draw(project, &list_file)
}

fn draw(project: &Project, list: &Path) -> Result<()> {
    let mut node = run::program(project, "node")?;
    run::run(node.args(["-e", DRAW, "--"]).arg(setup::pictures(project)).arg(list))
}

/// The picture of a page.
fn svg(page: &Page<'_>) -> String {
    let name = page.title.split(" – ").next().unwrap_or(page.title);
    let [width, height] = SIZE.map(f64::from);
    let room = width - 2.0 * MARGIN;
    let lines = lines(name, if name.len() > 30 { 2 } else { 1 });
    let longest = lines.iter().map(|line| count(line)).fold(1.0, f64::max);
    let size = (room / (longest * LETTER)).min(84.0);
    let mut text = String::new();
    for (number, line) in lines.iter().enumerate() {
        let down = 210.0 + size * 0.5 + number as f64 * size * 1.2;
        text += &said(MARGIN, down, size, "#f2f5f9", "bold", line);
    }
    let figures = figures(page.figures);
    let each = (room + GAP) / figures.len().max(1) as f64 - GAP;
    for (number, (what, value)) in figures.iter().enumerate() {
        let left = MARGIN + number as f64 * (each + GAP);
        let fitted = |text: &str, most: f64| (each / (count(text) * LETTER)).min(most);
        text +=
            &format!("<rect x=\"{left:.1}\" y=\"424\" width=\"{each:.1}\" height=\"3\" fill=\"#5b86c4\"/>");
        text += &said(left, 466.0, fitted(what, 24.0), "#aab4c2", "normal", what);
        // Of two devices one above the other.
        for (line, value) in value.split(" | ").enumerate() {
            text += &said(left, 520.0 + 52.0 * line as f64, fitted(value, 44.0), "#f2f5f9", "bold", value);
        }
    }
    if figures.is_empty() {
        for (number, line) in lines_of(page.description, 44).iter().take(3).enumerate() {
            let size = (room / (count(line) * LETTER)).min(30.0);
            text += &said(MARGIN, 440.0 + 44.0 * number as f64, size, "#aab4c2", "normal", line);
        }
    }
    let date = ["will it run?", page.date].join("  ·  ");
    text += &said(MARGIN + 64.0, 104.0, 30.0, "#aab4c2", "normal", &date);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" font-family=\"DejaVu Sans\">\
         <rect width=\"{width}\" height=\"{height}\" fill=\"#12161c\"/>\
         <rect x=\"{MARGIN}\" y=\"70\" width=\"48\" height=\"48\" rx=\"11\" fill=\"#1d4f91\"/>\
         <path d=\"M81 101a15 15 0 0 1 30 0\" fill=\"none\" stroke=\"#fff\" stroke-width=\"4.5\" stroke-linecap=\"round\"/>\
         <path d=\"M96 101l7.5-10.5\" stroke=\"#ffd166\" stroke-width=\"4.5\" stroke-linecap=\"round\"/>{text}</svg>"
    )
}

fn said(x: f64, y: f64, size: f64, color: &str, weight: &str, text: &str) -> String {
    let text = escape(text);
    format!(
        "<text x=\"{x:.1}\" y=\"{y:.1}\" font-size=\"{size:.1}\" font-weight=\"{weight}\" fill=\"{color}\">{text}</text>"
    )
}

fn count(text: &str) -> f64 {
    text.chars().count().max(1) as f64
}

/// A name in one line, or in two of about the same length.
fn lines(name: &str, most: usize) -> Vec<String> {
    let half = name.chars().count().div_ceil(most);
    let mut lines = lines_of(name, half);
    // The last words may not have found room.
    while lines.len() > most {
        let last = lines.pop().unwrap_or_default();
        if let Some(line) = lines.last_mut() {
            *line = [line.as_str(), &last].join(" ");
        }
    }
    lines
}

/// Words in lines that end with the word that passes so many letters.
fn lines_of(text: &str, letters: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        if lines.last().is_some_and(|line| line.chars().count() >= letters) {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}

fn figures(value: &Value) -> Vec<(&str, &str)> {
    let pairs = value.as_array().into_iter().flatten();
    pairs.filter_map(|pair| Some((pair.get(0)?.as_str()?, pair.get(1)?.as_str()?))).take(4).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page<'a>(title: &'a str, figures: &'a Value) -> Page<'a> {
        let (thing, asked) = (&Value::Null, &Value::Null);
        let description = "How much memory it takes, & how fast it is, on any hardware, worked out in the browser from its tensors.";
        Page {
            path: "models/a/",
            program: "x",
            title,
            description,
            date: "2026-01-02",
            thing,
            asked,
            figures,
            plain: "",
        }
    }

    /// Left edge, size and letters of each text.
    fn texts(svg: &str) -> Vec<(f64, f64, usize)> {
        let of = |text: &str, name: &str| -> f64 {
            text.split_once(&format!("{name}=\""))
                .and_then(|(_, rest)| rest.split('"').next()?.parse().ok())
                .unwrap()
        };
        svg.split("<text ")
            .skip(1)
            .map(|text| {
                let inside = text.split_once('>').unwrap().1.split('<').next().unwrap().replace("&amp;", "&");
                (of(text, "x"), of(text, "font-size"), inside.chars().count())
            })
            .collect()
    }

    #[test]
    fn every_text_stays_inside() {
        let value = serde_json::json!([
            ["Memory", "24\u{a0}GiB | 192\u{a0}GiB"],
            ["Bandwidth", "1,010\u{a0}GB/s | 256\u{a0}GB/s"],
            ["Power", "450\u{a0}W | 120\u{a0}W"],
            ["Score", "601 | 255"],
        ]);
        let long =
            "NVIDIA GeForce RTX 4090 Laptop GPU or AMD Ryzen AI Max+ 395 (Radeon 8060S) – will it run?";
        for (title, figures) in [("Qwen3 8B – will it run?", &value), (long, &value), ("A", &Value::Null)] {
            let svg = svg(&page(title, figures));
            let found = texts(&svg);
            assert!(found.len() >= 3, "{svg}");
            for (left, size, letters) in found {
                // Letters of this font are 0.7 of its size in bold capitals and digits.
                assert!(
                    left + size * 0.7 * letters as f64 <= f64::from(SIZE[0]),
                    "{left} {size} {letters}: {svg}"
                );
                assert!(size >= 12.0, "{svg}");
            }
            assert!(!svg.contains("– will"), "{svg}");
        }
        assert!(svg(&page("A & B", &Value::Null)).contains("A &amp; B"));
    }

    #[test]
    fn a_picture_is_drawn() {
        let project = Project::here().unwrap();
        setup::for_pictures(&project).unwrap();
        let folder = project.path("target/pictures");
        fs::create_dir_all(&folder).unwrap();
        let [from, to, list] = ["test.svg", "test.png", "test.json"].map(|name| folder.join(name));
        fs::write(&from, svg(&page("A & B", &Value::Null))).unwrap();
        fs::write(&list, serde_json::to_string(&[[&from, &to]]).unwrap()).unwrap();
        draw(&project, &list).unwrap();
        let png = fs::read(&to).unwrap();
        let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
        assert_eq!((&png[1..4], [number(16), number(20)]), (&b"PNG"[..], SIZE));
        // Letters make it more than one colour.
        assert!(png.len() > 5000, "{} bytes", png.len());
    }
}
