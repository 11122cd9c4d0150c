//! What a published loss of quality says, in English.

use will_it_run_engine::units::Known;

use crate::text::number::three;
use crate::text::{Key, Loss, t};

/// A published loss, in the words of whoever measured it.
#[must_use]
pub fn loss(loss: &Loss) -> String {
    let mut said: Vec<String> = Vec::new();
    if let Known::Known(more) = loss.perplexity {
        let sign = if more < 0.0 { "" } else { "+" };
        said.push([t(Key::LossPerplexity), " ", sign, &three(more)].concat());
    }
    if let Known::Known(divergence) = loss.divergence {
        said.push([t(Key::LossDivergence), " ", &three(divergence)].concat());
    }
    if let Known::Known(same) = loss.same {
        said.push([&three(same), "\u{a0}% ", t(Key::LossSame)].concat());
    }
    if !loss.imatrix.is_empty() {
        said.push(["importance matrix ", &loss.imatrix].concat());
    }
    said.join(" · ")
}
