//! Sentences of a model's page, each around its figures.

use will_it_run_engine::recommend::Counts;
use will_it_run_engine::rules::Kind;
use will_it_run_engine::units::{Date, Known, Tokens};

use crate::text::number::{compact, grouped};

/// Days from which a price is old.
const OLD_PRICE_DAYS: u32 = 365;

/// What the first sentence of a page says of a model.
pub struct Intro<'a> {
    /// For people.
    pub name: &'a str,
    /// Who publishes it.
    pub publisher: &'a str,
    /// What it does, as far as an answer differs.
    pub kind: Kind,
    /// What goes in and out, as the catalog spells it.
    pub modality: &'a [&'a str],
    /// Parameters.
    pub total: Known<u64>,
    /// Of them read for a token.
    pub read: Known<u64>,
    /// When it was released.
    pub released: Known<Date>,
    /// Longest context.
    pub context: Known<Tokens>,
    /// Licence tag.
    pub license: &'a str,
}

/// The model in one sentence.
#[must_use]
pub fn intro(model: &Intro<'_>) -> String {
    let has = |word: &str| model.modality.contains(&word);
    let what = match model.kind {
        Kind::Encoder if has("rerank") => "a rerank model",
        Kind::Encoder => "an embedding model",
        Kind::Pipeline if has("video-out") => "a model that makes video",
        Kind::Pipeline if has("image-out") => "a model that makes images",
        Kind::Pipeline => "a model that makes sound",
        Kind::Language if has("vision") && has("audio-in") => {
            "a language model that also takes images and sound"
        }
        Kind::Language if has("vision") => "a language model that also takes images",
        Kind::Language if has("audio-in") => "a model that turns sound into text",
        Kind::Language => "a language model",
    };
    let mut out = [model.name, " is ", what, " by ", model.publisher].concat();
    match model.total {
        Known::Known(total) => out = [&out, " with ", &compact(total as f64), " parameters"].concat(),
        Known::Unknown => out.push_str(" with an unknown number of parameters"),
    }
    if let Known::Known(read) = model.read {
        out = [&out, ", ", &compact(read as f64), " of them read for each token"].concat();
    }
    match model.released {
        Known::Known(date) => out = [&out, "; released ", &date.to_string()].concat(),
        Known::Unknown => out.push_str("; when it was released is unknown"),
    }
    match model.context {
        Known::Known(most) => {
            out = [&out, "; made for up to ", &grouped(u64::from(most.get())), " tokens"].concat();
        }
        Known::Unknown if model.kind == Kind::Pipeline => {}
        Known::Unknown => out.push_str("; its longest context is unknown"),
    }
    match model.license {
        "" => out + "; its licence is unknown.",
        license => [&out, "; licence ", license, "."].concat(),
    }
}

/// A price with its condition and day.
#[must_use]
pub fn price(usd: f64, condition: &str, observed: Date) -> (String, String) {
    let state = if condition == "msrp" { "at launch" } else { condition };
    (["$", &grouped((usd + 0.5) as u64)].concat(), [state, ", ", &observed.to_string()].concat())
}

/// What stands behind a price that is old.
#[must_use]
pub const fn old(age_days: u32) -> &'static str {
    if age_days > OLD_PRICE_DAYS { ", over a year ago" } else { "" }
}

/// What is asked of the model: quant and context, the latter where it has one.
#[must_use]
pub fn at(quant: &str, context: u32, kind: Kind) -> String {
    match kind {
        Kind::Pipeline => quant.to_owned(),
        Kind::Language | Kind::Encoder => [quant, ", ", &grouped(u64::from(context)), " tokens"].concat(),
    }
}

/// How many rigs stand behind the picks.
#[must_use]
pub fn choice_counts(counts: &Counts, at: &str, as_of: Date) -> String {
    let n = |count: u32| grouped(u64::from(count));
    let comfortable = match counts.comfortable {
        0 => "none is known to run it comfortably at ".to_owned(),
        count => n(count) + " run it comfortably at ",
    };
    let mut out =
        ["Of ", &n(counts.tried), " rigs of one or two equal devices ", &comfortable, at, "."].concat();
    if counts.unknown > 0 {
        out = [&out, " Of ", &n(counts.unknown), " that is unknown, because a figure is missing."].concat();
    }
    [&out, " Prices until ", &as_of.to_string(), "."].concat()
}

/// The longest context within a memory size: all of it, some, or none.
#[must_use]
pub fn within(context: Option<u32>, maximum: u32) -> String {
    match context {
        None => "none".to_owned(),
        Some(context) if context >= maximum => "all".to_owned(),
        Some(context) => grouped(u64::from(context)),
    }
}

/// How to read those.
#[must_use]
pub fn within_note(maximum: u32, least: u32) -> String {
    [
        "“All” is the model’s ",
        &grouped(u64::from(maximum)),
        " tokens, “none” is fewer than ",
        &grouped(u64::from(least)),
        ". Sizes as installed: driver, system and display hold a part of them, and the list of devices counts with what is left.",
    ]
    .concat()
}

/// No common memory size holds it.
#[must_use]
pub fn beyond(largest: u32) -> String {
    ["It needs more than ", &grouped(u64::from(largest)), " GiB at any context."].concat()
}

/// Which memory rules stand behind the command.
#[must_use]
pub fn version(commit: &str, layers: u32) -> String {
    let mut out =
        ["The memory figures stand for llama.cpp at commit ", commit, " with these settings: one slot"]
            .concat();
    if layers > 1 {
        out = [&out, ", all ", &grouped(u64::from(layers)), " layers on the device"].concat();
    }
    out + "."
}

/// How to read images, too.
#[must_use]
pub fn images(stem: &str) -> String {
    ["To read images, add --mmproj with the file of its encoder, such as mmproj-", stem, "-F16.gguf."]
        .concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_sentence_says_what_is_unknown() {
        let mut model = Intro {
            name: "Llama 3.1 8B Instruct",
            publisher: "Meta",
            kind: Kind::Language,
            modality: &["text"],
            total: Known::Known(8_030_261_248),
            read: Known::Known(7_504_924_672),
            released: Date::parse("2024-07-23").into(),
            context: Known::Known(Tokens::new(131_072)),
            license: "llama3.1",
        };
        assert_eq!(
            intro(&model),
            "Llama 3.1 8B Instruct is a language model by Meta with 8.03B parameters, 7.50B of them read for each token; released 2024-07-23; made for up to 131,072 tokens; licence llama3.1."
        );
        (model.total, model.read, model.context) = (Known::Unknown, Known::Unknown, Known::Unknown);
        assert_eq!(
            intro(&model),
            "Llama 3.1 8B Instruct is a language model by Meta with an unknown number of parameters; released 2024-07-23; its longest context is unknown; licence llama3.1."
        );
    }

    #[test]
    fn contexts_within_a_size_are_said_whole() {
        assert_eq!(within(Some(131_072), 131_072), "all");
        assert_eq!(within(Some(4096), 131_072), "4,096");
        assert_eq!(within(None, 131_072), "none");
    }
}
