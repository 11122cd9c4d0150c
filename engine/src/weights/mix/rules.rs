//! Which type the quantiser gives a tensor, by category, place and model.
//!
//! Source: llama.cpp `src/llama-quant.cpp`, `llama_tensor_get_type_impl` and `tensor_type_fallback`
//! (commit 0c1e57098, 2026); every row of the oracle's quant_sizes is a test of it.

use super::super::{GgmlType, Imatrix, Quant};
use super::category::Category;
use super::figures::MixFigures;

/// What the rules look at in one tensor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) category: Category,
    /// How many quantised tensors of this category come before it, in the order of layer, then name.
    pub(super) nth: u32,
    /// The layer in its name; 0 for tensors of the whole model.
    pub(super) layer: u32,
    /// Elements per row.
    pub(super) row: u64,
    /// More than one matrix: routed experts, and the per-head factors of MLA.
    pub(super) stacked: bool,
}

/// What the rules look at in the whole model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Model {
    pub(super) figures: MixFigures,
    /// No `output.weight` in the file: the embedding is the head too.
    pub(super) tied: bool,
    /// Tensors of the V category in the file.
    pub(super) n_attention_v: u32,
}

/// Every third layer in the middle, all at both ends, get more bits in the `_M` mixes.
const fn use_more_bits(i: u32, n: u32) -> bool {
    i < n / 8 || i >= 7 * n / 8 || (i - n / 8) % 3 == 2
}

/// The type for a tensor that may be quantised.
pub(super) fn choose(model: &Model, place: &Place, quant: Quant, imatrix: Imatrix) -> GgmlType {
    let wanted = wanted(model, place, quant, imatrix);
    fallback(place.row, wanted)
}

/// The nearest type whose blocks divide the row.
fn fallback(row: u64, wanted: GgmlType) -> GgmlType {
    use GgmlType as T;
    let divides = |ty: GgmlType| row.is_multiple_of(ty.block());
    if divides(wanted) {
        return wanted;
    }
    let next = match wanted {
        T::IQ1_S | T::IQ1_M | T::IQ2_XXS | T::IQ2_XS | T::IQ2_S | T::IQ3_XXS | T::IQ3_S | T::IQ4_XS => {
            T::IQ4_NL
        }
        T::Q2_0 | T::Q2_K | T::Q3_K | T::TQ1_0 | T::TQ2_0 => T::Q4_0,
        T::Q4_K => T::Q5_0,
        T::Q5_K => T::Q5_1,
        T::Q6_K => T::Q8_0,
        _ => T::F16,
    };
    if divides(next) { next } else { T::F16 }
}

fn wanted(model: &Model, place: &Place, quant: Quant, imatrix: Imatrix) -> GgmlType {
    use Quant as Q;
    let default = quant.default_type();
    match place.category {
        Category::Output => head(model, place, quant),
        Category::TokenEmbedding if model.tied => head(model, place, quant),
        category if quant == Q::MXFP4_MOE => {
            let ffn = matches!(category, Category::FfnUp | Category::FfnGate | Category::FfnDown);
            let experts = place.stacked && (!model.figures.mxfp4_ffn_only || ffn);
            if experts { GgmlType::MXFP4 } else { GgmlType::Q8_0 }
        }
        Category::TokenEmbedding => match quant {
            Q::IQ1_S | Q::IQ1_M | Q::IQ2_XXS | Q::IQ2_XS => GgmlType::Q2_K,
            Q::IQ2_S | Q::IQ2_M | Q::IQ3_XXS => GgmlType::IQ3_S,
            Q::TQ1_0 | Q::TQ2_0 | Q::Q2_0 => GgmlType::Q4_K,
            _ => default,
        },
        _ if is_two_bit(quant) => two_bit(model, place, quant),
        Category::AttentionV => attention_v(model, place, quant, imatrix),
        Category::AttentionK if model.figures.experts == 8 => GgmlType::Q8_0,
        Category::AttentionK | Category::AttentionQ => match quant {
            Q::IQ3_XS => GgmlType::IQ3_XXS,
            Q::IQ3_XXS => GgmlType::IQ2_S,
            _ => default,
        },
        Category::FfnDown => ffn_down(model, place, quant, imatrix),
        Category::AttentionOutput => attention_output(model, quant),
        Category::FfnGate | Category::FfnUp => {
            let (i, n) = (layer_of(model, place), model.figures.layers);
            if quant == Q::IQ3_XS && i >= n / 8 && i < 7 * n / 8 { GgmlType::IQ3_XXS } else { default }
        }
        Category::Other => default,
    }
}

/// The quants below 3 bits that share a branch of their own.
const fn is_two_bit(quant: Quant) -> bool {
    use Quant as Q;
    matches!(quant, Q::IQ1_S | Q::IQ1_M | Q::IQ2_XXS | Q::IQ2_XS | Q::IQ2_S | Q::IQ2_M)
}

/// The layer for the rules of the feed-forward part: by name where there are experts, else by count.
const fn layer_of(model: &Model, place: &Place) -> u32 {
    if model.figures.experts > 1 { place.layer } else { place.nth }
}

/// The output head, or the embedding that is the head too.
fn head(model: &Model, place: &Place, quant: Quant) -> GgmlType {
    use Quant as Q;
    let default = quant.default_type();
    if quant == Q::MXFP4_MOE || model.figures.is_falcon || !place.row.is_multiple_of(default.block()) {
        GgmlType::Q8_0
    } else if is_two_bit(quant) || quant == Q::IQ3_XXS {
        GgmlType::Q5_K
    } else if default == GgmlType::Q8_0 {
        default
    } else {
        GgmlType::Q6_K
    }
}

fn two_bit(model: &Model, place: &Place, quant: Quant) -> GgmlType {
    use Quant as Q;
    let default = quant.default_type();
    let larger = matches!(quant, Q::IQ2_S | Q::IQ2_M);
    let figures = &model.figures;
    match place.category {
        Category::AttentionV if figures.gqa >= 4 || figures.experts >= 4 => GgmlType::Q4_K,
        Category::AttentionV if larger => GgmlType::IQ3_S,
        Category::AttentionV => GgmlType::Q2_K,
        Category::AttentionK if figures.experts == 8 => GgmlType::Q4_K,
        Category::FfnDown if place.nth >= figures.layers / 8 => default,
        Category::FfnDown if larger => GgmlType::IQ3_S,
        Category::FfnDown => GgmlType::Q2_K,
        Category::AttentionOutput if figures.experts == 8 => GgmlType::Q5_K,
        Category::AttentionOutput if matches!(quant, Q::IQ1_S | Q::IQ1_M) => GgmlType::IQ2_XXS,
        Category::AttentionOutput if larger => GgmlType::IQ3_S,
        _ => default,
    }
}

fn attention_v(model: &Model, place: &Place, quant: Quant, imatrix: Imatrix) -> GgmlType {
    use Quant as Q;
    let figures = &model.figures;
    let grouped = figures.gqa >= 4;
    let more = use_more_bits(place.nth, model.n_attention_v);
    let ty = match quant {
        Q::Q2_K if grouped => GgmlType::Q4_K,
        Q::Q2_K => GgmlType::Q3_K,
        Q::Q2_K_S if grouped => GgmlType::Q4_K,
        Q::IQ3_XXS if grouped => GgmlType::Q4_K,
        Q::IQ3_XXS if imatrix == Imatrix::Without => GgmlType::IQ3_S,
        Q::IQ3_XXS => GgmlType::IQ3_XXS,
        Q::IQ3_XS | Q::IQ3_S if grouped => GgmlType::Q4_K,
        Q::IQ3_M => GgmlType::Q4_K,
        Q::Q3_K_M if place.nth < 2 => GgmlType::Q5_K,
        Q::Q3_K_M => GgmlType::Q4_K,
        Q::Q3_K_L => GgmlType::Q5_K,
        Q::IQ4_NL | Q::IQ4_XS if grouped => GgmlType::Q5_K,
        Q::Q4_K_M | Q::Q5_K_M if more => GgmlType::Q6_K,
        Q::Q4_K_S if place.nth < 4 => GgmlType::Q5_K,
        _ => quant.default_type(),
    };
    if figures.experts == 8 {
        GgmlType::Q8_0
    } else if figures.is_70b && matches!(ty, GgmlType::Q3_K | GgmlType::Q4_K) {
        GgmlType::Q5_K
    } else {
        ty
    }
}

fn ffn_down(model: &Model, place: &Place, quant: Quant, imatrix: Imatrix) -> GgmlType {
    use Quant as Q;
    let falcon = model.figures.is_falcon;
    let (i, n) = (layer_of(model, place), model.figures.layers);
    let (first, more) = (i < n / 8, use_more_bits(i, n));
    let with = imatrix == Imatrix::With;
    match quant {
        Q::Q2_K => GgmlType::Q3_K,
        Q::Q2_K_S if first => GgmlType::Q4_K,
        Q::IQ3_XXS if !with && first => GgmlType::Q4_K,
        Q::IQ3_XXS if !with => GgmlType::Q3_K,
        Q::Q3_K_M if i < n / 16 => GgmlType::Q5_K,
        Q::Q3_K_M if !falcon || more => GgmlType::Q4_K,
        Q::IQ3_M if first || (model.figures.experts == 8 && more) => GgmlType::Q4_K,
        Q::Q3_K_L if falcon => GgmlType::Q4_K,
        Q::Q3_K_L => GgmlType::Q5_K,
        Q::Q4_K_M if falcon && i < n / 16 => GgmlType::Q6_K,
        Q::Q4_K_M if falcon && more => GgmlType::Q5_K,
        Q::Q4_K_M if !falcon && more => GgmlType::Q6_K,
        Q::IQ4_NL | Q::IQ4_XS if first && !with => GgmlType::Q5_K,
        Q::Q5_K_M if more => GgmlType::Q6_K,
        Q::Q4_K_S if first && !falcon => GgmlType::Q5_K,
        Q::Q4_0 if first && with => GgmlType::Q4_1,
        Q::Q5_0 if first && with => GgmlType::Q5_1,
        _ => quant.default_type(),
    }
}

fn attention_output(model: &Model, quant: Quant) -> GgmlType {
    use Quant as Q;
    let default = quant.default_type();
    if model.figures.is_falcon {
        return if quant == Q::Q3_K_L { GgmlType::Q4_K } else { default };
    }
    if model.figures.experts == 8 {
        return match quant {
            Q::Q2_K | Q::IQ3_XS | Q::IQ3_XXS | Q::Q3_K_S | Q::Q3_K_M | Q::IQ4_NL => GgmlType::Q5_K,
            Q::Q4_K_S | Q::Q4_K_M | Q::IQ3_S | Q::IQ3_M | Q::IQ4_XS => GgmlType::Q5_K,
            _ => default,
        };
    }
    match quant {
        Q::Q2_K => GgmlType::Q3_K,
        Q::IQ3_XXS => GgmlType::IQ3_S,
        Q::Q3_K_M | Q::IQ3_M => GgmlType::Q4_K,
        Q::Q3_K_L => GgmlType::Q5_K,
        _ => default,
    }
}
