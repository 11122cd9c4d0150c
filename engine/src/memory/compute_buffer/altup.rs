//! Gemma 3n: four alternating residual streams, a low-rank side path, and embeddings per layer
//! (llama.cpp `src/models/gemma3n.cpp`); the per-layer embeddings also serve Gemma 4's E models (`src/models/gemma4.cpp`).

use super::build::{Builder, Rows};
use super::graph::{F32, I32, Id, Stage};
use super::symbol::{Dim, ONE, TOKENS, num};
use crate::architecture::{FeedForward, Layer, Mixer};

/// Streams (`altup.num_inputs`, the same in all published models).
const STREAMS: u32 = 4;
/// Rank of the side path (`laurel_l`, the same in all published models).
const LAUREL: u32 = 64;
/// Layers whose gate keeps only its largest elements (`n_layer_sparsity` of llama.cpp).
const SPARSE_LAYERS: u32 = 10;

impl Builder<'_> {
    /// Per-layer embeddings of all layers, looked up beside the embedding table: `[width, tokens, layers]`.
    pub fn per_layer_embeddings(&mut self, x: Id) -> Id {
        let (width, layers) = (num(self.arch.per_layer_embedding), num(self.arch.n_layer()));
        let split = [width, layers, TOKENS, ONE];
        let stage = self.g.stage;
        self.g.stage = Stage::Embedding;
        let tokens = self.g.input([TOKENS, ONE, ONE, ONE], I32);
        let found = self.g.new_f32([width * layers, TOKENS, ONE, ONE], &[tokens]);
        self.g.stage = stage;
        let found = self.g.view(found, split);
        let found = self.g.in_place(&[found]);
        self.g.expand(found);
        let projected = self.g.linear(width * layers, x);
        let projected = self.g.in_place(&[projected]);
        let projected = self.g.view(projected, split);
        let projected = self.g.rms_norm(projected);
        let sum = self.g.in_place(&[projected, found]);
        let sum = self.g.in_place(&[sum]);
        let turned = self.g.view(sum, [width, TOKENS, layers, ONE]);
        self.g.same(turned)
    }

    /// One layer's part of the per-layer embeddings goes into `x` and comes back at full width.
    pub fn per_layer_input(&mut self, x: Id, rows: Rows) -> Id {
        let width = num(self.arch.per_layer_embedding);
        let gate = self.g.linear(width, x);
        let gate = self.g.in_place(&[gate]);
        let own = self.g.view(self.inputs.per_layer, [width, TOKENS, ONE, ONE]);
        let own = self.rows(own, rows);
        let gated = self.g.in_place(&[gate, own]);
        let out = self.g.linear(self.d, gated);
        self.g.rms_norm(out)
    }

    fn line(&self) -> [Dim; 4] {
        [self.d, TOKENS, ONE, ONE]
    }

    fn streams(&self, n: u32) -> [Dim; 4] {
        [self.d, TOKENS, num(n), ONE]
    }

    fn magnitude(&mut self, x: Id) -> Id {
        let [_, b, c, _] = self.g.ne(x);
        let squares = self.g.in_place(&[x]);
        let sum = self.g.fresh([ONE, b, c, ONE], F32, &[squares]);
        self.g.in_place(&[sum])
    }

    /// The other streams, brought to the magnitude of the first.
    fn levelled(&mut self, others: Id, target: Id) -> Id {
        let scaled = self.g.in_place(&[others, target]);
        let magnitude = self.magnitude(others);
        self.g.in_place(&[scaled, magnitude])
    }

    /// One stream becomes four.
    pub fn spread(&mut self, x: Id) -> Id {
        let target = self.magnitude(x);
        let repeated = self.g.new_f32(self.streams(STREAMS - 1), &[x]);
        let added = self.g.linear(self.d, repeated);
        let added = self.levelled(added, target);
        self.g.new_f32(self.streams(STREAMS), &[x, added])
    }

    /// Four streams become one, and only the rows that need logits go on.
    pub fn gather(&mut self, x: Id) -> Id {
        let first = self.g.view(x, self.line());
        let target = self.magnitude(first);
        let others = self.g.view(x, self.streams(STREAMS - 1));
        let others = self.g.linear(self.d, others);
        let others = self.levelled(others, target);
        let mut sum = self.g.view(x, self.line());
        for _ in 1..STREAMS {
            let next = self.g.view(others, self.line());
            sum = self.g.in_place(&[sum, next]);
        }
        let mean = self.g.in_place(&[sum]);
        self.rows(mean, Rows::Outputs)
    }

    /// How the streams mix, from one of them.
    fn modalities(&mut self, x: Id) -> Id {
        let normed = self.g.rms_norm(x);
        let scaled = self.g.in_place(&[normed]);
        let routed = self.g.linear(num(STREAMS), scaled);
        self.g.in_place(&[routed])
    }

    fn predicted(&mut self, x: Id) -> Id {
        let active = self.g.view(x, self.line());
        let modalities = self.modalities(active);
        let coefficients = self.g.linear(num(STREAMS * STREAMS), modalities);
        let coefficients = self.g.view(coefficients, [num(STREAMS), num(STREAMS), TOKENS, ONE]);
        let turned = self.g.view(x, [num(STREAMS), self.d, TOKENS, ONE]);
        let turned = self.g.same(turned);
        let mixed = self.g.mat_mul(turned, coefficients);
        let back = self.g.view(mixed, self.streams(STREAMS));
        let back = self.g.same(back);
        self.g.in_place(&[back, x])
    }

    fn corrected(&mut self, predictions: Id, activated: Id) -> Id {
        let modalities = self.modalities(activated);
        let active = self.g.view(predictions, self.line());
        let innovation = self.g.in_place(&[activated, active]);
        let coefficients = self.g.linear(num(STREAMS), modalities);
        let coefficients = self.g.in_place(&[coefficients]);
        let coefficients = self.g.view(coefficients, [TOKENS, num(STREAMS), ONE, ONE]);
        let coefficients = self.g.fresh([ONE, TOKENS, num(STREAMS), ONE], F32, &[coefficients]);
        let repeated = self.g.new_f32(self.streams(STREAMS), &[innovation]);
        let scaled = self.g.in_place(&[repeated, coefficients]);
        self.g.in_place(&[scaled, predictions])
    }

    /// Only the largest elements of a gate stay (`gaussian_topk`).
    fn sparse_gate(&mut self, gate: Id) -> Id {
        let small = [ONE, TOKENS, ONE, ONE];
        let mean = self.g.fresh(small, F32, &[gate]);
        let centred = self.g.in_place(&[gate, mean]);
        let squares = self.g.in_place(&[centred]);
        let sum = self.g.fresh(small, F32, &[squares]);
        let deviation = self.g.in_place(&[sum]);
        let deviation = self.g.in_place(&[deviation]);
        let cutoff = self.g.in_place(&[deviation]);
        let cutoff = self.g.in_place(&[mean, cutoff]);
        let above = self.g.in_place(&[gate, cutoff]);
        self.g.in_place(&[above])
    }

    /// One layer over the four streams.
    pub fn altup_layer(&mut self, layer: &Layer, x: Id) -> Id {
        let (Mixer::Attention(attention), FeedForward::Dense(dense)) = (&layer.mixer, &layer.ffn) else {
            return x;
        };
        let predictions = self.predicted(x);
        let active = self.g.view(predictions, self.line());
        let normed = self.g.rms_norm(active);
        let side = self.g.linear(num(LAUREL), normed);
        let side = self.g.linear(self.d, side);
        let side = self.g.rms_norm(side);
        let side = self.g.in_place(&[side, normed]);
        let cur = self.attention(attention, normed, layer.cache);
        let cur = self.g.rms_norm(cur);
        let cur = self.g.in_place(&[cur, active]);
        let both = self.g.in_place(&[cur, side]);
        let both = self.g.in_place(&[both]);
        let normed = self.g.rms_norm(both);
        let up = self.g.linear(num(dense.width), normed);
        let mut gate = self.g.linear(num(dense.width), normed);
        if self.layer < SPARSE_LAYERS {
            gate = self.sparse_gate(gate);
        }
        let gate = self.g.in_place(&[gate]);
        let inner = self.g.in_place(&[up, gate]);
        let out = self.g.linear(self.d, inner);
        let out = self.g.rms_norm(out);
        let out = self.g.in_place(&[out, both]);
        let corrected = self.corrected(predictions, out);
        let first = self.g.view(corrected, self.line());
        let first = self.g.in_place(&[first]);
        let first = self.per_layer_input(first, Rows::All);
        let kept = self.g.view(corrected, self.line());
        let rest = self.g.view(corrected, self.streams(STREAMS - 1));
        let rest = self.g.in_place(&[rest, first]);
        self.g.new_f32(self.streams(STREAMS), &[kept, rest])
    }
}
