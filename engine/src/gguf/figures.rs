//! From a file's keys and tensors to the figures that the rules read.

use super::fault::FileFault;
use super::header::{Header, Value};
use super::optional;
use crate::architecture::{Architecture, Family, HParams, Optional};
use crate::catalog::{RawGguf, RawPerLayer, RawWindowPattern};
use crate::weights::{Suffix, Tensor, tensors};

const WINDOWS: &str = "attention.sliding_window_pattern";

/// The figures of a model of these tensors; the header is that of the file's first part.
pub(super) fn figures(header: &Header, list: &[Tensor]) -> Result<HParams, FileFault> {
    let name = header.text("general.architecture");
    let family = Family::from_name(name).unwrap_or_default();
    let mut raw = RawGguf { architecture: family, ..RawGguf::default() };
    let prefix = [name, "."].concat();
    for (key, value) in &header.entries {
        if let Some(key) = key.strip_prefix(&prefix) {
            take(&mut raw, key, value)?;
        }
    }
    // What stands elsewhere in a file, or only in its list of tensors.
    let whole = |stem: &str| {
        let is = |tensor: &&Tensor| {
            tensor.layer.is_none() && tensor.suffix == Suffix::Weight && tensor.stem == stem
        };
        list.iter().find(is)
    };
    let rows = |tensor: &Tensor| u32::try_from(tensor.ne[1]).unwrap_or(u32::MAX);
    let tokens = header.length("tokenizer.ggml.tokens").and_then(|n| u32::try_from(n).ok());
    raw.vocab_size = whole("token_embd").map(rows).or(tokens).unwrap_or(raw.vocab_size);
    raw.tied_embeddings = whole("output").is_none();
    raw.token_type_count = whole("token_types").map_or(0, rows);
    raw.classifier_output_labels = whole("cls.output").map_or(0, rows);
    if family == Family::Jamba {
        raw.interleave_moe_layer_step = expert_step(list);
    }
    // A file states its window also where no layer has one; its family knows.
    let mut hparams = raw.hparams().map_err(|fault| figures_fault(&fault.to_string()))?;
    hparams.tensors = optional::seen(&hparams, list);
    let as_loaded = |hparams: &HParams| {
        let architecture = Architecture::from_hparams(hparams);
        architecture.map(|architecture| tensors(hparams, &architecture))
    };
    let full = as_loaded(&hparams).map_err(|fault| figures_fault(&fault.to_string()))?;
    // What the family has anyway is no option of this file.
    for tensor in hparams.tensors.clone() {
        let fewer: Vec<Optional> = hparams.tensors.iter().copied().filter(|kept| *kept != tensor).collect();
        let without = HParams { tensors: fewer, ..hparams.clone() };
        if as_loaded(&without).is_ok_and(|list| list == full) {
            hparams = without;
        }
    }
    Ok(hparams)
}

fn figures_fault(detail: &str) -> FileFault {
    FileFault::figures(detail)
}

/// Puts a key's value where the rules look for it; keys that no rule reads are passed over.
fn take(raw: &mut RawGguf, key: &str, value: &Value) -> Result<(), FileFault> {
    let figure = |value: &i128| u32::try_from(*value).map_err(|_| figures_fault(key));
    if key == WINDOWS {
        raw.attention_sliding_window_pattern = match value {
            Value::Whole(period) => Some(RawWindowPattern::Period(figure(period)?)),
            Value::List(layers) => {
                Some(RawWindowPattern::List(layers.iter().map(|layer| *layer != 0).collect()))
            }
            Value::Real(_) | Value::Text(_) | Value::Long(_) => None,
        };
    } else if let Some(slot) = raw.per_layer_mut(key) {
        *slot = match value {
            Value::Whole(value) => Some(RawPerLayer::One(figure(value)?)),
            Value::List(layers) => {
                Some(RawPerLayer::List(layers.iter().map(figure).collect::<Result<_, _>>()?))
            }
            Value::Real(_) | Value::Text(_) | Value::Long(_) => None,
        };
    } else if let Some(slot) = raw.flag_mut(key) {
        *slot = matches!(value, Value::Whole(flag) if *flag != 0);
    } else if let Some(slot) = raw.number_mut(key)
        && let Value::Whole(value) = value
    {
        // Some writers put -1 for "none".
        *slot = if *value < 0 { 0 } else { figure(value)? };
    }
    Ok(())
}

/// Jamba's files do not state which layers have experts: the first two that do show the step.
fn expert_step(list: &[Tensor]) -> u32 {
    let routed = list.iter().filter(|tensor| tensor.stem == "ffn_gate_inp").filter_map(|tensor| tensor.layer);
    let mut layers: Vec<u32> = routed.collect();
    crate::order::sort_by(&mut layers, Ord::cmp);
    match layers.as_slice() {
        [first, second, ..] => second - first,
        _ => 0,
    }
}
