//! A compute graph as far as its buffer depends on it: shapes, who reads whom, what may be overwritten in place.
//!
//! Mirrors how ggml builds graphs (`ggml/src/ggml.c`: `ggml_build_forward_expand` adds a tensor's sources depth first,
//! left to right, before the tensor itself), because the order of the nodes decides what is alive at the same time.

use super::symbol::{Dim, ONE, num};

/// A tensor of the graph. [`Id::EXTERNAL`] stands for weights and caches, which live in buffers of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Id(pub u32);

impl Id {
    /// A tensor outside the compute buffer.
    pub const EXTERNAL: Self = Self(u32::MAX);
}

/// Which part of the model a tensor belongs to; decides the device it is computed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Looking up the embeddings, next to the embedding table.
    Embedding,
    /// The layer of this number.
    Layer(u32),
    /// Final norm and logits.
    Output,
}

/// How a tensor comes into being.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Filled from outside before the graph runs.
    Input,
    /// Made empty by the graph itself, with memory from the start.
    Scratch,
    /// Needs memory of its own.
    Fresh,
    /// May overwrite a source of the same shape that nobody else reads (`ggml_op_can_inplace`).
    InPlace,
    /// Another look at the tensor given.
    View(Id),
}

/// Most sources a node has here.
const MAX_SOURCES: usize = 6;

/// One tensor.
#[derive(Debug, Clone, Copy)]
pub struct Tensor {
    /// Elements per dimension, innermost first.
    pub ne: [Dim; 4],
    /// Elements beyond those of the shape (states returned behind the result, columns put before it).
    pub extra: Dim,
    /// Bytes per element.
    pub width: u64,
    /// How it comes into being.
    pub kind: Kind,
    /// Where it belongs.
    pub stage: Stage,
    /// Tensors it reads; unused places are external.
    pub src: [Id; MAX_SOURCES],
    /// Read back by the program, so its memory is never given away.
    pub output: bool,
    visited: bool,
}

impl Tensor {
    /// Size in bytes: of the shape, and of what is beyond it.
    pub fn bytes(&self) -> [Dim; 2] {
        let [a, b, c, d] = self.ne;
        [a * b * c * d * num(self.width), self.extra * num(self.width)]
    }
}

/// Bytes of an F32 element.
pub const F32: u64 = 4;
/// Bytes of an F16 element.
pub const F16: u64 = 2;
/// Bytes of an I32 element.
pub const I32: u64 = 4;
/// Bytes of an I64 element.
pub const I64: u64 = 8;

/// A graph under construction.
#[derive(Debug)]
pub struct Graph {
    /// All tensors made.
    pub tensors: Vec<Tensor>,
    /// Computed tensors in the order they run.
    pub nodes: Vec<Id>,
    /// Inputs in the order they were met.
    pub leafs: Vec<Id>,
    /// Stage given to new tensors.
    pub stage: Stage,
}

impl Default for Graph {
    fn default() -> Self {
        Self { tensors: Vec::new(), nodes: Vec::new(), leafs: Vec::new(), stage: Stage::Embedding }
    }
}

impl Graph {
    fn push(&mut self, ne: [Dim; 4], width: u64, kind: Kind, sources: &[Id]) -> Id {
        let mut src = [Id::EXTERNAL; MAX_SOURCES];
        for (place, &id) in src.iter_mut().zip(sources) {
            *place = id;
        }
        let stage = self.stage;
        self.tensors.push(Tensor {
            ne,
            extra: num(0u32),
            width,
            kind,
            stage,
            src,
            output: false,
            visited: false,
        });
        Id(self.tensors.len() as u32 - 1)
    }

    /// The tensor behind `id`, if it is in this buffer.
    pub fn get(&self, id: Id) -> Option<&Tensor> {
        self.tensors.get(id.0 as usize)
    }

    /// Shape of a tensor.
    pub fn ne(&self, id: Id) -> [Dim; 4] {
        self.get(id).map_or([ONE; 4], |tensor| tensor.ne)
    }

    fn width(&self, id: Id) -> u64 {
        self.get(id).map_or(F32, |tensor| tensor.width)
    }

    /// An input of the graph.
    pub fn input(&mut self, ne: [Dim; 4], width: u64) -> Id {
        self.push(ne, width, Kind::Input, &[])
    }

    /// An empty tensor that the graph fills itself (`ggml_new_tensor` without being an input).
    pub fn scratch(&mut self, ne: [Dim; 4], width: u64) -> Id {
        self.push(ne, width, Kind::Scratch, &[])
    }

    /// A result with memory of its own.
    pub fn fresh(&mut self, ne: [Dim; 4], width: u64, sources: &[Id]) -> Id {
        self.push(ne, width, Kind::Fresh, sources)
    }

    /// An F32 result with memory of its own.
    pub fn new_f32(&mut self, ne: [Dim; 4], sources: &[Id]) -> Id {
        self.fresh(ne, F32, sources)
    }

    /// A result shaped as its first source, in place where allowed.
    pub fn in_place(&mut self, sources: &[Id]) -> Id {
        let first = sources.first().copied().unwrap_or(Id::EXTERNAL);
        let id = self.push(self.ne(first), self.width(first), Kind::InPlace, sources);
        let beyond = match self.get(first) {
            Some(tensor) if !matches!(tensor.kind, Kind::View(_)) => tensor.extra,
            _ => num(0u32),
        };
        self.extend(id, beyond);
        id
    }

    /// A result shaped as its source, never in place (`ggml_norm`, `ggml_cont`, `ggml_cumsum`, …).
    pub fn same(&mut self, source: Id) -> Id {
        self.fresh(self.ne(source), self.width(source), &[source])
    }

    /// Another shape of, or a part of, a tensor.
    pub fn view(&mut self, source: Id, ne: [Dim; 4]) -> Id {
        let root = match self.get(source).map(|tensor| tensor.kind) {
            Some(Kind::View(root)) => root,
            Some(_) => source,
            None => Id::EXTERNAL,
        };
        self.push(ne, self.width(source), Kind::View(root), &[source])
    }

    /// Writing into a cache or state (`ggml_set_rows`, `ggml_cpy`): a view of memory elsewhere that reads its sources.
    pub fn store(&mut self, sources: &[Id]) -> Id {
        self.push([ONE; 4], F32, Kind::View(Id::EXTERNAL), sources)
    }

    /// Writing into a tensor of the graph itself (`ggml_set_rows`): a view of the first source.
    pub fn overwrite(&mut self, sources: &[Id]) -> Id {
        let target = sources.first().copied().unwrap_or(Id::EXTERNAL);
        let root = match self.get(target).map(|tensor| tensor.kind) {
            Some(Kind::View(root)) => root,
            _ => target,
        };
        self.push(self.ne(target), self.width(target), Kind::View(root), sources)
    }

    /// A weight matrix with `out` rows times `x`.
    pub fn linear(&mut self, out: Dim, x: Id) -> Id {
        let [_, b, c, d] = self.ne(x);
        self.new_f32([out, b, c, d], &[x])
    }

    /// Product of two activations: `[k, m] × [k, n] → [m, n]`.
    pub fn mat_mul(&mut self, a: Id, b: Id) -> Id {
        let ne = self.ne(b);
        let rows = self.ne(a);
        self.new_f32([rows[1], ne[1], ne[2], ne[3]], &[a, b])
    }

    /// RMS norm with its weight: two nodes, both able to work in place.
    pub fn rms_norm(&mut self, x: Id) -> Id {
        let normed = self.in_place(&[x]);
        self.in_place(&[normed])
    }

    /// Layer norm with weight: the norm itself needs memory of its own.
    pub fn layer_norm(&mut self, x: Id) -> Id {
        let normed = self.same(x);
        self.in_place(&[normed])
    }

    /// Rows of `x` picked by `ids`.
    pub fn get_rows(&mut self, x: Id, rows: Dim, ids: Id) -> Id {
        let [a, _, c, d] = self.ne(x);
        self.new_f32([a, rows, c, d], &[x, ids])
    }

    /// Adds a tensor and all it depends on to the running order.
    pub fn expand(&mut self, id: Id) {
        // an explicit stack: (tensor, next source to visit)
        let mut stack = vec![(id, 0usize)];
        while let Some((id, next)) = stack.pop() {
            let Some(tensor) = self.tensors.get_mut(id.0 as usize) else { continue };
            if next == 0 {
                if tensor.visited {
                    continue;
                }
                tensor.visited = true;
            }
            if let Some(&source) = tensor.src.get(next) {
                stack.push((id, next + 1));
                stack.push((source, 0));
            } else if matches!(tensor.kind, Kind::Input | Kind::Scratch) {
                self.leafs.push(id);
            } else {
                self.nodes.push(id);
            }
        }
    }

    /// Gives a tensor elements beyond its shape.
    pub fn extend(&mut self, id: Id, extra: Dim) {
        if let Some(tensor) = self.tensors.get_mut(id.0 as usize) {
            tensor.extra = extra;
        }
    }

    /// Marks a tensor as read back by the program.
    pub fn keep(&mut self, id: Id) {
        if let Some(tensor) = self.tensors.get_mut(id.0 as usize) {
            tensor.output = true;
        }
    }
}
