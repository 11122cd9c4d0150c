//! HTML as text. Whatever comes from the catalog is escaped.

/// A text inside an element or an attribute.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// An element around HTML.
pub fn element(name: &str, inside: &str) -> String {
    ["<", name, ">", inside, "</", name, ">"].concat()
}

/// An element around a text.
pub fn said(name: &str, text: &str) -> String {
    element(name, &escape(text))
}

/// A link; the address is relative to the site.
pub fn link(address: &str, text: &str) -> String {
    ["<a href=\"", &escape(address), "\">", &escape(text), "</a>"].concat()
}

/// A table of texts: its caption, its head, its rows. The first cell of a row names it.
pub fn table<const N: usize>(caption: &str, head: [&str; N], rows: &[[String; N]]) -> String {
    let cells = |row: &[String; N]| {
        let cells = row.iter().enumerate().map(|(at, text)| match at {
            0 => ["<th scope=\"row\">", &escape(text), "</th>"].concat(),
            _ => said("td", text),
        });
        element("tr", &cells.collect::<String>())
    };
    let head = head.map(|text| ["<th scope=\"col\">", &escape(text), "</th>"].concat()).concat();
    let body: String = rows.iter().map(cells).collect();
    let caption = said("caption", caption);
    element("table", &[caption, element("thead", &element("tr", &head)), element("tbody", &body)].concat())
}

/// The whole text of a page: what stands there until the page itself is drawn, and where scripts do not run.
pub fn prerendered(inside: &str) -> String {
    ["<article class=\"plain\">", inside, "</article>"].concat()
}

/// Title and first sentence as the page itself draws them, so that nothing changes when it takes over. `classes` are those of both.
pub fn head([of_title, of_text]: [&str; 2], title: &str, text: &str) -> String {
    let one = |name: &str, class: &str, text: &str| {
        let class = if class.is_empty() { String::new() } else { [" class=\"", class, "\""].concat() };
        ["<", name, &class, ">", &escape(text), "</", name, ">"].concat()
    };
    ["<section class=\"sheet\">", &one("h1", of_title, title), &one("p", of_text, text), "</section>"]
        .concat()
}

/// What is said only where scripts do not run.
pub fn without_scripts(text: &str) -> String {
    element("noscript", &said("p", text))
}

/// Questions that people ask, with their answers.
pub fn questions(asked: &[(String, String)]) -> String {
    asked.iter().map(|(question, answer)| [said("h2", question), said("p", answer)].concat()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_from_the_catalog_stays_text() {
        assert_eq!(said("p", "a < b & \"c\""), "<p>a &lt; b &amp; &quot;c&quot;</p>");
        let table = table("T", ["A", "B"], &[["<i>".to_owned(), "1".to_owned()]]);
        assert!(table.contains("<th scope=\"row\">&lt;i&gt;</th><td>1</td>"), "{table}");
    }
}
