//! Tables in Markdown, and lines of CSV.

/// The cells of a line of a Markdown table, also of one that is quoted; none for any other line.
pub(super) fn cells(line: &str) -> Vec<&str> {
    let line = line.trim_start_matches(['>', ' ', '\t']).trim_end();
    let Some(inside) = line.strip_prefix('|') else { return Vec::new() };
    inside.strip_suffix('|').unwrap_or(inside).split('|').map(str::trim).collect()
}

/// Whether a line only divides the head of a table from its rows.
pub(super) fn divides(cells: &[&str]) -> bool {
    cells.iter().all(|cell| !cell.is_empty() && cell.bytes().all(|c| matches!(c, b'-' | b':' | b' ')))
}

/// Whether a text has a table with a column of tests.
pub(super) fn is_markdown(text: &str) -> bool {
    text.lines().map(cells).any(|cells| cells.contains(&"test"))
}

/// The fields of a line of CSV after RFC 4180. A field does not go over lines: no benchmark program writes such.
pub(super) fn csv(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut quoted = Quoted::No;
    for c in line.chars() {
        quoted = match (quoted, c) {
            (Quoted::No, ',') => {
                fields.push(String::new());
                Quoted::No
            }
            (Quoted::No, '"') => Quoted::Inside,
            (Quoted::Inside, '"') => Quoted::Perhaps,
            (Quoted::Perhaps, ',') => {
                fields.push(String::new());
                Quoted::No
            }
            (at, c) => {
                if let Some(last) = fields.last_mut() {
                    last.push(c);
                }
                if at == Quoted::No { Quoted::No } else { Quoted::Inside }
            }
        };
    }
    fields
}

/// Where a reader of CSV is.
#[derive(Clone, Copy, PartialEq)]
enum Quoted {
    No,
    Inside,
    /// After a quotation mark: the end, or the first half of one that belongs to the text.
    Perhaps,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_and_cells() {
        assert_eq!(csv("\"a,b\",c,\"d \"\"e\"\"\","), ["a,b", "c", "d \"e\"", ""]);
        assert_eq!(cells("> | a | b c |"), ["a", "b c"]);
        assert!(cells("a | b").is_empty());
        assert!(divides(&cells("| --- | ---: |")));
    }
}
