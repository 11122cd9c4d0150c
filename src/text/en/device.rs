//! The page about one device in English: its fixed texts, and what it says of figures.

mod fixed;
mod money;
mod says;
mod verdict;

pub use fixed::device_text;
pub use money::{age, break_even, condition_word, left_out, price_sentence, usd, usd_range};
pub use says::{
    chart_label, class_word, heat_label, interface_word, kind_word, mark, measured_test, plural, ratio,
    score_reason, score_sum, seconds_of, summary, vendor_word,
};
pub use verdict::{Faq, Rank, faq, rank_sentence, reading_all, workload_reason, workload_tally};
