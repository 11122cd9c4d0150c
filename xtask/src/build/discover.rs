//! What search engines ask for: `robots.txt` and `sitemap.xml`.

use std::fs;

use super::pages::Said;
use crate::failure::{Failure, Result, While};
use crate::project::Project;

/// Where the site will be served.
pub enum Origin {
    /// Not known: addresses stay relative, and there is no site map, which must name the host.
    Anywhere,
    /// Below this address, which ends in a slash.
    At(String),
}

impl Origin {
    /// Reads an absolute address.
    pub fn parse(address: &str) -> Result<Self> {
        let host = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
        match host {
            Some(host)
                if !host.is_empty()
                    && !host.starts_with('/')
                    && !address.contains(['?', '#', ' ', '"', '<', '&']) =>
            {
                Ok(Self::At([address.trim_end_matches('/'), "/"].concat()))
            }
            _ => Err(Failure::new(format!(
                "--site wants an address such as https://example.org/, not {address}"
            ))),
        }
    }

    /// The address of a page or file: absolute where the site's own is known, else relative to the site.
    pub fn address(&self, path: &str) -> String {
        match self {
            Self::At(site) => [site, path].concat(),
            Self::Anywhere if path.is_empty() => "./".to_owned(),
            Self::Anywhere => path.to_owned(),
        }
    }

    /// The path below which a host serves the site, with a slash at both ends.
    pub fn path(&self) -> &str {
        let Self::At(site) = self else { return "/" };
        let host = site.split_once("://").map_or("", |(_, host)| host);
        host.find('/').and_then(|at| host.get(at..)).unwrap_or("/")
    }
}

/// Writes both; without the site's address, `robots.txt` alone.
pub fn write(project: &Project, said: &Said, origin: &Origin) -> Result<()> {
    let mut robots = "User-agent: *\nAllow: /\n".to_owned();
    match origin {
        Origin::Anywhere => {
            println!(
                "build: no sitemap.xml, which must name the host: build with --site https://example.org/ for one"
            );
        }
        Origin::At(_) => {
            robots.push_str(&format!("\nSitemap: {}\n", origin.address("sitemap.xml")));
            fs::write(project.dist().join("sitemap.xml"), sitemap(said, origin)?)
                .when("cannot write sitemap.xml")?;
        }
    }
    fs::write(project.dist().join("robots.txt"), robots).when("cannot write robots.txt")
}

/// Every page but those in place of others. Paths are ids of the catalog and fixed words, so nothing needs escaping.
fn sitemap(said: &Said, origin: &Origin) -> Result<String> {
    let mut out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n".to_owned();
    for page in said.pages()?.iter().filter(|page| !page.is_stand_in()) {
        let address = origin.address(page.path);
        out.push_str(&format!("<url><loc>{address}</loc><lastmod>{}</lastmod></url>\n", page.date));
    }
    out.push_str("</urlset>\n");
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_whole_or_refused() {
        let origin = Origin::parse("https://example.org/will-it-run").unwrap();
        assert_eq!(origin.address("models/a/"), "https://example.org/will-it-run/models/a/");
        assert_eq!(origin.path(), "/will-it-run/");
        assert_eq!(Origin::parse("https://example.org").unwrap().path(), "/");
        assert_eq!(Origin::Anywhere.address("models/a/"), "models/a/");
        assert_eq!(Origin::Anywhere.address(""), "./");
        for wrong in ["example.org", "https://", "https:///x", "ftp://example.org/", "https://example.org/?x"]
        {
            assert!(Origin::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_site_map_has_every_page_but_stand_ins() {
        let page = |path: &str| serde_json::json!({ "path": path, "program": "x", "title": "", "description": "", "date": "2026-01-02", "plain": "" });
        let pages = ["", "models/a/", "models/-/"].map(page);
        let said =
            Said::parse(&serde_json::json!({ "data": "", "pages": pages, "asked": [] }).to_string()).unwrap();
        let map = sitemap(&said, &Origin::parse("https://example.org/x/").unwrap()).unwrap();
        let urls: Vec<&str> = map.lines().filter(|line| line.starts_with("<url>")).collect();
        assert_eq!(
            urls,
            [
                "<url><loc>https://example.org/x/</loc><lastmod>2026-01-02</lastmod></url>",
                "<url><loc>https://example.org/x/models/a/</loc><lastmod>2026-01-02</lastmod></url>",
            ]
        );
        assert!(map.starts_with("<?xml") && map.ends_with("</urlset>\n"));
    }
}
