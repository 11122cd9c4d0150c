//! What is particular to a page: title, description, canonical address, what it is about, and its text for readers without JavaScript.

use super::discover::Origin;
use super::pages::Page;
use super::shell;
use super::{oembed, picture};
use crate::failure::{Failure, Result};

/// What Trunk makes of the base of addresses.
const BASE: &str = "<base href=\"./\" />";
const TITLE: [&str; 2] = ["<title>", "</title>"];
const DESCRIPTION: [&str; 2] = ["<meta name=\"description\" content=\"", "\" />"];
/// Where `index.html` wants the text for readers without JavaScript.
const PLAIN: &str = "<!-- plain -->";
/// Where it wants the page as its program draws it first.
const DRAWN: &str = "<!-- drawn -->";

/// The site's name, the heading of a page that says nothing yet.
const NAME: &str = "<h1 class=\"boot-name\">will it run?</h1>";

/// The page of an address, from the frame of its program, and from what the program draws there where the build knows it.
pub fn fill(frame: &str, page: &Page<'_>, drawn: Option<&str>, origin: &Origin) -> Result<String> {
    for place in [BASE, PLAIN, DRAWN] {
        if !frame.contains(place) {
            return Err(Failure::new(format!("Trunk's page lacks {place}")));
        }
    }
    let up = "../".repeat(page.path.matches('/').count());
    let up = if up.is_empty() { "./" } else { &up };
    // Behind the base, which their relative addresses are read by.
    let base = ["<base href=\"", up, "\" />\n    ", &meta(page, origin)].concat();
    // A page that has a text has its own heading in it.
    let frame = if page.plain.is_empty() { frame.to_owned() } else { frame.replacen(NAME, "", 1) };
    let drawn = drawn.map(|html| ["<div id=\"drawn\">", html, "</div>"].concat()).unwrap_or_default();
    let filled = frame.replacen(BASE, &base, 1).replacen(PLAIN, page.plain, 1).replacen(DRAWN, &drawn, 1);
    let filled = between(&filled, TITLE, &escape(page.title))?;
    between(&filled, DESCRIPTION, &escape(page.description))
}

/// Canonical address, Open Graph, and the thing that the page is about; a page in place of others is for no search engine.
fn meta(page: &Page<'_>, origin: &Origin) -> String {
    if page.is_stand_in() {
        return "<meta name=\"robots\" content=\"noindex\" />".to_owned();
    }
    let address = origin.address(page.path);
    let property = |name: &str, content: &str| {
        ["<meta property=\"og:", name, "\" content=\"", &escape(content), "\" />"].concat()
    };
    let mut lines = vec![
        property("type", "website"),
        property("site_name", "will it run?"),
        property("title", page.title),
        property("description", page.description),
    ];
    lines.extend(oembed::link(page, origin));
    // These have no relative form that search engines and other sites read.
    if let Origin::At(_) = origin {
        lines.push(["<link rel=\"canonical\" href=\"", &escape(&address), "\" />"].concat());
        lines.push(property("url", &address));
        lines.push(property("image", &origin.address(&[page.path, picture::FILE].concat())));
        lines.push(property("image:width", &picture::SIZE[0].to_string()));
        lines.push(property("image:height", &picture::SIZE[1].to_string()));
        lines.push(property("image:alt", page.description));
        lines.push("<meta name=\"twitter:card\" content=\"summary_large_image\" />".to_owned());
    }
    if let serde_json::Value::Object(thing) = page.thing {
        let mut thing = thing.clone();
        thing.insert("@id".to_owned(), address.clone().into());
        thing.insert("url".to_owned(), address.into());
        lines.push(linked(&serde_json::Value::Object(thing)));
    }
    if let Some(asked) = page.asked.as_array().filter(|asked| !asked.is_empty()) {
        lines.push(linked(&questions(asked)));
    }
    lines.join("\n    ")
}

/// Data for machines. No text in it may end the script.
fn linked(data: &serde_json::Value) -> String {
    let json = data.to_string().replace('<', "\\u003c");
    ["<script type=\"application/ld+json\">", &json, "</script>"].concat()
}

/// Pairs of question and answer as schema.org has them.
fn questions(asked: &[serde_json::Value]) -> serde_json::Value {
    let one = |pair: &serde_json::Value| {
        let answer = serde_json::json!({ "@type": "Answer", "text": pair.get(1) });
        serde_json::json!({ "@type": "Question", "name": pair.get(0), "acceptedAnswer": answer })
    };
    let all: Vec<serde_json::Value> = asked.iter().map(one).collect();
    serde_json::json!({ "@context": "https://schema.org", "@type": "FAQPage", "mainEntity": all })
}

/// Puts a text between two marks.
fn between(page: &str, [begin, end]: [&str; 2], text: &str) -> Result<String> {
    let inside = shell::between(page, begin, end)?;
    Ok(page.replacen(&[begin, inside, end].concat(), &[begin, text, end].concat(), 1))
}

/// Text as it stands in an element or an attribute.
pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: &str = "<base href=\"./\" /><title>x</title><meta name=\"description\" content=\"y\" /><!-- drawn --><!-- plain -->";

    fn page<'a>(path: &'a str, thing: &'a serde_json::Value) -> Page<'a> {
        Page {
            path,
            program: "device",
            title: "A & B",
            description: "\"C\"",
            date: "2026-01-02",
            thing,
            asked: &serde_json::Value::Null,
            figures: &serde_json::Value::Null,
            plain: "<p>D</p>",
        }
    }

    #[test]
    fn a_page_knows_its_depth_its_name_and_its_address() {
        let thing = serde_json::json!({ "name": "</script>" });
        let filled = fill(FRAME, &page("hardware/a/", &thing), None, &Origin::Anywhere).unwrap();
        let begins = "<base href=\"../../\" />\n    <meta property=\"og:type\" content=\"website\" />";
        assert!(filled.starts_with(begins), "{filled}");
        assert!(
            filled
                .contains("<title>A &amp; B</title><meta name=\"description\" content=\"&quot;C&quot;\" />"),
            "{filled}"
        );
        assert!(filled.contains(r#""@id":"hardware/a/""#) && filled.contains("\\u003c/script>"), "{filled}");
        assert!(filled.ends_with("<p>D</p>"), "{filled}");
        assert!(!filled.contains("og:url") && !filled.contains("canonical"));
        let drawn = fill(FRAME, &page("a/", &thing), Some("<p>E</p>"), &Origin::Anywhere).unwrap();
        assert!(drawn.ends_with("<div id=\"drawn\"><p>E</p></div><p>D</p>"), "{drawn}");
        let named = fill(&[FRAME, NAME].concat(), &page("a/", &thing), None, &Origin::Anywhere).unwrap();
        assert!(!named.contains("boot-name"), "one heading: {named}");
        assert!(fill("<title>x</title>", &page("", &thing), None, &Origin::Anywhere).is_err());
        let root = fill(FRAME, &page("", &thing), None, &Origin::Anywhere).unwrap();
        assert!(root.contains("<base href=\"./\" />"), "{root}");
    }

    #[test]
    fn a_site_with_an_address_names_it() {
        let origin = Origin::parse("https://example.org/run").unwrap();
        let filled = fill(FRAME, &page("models/b/", &serde_json::Value::Null), None, &origin).unwrap();
        assert!(filled.contains("<link rel=\"canonical\" href=\"https://example.org/run/models/b/\" />"));
        assert!(
            filled.contains("<meta property=\"og:url\" content=\"https://example.org/run/models/b/\" />")
        );
        assert!(!filled.contains("ld+json"));
    }

    #[test]
    fn a_stand_in_is_for_no_search_engine() {
        let filled =
            fill(FRAME, &page("models/-/", &serde_json::Value::Null), None, &Origin::Anywhere).unwrap();
        assert!(filled.contains("noindex") && !filled.contains("canonical"), "{filled}");
    }
}
