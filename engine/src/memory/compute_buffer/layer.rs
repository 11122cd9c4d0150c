//! One layer: mixer, feed-forward, residual stream.

use super::build::{Builder, Rows};
use super::graph::Id;
use super::style::{Part, Residual, Sum};
use crate::architecture::{Attention, Family, FeedForward, Layer, Mamba2, Mixer};

impl Builder<'_> {
    /// Layer number `il` applied to the residual stream.
    pub fn one_layer(&mut self, il: u32, x: Id, rows: Rows) -> Id {
        let Some(layer) =
            self.arch.order.get(il as usize).and_then(|&kind| self.arch.kinds.get(usize::from(kind)))
        else {
            return x;
        };
        if self.style.family == Family::Gemma3n {
            return self.altup_layer(layer, x);
        }
        if matches!(layer.mixer, Mixer::Compressed(_)) {
            return self.compressed_layer(layer, x);
        }
        let mut out = match self.style.residual {
            Residual::Sequential => self.sequential(layer, x, rows),
            Residual::PostNorms => self.post_norms(layer, x, rows),
            Residual::OnlyPostNorms => self.only_post_norms(layer, x, rows),
            Residual::Parallel(parts) => self.parallel(layer, x, rows, parts),
        };
        if self.arch.per_layer_embedding > 0 {
            let own = self.per_layer_input(out, rows);
            out = self.g.in_place(&[out, own]);
        }
        if self.style.layer_scaled { self.g.in_place(&[out]) } else { out }
    }

    fn mixer(&mut self, layer: &Layer, x: Id) -> Id {
        match &layer.mixer {
            Mixer::Attention(a) | Mixer::Cross(a) => self.attention(a, x, layer.cache),
            Mixer::Mla(m) => self.latent(m, x),
            Mixer::Mamba1(m) => self.mamba1(m, x),
            Mixer::Mamba2(m) => self.mamba2(m, x),
            Mixer::DeltaNet(m) => self.delta_net(m, x),
            Mixer::ShortConv(m) => self.short_conv(m, x),
            Mixer::Rwkv(m) => self.rwkv(m, x),
            Mixer::None | Mixer::Parallel(..) | Mixer::Compressed(_) => x,
        }
    }

    fn scaled(&mut self, x: Id) -> Id {
        if self.style.residual_scaled { self.g.in_place(&[x]) } else { x }
    }

    fn sequential(&mut self, layer: &Layer, x: Id, rows: Rows) -> Id {
        if let Mixer::Parallel(attention, mamba) = &layer.mixer {
            return self.side_by_side(layer, attention, mamba, x, rows);
        }
        let mut stream = x;
        let mut cur = self.norm(x);
        if layer.mixer == Mixer::None {
            let out = self.feed_forward(&layer.ffn, cur);
            let out = self.rows(out, rows);
            let stream = self.rows(stream, rows);
            return self.g.in_place(&[out, stream]);
        }
        cur = self.mixer(layer, cur);
        cur = self.rows(cur, rows);
        stream = self.rows(stream, rows);
        cur = self.scaled(cur);
        let middle = self.g.in_place(&[cur, stream]);
        if layer.ffn == FeedForward::None {
            return middle;
        }
        let normed = self.norm(middle);
        let out = self.feed_forward(&layer.ffn, normed);
        let out = self.scaled(out);
        match self.style.sum {
            Sum::Result => self.g.in_place(&[out, middle]),
            Sum::Stream => self.g.in_place(&[middle, out]),
        }
    }

    /// Attention and state space beside each other (Falcon-H1).
    fn side_by_side(
        &mut self,
        layer: &Layer,
        attention: &Attention,
        mamba: &Mamba2,
        x: Id,
        rows: Rows,
    ) -> Id {
        let normed = self.norm(x);
        let attended = self.attention(attention, normed, layer.cache);
        let normed = self.norm(x);
        let scanned = self.mamba2(mamba, normed);
        let sum = self.g.in_place(&[attended, scanned]);
        let sum = self.g.in_place(&[sum, x]);
        let middle = self.rows(sum, rows);
        let normed = self.norm(middle);
        let out = self.feed_forward(&layer.ffn, normed);
        self.g.in_place(&[out, middle])
    }

    fn post_norms(&mut self, layer: &Layer, x: Id, rows: Rows) -> Id {
        let normed = self.norm(x);
        let cur = self.mixer(layer, normed);
        let cur = self.rows(cur, rows);
        let stream = self.rows(x, rows);
        let cur = self.norm(cur);
        let middle = self.g.in_place(&[cur, stream]);
        let normed = self.norm(middle);
        let out = self.feed_forward(&layer.ffn, normed);
        let out = self.norm(out);
        self.g.in_place(&[out, middle])
    }

    fn only_post_norms(&mut self, layer: &Layer, x: Id, rows: Rows) -> Id {
        let cur = self.mixer(layer, x);
        let cur = self.rows(cur, rows);
        let stream = self.rows(x, rows);
        let cur = self.norm(cur);
        let middle = self.g.in_place(&[cur, stream]);
        let out = self.feed_forward(&layer.ffn, middle);
        let out = self.norm(out);
        self.g.in_place(&[out, middle])
    }

    fn parallel(&mut self, layer: &Layer, x: Id, rows: Rows, parts: [Part; 3]) -> Id {
        let normed = self.norm(x);
        let attended = self.mixer(layer, normed);
        let attended = self.rows(attended, rows);
        let stream = self.rows(x, rows);
        let normed = self.rows(normed, rows);
        let out = self.feed_forward(&layer.ffn, normed);
        let [a, b, c] = parts.map(|part| match part {
            Part::Stream => stream,
            Part::Attention => attended,
            Part::FeedForward => out,
        });
        let sum = self.g.in_place(&[a, b]);
        self.g.in_place(&[sum, c])
    }
}
