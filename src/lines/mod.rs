//! Questions and answers as JSON texts: what the command line reads and writes line by line, and the JavaScript module call by call.

mod answer;
mod break_even;
mod cluster;
mod draft;
mod host_words;
mod score;
mod together;
mod tune;

pub use answer::{answer_file_line, answer_line, cluster_line};
pub use break_even::{break_even, break_even_line};
pub use cluster::cluster_question;
pub use host_words::with_host_words;
pub use score::{Scored, score, score_line};
pub use together::together_line;
pub use tune::{tune, tune_line};

use will_it_run_engine::question::{Fault, FaultCode};

/// Names the field where there is one: `rig.devices[0].count`.
pub fn malformed(error: &serde_path_to_error::Error<serde_json::Error>) -> Fault {
    let field = match error.path().to_string() {
        path if path == "." || path == "?" => String::new(),
        path => path,
    };
    let at = if field.is_empty() { String::new() } else { format!("{field}: ") };
    let message = format!("not a question: {at}{}; the README lists the fields", error.inner());
    Fault { code: FaultCode::Malformed, field, message, near: Vec::new() }
}
