//! `404.html`, where a host finds no file.

use std::fs;

use super::pages::{STAND_IN, Said};
use super::shell;
use crate::failure::{Result, While};
use crate::project::Project;

/// Comparisons of any pair lead to the page that reads them, unknown ids to the page that knows near ones (and other names of the same
/// thing); everything else is told the ways on. The site's own address is found from the words that its addresses begin with.
const SCRIPT: &str = r#"
      var path = location.pathname;
      var at = path.search(/\/(GROUPS)(\/|$)/);
      var home = at < 0 ? path.replace(/[^/]*$/, "") : path.slice(0, at + 1);
      var stands = STAND_INS;
      var named = /^([^/]+)\/([^/]+)\/?$/.exec(path.slice(home.length));
      if (named && named[2] !== "-" && stands[named[1]]) {
        var more = location.search ? "&" + location.search.slice(1) : "";
        location.replace(home + stands[named[1]] + "?of=" + named[2] + more + location.hash);
      }
      document.addEventListener("DOMContentLoaded", function () {
        document.querySelectorAll("a[data-to]").forEach(function (link) { link.href = home + link.dataset.to; });
      });
    "#;

/// Writes the page.
pub fn write(project: &Project, said: &Said) -> Result<()> {
    let pages = said.pages()?;
    let mut groups: Vec<&str> = Vec::new();
    let mut stands = serde_json::Map::new();
    for page in &pages {
        let Some((group, rest)) = page.path.split_once('/') else { continue };
        if !groups.contains(&group) {
            groups.push(group);
        }
        if rest == STAND_IN {
            stands.insert(group.to_owned(), page.path.into());
        }
    }
    for asked in said.asked() {
        stands.insert(asked.trim_end_matches('/').to_owned(), asked.into());
    }
    let script = SCRIPT
        .replace("GROUPS", &groups.join("|"))
        .replace("STAND_INS", &serde_json::Value::Object(stands).to_string());
    fs::write(project.dist().join("404.html"), page(&script, &shell::sha256(project, &script)?))
        .when("cannot write 404.html")
}

fn page(script: &str, hash: &str) -> String {
    format!(
        r#"<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'sha256-{hash}'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'" />
    <title>No page here – will it run?</title>
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <style>body {{ font: 15px/20px system-ui, sans-serif; max-width: 480px; margin: 20vh auto; padding: 0 16px; }}</style>
    <script>{script}</script>
  </head>
  <body>
    <main>
      <h1>No page has this address</h1>
      <p>Perhaps the id is spelled differently. These lists hold everything there is:
        <a data-to="hardware/" href="./">hardware</a>, <a data-to="models/" href="./">models</a>,
        or <a data-to="" href="./">ask the calculator</a>.</p>
    </main>
  </body>
</html>
"#
    )
}
