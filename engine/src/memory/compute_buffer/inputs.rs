//! The inputs of a graph that attention and recurrent layers read.

use super::build::{Flash, Inputs, Mode, Rotation};
use super::graph::{F16, F32, Graph, I32, I64, Id};
use super::style::Style;
use super::symbol::{Dim, ONE, OUTPUTS, SEQUENCES, Symbol, TOKENS, num, of};
use crate::architecture::{Architecture, Attention, Mixer, Span};

/// The attention of a layer that has the plain kind.
pub fn attention(mixer: &Mixer) -> Option<&Attention> {
    match mixer {
        Mixer::Attention(attention) | Mixer::Parallel(attention, _) => Some(attention),
        _ => None,
    }
}

/// All inputs; those that no node reads never reach the graph.
pub fn inputs(g: &mut Graph, arch: &Architecture, style: &Style, mode: Mode) -> Inputs {
    let mask_width = match mode.flash {
        Flash::On => F16,
        Flash::Off => F32,
    };
    let plain: Vec<&Attention> = arch.layers().filter_map(|layer| attention(&layer.mixer)).collect();
    // without fused attention V is stored transposed, element by element, for the widest layer (`n_embd_v_gqa_max`)
    let widest = plain.iter().map(|a| a.kv_heads * a.head_v).max().unwrap_or(1);
    let v_cells = match mode.flash {
        Flash::On => TOKENS,
        Flash::Off => TOKENS * num(widest.max(1)),
    };
    let mut pair = |make: &mut dyn FnMut(&mut Graph, usize) -> Id| [make(g, 0), make(g, 1)];
    let cells = [of(Symbol::Cells), of(Symbol::WindowCells)];
    let line = |n: Dim| [n, ONE, ONE, ONE];
    let k_ids = pair(&mut |g, _| g.input(line(TOKENS), I64));
    let v_ids = pair(&mut |g, _| g.input(line(v_cells), I64));
    let mask =
        pair(&mut |g, i| g.input([cells.get(i).copied().unwrap_or(ONE), TOKENS, ONE, ONE], mask_width));
    let entry = arch.layers().find_map(|layer| match &layer.mixer {
        Mixer::Compressed(c) => Some(c.entry),
        _ => None,
    });
    let head = |i: usize, pick: fn(&Attention) -> u32| {
        if let Some(entry) = entry {
            return entry;
        }
        plain.iter().find(|a| matches!(a.span, Span::Window(_)) == (i == 1)).map_or(0, |a| pick(a))
    };
    let mut rotation = |rotation: Rotation, pick: fn(&Attention) -> u32| {
        let mut one = |i: usize| match rotation {
            Rotation::Hadamard => {
                hadamard(head(i, pick)).map_or(Id::EXTERNAL, |n| g.input([n, n, ONE, ONE], F32))
            }
            Rotation::None => Id::EXTERNAL,
        };
        [one(0), one(1)]
    };
    let k_rotation = rotation(mode.k, |a| a.head_k);
    // one size for all values, the smallest tile
    let v_rotation = rotation(mode.v, |a| if a.head_v.is_multiple_of(64) { 64 } else { 0 });
    let compressed = arch.layers().any(|layer| matches!(layer.mixer, Mixer::Compressed(_)));
    Inputs {
        positions: g.input(line(TOKENS * num(style.positions)), I32),
        k_cells: k_ids,
        v_cells: v_ids,
        mask,
        k_rotation,
        v_rotation,
        states: g.input(line(SEQUENCES), I32),
        per_layer: Id::EXTERNAL,
        outputs: g.input(line(OUTPUTS), I32),
        indexer_cells: g.input(line(TOKENS), I64),
        // the fused indexer wants F16 whatever the attention wants
        indexer_mask: g.input(
            [if compressed { of(Symbol::DenseEntries) } else { of(Symbol::Cells) }, TOKENS, ONE, ONE],
            F16,
        ),
        entries_mask: [Symbol::DenseEntries, Symbol::SparseEntries]
            .map(|n| g.input([of(n), TOKENS, ONE, ONE], mask_width)),
        indexer_rotation: indexer_key(arch)
            .and_then(hadamard)
            .map_or(Id::EXTERNAL, |n| g.input([n, n, ONE, ONE], F32)),
        token_scale: g.input([ONE, ONE, TOKENS, ONE], F32),
    }
}

/// Elements of an indexer's keys.
fn indexer_key(arch: &Architecture) -> Option<u32> {
    arch.layers().find_map(|layer| match &layer.mixer {
        Mixer::Mla(m) => m.indexer.map(|i| i.key_length),
        Mixer::Compressed(c) => c.indexer.map(|i| i.key_length),
        _ => None,
    })
}

/// The largest power of two from 64 on that divides a head, as the rotation's size.
fn hadamard(head: u32) -> Option<Dim> {
    (head > 0 && head.is_multiple_of(64)).then(|| num(1u64 << head.trailing_zeros()))
}
