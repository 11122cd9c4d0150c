//! `_headers`, which Netlify and Cloudflare Pages read: what no page can say of itself. Other hosts serve it as one more file.

use std::fs;

use super::discover::Origin;
use super::pages::Said;
use crate::failure::{Result, While};
use crate::project::Project;

/// No other site may frame a page. The page's own policy cannot say so: browsers read `frame-ancestors` from headers alone.
const PAGE: &str =
    "  Content-Security-Policy: frame-ancestors 'none'\n  X-Frame-Options: DENY\n  Cache-Control: no-cache\n";
/// A name with a hash of the content never means anything else.
const HASHED: &str = "  Cache-Control: public, max-age=31536000, immutable\n";
const ALL: &str = "  X-Content-Type-Options: nosniff\n  Referrer-Policy: no-referrer\n";
/// Files of one name over all builds.
const STEADY: [&str; 7] = [
    "sw.js",
    "manifest.webmanifest",
    "404.html",
    "catalog.json",
    "accuracy.csv",
    "accuracy-rows.csv",
    "robots.txt",
];

/// Writes the file; `hashed` files have a hash of their content in their names. No address gets the same header from two rules: hosts would join their values.
pub fn write(project: &Project, said: &Said, hashed: &[String], origin: &Origin) -> Result<()> {
    let site = origin.path();
    let mut out = format!("{site}*\n{ALL}{site}\n{PAGE}");
    let mut groups: Vec<&str> = Vec::new();
    for page in said.pages()? {
        let group = page.path.split('/').next().unwrap_or_default();
        if !group.is_empty() && group != "embed" && !groups.contains(&group) {
            groups.push(group);
            out.push_str(&format!("{site}{group}/*\n{PAGE}"));
        }
    }
    for file in STEADY {
        out.push_str(&format!("{site}{file}\n  Cache-Control: no-cache\n"));
    }
    out.push_str(&format!("{site}npm/*\n  Access-Control-Allow-Origin: *\n  Cache-Control: no-cache\n"));
    out.push_str(&format!("{site}api/*\n  Access-Control-Allow-Origin: *\n  Cache-Control: no-cache\n"));
    // Anybody's page may frame the pages below embed/, and load what is there.
    out.push_str(&format!("{site}embed/v1/*\n  Access-Control-Allow-Origin: *\n  Cross-Origin-Resource-Policy: cross-origin\n  Cache-Control: no-cache\n"));
    for name in hashed {
        out.push_str(&format!("{site}{name}\n{HASHED}"));
    }
    fs::write(project.dist().join("_headers"), out).when("cannot write _headers")
}
