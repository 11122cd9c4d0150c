//! Recurrent mixers: state spaces, gated delta rule, short convolution.
//!
//! Follows llama.cpp `src/models/mamba-base.cpp`, `delta-net-base.cpp`, `qwen3next.cpp`, `lfm2.cpp`.

use super::build::Builder;
use super::graph::{F32, Id};
use super::symbol::{Dim, ONE, SEQUENCES, TOKENS, num};
use crate::architecture::{DeltaNet, Family, Mamba1, Mamba2, Rwkv, ShortConv};

impl Builder<'_> {
    /// The states of this micro-batch's sequences (`build_rs`), copied out of the cache.
    fn states(&mut self, size: Dim) -> Id {
        let taken = self.g.fresh([size, SEQUENCES, ONE, ONE], F32, &[Id::EXTERNAL, self.inputs.states]);
        self.g.expand(taken);
        taken
    }

    /// The convolution's window: `columns` kept columns and the new tokens, transposed; the last columns are kept again.
    fn window(&mut self, columns: u32, channels: Dim, x: Id, kept: Id) -> Id {
        let kept = self.g.view(kept, [num(columns), channels, SEQUENCES, ONE]);
        let turned = self.g.view(x, [TOKENS, channels, ONE, ONE]);
        let all = self.g.fresh([TOKENS, channels, ONE, ONE], F32, &[kept, turned]);
        self.g.extend(all, num(columns) * channels * SEQUENCES);
        let last = self.g.view(all, [num(columns), channels, SEQUENCES, ONE]);
        let stored = self.g.store(&[last]);
        self.g.expand(stored);
        all
    }

    /// Mamba 2 over normed input.
    pub fn mamba2(&mut self, m: &Mamba2, x: Id) -> Id {
        let (inner, heads) = (num(m.d_inner), num(m.heads));
        let head = num(m.d_inner / m.heads.max(1));
        let groups = num(m.groups * m.d_state);
        let channels = num(m.d_inner + 2 * m.groups * m.d_state);
        let columns = m.d_conv.saturating_sub(1);
        let kept = self.states(num(columns) * channels);
        let x = self.tokens_view(x);
        let all = self.g.linear(num(2 * m.d_inner + 2 * m.groups * m.d_state + m.heads), x);
        let z = self.g.view(all, [head, heads, TOKENS, ONE]);
        let xbc = self.g.view(all, [channels, TOKENS, ONE, ONE]);
        let dt = self.g.view(all, [heads, TOKENS, ONE, ONE]);
        let window = self.window(columns, channels, xbc, kept);
        let xbc = self.g.fresh([channels, TOKENS, ONE, ONE], F32, &[window]);
        let xbc = self.g.in_place(&[xbc]);
        let xbc = self.g.in_place(&[xbc]);
        let xs = self.g.view(xbc, [head, heads, TOKENS, ONE]);
        let b = self.g.view(xbc, [groups, TOKENS, ONE, ONE]);
        let c = self.g.view(xbc, [groups, TOKENS, ONE, ONE]);
        let dt = self.g.same(dt);
        let dt = self.g.in_place(&[dt]);
        let state = inner * num(m.d_state) * SEQUENCES;
        let y = self.scan(inner, state, [xs, dt, b, c]);
        let y = self.g.view(y, [head, heads, TOKENS, ONE]);
        let skip = self.g.in_place(&[xs]);
        let y = self.g.in_place(&[y, skip]);
        let z = self.g.same(z);
        let shape = self.g.ne(z);
        let y = self.g.new_f32(shape, &[z, y]);
        let y = if self.style.family == Family::FalconH1 {
            y
        } else {
            let grouped = self.g.view(y, [num(m.d_inner / m.groups.max(1)), num(m.groups), TOKENS, ONE]);
            self.g.rms_norm(grouped)
        };
        let y = self.g.view(y, [inner, TOKENS, ONE, ONE]);
        self.g.linear(self.d, y)
    }

    /// Mamba 1 over normed input.
    pub fn mamba1(&mut self, m: &Mamba1, x: Id) -> Id {
        let inner = num(m.d_inner);
        let columns = m.d_conv.saturating_sub(1);
        let line = [inner, TOKENS, ONE, ONE];
        let kept = self.states(num(columns) * inner);
        let x = self.tokens_view(x);
        let xz = self.g.linear(inner * num(2u32), x);
        let xs = self.g.view(xz, line);
        let z = self.g.view(xz, line);
        let window = self.window(columns, inner, xs, kept);
        let xs = self.g.fresh(line, F32, &[window]);
        let xs = self.g.in_place(&[xs]);
        let xs = self.g.in_place(&[xs]);
        let parts = self.g.linear(num(m.dt_rank + 2 * m.d_state), xs);
        let mut dt = self.g.view(parts, [num(m.dt_rank), TOKENS, ONE, ONE]);
        let mut b = self.g.view(parts, [num(m.d_state), TOKENS, ONE, ONE]);
        let mut c = self.g.view(parts, [num(m.d_state), TOKENS, ONE, ONE]);
        if m.dt_b_c_norms {
            dt = self.g.in_place(&[dt]);
            b = self.g.in_place(&[b]);
            c = self.g.in_place(&[c]);
        }
        let dt = self.g.linear(inner, dt);
        let dt = self.g.in_place(&[dt]);
        let shaped = self.g.view(xs, [ONE, inner, TOKENS, ONE]);
        let y = self.scan(inner, inner * num(m.d_state) * SEQUENCES, [shaped, dt, b, c]);
        let y = self.g.view(y, line);
        let skip = self.g.in_place(&[xs]);
        let y = self.g.in_place(&[y, skip]);
        let z = self.g.same(z);
        let y = self.g.new_f32(line, &[z, y]);
        let out = self.g.linear(self.d, y);
        self.tokens_view(out)
    }

    /// The selective scan: results of all tokens, and the new states behind them.
    fn scan(&mut self, inner: Dim, state: Dim, [x, dt, b, c]: [Id; 4]) -> Id {
        let y = self.g.new_f32([inner, TOKENS, ONE, ONE], &[x, dt, b, c, self.inputs.states]);
        self.g.extend(y, state);
        self.g.expand(y);
        let last = self.g.view(y, [state, ONE, ONE, ONE]);
        let stored = self.g.store(&[last]);
        self.g.expand(stored);
        y
    }

    fn tokens_view(&mut self, x: Id) -> Id {
        let [a, ..] = self.g.ne(x);
        self.g.view(x, [a, TOKENS, ONE, ONE])
    }

    /// Gated delta rule over normed input, with the fused kernel.
    pub fn delta_net(&mut self, m: &DeltaNet, x: Id) -> Id {
        let (k_heads, v_heads) = (num(m.k_heads), num(m.v_heads));
        let (head_k, head_v) = (num(m.head_k), num(m.head_v));
        let channels = num(2 * m.k_heads * m.head_k + m.v_heads * m.head_v);
        let columns = m.d_conv.saturating_sub(1);
        self.g.expand(x);
        let qkv = self.g.linear(channels, x);
        let qkv = self.g.view(qkv, [channels, TOKENS, ONE, ONE]);
        let z = self.g.linear(v_heads * head_v, x);
        let per_head = [ONE, v_heads, TOKENS, ONE];
        let (beta, gate) = if self.style.family == Family::Qwen3Next {
            let both = self.g.linear(v_heads * num(2u32), x);
            let both = self.g.view(both, [v_heads * num(2u32), TOKENS, ONE, ONE]);
            let b = self.g.view(both, [v_heads, TOKENS, ONE, ONE]);
            let a = self.g.view(both, [v_heads, TOKENS, ONE, ONE]);
            let b = self.g.same(b);
            let beta = self.g.in_place(&[b]);
            let alpha = self.g.same(a);
            let alpha = self.g.in_place(&[alpha]);
            let alpha = self.g.in_place(&[alpha]);
            (self.g.view(beta, per_head), self.g.in_place(&[alpha]))
        } else {
            let b = self.g.linear(v_heads, x);
            let b = self.g.view(b, per_head);
            let beta = self.g.in_place(&[b]);
            let a = self.g.linear(v_heads, x);
            let a = self.g.view(a, [v_heads, TOKENS, ONE, ONE]);
            let alpha = self.g.in_place(&[a]);
            let alpha = self.g.in_place(&[alpha]);
            (beta, self.g.in_place(&[alpha]))
        };
        let gate = self.g.view(gate, per_head);
        let kept = self.states(num(columns) * channels);
        let window = self.window(columns, channels, qkv, kept);
        let state = self.states(head_v * head_v * v_heads);
        let state = self.g.view(state, [head_v, head_v, v_heads, SEQUENCES]);
        let mixed = self.g.new_f32([channels, TOKENS, ONE, ONE], &[window]);
        let mixed = self.g.in_place(&[mixed]);
        let mut q = self.g.view(mixed, [head_k, k_heads, TOKENS, ONE]);
        let mut k = self.g.view(mixed, [head_k, k_heads, TOKENS, ONE]);
        let v = self.g.view(mixed, [head_v, v_heads, TOKENS, ONE]);
        q = self.g.same(q);
        k = self.g.same(k);
        if m.k_heads != m.v_heads && self.style.family == Family::Qwen3Next {
            for side in [&mut q, &mut k] {
                let spread = self.g.view(*side, [head_k, ONE, k_heads, TOKENS]);
                let repeated =
                    self.g.new_f32([head_k, num(m.v_heads / m.k_heads.max(1)), k_heads, TOKENS], &[spread]);
                *side = self.g.view(repeated, [head_k, v_heads, TOKENS, ONE]);
            }
        }
        let result = self.g.new_f32([head_v * v_heads, TOKENS, ONE, ONE], &[q, k, v, gate, beta, state]);
        self.g.extend(result, head_v * head_v * v_heads * SEQUENCES);
        let out = self.g.view(result, [head_v, v_heads, TOKENS, ONE]);
        let last = self.g.view(result, [head_v, head_v, v_heads, SEQUENCES]);
        let stored = self.g.store(&[last]);
        self.g.expand(stored);
        let z = self.g.view(z, [head_v, v_heads, TOKENS, ONE]);
        let normed = self.g.rms_norm(out);
        let silu = self.g.in_place(&[z]);
        let gated = self.g.in_place(&[normed, silu]);
        let flat = self.g.view(gated, [head_v * v_heads, TOKENS, ONE, ONE]);
        let out = self.g.linear(self.d, flat);
        self.tokens_view(out)
    }

    /// RWKV's time mix over normed input (llama.cpp `src/models/rwkv6-base.cpp`, `rwkv7-base.cpp`): each projection reads its own mix of
    /// this token and the one before.
    pub fn rwkv(&mut self, m: &Rwkv, x: Id) -> Id {
        /// Receptance, decay, key, value, in-context rate, gate.
        const MIXES: u32 = 6;
        let line = [self.d, TOKENS, ONE, ONE];
        let kept = self.states(self.d * num(m.token_shifts));
        let before = self.g.new_f32(line, &[kept, x]);
        let difference = self.g.in_place(&[before, x]);
        let repeated = self.g.new_f32([self.d, TOKENS, num(MIXES), ONE], &[difference]);
        let mixed = self.g.in_place(&[repeated, x]);
        let mut parts = [Id::EXTERNAL; MIXES as usize];
        for part in &mut parts {
            let own = self.g.view(mixed, line);
            *part = self.g.linear(self.d, own);
        }
        let [r, w, k, v, a, gate] = parts;
        let state = self.states(self.d * num(m.head_size));
        let k = self.g.in_place(&[k, a]);
        let out = self.g.new_f32(line, &[r, w, k, v, a, state]);
        self.g.extend(out, self.d * num(m.head_size) * SEQUENCES);
        let last = self.g.view(out, line);
        let stored = self.g.store(&[last]);
        self.g.expand(stored);
        let y = self.g.view(out, line);
        let y = self.g.layer_norm(y);
        let y = self.g.in_place(&[y, gate]);
        self.g.linear(self.d, y)
    }

    /// Gated short convolution over normed input.
    pub fn short_conv(&mut self, m: &ShortConv, x: Id) -> Id {
        let columns = m.l_cache.saturating_sub(1);
        let line = [self.d, TOKENS, ONE, ONE];
        let x = self.tokens_view(x);
        let all = self.g.linear(self.d * num(3u32), x);
        let b = self.g.view(all, line);
        let c = self.g.view(all, line);
        let xs = self.g.view(all, line);
        let bx = self.g.in_place(&[b, xs]);
        let kept = self.states(num(columns) * self.d);
        let window = self.window(columns, self.d, bx, kept);
        let conv = self.g.new_f32(line, &[window]);
        let y = self.g.in_place(&[c, conv]);
        let out = self.g.linear(self.d, y);
        self.tokens_view(out)
    }
}
