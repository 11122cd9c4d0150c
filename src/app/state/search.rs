//! Search by typing: every word typed must occur; where it occurs decides the order.

/// How well a text answers what was typed, larger is better; `None` when a word is missing. Both in lower case, the
/// words split at spaces. The name of a record stands first in its text.
#[must_use]
pub fn score(text: &str, words: &[String]) -> Option<u32> {
    let mut total = 0;
    for word in words {
        let at = text.find(word.as_str())?;
        let before = text.get(..at).and_then(|head| head.chars().next_back());
        total += match before {
            None => 4,
            Some(c) if !c.is_alphanumeric() => 3,
            // "8b" in "18b" is hardly meant.
            Some(c) if c.is_ascii_digit() && word.starts_with(|w: char| w.is_ascii_digit()) => 0,
            Some(_) => 1,
        };
    }
    Some(total)
}

/// The typed text as words to look for.
#[must_use]
pub fn words(typed: &str) -> Vec<String> {
    typed.split_whitespace().map(str::to_ascii_lowercase).collect()
}

/// The places of the texts that answer, best first, equal ones in their old order.
pub fn search<'a>(texts: impl Iterator<Item = &'a str>, typed: &str) -> Vec<usize> {
    let words = words(typed);
    let mut found: Vec<(u32, usize)> =
        texts.enumerate().filter_map(|(at, text)| score(text, &words).map(|score| (score, at))).collect();
    found.sort_by_key(|(score, at)| (std::cmp::Reverse(*score), *at));
    found.into_iter().map(|(_, at)| at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXTS: [&str; 4] = [
        "qwen3 18b alibaba qwen3-18b",
        "llama 3.1 8b instruct meta dense llama-3.1-8b-instruct",
        "mixtral 8x7b mistral moe",
        "nvidia rtx 4090 24gb 24 gib gddr6x cuda",
    ];

    fn found(typed: &str) -> Vec<usize> {
        search(TEXTS.into_iter(), typed)
    }

    #[test]
    fn every_word_must_occur_in_any_order() {
        assert_eq!(found("meta llama"), [1]);
        assert_eq!(found("24GB"), [3]);
        assert_eq!(found("moe"), [2]);
        assert!(found("llama moe").is_empty());
        assert_eq!(found(""), [0, 1, 2, 3]);
    }

    #[test]
    fn the_start_of_a_word_comes_before_its_middle() {
        assert_eq!(found("8b"), [1, 0]);
    }
}
