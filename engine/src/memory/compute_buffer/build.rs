//! The graph of a whole model: embeddings, layers, logits.
//!
//! Follows llama.cpp `src/llama-graph.cpp` (`build_inp_embd`, `build_attn`, `build_ffn`, `build_moe_ffn`) node by node; what differs
//! between families is a [`Style`].

use super::graph::{F32, Graph, I32, Id, Stage};
use super::style::{Logits, Style};
use super::symbol::{Dim, ONE, OUTPUTS, Symbol, TOKENS, num, of};
use crate::architecture::{Architecture, Family, Span};

/// How the attention is computed and what its cache holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mode {
    /// Fused attention: no matrix of scores.
    pub flash: Flash,
    /// K is stored quantised, so it is rotated first.
    pub k: Rotation,
    /// V is stored quantised, so it is rotated first.
    pub v: Rotation,
    /// Whether block-sparse attention can run.
    pub blocks: Blocks,
}

/// Block-sparse attention (MiniMax-M3) needs cells in the order of the tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blocks {
    /// One sequence in each stream.
    InOrder,
    /// Several users share one cache: attention runs dense.
    Mixed,
}

/// Fused attention or matrix by matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flash {
    /// One fused node.
    On,
    /// Scores, softmax and product as nodes of their own.
    Off,
}

/// Whether a cache type asks for a rotation of what is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rotation {
    /// Stored as it is (F16, BF16, F32).
    None,
    /// Multiplied with a Hadamard matrix before it is quantised.
    Hadamard,
}

/// Inputs that several layers read.
#[derive(Debug, Clone, Copy)]
pub struct Inputs {
    /// Positions of the tokens.
    pub positions: Id,
    /// Cells that new keys go to: full cache and windowed cache.
    pub k_cells: [Id; 2],
    /// Cells that new values go to.
    pub v_cells: [Id; 2],
    /// Who sees whom.
    pub mask: [Id; 2],
    /// Rotation matrices of keys.
    pub k_rotation: [Id; 2],
    /// Rotation matrices of values.
    pub v_rotation: [Id; 2],
    /// States to take.
    pub states: Id,
    /// Rows that need logits.
    pub outputs: Id,
    /// Cells that new keys of an indexer go to.
    pub indexer_cells: Id,
    /// Who sees whom, for an indexer.
    pub indexer_mask: Id,
    /// Rotation matrix of an indexer.
    pub indexer_rotation: Id,
    /// Who sees which compressed entries: dense and sparse.
    pub entries_mask: [Id; 2],
    /// Embeddings of all layers.
    pub per_layer: Id,
    /// A factor per token (temperature by position).
    pub token_scale: Id,
}

/// A graph being built for one model.
#[derive(Debug)]
pub struct Builder<'a> {
    pub g: Graph,
    pub arch: &'a Architecture,
    pub style: Style,
    pub mode: Mode,
    pub inputs: Inputs,
    /// Layers, their numbers in the model kept, that are really laid out.
    pub layers: &'a [u32],
    pub d: Dim,
    /// Number of the layer being built.
    pub layer: u32,
}

impl<'a> Builder<'a> {
    /// The whole graph of a model.
    pub fn graph(arch: &'a Architecture, style: Style, mode: Mode, layers: &'a [u32]) -> Graph {
        let mut g = Graph::default();
        let inputs = super::inputs::inputs(&mut g, arch, &style, mode);
        let mut b = Self { g, arch, style, mode, inputs, layers, d: num(arch.d_model), layer: 0 };
        b.run();
        b.g
    }

    fn run(&mut self) {
        let mut x = self.embed();
        if self.arch.per_layer_embedding > 0 {
            self.inputs.per_layer = self.per_layer_embeddings(x);
        }
        let streams = self.style.family == Family::Gemma3n;
        if streams {
            x = self.spread(x);
        }
        let hyper = self.style.family == Family::DeepSeek4;
        if hyper {
            x = self.hyper(x);
        }
        let last = self.layers.last().copied();
        for &layer in self.layers {
            self.g.stage = Stage::Layer(layer);
            self.layer = layer;
            let outputs =
                if Some(layer) == last && !self.style.late_outputs { Rows::Outputs } else { Rows::All };
            x = self.one_layer(layer, x, outputs);
        }
        self.g.stage = Stage::Output;
        if streams {
            x = self.gather(x);
        }
        if hyper {
            x = self.unhyper(x);
        }
        let mut x = self.norm(x);
        if self.style.late_outputs {
            self.g.keep(x);
            x = self.rows(x, Rows::Outputs);
        }
        let mut logits = self.g.linear(num(self.arch.vocab), x);
        let adjustments = match self.style.logits {
            Logits::Plain => 0,
            Logits::Scaled => 1,
            Logits::Capped => 3,
        };
        for _ in 0..adjustments {
            logits = self.g.in_place(&[logits]);
        }
        self.g.keep(logits);
        self.g.expand(logits);
    }

    /// The residual stream before the first layer. Embeddings given from outside have a place of their own beside those looked up.
    fn embed(&mut self) -> Id {
        let tokens = self.g.input([TOKENS, ONE, ONE, ONE], I32);
        let given = self.g.input([self.d, TOKENS, ONE, ONE], F32);
        let mut x = self.g.new_f32([self.d, TOKENS, ONE, ONE], &[tokens]);
        self.g.expand(x);
        self.g.expand(given);
        self.g.stage = Stage::Layer(self.layers.first().copied().unwrap_or(0));
        if self.style.embedding_scaled {
            x = self.g.in_place(&[x]);
            // Granite's factor is part of the lookup (`build_inp_embd`), the others' comes after it
            if self.style.residual_scaled {
                self.g.expand(x);
            }
        }
        x
    }

    /// The family's norm with its weight.
    pub fn norm(&mut self, x: Id) -> Id {
        match self.style.norm {
            super::style::Norm::Rms => self.g.rms_norm(x),
            super::style::Norm::Layer => self.g.layer_norm(x),
        }
    }

    /// Only the rows that need logits, in the last layer.
    pub fn rows(&mut self, x: Id, rows: Rows) -> Id {
        match rows {
            Rows::All => x,
            Rows::Outputs => self.g.get_rows(x, OUTPUTS, self.inputs.outputs),
        }
    }
}

/// Which tokens go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rows {
    /// All of them.
    All,
    /// Those that need logits.
    Outputs,
}

/// Which of the two caches a layer uses: 0 the full one, 1 the windowed one.
pub fn cache_index(span: Span) -> usize {
    match span {
        Span::Full | Span::Unknown => 0,
        Span::Window(_) => 1,
    }
}

/// Cells that a layer attends to.
pub fn cells(span: Span) -> Dim {
    match span {
        Span::Full | Span::Unknown => of(Symbol::Cells),
        Span::Window(_) => of(Symbol::WindowCells),
    }
}
