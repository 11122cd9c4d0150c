//! The last touches to `dist/index.html`, which no integrity hash covers.

use std::fs;
use std::path::Path;

use super::catalog;
use crate::failure::{Failure, Result, While};
use crate::project::Project;
use crate::run;

/// What the page may do, enforced by the browser: it talks to its own host alone. Widths and colours that
/// depend on data are style attributes, hence 'unsafe-inline' for styles.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-LOADER'; \
style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; \
base-uri 'self'; form-action 'none'";
/// The policy holds from here on; before it there is only the character set.
const AFTER: &str = "<meta charset=\"utf-8\" />";
const LOADER_BEGINS: &str = "<script type=\"module\">";

/// Trunk's page in a folder with the content security policy, the link to the catalog and the wasm file's true size.
pub fn finish(project: &Project, folder: &Path, link: &str) -> Result<String> {
    let page = fs::read_to_string(folder.join("index.html")).when("cannot read Trunk's page")?;
    let page = catalog::insert(&page, link)?;
    let page = plain_wasm_preload(&page)?;
    let page = true_wasm_size(folder, &page)?;
    let page = after_first_paint(&page)?;
    let policy = POLICY.replace("LOADER", &sha256(project, between(&page, LOADER_BEGINS, "</script>")?)?);
    if !page.contains(AFTER) {
        return Err(Failure::new(format!("index.html lacks {AFTER}")));
    }
    let meta = format!("{AFTER}\n    <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\" />");
    Ok(page.replacen(AFTER, &meta, 1))
}

/// Chromium ignores an integrity hash on this preload and warns on the console.
fn plain_wasm_preload(page: &str) -> Result<String> {
    let link = between(page, "<link rel=\"preload\"", ">")?;
    let integrity = format!(" integrity=\"{}\"", between(link, "integrity=\"", "\"")?);
    Ok(page.replacen(link, &link.replace(&integrity, ""), 1))
}

/// Trunk tells its loader the size from before wasm-opt, so that progress would end at two thirds.
fn true_wasm_size(folder: &Path, page: &str) -> Result<String> {
    let call = between(page, "await __trunkInitializer(init, ", ", initializer()")?;
    let (file, _) =
        call.rsplit_once(", ").ok_or_else(|| Failure::new("Trunk's loader has changed its shape"))?;
    let size = fs::metadata(folder.join(file.trim_matches('\''))).when("cannot weigh the wasm")?.len();
    Ok(page.replacen(call, &format!("{file}, {size}"), 1))
}

/// What can be read comes first: text and style share the line with nothing, and the program is fetched when they are drawn. A tab in the
/// background draws nothing, hence the clock; it also ends waiting for a frame that is late.
const LATER: &str = r#"await new Promise((then) => {
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(then)));
  setTimeout(then, 400);
});
for (const link of document.querySelectorAll("link[data-later]")) {
  const now = link.cloneNode();
  now.rel = link.dataset.later;
  link.replaceWith(now);
}
if (document.getElementById("drawn")) await bootGuard.sign;
"#;

/// Trunk's loader and its preloads, put off until the page was drawn once.
fn after_first_paint(page: &str) -> Result<String> {
    let mut page = page.to_owned();
    for rel in ["modulepreload", "preload"] {
        let (eager, later) = (format!(" rel=\"{rel}\""), format!(" rel=\"later\" data-later=\"{rel}\""));
        if !page.contains(&eager) {
            return Err(Failure::new(format!("Trunk's page has no {rel}")));
        }
        page = page.replace(&eager, &later);
    }
    let program = between(&page, "import init, * as bindings from ", ";")?.to_owned();
    let boot = between(&page, "import initializer from ", ";")?.to_owned();
    let statics = format!("import init, * as bindings from {program};\nimport initializer from {boot};\n");
    if !page.contains(&statics) {
        return Err(Failure::new("Trunk's loader has changed its shape"));
    }
    let dynamic = format!(
        "{LATER}const [{{ default: init, ...bindings }}, {{ default: initializer }}] = await Promise.all([import({program}), import({boot})]);\n"
    );
    Ok(page.replacen(&statics, &dynamic, 1))
}

/// Node has SHA-256, so no crate is compiled for it.
pub fn sha256(project: &Project, text: &str) -> Result<String> {
    let program =
        "console.log(require('crypto').createHash('sha256').update(process.argv[1]).digest('base64'))";
    run::output(run::program(project, "node")?.args(["-e", program, text]))
        .ok_or_else(|| Failure::new("node could not hash the loader"))
}

pub fn between<'a>(text: &'a str, begin: &str, end: &str) -> Result<&'a str> {
    text.split_once(begin)
        .and_then(|(_, after)| after.split_once(end))
        .map(|(inside, _)| inside)
        .ok_or_else(|| Failure::new(format!("dist/index.html has no {begin} … {end}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_waits_until_the_page_was_drawn() {
        let page = "<link id=\"c\" rel=\"preload\" href=\"c.bin\"><link rel=\"modulepreload\" href=\"a.js\">\n\
                    import init, * as bindings from './a.js';\nimport initializer from './b.js';\n";
        let late = after_first_paint(page).unwrap();
        assert!(late.contains("rel=\"later\" data-later=\"preload\" href=\"c.bin\""), "{late}");
        assert!(late.contains("data-later=\"modulepreload\" href=\"a.js\""), "{late}");
        assert!(
            late.contains("import('./a.js'), import('./b.js')") && !late.contains("from './a.js'"),
            "{late}"
        );
        assert!(after_first_paint("import init from './a.js'").is_err());
    }

    #[test]
    fn the_preload_loses_its_hash_and_nothing_else() {
        let page = r#"<link rel="modulepreload" href="a.js" integrity="sha384-A"><link rel="preload" href="a.wasm" integrity="sha384-B" as="fetch">"#;
        let wanted = r#"<link rel="modulepreload" href="a.js" integrity="sha384-A"><link rel="preload" href="a.wasm" as="fetch">"#;
        assert_eq!(plain_wasm_preload(page).unwrap(), wanted);
        assert!(plain_wasm_preload("<html>").is_err());
    }
}
