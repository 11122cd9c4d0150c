//! Attention layers.

use super::build::{Blocks, Builder, Flash, cache_index, cells};
use super::graph::{F16, F32, Id};
use super::style::{QkNorm, Qkv};
use super::symbol::{Dim, ONE, Symbol, TOKENS, num, of};
use crate::architecture::{Attention, Cache, Family, Indexer, Span};

/// Queries, keys and values of one layer. Keys and values are external where the layer reads another layer's cache.
#[derive(Debug, Clone, Copy)]
pub struct Triple {
    pub q: Id,
    pub k: Id,
    pub v: Id,
}

/// Shape of the attention proper.
#[derive(Debug, Clone, Copy)]
pub struct Heads {
    pub q: Dim,
    /// Elements of a value head, as stored.
    pub v: Dim,
    pub span: Span,
}

impl Builder<'_> {
    /// Attention over normed input `x`, with the output projection.
    pub fn attention(&mut self, a: &Attention, x: Id, cache: Cache) -> Id {
        let (triple, gate) = self.qkv(a, x, cache);
        let heads = Heads { q: num(a.heads), v: num(a.head_v), span: a.span };
        let blocks = match a.indexer {
            Some(indexer) if self.mode.flash == Flash::On && self.mode.blocks == Blocks::InOrder => {
                Some(self.block_mask(&indexer, x))
            }
            _ => None,
        };
        let mut out = self.attend(triple, heads, blocks);
        if let Some(gate) = gate {
            let width = num(a.heads) * num(a.head_k);
            let gate = self.g.new_f32([width, TOKENS, ONE, ONE], &[gate]);
            let mut gate = self.g.in_place(&[gate]);
            if self.style.family == Family::Qwen3Next {
                gate = self.g.view(gate, [width, TOKENS, ONE, ONE]);
            }
            out = self.g.in_place(&[out, gate]);
        }
        self.g.linear(self.d, out)
    }

    /// Projections, norms and rotation.
    fn qkv(&mut self, a: &Attention, x: Id, cache: Cache) -> (Triple, Option<Id>) {
        let (heads, kv_heads, head_k, head_v) = (num(a.heads), num(a.kv_heads), num(a.head_k), num(a.head_v));
        let shape = |heads: Dim, head: Dim| [head, heads, TOKENS, ONE];
        let mut gate = None;
        let (mut q, mut k, mut v);
        match self.style.qkv {
            Qkv::Fused => {
                let both = num(a.heads * a.head_k + a.kv_heads * (a.head_k + a.head_v));
                let all = self.g.linear(both, x);
                q = self.g.view(all, shape(heads, head_k));
                k = self.g.view(all, shape(kv_heads, head_k));
                v = self.g.view(all, shape(kv_heads, head_v));
            }
            Qkv::GatedQuery => {
                let all = self.g.linear(heads * head_k * num(2u32), x);
                let all = self.g.view(all, [head_k * num(2u32), heads, TOKENS, ONE]);
                q = self.g.view(all, shape(heads, head_k));
                gate = Some(self.g.view(all, shape(heads, head_k)));
                let flat = self.g.linear(kv_heads * head_k, x);
                k = self.g.view(flat, shape(kv_heads, head_k));
                let flat = self.g.linear(kv_heads * head_v, x);
                v = self.g.view(flat, shape(kv_heads, head_v));
            }
            Qkv::Separate => {
                q = self.g.linear(heads * head_k, x);
                if self.style.qk_norm == QkNorm::Whole {
                    q = self.g.rms_norm(q);
                }
                q = self.g.view(q, shape(heads, head_k));
                if cache == Cache::Shared {
                    (k, v) = (Id::EXTERNAL, Id::EXTERNAL);
                } else {
                    let mut flat = self.g.linear(kv_heads * head_k, x);
                    if self.style.qk_norm == QkNorm::Whole {
                        flat = self.g.rms_norm(flat);
                    }
                    k = self.g.view(flat, shape(kv_heads, head_k));
                    // Gemma 4's global layers take the keys before their norm as values
                    let shared = self.style.shared_values && a.span == Span::Full;
                    let flat = if shared { flat } else { self.g.linear(kv_heads * head_v, x) };
                    v = self.g.view(flat, shape(kv_heads, head_v));
                }
            }
        }
        if self.style.qk_norm == QkNorm::Heads {
            q = self.g.rms_norm(q);
            if k != Id::EXTERNAL {
                k = self.g.rms_norm(k);
            }
        }
        if self.style.value_norm && v != Id::EXTERNAL {
            v = self.g.in_place(&[v]);
        }
        if self.rotates(a.span) {
            q = self.g.in_place(&[q, self.inputs.positions]);
            if k != Id::EXTERNAL {
                k = self.g.in_place(&[k, self.inputs.positions]);
            }
            if self.style.qk_norm == QkNorm::AfterRope {
                q = self.g.in_place(&[q]);
                k = self.g.in_place(&[k]);
            }
        } else if self.style.family == Family::Llama4 {
            q = self.g.in_place(&[q, self.inputs.token_scale]);
        }
        if self.style.query_scaled {
            q = self.g.in_place(&[q]);
        }
        (Triple { q, k, v }, gate)
    }

    /// Whether a layer of this span encodes positions by rotation.
    fn rotates(&self, span: Span) -> bool {
        match self.style.family {
            Family::Cohere2 | Family::Cohere2Moe | Family::Llama4 | Family::Exaone4 | Family::AfMoe => {
                matches!(span, Span::Window(_))
            }
            // every fourth layer goes without (`n_no_rope_layer_step`)
            Family::SmolLm3 => !(self.layer + 1).is_multiple_of(4),
            Family::NemotronH | Family::NemotronHMoe | Family::Jamba | Family::Gpt2 | Family::Bloom => false,
            _ => true,
        }
    }

    /// Stores keys and values, attends, and puts the heads side by side (`build_attn`, `build_attn_mha`).
    pub fn attend(&mut self, t: Triple, heads: Heads, mask: Option<Id>) -> Id {
        let at = cache_index(heads.span);
        let pick = |pair: [Id; 2]| pair.get(at).copied().unwrap_or(Id::EXTERNAL);
        let (k_rotation, v_rotation) = (pick(self.inputs.k_rotation), pick(self.inputs.v_rotation));
        let q = self.rotate(t.q, k_rotation);
        let k = self.rotate(t.k, k_rotation);
        let v = self.rotate(t.v, v_rotation);
        // windowed models add K before V, the others V before K
        let windowed = self.arch.layers().any(|layer| {
            super::inputs::attention(&layer.mixer).is_some_and(|a| matches!(a.span, Span::Window(_)))
        });
        self.g.expand(q);
        for id in if windowed { [k, v] } else { [v, k] } {
            self.g.expand(id);
        }
        let (k_cells, v_cells) = (pick(self.inputs.k_cells), pick(self.inputs.v_cells));
        for (id, place) in [(k, k_cells), (v, v_cells)] {
            if id != Id::EXTERNAL {
                let ne = self.g.ne(id);
                let rows = [ne[0] * ne[1], ne[2], ONE, ONE];
                // transposed storage wants V in one piece, which a part of a fused projection is not
                let in_pieces =
                    self.style.qkv == Qkv::Fused && self.mode.flash == Flash::Off && place == v_cells;
                let flat = if in_pieces && v_rotation == Id::EXTERNAL {
                    self.g.fresh(rows, F32, &[id])
                } else {
                    self.g.view(id, rows)
                };
                let stored = self.g.store(&[flat, place]);
                self.g.expand(stored);
            }
        }
        let mask = mask.unwrap_or(pick(self.inputs.mask));
        let out = self.scores(q, mask, heads, cells(heads.span));
        self.rotate(out, v_rotation)
    }

    /// Attention proper of queries `[head, heads, tokens]`, keys and values being in the cache.
    pub fn scores(&mut self, q: Id, mask: Id, heads: Heads, cells: Dim) -> Id {
        let ne = self.g.ne(q);
        let q = self.g.view(q, ne);
        let q = self.g.view(q, [ne[0], ne[2], ne[1], ONE]);
        let width = heads.v * heads.q;
        let out = match self.mode.flash {
            Flash::On => {
                let out = self.g.new_f32([heads.v, heads.q, TOKENS, ONE], &[q, mask]);
                self.g.view(out, [width, TOKENS, ONE, ONE])
            }
            Flash::Off => {
                let mut kq = self.g.new_f32([cells, TOKENS, heads.q, ONE], &[q]);
                if self.style.scores_capped {
                    for _ in 0..3 {
                        kq = self.g.in_place(&[kq]);
                    }
                }
                kq = self.g.in_place(&[kq, mask]);
                let kqv = self.g.new_f32([heads.v, TOKENS, heads.q, ONE], &[kq]);
                let kqv = self.g.view(kqv, [heads.v, heads.q, TOKENS, ONE]);
                self.g.fresh([width, TOKENS, ONE, ONE], F32, &[kqv])
            }
        };
        self.g.expand(out);
        out
    }

    /// Times a Hadamard matrix (`llama_mul_mat_hadamard`).
    pub fn rotate(&mut self, x: Id, rotation: Id) -> Id {
        if x == Id::EXTERNAL || rotation == Id::EXTERNAL {
            return x;
        }
        let ne = self.g.ne(x);
        let n = self.g.ne(rotation)[0];
        let flat = self.g.view(
            x,
            [n, Dim { n: ne[0].n * ne[1].n / n.n.max(1), set: ne[0].set | ne[1].set } * ne[2], ONE, ONE],
        );
        let turned = self.g.mat_mul(rotation, flat);
        self.g.view(turned, ne)
    }

    /// A mask per indexer head that leaves only the best blocks open (`src/models/minimax-m3.cpp`).
    fn block_mask(&mut self, indexer: &Indexer, x: Id) -> Id {
        let (heads, key, cells) = (num(indexer.heads), num(indexer.key_length), of(Symbol::Cells));
        let q = self.g.linear(heads * key, x);
        let k = self.g.linear(key, x);
        let q = self.g.view(q, [key, heads, TOKENS, ONE]);
        let k = self.g.view(k, [key, ONE, TOKENS, ONE]);
        let q = self.g.rms_norm(q);
        let k = self.g.rms_norm(k);
        let q = self.g.in_place(&[q, self.inputs.positions]);
        let k = self.g.in_place(&[k, self.inputs.positions]);
        let flat = self.g.view(k, [key, TOKENS, ONE, ONE]);
        let stored = self.g.store(&[flat, self.inputs.k_cells[0]]);
        self.g.expand(stored);
        let q = self.g.view(q, [key, heads * TOKENS, ONE, ONE]);
        let scores = self.g.new_f32([cells, heads * TOKENS, ONE, ONE], &[q]);
        let scores = self.g.view(scores, [cells, heads, TOKENS, ONE]);
        let mask = self.inputs.mask[0];
        let wide = self.g.new_f32([cells, TOKENS, ONE, ONE], &[mask]);
        let wide = self.g.view(wide, [cells, ONE, TOKENS, ONE]);
        let scores = self.g.in_place(&[scores, wide]);
        let best = self.g.new_f32([of(Symbol::SparseEntries), heads, TOKENS, ONE], &[scores]);
        self.g.fresh([cells, TOKENS, heads, ONE], F16, &[best, mask])
    }
}
