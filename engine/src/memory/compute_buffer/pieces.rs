//! The size of a buffer as pieces: over a stretch of contexts it is a fixed sum of products of the settings.
//!
//! Which tensor ends up where depends on how sizes compare, above all on the number of cells against the widths of the model; within
//! a stretch where that does not change, the size is exactly linear in each setting. So the graph is laid out once per octave of
//! context when a rule is prepared, and evaluated from then on.

use super::allocate::{Layout, Peak, allocate};
use super::form::{Products, value};
use super::graph::Graph;
use super::symbol::Sizes;

/// Contexts at which the graph is laid out: octaves from one padding unit to a million cells.
const OCTAVES: u32 = 13;
/// Cells of the first octave.
const FIRST: u64 = 256;
/// Tokens of a micro-batch while laying out; sizes relative to each other hardly depend on it.
const TOKENS: u64 = 512;
/// Rows of logits while laying out for a server.
const FEW_OUTPUTS: u64 = 1;

/// One sum of products.
type Sum = Box<[(u16, u64)]>;

/// The size of one buffer over all contexts.
#[derive(Debug, Clone, Default)]
pub struct Pieces {
    /// Largest number of cells a stretch holds for, and the sums whose largest is the size there.
    stretches: Vec<(u64, Vec<Sum>)>,
}

impl Pieces {
    fn push(&mut self, upto: u64, peaks: &[Peak], products: &Products) {
        let mut sums: Vec<Sum> = Vec::new();
        for peak in peaks {
            let sum: Sum = peak.form.terms(products).collect();
            if !sums.contains(&sum) {
                sums.push(sum);
            }
        }
        match self.stretches.last_mut() {
            Some((end, last)) if *last == sums => *end = upto,
            _ => self.stretches.push((upto, sums)),
        }
    }

    /// Bytes for the given sizes. A shorter context's need is never above a longer one's: where a longer context happens to be laid
    /// out tighter, the need of the stretch below stands.
    pub fn bytes(&self, sizes: &Sizes) -> u64 {
        let mut most = 0;
        for (end, sums) in &self.stretches {
            let cells = sizes.cells.min(*end);
            let here = if cells == sizes.cells { *sizes } else { sizes.shrunk(cells) };
            for sum in sums {
                most = most.max(value(sum, &here));
            }
            if sizes.cells <= *end {
                break;
            }
        }
        most
    }
}

/// The host's and the device's buffer of one layout.
#[derive(Debug, Clone, Default)]
pub struct Buffers {
    /// On the host.
    pub host: Pieces,
    /// On the device.
    pub device: Pieces,
}

impl Buffers {
    /// Lays `graph` out over all octaves; `sizes` gives the sizes that go with a number of cells.
    pub fn new(graph: &Graph, layout: Layout, sizes: impl Fn(u64) -> Sizes) -> Self {
        let mut products = Products::default();
        let mut buffers = Self::default();
        for octave in 0..OCTAVES {
            let cells = FIRST << octave;
            let base = Sizes { tokens: TOKENS, ..sizes(cells) };
            let (many_host, many_device) =
                allocate(graph, layout, &Sizes { outputs: TOKENS, ..base }, &mut products);
            let (few_host, few_device) =
                allocate(graph, layout, &Sizes { outputs: FEW_OUTPUTS, ..base }, &mut products);
            // a stretch reaches from the middle of the octave below to the middle of the one above
            let upto = if octave + 1 == OCTAVES { u64::MAX } else { cells + cells / 2 };
            buffers.host.push(upto, &[many_host, few_host], &products);
            buffers.device.push(upto, &[many_device, few_device], &products);
        }
        buffers
    }
}
