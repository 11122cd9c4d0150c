//! A model's tensors as the loader sees them, ready for any types.

use super::super::{ALIGNMENT, GgmlType, Suffix, Tensor};
use super::layer::Cumulative;
use super::role::{Part, Role, Use};
use super::{LayerWeights, LoaderFacts, MissingHead, WeightPlan, WorkByType};
use crate::units::Bytes;

/// Names and shapes read once: where each tensor goes and how a token uses it.
#[derive(Debug, Clone)]
pub struct Layout {
    entries: Vec<Entry>,
    facts: LoaderFacts,
}

/// One tensor.
#[derive(Debug, Clone, Copy)]
struct Entry {
    role: Role,
    usage: Use,
    /// Elements per row.
    row: u64,
    /// Rows of a matrix.
    rows: u64,
    matrices: u64,
    /// The embedding table where it is the head too.
    tied: bool,
}

impl Layout {
    /// Reads names and shapes.
    #[must_use]
    pub fn new(tensors: &[Tensor], facts: LoaderFacts) -> Self {
        let headless = facts.missing_head != MissingHead::NoHead && !tensors.iter().any(|t| is(t, "output"));
        let entry = |tensor: &Tensor| {
            let [row, ne1, ne2, ne3] = tensor.ne;
            Entry {
                role: Role::of(tensor, &facts),
                usage: Use::of(tensor),
                row,
                rows: ne1,
                matrices: ne2.saturating_mul(ne3),
                tied: headless && is(tensor, "token_embd"),
            }
        };
        Self { entries: tensors.iter().map(entry).collect(), facts }
    }

    /// The plan for tensors of these types, in the order of the tensors; a tensor without a type is left out.
    #[must_use]
    pub fn plan(&self, types: impl IntoIterator<Item = GgmlType>) -> WeightPlan {
        let mut layers = vec![LayerWeights::default(); self.facts.layers as usize + 1];
        let mut plan = WeightPlan {
            file: Bytes::ZERO,
            elements: 0,
            mtp: Bytes::ZERO,
            input: Bytes::ZERO,
            output: Bytes::ZERO,
            tied: Bytes::ZERO,
            rotary: Bytes::ZERO,
            layers_work: WorkByType::default(),
            experts_work: WorkByType::default(),
            output_work: WorkByType::default(),
            facts: self.facts,
            cumulative: Cumulative(Vec::new()),
        };
        for (entry, ty) in self.entries.iter().zip(types) {
            entry.add_to(&mut plan, &mut layers, ty);
        }
        plan.cumulative = Cumulative::of(layers);
        plan
    }
}

impl Entry {
    fn add_to(&self, plan: &mut WeightPlan, layers: &mut [LayerWeights], ty: GgmlType) {
        let bytes = ty.matrices(self.row, self.rows, self.matrices);
        let padded = bytes.padded_to(ALIGNMENT);
        let elements = self.row.saturating_mul(self.rows).saturating_mul(self.matrices);
        plan.file += padded;
        plan.elements = plan.elements.saturating_add(elements);
        let work = match self.role {
            Role::NotLoaded => {
                plan.mtp += padded;
                return;
            }
            Role::Input => {
                plan.input += padded;
                if self.tied {
                    plan.tied = padded;
                    plan.output_work.add(ty, bytes, elements);
                }
                return;
            }
            Role::Output => {
                plan.output += padded;
                &mut plan.output_work
            }
            Role::Rotary => {
                plan.rotary += padded;
                &mut plan.layers_work
            }
            Role::Layer(layer, part) => {
                // The place after the layer's own: sums over earlier layers are formed at the end.
                if let Some(place) = layers.get_mut(layer as usize + 1) {
                    match part {
                        Part::Mixer => place.mixer += padded,
                        Part::Dense => place.dense += padded,
                        Part::Experts => place.experts += padded,
                    }
                    if self.usage == Use::LookedUp {
                        place.looked_up += padded;
                    }
                }
                if part == Part::Experts { &mut plan.experts_work } else { &mut plan.layers_work }
            }
        };
        match self.usage {
            Use::LookedUp => {}
            Use::Read => work.add(ty, bytes, 0),
            Use::Multiplied => work.add(ty, bytes, elements),
        }
    }
}

/// Whether this is the whole model's weight of that name.
fn is(tensor: &Tensor, stem: &str) -> bool {
    tensor.layer.is_none() && tensor.suffix == Suffix::Weight && tensor.stem == stem
}
