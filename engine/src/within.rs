//! A text in a text, and texts in a row. The standard library's searcher is fast in books and some kilobytes of wasm; names are short.

/// Whether a text holds another; every text holds an empty one.
#[must_use]
pub fn holds(text: &str, part: &str) -> bool {
    part.is_empty() || text.as_bytes().windows(part.len()).any(|window| window == part.as_bytes())
}

/// Texts in a row with something between. The library's own is compiled anew for each kind of text.
#[must_use]
pub fn joined(texts: &[String], between: &str) -> String {
    let mut all = String::new();
    for text in texts {
        if !all.is_empty() {
            all.push_str(between);
        }
        all.push_str(text);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::{holds, joined};

    #[test]
    fn joined_as_the_standard_library_does() {
        let texts = ["a".to_owned(), "b".to_owned()];
        assert_eq!(joined(&texts, " · "), "a · b");
        assert_eq!(joined(&[], ", "), "");
    }

    #[test]
    fn holds_what_the_standard_library_finds() {
        let texts = ["", "a", "ab", "blk.0.ffn_up", "ffn_up_exps", "ä b", "aab"];
        for text in texts {
            for part in texts {
                assert_eq!(holds(text, part), text.contains(part), "{text} {part}");
            }
        }
    }
}
