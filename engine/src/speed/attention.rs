//! Operations of attention over the cache, as a function of depth.

use crate::architecture::{Architecture, Layer, Mixer, Span};
use crate::packed::packed;
use crate::units::{Flops, Tokens};

packed! {
    /// A model's attention: each part costs so many operations per cached token it sees, up to a cap of tokens.
    ///
    /// Windows and compressed entries have this form, so decode at a depth is a sum over one to four parts and prefill its integral.
    /// An indexer picks tokens by masking the others, which are computed all the same (as [`crate::memory::Picks::Masked`] reads them).
    #[derive(Debug, Clone, PartialEq, Default)]
    pub struct AttentionWork {
        parts: Vec<Part>,
    }
}

packed! {
    #[derive(Debug, Clone, Copy, PartialEq)]
    struct Part {
        /// Operations per new token and cached token seen: 2 for each multiply-add of Q·K and of P·V.
        per_token: f64,
        /// Cached tokens seen at most.
        cap: f64,
    }
}

impl AttentionWork {
    /// Reads an architecture. Where a layer's span is not recorded, all tokens are assumed seen: its cache, and with it the speed at
    /// depth, is unknown anyway.
    #[must_use]
    pub fn of(architecture: &Architecture) -> Self {
        let mut work = Self::default();
        for (layer, count) in architecture.groups() {
            work.layer(layer, f64::from(count));
        }
        work
    }

    /// Operations for one new token over `depth` cached ones.
    #[must_use]
    pub fn decode(&self, depth: Tokens) -> Flops {
        Flops::new(self.parts.iter().map(|part| part.per_token * depth.as_f64().min(part.cap)).sum())
    }

    /// Operations for a prompt of `tokens` after `depth` cached ones: the quadratic part of prefill.
    #[must_use]
    pub fn prefill(&self, tokens: Tokens, depth: Tokens) -> Flops {
        let (from, to) = (depth.as_f64(), depth.as_f64() + tokens.as_f64());
        // The integral of min(x, cap).
        let upto = |x: f64, cap: f64| if x <= cap { x * x / 2.0 } else { cap * cap / 2.0 + cap * (x - cap) };
        Flops::new(
            self.parts.iter().map(|part| part.per_token * (upto(to, part.cap) - upto(from, part.cap))).sum(),
        )
    }

    fn add(&mut self, per_token: f64, cap: f64) {
        // Equal caps come from the same recorded number or from "no cap".
        match self.parts.iter_mut().find(|part| part.cap.total_cmp(&cap).is_eq()) {
            Some(part) => part.per_token += per_token,
            None => self.parts.push(Part { per_token, cap }),
        }
    }

    fn layer(&mut self, layer: &Layer, count: f64) {
        const NO_CAP: f64 = f64::MAX;
        match &layer.mixer {
            Mixer::Attention(a) | Mixer::Parallel(a, _) => {
                let cap = match a.span {
                    Span::Full | Span::Unknown => NO_CAP,
                    Span::Window(window) => f64::from(window),
                };
                let row = f64::from(a.heads) * f64::from(a.head_k.saturating_add(a.head_v));
                self.add(2.0 * row * count, cap);
                if let Some(indexer) = a.indexer {
                    self.add(2.0 * f64::from(indexer.heads) * f64::from(indexer.key_length) * count, cap);
                }
            }
            Mixer::Mla(m) => {
                // Absorbed: every query head works on the shared latent row (key: latent and rotary part; value: latent).
                let (k, v) = if m.absorbed {
                    (m.kv_lora.saturating_add(m.rope), m.kv_lora)
                } else {
                    (m.nope.saturating_add(m.rope), m.head_v)
                };
                let row = f64::from(m.heads) * f64::from(k.saturating_add(v));
                self.add(2.0 * row * count, NO_CAP);
                if let Some(indexer) = m.indexer {
                    self.add(2.0 * f64::from(indexer.heads) * f64::from(indexer.key_length) * count, NO_CAP);
                }
            }
            Mixer::Compressed(c) => {
                // An entry is key and value at once.
                let row = 4.0 * f64::from(c.heads) * f64::from(c.entry) * count;
                self.add(row, f64::from(c.window));
                if c.ratio > 0 {
                    let ratio = f64::from(c.ratio);
                    self.add(row / ratio, NO_CAP);
                    if let Some(indexer) = c.indexer {
                        let index = 2.0 * f64::from(indexer.heads) * f64::from(indexer.key_length) * count;
                        self.add(index / ratio, NO_CAP);
                    }
                }
            }
            Mixer::None
            | Mixer::Cross(_)
            | Mixer::Mamba1(_)
            | Mixer::Mamba2(_)
            | Mixer::DeltaNet(_)
            | Mixer::ShortConv(_)
            | Mixer::Rwkv(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefill_is_the_sum_of_decodes() {
        let mut work = AttentionWork::default();
        work.add(10.0, 64.0);
        work.add(1.0, f64::MAX);
        let sum: f64 = (0..512u32).map(|i| work.decode(Tokens::new(100 + i)).get()).sum();
        let whole = work.prefill(Tokens::new(512), Tokens::new(100)).get();
        // Half a token apart: the integral counts the mean of a step, the sum its start.
        assert!((whole / sum - 1.0).abs() < 0.005, "{whole} {sum}");
        assert!(work.decode(Tokens::ZERO).get().abs() < 1e-12);
    }
}
