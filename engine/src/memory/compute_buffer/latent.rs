//! Multi-head latent attention (llama.cpp `src/models/deepseek2.cpp`, `build_attn` for `llm_graph_input_attn_k`).

use super::attention::{Heads, Triple};
use super::build::{Builder, Flash};
use super::graph::{F16, F32, I32, Id};
use super::symbol::{ONE, STREAMS, Symbol, TOKENS, num, of};
use crate::architecture::{Family, Indexer, Mla, Span};

impl Builder<'_> {
    /// Latent attention over normed input.
    pub fn latent(&mut self, m: &Mla, x: Id) -> Id {
        let (heads, rank, rope) = (num(m.heads), num(m.kv_lora), num(m.rope));
        let head = num(m.nope + m.rope);
        let low = match m.q_lora {
            Some(q_lora) => {
                let low = self.g.linear(num(q_lora), x);
                self.g.rms_norm(low)
            }
            None => x,
        };
        let picked = m.indexer.map(|indexer| self.indexer(&indexer, m.rope, x, low));
        let q = self.g.linear(heads * head, low);
        let q_nope = self.g.view(q, [num(m.nope), heads, TOKENS, ONE]);
        let q_rope = self.g.view(q, [rope, heads, TOKENS, ONE]);
        let kv = self.g.linear(num(m.kv_lora + m.rope), x);
        let latent = self.g.view(kv, [rank, TOKENS, ONE, ONE]);
        let k_rope = self.g.view(kv, [rope, ONE, TOKENS, ONE]);
        let q_rope = self.g.in_place(&[q_rope, self.inputs.positions]);
        let k_rope = self.g.in_place(&[k_rope, self.inputs.positions]);
        let latent = self.g.rms_norm(latent);
        if !m.absorbed {
            let kv = self.g.linear(heads * num(m.nope + m.head_v), latent);
            let k_nope = self.g.view(kv, [num(m.nope), heads, TOKENS, ONE]);
            let v = self.g.view(kv, [num(m.head_v), heads, TOKENS, ONE]);
            let v = self.g.same(v);
            let q = self.g.new_f32([head, heads, TOKENS, ONE], &[q_nope, q_rope]);
            let spread = self.g.new_f32([rope, heads, TOKENS, ONE], &[k_rope, q_rope]);
            let k = self.g.new_f32([head, heads, TOKENS, ONE], &[k_nope, spread]);
            let out =
                self.attend(Triple { q, k, v }, Heads { q: heads, v: num(m.head_v), span: Span::Full }, None);
            return self.g.linear(self.d, out);
        }
        let turned = self.g.view(q_nope, [num(m.nope), TOKENS, heads, ONE]);
        let absorbed = self.g.linear(rank, turned);
        let absorbed = self.g.view(absorbed, [rank, heads, TOKENS, ONE]);
        let q = self.g.new_f32([rank * ONE, heads, TOKENS, ONE], &[absorbed, q_rope]);
        self.g.extend(q, rope * heads * TOKENS);
        let latent = self.g.view(latent, [rank, ONE, TOKENS, ONE]);
        let k = self.g.new_f32([num(m.kv_lora + m.rope), ONE, TOKENS, ONE], &[latent, k_rope]);
        for id in [q, latent, k] {
            self.g.expand(id);
        }
        let k_cells = self.inputs.k_cells[0];
        let flat = self.g.view(k, [num(m.kv_lora + m.rope), TOKENS, ONE, ONE]);
        let stored = self.g.store(&[flat, k_cells]);
        self.g.expand(stored);
        let mask = match picked {
            Some(picked) => self.picked_mask(self.inputs.mask[0], picked),
            None => self.inputs.mask[0],
        };
        let out = self.latent_scores(m, q, mask);
        self.g.linear(self.d, out)
    }

    /// Attention over latent rows, and back to full value heads.
    fn latent_scores(&mut self, m: &Mla, q: Id, mask: Id) -> Id {
        let (heads, rank, head_v) = (num(m.heads), num(m.kv_lora), num(m.head_v));
        let q = self.g.view(q, [num(m.kv_lora + m.rope), heads, TOKENS, ONE]);
        let q = self.g.view(q, [num(m.kv_lora + m.rope), TOKENS, heads, ONE]);
        let out = match self.mode.flash {
            Flash::On => {
                let out = self.g.new_f32([rank, heads, TOKENS, ONE], &[q, mask]);
                let out = self.g.view(out, [rank, TOKENS, heads, ONE]);
                let out = self.g.linear(head_v, out);
                let out = self.g.view(out, [head_v, heads, TOKENS, ONE]);
                let out = self.g.same(out);
                self.g.view(out, [head_v * heads, TOKENS, ONE, ONE])
            }
            Flash::Off => {
                let cells = of(Symbol::Cells);
                let kq = self.g.new_f32([cells, TOKENS, heads, ONE], &[q]);
                let kq = self.g.in_place(&[kq, mask]);
                // values are the front part of the keys, so they are turned over each time
                let v = self.g.fresh([cells, rank, ONE, STREAMS], F16, &[Id::EXTERNAL]);
                let kqv = self.g.new_f32([rank, TOKENS, heads, ONE], &[v, kq]);
                let kqv = self.g.linear(head_v, kqv);
                let kqv = self.g.view(kqv, [head_v, heads, TOKENS, ONE]);
                self.g.fresh([head_v * heads, TOKENS, ONE, ONE], F32, &[kqv])
            }
        };
        self.g.expand(out);
        out
    }

    /// The cells an indexer picks for each token (`src/models/deepseek32.cpp`, with the fused kernel).
    fn indexer(&mut self, indexer: &Indexer, rope: u32, x: Id, low: Id) -> Id {
        let (heads, key, rope) = (num(indexer.heads), num(indexer.key_length), num(rope));
        let q = self.g.linear(heads * key, low);
        let q_rope = self.g.view(q, [rope, heads, TOKENS, ONE]);
        let q_rest = self.g.view(q, [key, heads, TOKENS, ONE]);
        let q_rope = self.g.in_place(&[q_rope, self.inputs.positions]);
        let q = self.g.new_f32([key, heads, TOKENS, ONE], &[q_rope, q_rest]);
        let k = self.g.linear(key, x);
        let k = self.g.layer_norm(k);
        let k_rope = self.g.view(k, [rope, ONE, TOKENS, ONE]);
        let k_rest = self.g.view(k, [key, ONE, TOKENS, ONE]);
        let k_rope = self.g.in_place(&[k_rope, self.inputs.positions]);
        let k = self.g.new_f32([key, ONE, TOKENS, ONE], &[k_rope, k_rest]);
        let q = self.rotate(q, self.inputs.indexer_rotation);
        let k = self.rotate(k, self.inputs.indexer_rotation);
        let flat = self.g.view(k, [key, TOKENS, ONE, ONE]);
        let stored = self.g.store(&[flat, self.inputs.indexer_cells]);
        self.g.expand(stored);
        let weights = self.g.linear(heads, x);
        let weights = self.g.in_place(&[weights]);
        let q = self.g.view(q, [key, heads, TOKENS, ONE]);
        let weights = self.g.view(weights, [heads, TOKENS, ONE, ONE]);
        let score =
            self.g.new_f32([of(Symbol::Cells), TOKENS, ONE, ONE], &[q, weights, self.inputs.indexer_mask]);
        let picked = self.g.fresh([of(Symbol::Picked), TOKENS, ONE, ONE], I32, &[score]);
        self.g.same(picked)
    }

    /// The mask with all cells closed but those picked (`build_attn` for `llm_graph_input_attn_k_dsa`).
    pub fn picked_mask(&mut self, mask: Id, picked: Id) -> Id {
        let [cells, tokens, ..] = self.g.ne(mask);
        let closed = self.g.in_place(&[mask]);
        let rows = self.g.view(closed, [ONE, cells, tokens, ONE]);
        let picked_rows = self.g.view(picked, [of(Symbol::Picked), TOKENS, ONE, ONE]);
        let width = match (self.style.family, self.mode.flash) {
            (Family::DeepSeek4, Flash::On) => F16,
            _ => F32,
        };
        let zeros = self.g.scratch([ONE, of(Symbol::Picked), TOKENS, ONE], width);
        let zeros = self.g.in_place(&[zeros]);
        let opened = self.g.overwrite(&[rows, zeros, picked_rows]);
        let opened = self.g.view(opened, [cells, tokens, ONE, ONE]);
        self.g.in_place(&[opened, mask])
    }
}
