//! The tensors of a model file, from its figures.
//!
//! What llama.cpp's loader asks for and its conversion writes, composed of shared parts; what only one family has is in
//! [`style`] and beside the part it belongs to. Whole-model tensors come first, then block after block.

mod attention;
mod extra;
mod feed_forward;
mod list;
mod recurrent;
mod style;
mod whole;

use super::Tensor;
use crate::architecture::{Architecture, Family, FeedForward, HParams, Layer, Mixer};
use list::{Bias, List, n};
use style::Style;

/// All tensors of the model's file, multi-token-prediction blocks included.
#[must_use]
pub fn tensors(h: &HParams, a: &Architecture) -> Vec<Tensor> {
    let style = style::style(h);
    let mut list = List::default();
    whole::whole(&mut list, h, a, &style);
    for (i, layer) in (0..).zip(a.layers()) {
        list.open(Some(i));
        block(&mut list, h, &style, layer, i);
    }
    for i in a.n_layer()..a.n_layer().saturating_add(a.mtp_layers) {
        list.open(Some(i));
        if let Some(layer) = &a.mtp_block {
            block(&mut list, h, &style, layer, i);
        }
        extra::next_token(&mut list, h);
    }
    list.finish()
}

/// Elements of all tensors but those of multi-token-prediction blocks: what a publisher counts as the language model's
/// parameters, give or take buffers that checkpoints store and files do not.
#[must_use]
pub fn parameters(tensors: &[Tensor], h: &HParams) -> u64 {
    let main = h.main_blocks();
    let counted = tensors.iter().filter(|tensor| tensor.layer.is_none_or(|layer| layer < main));
    counted.fold(0, |sum, tensor| tensor.elements().saturating_add(sum))
}

fn block(list: &mut List, h: &HParams, style: &Style, layer: &Layer, i: u32) {
    norms(list, h, style, layer, i);
    match &layer.mixer {
        Mixer::None => {}
        Mixer::Rwkv(_) => recurrent::rwkv7(list, h, i),
        Mixer::Attention(a) | Mixer::Cross(a) => attention::attention(list, h, style, a),
        Mixer::Mla(a) => attention::mla(list, h, a),
        Mixer::Compressed(c) => attention::compressed(list, h, c),
        Mixer::Mamba1(m) => recurrent::mamba1(list, h, m),
        Mixer::Mamba2(m) => recurrent::mamba2(list, h, m),
        Mixer::DeltaNet(net) if net.kimi => recurrent::kimi_delta(list, h, net),
        Mixer::DeltaNet(net) => recurrent::delta_net(list, h, net),
        Mixer::ShortConv(conv) => recurrent::short_conv(list, h, *conv),
        Mixer::Parallel(a, m) => {
            recurrent::mamba2(list, h, m);
            attention::attention(list, h, style, a);
        }
    }
    match &layer.ffn {
        FeedForward::None => {}
        // RWKV's channel mix is listed with its time mix.
        FeedForward::Dense(_) if matches!(layer.mixer, Mixer::Rwkv(_)) => {}
        FeedForward::Dense(d) => feed_forward::dense(list, h, style, d),
        FeedForward::Moe(m) => feed_forward::moe(list, h, style, m, i),
    }
    extra::block(list, h, layer, i);
}

fn norms(list: &mut List, h: &HParams, style: &Style, layer: &Layer, i: u32) {
    for &stem in style.norms {
        let absent = match h.architecture {
            // DeciLM drops the norm with the part it stands before.
            Family::Deci if stem == "attn_norm" => {
                layer.mixer == Mixer::None && h.attention_head_count.at(i) == 0
            }
            Family::Deci => layer.ffn == FeedForward::None,
            // The first layer takes the embedding's norm.
            Family::ModernBert => i == 0 && stem == "attn_norm",
            _ => false,
        };
        if absent {
            continue;
        }
        // Falcon-H1's conversion maps this one name with its suffix cut off.
        if h.architecture == Family::FalconH1 && stem == "ffn_norm" {
            list.bare(stem, &[n(h.embedding_length)]);
            continue;
        }
        list.weight(stem, &[n(h.embedding_length)]);
        if style.norm_bias == Bias::Yes {
            list.bias(stem, &[n(h.embedding_length)]);
        }
    }
}
