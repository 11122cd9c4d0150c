//! DeepSeek V4: hyper-connected residual streams and compressed attention (llama.cpp `src/models/deepseek4.cpp`, with the fused
//! kernels for both).

use super::attention::Heads;
use super::build::{Builder, Flash, Rows};
use super::graph::{F16, F32, I32, Id};
use super::symbol::{Dim, ONE, STREAMS, Symbol, TOKENS, num, of};
use crate::architecture::{Compressed, Indexer, Layer, Mixer, Span};

/// Residual streams (`hyper_connection.count`; llama.cpp accepts no other number).
const HYPER: u32 = 4;
/// Mixing weights per token: before, after, and between the streams.
const MIXES: u32 = (2 + HYPER) * HYPER;
/// Tokens per entry where an indexer picks the entries.
const DENSE_RATIO: u32 = 4;

/// Streams folded into one, and what is needed to unfold them again.
struct Folded {
    x: Id,
    post: Id,
    comb: Id,
}

impl Builder<'_> {
    /// One residual stream becomes four.
    pub fn hyper(&mut self, x: Id) -> Id {
        self.g.new_f32([self.d, num(HYPER), TOKENS, ONE], &[x])
    }

    fn fold(&mut self, x: Id) -> Folded {
        let rows = self.g.ne(x)[2];
        let flat = self.g.view(x, [self.d * num(HYPER), rows, ONE, ONE]);
        let normed = self.g.in_place(&[flat]);
        let mixes = self.g.linear(num(MIXES), normed);
        let part = |b: &mut Self| {
            let part = b.g.view(mixes, [num(HYPER), rows, ONE, ONE]);
            let part = b.g.in_place(&[part]);
            let part = b.g.in_place(&[part]);
            b.g.in_place(&[part])
        };
        let pre = part(self);
        let post = part(self);
        let comb = self.g.new_f32([num(HYPER), num(HYPER), rows, ONE], &[mixes]);
        let folded = self.g.new_f32([self.d, rows, ONE, ONE], &[x, pre]);
        Folded { x: folded, post, comb }
    }

    fn unfold(&mut self, x: Id, streams: Id, folded: &Folded) -> Id {
        self.g.new_f32(self.g.ne(streams), &[x, streams, folded.post, folded.comb])
    }

    /// Four streams become one, for the rows that need logits.
    pub fn unhyper(&mut self, x: Id) -> Id {
        let flat = self.g.view(x, [self.d * num(HYPER), TOKENS, ONE, ONE]);
        let flat = self.rows(flat, Rows::Outputs);
        let rows = self.g.ne(flat)[1];
        let normed = self.g.in_place(&[flat]);
        let mixes = self.g.linear(num(HYPER), normed);
        let mixes = self.g.in_place(&[mixes]);
        let mut sum = None;
        for _ in 0..HYPER {
            let stream = self.g.view(flat, [self.d, rows, ONE, ONE]);
            let weighted = self.g.in_place(&[stream, mixes]);
            sum = Some(match sum {
                Some(sum) => self.g.in_place(&[sum, weighted]),
                None => weighted,
            });
        }
        sum.unwrap_or(flat)
    }

    /// One layer over the four streams.
    pub fn compressed_layer(&mut self, layer: &Layer, x: Id) -> Id {
        let Mixer::Compressed(c) = &layer.mixer else { return x };
        let folded = self.fold(x);
        let normed = self.norm(folded.x);
        let out = self.compressed(c, normed);
        let x = self.unfold(out, x, &folded);
        let folded = self.fold(x);
        let normed = self.norm(folded.x);
        let out = self.feed_forward(&layer.ffn, normed);
        self.unfold(out, x, &folded)
    }

    /// The rotary end of each head is turned, the rest stays: two parts put together again.
    fn turned(&mut self, x: Id, heads: Dim, size: Dim, rope: Dim) -> Id {
        let rest = self.g.view(x, [size, heads, TOKENS, ONE]);
        let end = self.g.view(x, [rope, heads, TOKENS, ONE]);
        let end = self.g.in_place(&[end, self.inputs.positions]);
        self.g.new_f32([size, heads, TOKENS, ONE], &[rest, end])
    }

    /// Attention over normed input.
    fn compressed(&mut self, c: &Compressed, x: Id) -> Id {
        let (heads, entry, rope) = (num(c.heads), num(c.entry), num(c.rope));
        let low = self.g.linear(num(c.q_lora), x);
        let low = self.g.rms_norm(low);
        let q = self.g.linear(entry * heads, low);
        let q = self.g.view(q, [entry, heads, TOKENS, ONE]);
        let q = self.g.in_place(&[q]);
        let q = self.turned(q, heads, entry, rope);
        let kv = self.g.linear(entry, x);
        let kv = self.g.rms_norm(kv);
        let kv = self.turned(kv, ONE, entry, rope);
        if c.ratio > 0 {
            self.compress(c.entry, c.ratio, x);
        }
        let picked = c.indexer.map(|indexer| {
            self.compress(indexer.key_length, c.ratio, x);
            self.entries_picked(&indexer, rope, x, low)
        });
        let q = self.rotate(q, self.inputs.k_rotation[1]);
        let kv = self.rotate(kv, self.inputs.k_rotation[1]);
        self.g.expand(q);
        self.g.expand(kv);
        let flat = self.g.view(kv, [entry, TOKENS, ONE, ONE]);
        let stored = self.g.store(&[flat, self.inputs.k_cells[1]]);
        self.g.expand(stored);
        let out = self.over_entries(c, q, picked);
        let out = self.rotate(out, self.inputs.k_rotation[1]);
        let out = self.turned(out, heads, entry, rope);
        let groups = num(c.o_groups);
        let out = self.g.view(out, [entry * num(c.heads / c.o_groups.max(1)), TOKENS, groups, ONE]);
        let low = self.g.linear(num(c.o_lora), out);
        let low = self.g.view(low, [num(c.o_lora), groups, TOKENS, ONE]);
        let low = self.g.fresh([num(c.o_lora) * groups, TOKENS, ONE, ONE], F32, &[low]);
        self.g.linear(self.d, low)
    }

    /// New tokens are pooled into entries of `width`, which are stored. Dense entries overlap, so they pool two rows of states.
    fn compress(&mut self, width: u32, ratio: u32, x: Id) {
        let overlap = if ratio == DENSE_RATIO { 2u32 } else { 1 };
        let state = num(width * overlap);
        let line = [state, TOKENS, ONE, ONE];
        let values = self.g.linear(state, x);
        let scores = self.g.linear(state, x);
        let places = self.g.new_f32(line, &[self.inputs.positions]);
        let scores = self.g.in_place(&[scores, places]);
        let mut pooled = [values, scores];
        for side in &mut pooled {
            let mut all = self.g.new_f32(line, &[*side]);
            if overlap > 1 {
                all = self.g.new_f32(line, &[all]);
            }
            let rows = self.g.new_f32([state, TOKENS * num(overlap), ONE, ONE], &[all]);
            *side = if overlap > 1 {
                let before = self.g.fresh([num(width), TOKENS, ONE, ONE], F32, &[rows]);
                let now = self.g.fresh([num(width), TOKENS, ONE, ONE], F32, &[rows]);
                self.g.new_f32(line, &[before, now])
            } else {
                rows
            };
            *side = self.g.same(*side);
        }
        let [values, scores] = pooled;
        let weights = self.g.in_place(&[scores]);
        let weighted = self.g.in_place(&[values, weights]);
        let entries = self.g.new_f32([num((width / ratio.max(1)).max(1)), TOKENS, ONE, ONE], &[weighted]);
        let entries = self.g.same(entries);
        let stored = self.g.store(&[entries]);
        self.g.expand(stored);
    }

    fn entries_picked(&mut self, indexer: &Indexer, rope: Dim, x: Id, low: Id) -> Id {
        let (heads, key) = (num(indexer.heads), num(indexer.key_length));
        let q = self.g.linear(heads * key, low);
        let q = self.turned(q, heads, key, rope);
        let q = self.rotate(q, self.inputs.indexer_rotation);
        let weights = self.g.linear(heads, x);
        let weights = self.g.in_place(&[weights]);
        let score = self
            .g
            .new_f32([of(Symbol::DenseEntries), TOKENS, ONE, ONE], &[q, weights, self.inputs.indexer_mask]);
        let picked = self.g.fresh([of(Symbol::Picked), TOKENS, ONE, ONE], I32, &[score]);
        self.g.same(picked)
    }

    /// Attention over the window and, behind it, the compressed entries.
    fn over_entries(&mut self, c: &Compressed, q: Id, picked: Option<Id>) -> Id {
        let heads = Heads { q: num(c.heads), v: num(c.entry), span: Span::Window(c.window) };
        let window = of(Symbol::WindowCells);
        let entries = match (c.ratio, picked) {
            (0, _) => return self.scores_with(q, self.inputs.mask[1], heads, window, None),
            (_, Some(_)) => of(Symbol::DenseEntries),
            (_, None) => of(Symbol::SparseEntries),
        };
        let keys = self.g.fresh([num(c.entry), entries, STREAMS, ONE], F16, &[Id::EXTERNAL]);
        self.g.extend(keys, num(c.entry) * window * STREAMS);
        let mask = match picked {
            Some(picked) => self.picked_mask(self.inputs.entries_mask[0], picked),
            None => self.inputs.entries_mask[1],
        };
        let width = match self.mode.flash {
            Flash::On => F16,
            Flash::Off => F32,
        };
        let mask = self.g.fresh([entries, TOKENS, ONE, ONE], width, &[self.inputs.mask[1], mask]);
        self.g.extend(mask, window * TOKENS);
        self.scores_with(q, mask, heads, entries, Some((keys, window)))
    }

    /// Attention proper where keys are values and were put together in the graph.
    fn scores_with(&mut self, q: Id, mask: Id, heads: Heads, cells: Dim, joined: Option<(Id, Dim)>) -> Id {
        let (keys, more) = joined.map_or((Id::EXTERNAL, num(0u32)), |joined| joined);
        let width = heads.v * heads.q;
        let out = match self.mode.flash {
            Flash::On => {
                let out = self.g.new_f32([heads.v, heads.q, TOKENS, ONE], &[q, keys, mask]);
                self.g.view(out, [width, TOKENS, ONE, ONE])
            }
            Flash::Off => {
                let kq = self.g.new_f32([cells, TOKENS, heads.q, ONE], &[keys, q]);
                self.g.extend(kq, more * TOKENS * heads.q);
                let kq = self.g.in_place(&[kq, mask]);
                let values = self.g.fresh([cells, heads.v, STREAMS, ONE], F16, &[keys]);
                self.g.extend(values, more * heads.v * STREAMS);
                let kqv = self.g.new_f32([heads.v, TOKENS, heads.q, ONE], &[values, kq]);
                self.g.fresh([width, TOKENS, ONE, ONE], F32, &[kqv])
            }
        };
        self.g.expand(out);
        out
    }
}
