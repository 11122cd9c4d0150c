//! An architecture in sentences: what each kind of layer is made of.

use will_it_run_engine::architecture::{
    Architecture, Attention, Cache, FeedForward, Indexer, Layer, Mamba2, Mixer, Span,
};
use will_it_run_engine::catalog::{ImageTokens, Vision};
use will_it_run_engine::memory::{ImageSize, image_tokens, projector_bytes};
use will_it_run_engine::units::Known;

use crate::text::measure::{MemoryUnit, bytes};
use crate::text::number::{compact, grouped, three};

/// A sentence with its figures in the places of `#`, in their order.
fn fill(sentence: &str, figures: &[u32]) -> String {
    let mut figures = figures.iter();
    let mut out = String::new();
    for letter in sentence.chars() {
        if letter == '#' {
            out.push_str(&figures.next().map_or_else(String::new, |n| grouped(u64::from(*n))));
        } else {
            out.push(letter);
        }
    }
    out
}

/// The model as a whole: layers, width, vocabulary, and what stands beside the layers.
#[must_use]
pub fn body(architecture: &Architecture, family: &str) -> String {
    let a = architecture;
    let mut out = fill("# layers of width #; a vocabulary of # tokens", &[a.n_layer(), a.d_model, a.vocab]);
    out.push_str(if a.tied_embeddings {
        ", its table stored once for input and output"
    } else {
        ", with tables of their own for input and output"
    });
    if a.per_layer_embedding > 0 {
        out.push_str(&fill("; embeddings of # elements looked up in each layer", &[a.per_layer_embedding]));
    }
    if a.mtp_layers > 0 {
        let layers = "; # layers more for multi-token prediction, stored but not loaded";
        out.push_str(&fill(layers, &[a.mtp_layers]));
    }
    let name = match family {
        "generic" => ". llama.cpp has no name for this architecture.".to_owned(),
        name => [". llama.cpp calls the architecture ", name, "."].concat(),
    };
    out + &name
}

/// A kind of layer.
#[must_use]
pub fn layer(layer: &Layer) -> String {
    let (mixes, feeds) = (mixer(&layer.mixer), feed_forward(&layer.ffn));
    let shares = if layer.cache == Cache::Shared { ", reading an earlier layer’s cache" } else { "" };
    let between = if feeds.is_empty() { "" } else { "; " };
    [&mixes, shares, between, &feeds, "."].concat()
}

fn mixer(mixer: &Mixer) -> String {
    match mixer {
        Mixer::None => "no mixing of tokens".to_owned(),
        Mixer::Attention(a) => attention(a),
        Mixer::Mla(mla) => {
            let row = "latent attention (MLA): # heads share one cached row of # + # elements";
            let full = "latent attention (MLA): # heads, cached in full as keys of # + # elements";
            let figures = [mla.heads, mla.kv_lora, mla.rope];
            let said =
                if mla.absorbed { fill(row, &figures) } else { fill(full, &[mla.heads, mla.nope, mla.rope]) };
            said + &indexer(mla.indexer)
        }
        Mixer::Compressed(c) => {
            let mut said = fill(
                "compressed attention: # heads over the last # tokens, entries of # elements",
                &[c.heads, c.window, c.entry],
            );
            if c.ratio > 0 {
                said.push_str(&fill(", and one entry for every # tokens before", &[c.ratio]));
            }
            said + &indexer(c.indexer)
        }
        Mixer::Mamba1(m) => fill(
            "state space (Mamba): # channels with # states each, a convolution of # tokens",
            &[m.d_inner, m.d_state, m.d_conv],
        ),
        Mixer::Mamba2(m) => mamba2(m),
        Mixer::DeltaNet(d) => fill(
            if d.kimi {
                "linear attention (Kimi delta): # key heads of #, # value heads of #, a convolution of # tokens"
            } else {
                "linear attention (gated delta rule): # key heads of #, # value heads of #, a convolution of # tokens"
            },
            &[d.k_heads, d.head_k, d.v_heads, d.head_v, d.d_conv],
        ),
        Mixer::ShortConv(s) => fill("a gated convolution over # tokens", &[s.l_cache]),
        Mixer::Rwkv(r) => fill("RWKV time mix with heads of #", &[r.head_size]),
        Mixer::Parallel(a, m) => [&attention(a), ", beside it ", &mamba2(m)].concat(),
        Mixer::Cross(a) => fill(
            "attention to image states with # heads, # of them for keys and values; no cache of text",
            &[a.heads, a.kv_heads],
        ),
    }
}

fn mamba2(m: &Mamba2) -> String {
    fill(
        "state space (Mamba 2): # channels in # heads with # states each, a convolution of # tokens",
        &[m.d_inner, m.heads, m.d_state, m.d_conv],
    )
}

fn attention(a: &Attention) -> String {
    let sees = match a.span {
        Span::Full if a.encoder => "attention in both directions, without a cache".to_owned(),
        Span::Full => "attention to all tokens".to_owned(),
        Span::Window(window) => fill("attention to the last # tokens (sliding window)", &[window]),
        Span::Unknown => {
            "attention, in some layers to all tokens and in others to a window; which is unknown, never recorded"
                .to_owned()
        }
    };
    let heads = fill(": # heads, # for keys and values, of # elements", &[a.heads, a.kv_heads, a.head_k]);
    let values = if a.head_v == a.head_k { String::new() } else { fill(" (values: #)", &[a.head_v]) };
    [sees, heads, values, indexer(a.indexer)].concat()
}

fn indexer(indexer: Option<Indexer>) -> String {
    indexer.map_or_else(String::new, |i| {
        fill("; an indexer of # heads of # picks # tokens to look at", &[i.heads, i.key_length, i.top_k])
    })
}

fn feed_forward(ffn: &FeedForward) -> String {
    match ffn {
        FeedForward::None => String::new(),
        FeedForward::Dense(d) if d.gated => fill("gated feed-forward of width #", &[d.width]),
        FeedForward::Dense(d) => fill("feed-forward of width #", &[d.width]),
        FeedForward::Moe(m) => {
            let mut said =
                fill("# experts of width #, # of them used for a token", &[m.experts, m.width, m.used]);
            if m.shared_width > 0 {
                said.push_str(&fill(", and shared ones of width # for every token", &[m.shared_width]));
            }
            if m.dense_width > 0 {
                said.push_str(&fill(", beside a dense block of width #", &[m.dense_width]));
            }
            if m.latent > 0 {
                said.push_str(&fill(", working in a width of #", &[m.latent]));
            }
            said
        }
    }
}

/// What it sees or hears with; nothing for a model that reads text alone.
#[must_use]
pub fn vision(vision: &Vision, unit: MemoryUnit) -> Option<String> {
    let Vision::Encoder { params, tokens, .. } = vision else { return None };
    let size = match projector_bytes(vision) {
        Known::Known(size) => [
            "An encoder and projector of ",
            &compact(*params as f64),
            " parameters, ",
            &bytes(size, unit),
            " in 16 bits, as a file of their own (mmproj)",
        ]
        .concat(),
        Known::Unknown => "An encoder whose size is unknown, because it is not recorded".to_owned(),
    };
    let takes = match (tokens, image_tokens(tokens, ImageSize::TYPICAL)) {
        (ImageTokens::Audio { per_second }, _) => {
            ["; a second of sound takes ", &three(*per_second), " tokens of context."].concat()
        }
        (ImageTokens::CrossAttention { .. }, _) => "; images take no tokens of context.".to_owned(),
        (_, Known::Known(tokens)) => {
            let typical = [tokens.get(), ImageSize::TYPICAL.width, ImageSize::TYPICAL.height];
            let [tokens, width, height] = typical;
            fill("; an image of # × # pixels takes # tokens of context.", &[width, height, tokens])
        }
        (_, Known::Unknown) => {
            "; how many tokens an image takes is unknown, because it is not recorded.".to_owned()
        }
    };
    Some(size + &takes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use will_it_run_engine::architecture::{Dense, Moe};

    fn heads(span: Span) -> Mixer {
        Mixer::Attention(Attention {
            heads: 32,
            kv_heads: 16,
            head_k: 128,
            head_v: 128,
            span,
            indexer: None,
            encoder: false,
        })
    }

    #[test]
    fn a_layer_reads_as_a_sentence() {
        let windowed = Layer {
            mixer: heads(Span::Window(1024)),
            ffn: FeedForward::Dense(Dense { width: 21_504, gated: true }),
            cache: Cache::Own,
        };
        assert_eq!(
            layer(&windowed),
            "attention to the last 1,024 tokens (sliding window): 32 heads, 16 for keys and values, of 128 elements; gated feed-forward of width 21,504."
        );
        let moe = Moe {
            experts: 128,
            used: 8,
            width: 768,
            gated: true,
            shared_width: 0,
            latent: 0,
            dense_width: 0,
        };
        let mixed = Layer { mixer: heads(Span::Full), ffn: FeedForward::Moe(moe), cache: Cache::Shared };
        assert_eq!(
            layer(&mixed),
            "attention to all tokens: 32 heads, 16 for keys and values, of 128 elements, reading an earlier layer’s cache; 128 experts of width 768, 8 of them used for a token."
        );
    }

    #[test]
    fn an_unrecorded_window_is_unknown_and_not_a_figure() {
        let layer_of = Layer { mixer: heads(Span::Unknown), ffn: FeedForward::None, cache: Cache::Own };
        assert!(layer(&layer_of).contains("unknown"));
    }
}
