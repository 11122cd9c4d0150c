//! The mix: which type each tensor of a model gets in a quant.
//!
//! llama.cpp's `src/llama-quant.cpp` is the authority. Names are read once per model ([`Mix::new`]); a quant is then
//! a cheap pass over the tensors ([`Mix::types`]).

mod category;
mod figures;
mod rules;

pub use figures::MixFigures;

use super::{GgmlType, Imatrix, Quant, Suffix, Tensor};
use crate::order::sort_by_key;
use crate::units::Bytes;
use category::{Category, NameClass, SourceType};
use rules::{Model, Place};

/// GGUF's alignment of tensor data, bytes (`general.alignment`, default).
pub const ALIGNMENT: u64 = 32;

/// A model's tensors as the quantiser sees them, ready for any quant.
#[derive(Debug, Clone)]
pub struct Mix {
    model: Model,
    slots: Vec<Slot>,
}

/// One tensor.
#[derive(Debug, Clone, Copy)]
struct Slot {
    class: NameClass,
    place: Place,
    /// The quantiser may change its type.
    quantised: bool,
    /// A vector: always 32 bits in the source file.
    vector: bool,
    /// Routed experts, by name.
    experts: bool,
}

impl Mix {
    /// Reads names and shapes.
    #[must_use]
    pub fn new(tensors: &[Tensor], figures: MixFigures) -> Self {
        let mut names = Names::default();
        let mut slots: Vec<Slot> = tensors.iter().map(|tensor| slot(tensor, names.class(tensor))).collect();
        let mut count = |category: Category| {
            let mut order: Vec<usize> = (0..tensors.len())
                .filter(|&i| slots.get(i).is_some_and(|s| s.quantised && s.class.category == category))
                .collect();
            // The loader keeps tensors by layer, then by name (`weight_name_comparer` of `src/llama-model-loader.h`).
            sort_by_key(&mut order, |&i| tensors.get(i).map(|t| (t.layer, t.stem.as_ref())));
            for (nth, &i) in (0..).zip(&order) {
                if let Some(slot) = slots.get_mut(i) {
                    slot.place.nth = nth;
                }
            }
        };
        count(Category::AttentionV);
        count(Category::FfnDown);
        count(Category::FfnGate);
        count(Category::FfnUp);
        let of = |category| slots.iter().filter(move |slot| slot.class.category == category).count();
        let (tied, n_attention_v) = (of(Category::Output) == 0, of(Category::AttentionV) as u32);
        Self { model: Model { figures, tied, n_attention_v }, slots }
    }

    /// The types of the tensors, in their order.
    #[must_use]
    pub fn types(&self, quant: Quant, imatrix: Imatrix) -> Vec<GgmlType> {
        self.each(quant, imatrix).collect()
    }

    /// The same, one by one.
    pub(super) fn each(&self, quant: Quant, imatrix: Imatrix) -> impl Iterator<Item = GgmlType> + '_ {
        self.slots.iter().map(move |slot| self.type_of(slot, quant, imatrix))
    }

    /// Whether the quantiser refuses this quant of this model without an importance matrix
    /// (`tensor_requires_imatrix`).
    #[must_use]
    pub fn needs_imatrix(&self, quant: Quant) -> bool {
        use GgmlType as T;
        self.slots.iter().any(|slot| {
            slot.quantised
                && !matches!(slot.class.category, Category::Output | Category::TokenEmbedding)
                && match self.type_of(slot, quant, Imatrix::Without) {
                    T::IQ3_XXS | T::IQ2_XXS | T::IQ2_XS | T::IQ2_S | T::IQ1_M | T::IQ1_S => true,
                    T::Q2_K => quant == Quant::Q2_K_S,
                    _ => false,
                }
        })
    }

    fn type_of(&self, slot: &Slot, quant: Quant, imatrix: Imatrix) -> GgmlType {
        if let Some(stored) = quant.stored() {
            return slot.stored(quant, stored);
        }
        match quant {
            _ if slot.vector => GgmlType::F32,
            Quant::F16_MXFP4_EXPERTS if slot.experts => GgmlType::MXFP4,
            Quant::F16_MXFP4_EXPERTS => slot.class.source.in_native_file(),
            // A file of 32-bit floats is the converter's, which writes every matrix so.
            Quant::F32 if slot.class.source != SourceType::I32 => GgmlType::F32,
            _ if !slot.quantised => slot.class.source.in_f16_file(),
            Quant::F16 | Quant::BF16 => quant.default_type(),
            _ => rules::choose(&self.model, &slot.place, quant, imatrix),
        }
    }
}

impl Slot {
    /// Its type in a file that is no GGUF.
    fn stored(&self, quant: Quant, [matrix, embedding, head]: [GgmlType; 3]) -> GgmlType {
        match self.class.category {
            _ if self.vector || !self.quantised => GgmlType::BF16,
            Category::TokenEmbedding => embedding,
            Category::Output => head,
            _ if quant == Quant::HF_MXFP4 && !self.experts => GgmlType::BF16,
            _ => matrix,
        }
    }
}

/// The type of each tensor of a model in a quant: [`Mix::new`] and [`Mix::types`] in one.
#[must_use]
pub fn assign(tensors: &[Tensor], figures: MixFigures, quant: Quant, imatrix: Imatrix) -> Vec<GgmlType> {
    Mix::new(tensors, figures).types(quant, imatrix)
}

/// Bytes of the tensor data section of a file: each tensor padded to the alignment.
#[must_use]
pub fn total_bytes(tensors: &[Tensor], types: &[GgmlType]) -> Bytes {
    tensors.iter().zip(types).map(|(tensor, &ty)| tensor.bytes(ty).padded_to(ALIGNMENT)).sum()
}

fn slot(tensor: &Tensor, class: NameClass) -> Slot {
    let [row, ne1, ne2, ne3] = tensor.ne;
    // ggml counts dimensions up to the last that is not 1.
    let vector = ne1 == 1 && ne2 == 1 && ne3 == 1;
    let place =
        Place { category: class.category, nth: 0, layer: tensor.layer.unwrap_or(0), row, stacked: ne2 > 1 };
    let experts = tensor.suffix == Suffix::Weight && tensor.stem.ends_with("_exps");
    Slot { class, place, quantised: !vector && !class.kept, vector, experts }
}

/// Classes of names already seen. Layers repeat the same names in the same order, so the next one is nearly always
/// the one that followed last time.
#[derive(Default)]
struct Names<'a> {
    seen: Vec<(&'a str, Suffix, NameClass)>,
    next: usize,
}

impl<'a> Names<'a> {
    fn class(&mut self, tensor: &'a Tensor) -> NameClass {
        let stem = tensor.stem.as_ref();
        let same = |&(name, suffix, _): &(&str, Suffix, NameClass)| name == stem && suffix == tensor.suffix;
        if tensor.layer.is_none() {
            return NameClass::of(tensor);
        }
        let at = match self.seen.get(self.next) {
            Some(entry) if same(entry) => Some(self.next),
            _ => self.seen.iter().position(same),
        };
        let at = at.unwrap_or_else(|| {
            self.seen.push((stem, tensor.suffix, NameClass::of(tensor)));
            self.seen.len() - 1
        });
        self.next = at + 1;
        self.seen.get(at).map_or_else(|| NameClass::of(tensor), |&(_, _, class)| class)
    }
}
