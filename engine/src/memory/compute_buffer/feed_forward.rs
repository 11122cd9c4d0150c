//! Dense and expert feed-forward blocks (`build_ffn`, `build_moe_ffn` of llama.cpp `src/llama-graph.cpp`).

use super::build::Builder;
use super::graph::{I32, Id};
use super::style::{Gate, Router};
use super::symbol::{Dim, ONE, num};
use crate::architecture::{FeedForward, Moe};

impl Builder<'_> {
    /// The feed-forward part over normed input `x`.
    pub fn feed_forward(&mut self, ffn: &FeedForward, x: Id) -> Id {
        match ffn {
            FeedForward::None => x,
            FeedForward::Dense(dense) => self.dense(num(dense.width), dense.gated, x),
            FeedForward::Moe(moe) => self.moe(moe, x),
        }
    }

    /// One dense block.
    pub fn dense(&mut self, width: Dim, gated: bool, x: Id) -> Id {
        let rows = self.g.ne(x);
        let inner = match (gated, self.style.gate) {
            (true, Gate::Split) => {
                let up = self.g.linear(width, x);
                let gate = self.g.linear(width, x);
                let shape = self.g.ne(up);
                self.g.new_f32(shape, &[gate, up])
            }
            (true, Gate::Fused) => {
                let both = self.g.linear(width * num(2u32), x);
                self.g.new_f32([width, rows[1], rows[2], rows[3]], &[both])
            }
            (false, _) => {
                let up = self.g.linear(width, x);
                self.g.in_place(&[up])
            }
        };
        let out = self.g.ne(x)[0];
        self.g.linear(out, inner)
    }

    fn moe(&mut self, moe: &Moe, x: Id) -> Id {
        let routed = if moe.latent == 0 {
            self.experts(moe, x, x)
        } else {
            // the routed experts work in a narrower space (Nemotron 3)
            let narrow = self.g.linear(num(moe.latent), x);
            let routed = self.experts(moe, narrow, x);
            self.g.linear(self.d, routed)
        };
        if moe.shared_width == 0 {
            return routed;
        }
        let mut shared = self.dense(num(moe.shared_width), moe.gated, x);
        if self.style.shared_gate {
            let gate = self.g.linear(ONE, x);
            let gate = self.g.in_place(&[gate]);
            shared = self.g.in_place(&[shared, gate]);
        }
        self.g.in_place(&[routed, shared])
    }

    /// The routed experts: `x` goes through them, `router` decides which.
    pub fn experts(&mut self, moe: &Moe, x: Id, router: Id) -> Id {
        let rows = self.g.ne(x)[1];
        let (experts, used, width) = (num(moe.experts), num(moe.used), num(moe.width));
        let d = self.g.ne(x)[0];
        let logits = self.g.linear(experts, router);
        let probs = match self.style.router {
            Router::Raw => logits,
            Router::Probabilities | Router::BeforeExperts => self.g.in_place(&[logits]),
        };
        let choice = match self.style.router {
            Router::BeforeExperts => logits,
            _ if self.style.router_bias => self.g.in_place(&[probs]),
            _ => probs,
        };
        let sorted = self.g.fresh([experts, rows, ONE, ONE], I32, &[choice]);
        let picked = self.g.view(sorted, [used, rows, ONE, ONE]);
        let flat = self.g.view(probs, [ONE, experts, rows, ONE]);
        let mut weights = self.g.new_f32([ONE, used, rows, ONE], &[flat, picked]);
        let table = self.g.view(weights, [used, rows, ONE, ONE]);
        let normed = if self.style.router == Router::Raw {
            self.g.in_place(&[table])
        } else {
            let sum = self.g.new_f32([ONE, rows, ONE, ONE], &[table]);
            let sum = self.g.in_place(&[sum]);
            self.g.in_place(&[table, sum])
        };
        weights = self.g.view(normed, [ONE, used, rows, ONE]);
        self.g.expand(weights);
        let mut x3 = self.g.view(x, [d, ONE, rows, ONE]);
        if self.style.router == Router::BeforeExperts {
            let repeated = self.g.new_f32([d, used, rows, ONE], &[x3]);
            x3 = self.g.in_place(&[repeated, weights]);
        }
        let up = self.g.new_f32([width, used, rows, ONE], &[x3, picked]);
        let up = self.expert_bias(up, picked);
        let inner = if moe.gated {
            let gate = self.g.new_f32([width, used, rows, ONE], &[x3, picked]);
            let gate = self.expert_bias(gate, picked);
            self.g.new_f32([width, used, rows, ONE], &[gate, up])
        } else {
            self.g.in_place(&[up])
        };
        let out = self.g.new_f32([d, used, rows, ONE], &[inner, picked]);
        let mut out = self.expert_bias(out, picked);
        if self.style.router != Router::BeforeExperts {
            out = self.g.in_place(&[out, weights]);
        }
        self.g.expand(out);
        let parts: Vec<Id> = (0..moe.used.max(1)).map(|_| self.g.view(out, [d, rows, ONE, ONE])).collect();
        for &part in &parts {
            self.g.expand(part);
        }
        let mut parts = parts.into_iter();
        let mut sum = parts.next().unwrap_or(out);
        for part in parts {
            sum = self.g.in_place(&[sum, part]);
            self.g.expand(sum);
        }
        if moe.used <= 1 { self.g.same(sum) } else { sum }
    }

    /// Biases of the picked experts (`ggml_add_id`).
    fn expert_bias(&mut self, x: Id, picked: Id) -> Id {
        if self.style.router == Router::Raw { self.g.in_place(&[x, picked]) } else { x }
    }
}
