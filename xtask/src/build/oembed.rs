//! oEmbed of a page about one model or device: a file beside the page, which its head names. Sites that follow such links show the widget in a frame.
//!
//! Addresses in it are read elsewhere, so that it is written only where the site's own address is known.

use serde_json::{Value, json};

use super::discover::Origin;
use super::pages::Page;

/// Its name beside the page.
pub const FILE: &str = "oembed.json";
/// Size of the frame in a page that sets none.
const SIZE: [u32; 2] = [600, 300];

/// What a page is embedded as; nothing for pages that are not about one model or device.
pub fn of(page: &Page<'_>, origin: &Origin) -> Option<Value> {
    let Origin::At(site) = origin else { return None };
    let frame = frame(page)?;
    let [width, height] = SIZE;
    let title = page.title.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
    let html = format!(
        "<iframe src=\"{site}embed/check/?{frame}\" title=\"{title}\" width=\"{width}\" height=\"{height}\" loading=\"lazy\" style=\"border:0;max-width:100%\"></iframe>"
    );
    Some(json!({
        "version": "1.0",
        "type": "rich",
        "provider_name": "will it run?",
        "provider_url": site,
        "title": page.title,
        "html": html,
        "width": width,
        "height": height,
        "cache_age": 86_400,
    }))
}

/// The link that names it; nothing where there is none.
pub fn link(page: &Page<'_>, origin: &Origin) -> Option<String> {
    of(page, origin)?;
    let address = origin.address(&[page.path, FILE].concat());
    Some(format!("<link rel=\"alternate\" type=\"application/json+oembed\" href=\"{address}\" />"))
}

/// What the frame is asked. Ids need no escaping.
fn frame(page: &Page<'_>) -> Option<String> {
    if page.is_stand_in() {
        return None;
    }
    let (group, rest) = page.path.split_once('/')?;
    let id = rest.strip_suffix('/').filter(|id| !id.is_empty() && !id.contains('/'))?;
    match group {
        "models" => Some(format!("variant=check&amp;model={id}")),
        "hardware" => Some(format!("variant=device&amp;hardware={id}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(path: &str) -> Page<'_> {
        let (thing, asked, figures) = (&Value::Null, &Value::Null, &Value::Null);
        Page {
            path,
            program: "x",
            title: "A & \"B\"",
            description: "",
            date: "",
            thing,
            asked,
            figures,
            plain: "",
        }
    }

    #[test]
    fn a_page_about_one_thing_is_embedded_as_the_widget_about_it() {
        let origin = Origin::parse("https://example.org/run").unwrap();
        let said = of(&page("models/qwen3-8b/"), &origin).unwrap();
        let html = said["html"].as_str().unwrap();
        assert!(
            html.contains("src=\"https://example.org/run/embed/check/?variant=check&amp;model=qwen3-8b\""),
            "{html}"
        );
        assert!(html.contains("title=\"A &amp; &quot;B&quot;\""), "{html}");
        assert_eq!(
            (&said["type"], &said["version"], &said["width"]),
            (&json!("rich"), &json!("1.0"), &json!(600))
        );
        let link = link(&page("hardware/nvidia-l40s/"), &origin).unwrap();
        assert!(link.contains("href=\"https://example.org/run/hardware/nvidia-l40s/oembed.json\""), "{link}");
    }

    #[test]
    fn other_pages_and_sites_of_no_address_have_none() {
        let origin = Origin::parse("https://example.org/").unwrap();
        for path in ["", "hardware/", "models/-/", "best/a/", "compare/"] {
            assert!(of(&page(path), &origin).is_none(), "{path}");
        }
        assert!(of(&page("models/a/"), &Origin::Anywhere).is_none());
    }
}
