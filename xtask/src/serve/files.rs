//! From an address to a file.

use std::path::PathBuf;

/// A folder of files below a path prefix.
pub struct Site {
    folder: PathBuf,
    prefix: String,
}

/// What an address leads to.
#[derive(Debug, PartialEq, Eq)]
pub enum Found {
    /// This file.
    File(PathBuf),
    /// The same address with a slash at its end, so that relative links work.
    Elsewhere(String),
    /// No file, but the page that says so and knows the ways on (`404.html`).
    Missing(PathBuf),
    /// Nothing.
    Nothing,
}

impl Site {
    /// The site in `folder`, served below `prefix` ("", "/some/where").
    pub fn new(folder: PathBuf, prefix: &str) -> Self {
        let inner = prefix.trim_matches('/');
        let prefix = if inner.is_empty() { "/".to_owned() } else { format!("/{inner}/") };
        Self { folder, prefix }
    }

    /// The prefix, with a slash at both ends.
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// Whether there is anything to serve.
    pub fn exists(&self) -> bool {
        self.folder.join("index.html").is_file()
    }

    /// The file for the target of a request, as static hosts find it: a folder's `index.html`, else `404.html`.
    pub fn find(&self, target: &str) -> Found {
        let path = target.split(['?', '#']).next().unwrap_or_default();
        let query = target.get(path.len()..).unwrap_or_default();
        if !path.is_empty() && format!("{path}/") == self.prefix {
            return Found::Elsewhere(self.prefix.clone());
        }
        let Some(inside) = path.strip_prefix(&self.prefix).and_then(decode) else { return Found::Nothing };
        let parts: Vec<&str> = inside.split('/').filter(|part| !part.is_empty()).collect();
        if parts.iter().any(|part| *part == ".." || part.contains(['\\', '\0'])) {
            return Found::Nothing;
        }
        let file = self.folder.join(parts.join("/"));
        if file.is_file() {
            Found::File(file)
        } else if file.join("index.html").is_file() {
            if path.ends_with('/') {
                Found::File(file.join("index.html"))
            } else {
                Found::Elsewhere(format!("{path}/{query}"))
            }
        } else {
            Found::Missing(self.folder.join("404.html"))
        }
    }
}

/// Undoes percent-encoding; `None` if it is broken.
fn decode(text: &str) -> Option<String> {
    let mut bytes = text.bytes();
    let mut decoded = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let digits = [bytes.next()?, bytes.next()?];
            decoded.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
        } else {
            decoded.push(byte);
        }
    }
    String::from_utf8(decoded).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(name: &str, prefix: &str) -> Site {
        let folder = std::env::temp_dir().join(format!("will-it-run-{}-{name}", std::process::id()));
        std::fs::create_dir_all(folder.join("sub")).unwrap();
        for file in ["index.html", "a b.css", "sub/index.html"] {
            std::fs::write(folder.join(file), "x").unwrap();
        }
        Site::new(folder, prefix)
    }

    #[test]
    fn finds_files_below_the_prefix_only() {
        let site = site("prefix", "/some/where");
        let file = |name: &str| Found::File(site.folder.join(name));
        assert_eq!(site.find("/some/where/"), file("index.html"));
        assert_eq!(site.find("/some/where/?model=x"), file("index.html"));
        assert_eq!(site.find("/some/where"), Found::Elsewhere("/some/where/".into()));
        assert_eq!(site.find("/some/where/a%20b.css"), file("a b.css"));
        assert_eq!(site.find("/some/where/sub/"), file("sub/index.html"));
        assert_eq!(site.find("/some/where/sub?q=x"), Found::Elsewhere("/some/where/sub/?q=x".into()));
        assert_eq!(site.find("/some/where/gone.css"), Found::Missing(site.folder.join("404.html")));
        assert_eq!(site.find("/a%20b.css"), Found::Nothing);
    }

    #[test]
    fn never_leaves_the_folder() {
        let site = site("inside", "");
        for target in
            ["/../Cargo.toml", "/%2e%2e/Cargo.toml", "/sub/../../x.css", "/..%5cx.css", "/%zz", "x", ""]
        {
            assert_eq!(site.find(target), Found::Nothing, "{target}");
        }
        assert_eq!(site.find("/any/address"), Found::Missing(site.folder.join("404.html")));
    }
}
