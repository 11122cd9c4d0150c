//! The parts of a transformer, hybrid or recurrent model, as far as memory and speed depend on them.

use super::Family;

/// A model as distinct layer kinds and the order they come in.
#[derive(Debug, Clone, PartialEq)]
pub struct Architecture {
    /// llama.cpp's name of the architecture (`general.architecture`), e.g. `qwen3moe`.
    pub family: Family,
    /// Width of the residual stream (`embedding_length`).
    pub d_model: u32,
    /// Rows of the embedding table.
    pub vocab: u32,
    /// The output head is the embedding table itself; the file stores it once.
    pub tied_embeddings: bool,
    /// Longest context the model was made for, tokens.
    pub context_max: u32,
    /// Distinct kinds of layer.
    pub kinds: Vec<Layer>,
    /// For each layer, first to last, its kind as an index into `kinds`. Multi-token-prediction blocks are not in it.
    pub order: Vec<u8>,
    /// Width of the per-layer embeddings that are looked up for every token (Gemma 3n, Gemma 4 E models); 0: none.
    pub per_layer_embedding: u32,
    /// Multi-token-prediction (NextN) blocks at the end of the file: stored, but neither loaded nor cached unless that draft mode is on.
    pub mtp_layers: u32,
    /// What such a block is, apart from its projection and norms; `None` without them.
    pub mtp_block: Option<Layer>,
}

impl Architecture {
    /// Number of layers (without multi-token-prediction blocks).
    #[must_use]
    pub fn n_layer(&self) -> u32 {
        self.order.len() as u32
    }

    /// The layers, first to last.
    pub fn layers(&self) -> impl Iterator<Item = &Layer> {
        self.order.iter().filter_map(|&kind| self.kinds.get(usize::from(kind)))
    }

    /// Each kind with the number of layers of that kind.
    pub fn groups(&self) -> impl Iterator<Item = (&Layer, u32)> {
        self.kinds.iter().enumerate().map(|(i, layer)| {
            (layer, self.order.iter().filter(|&&kind| usize::from(kind) == i).count() as u32)
        })
    }
}

/// One layer: a token mixer, a feed-forward part, and whether it keeps a cache of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Layer {
    /// How tokens see each other.
    pub mixer: Mixer,
    /// The feed-forward part.
    pub ffn: FeedForward,
    /// Whether the layer owns a KV cache.
    pub cache: Cache,
}

/// Whether an attention layer owns its cache.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cache {
    /// The layer keeps its own K and V (or state).
    Own,
    /// The layer reads an earlier layer's cache (Gemma 3n, Gemma 4 E models).
    Shared,
}

/// The token mixer of a layer.
#[derive(Debug, Clone, PartialEq)]
pub enum Mixer {
    /// No token mixing (feed-forward-only layers of Nemotron-H, pruned layers of DeciLM).
    None,
    /// Multi-head, grouped-query or multi-query attention over all or a window of the tokens.
    Attention(Attention),
    /// Multi-head latent attention (DeepSeek V2/V3, Kimi, GLM-5).
    Mla(Mla),
    /// Compressed attention of DeepSeek V4: a window plus one entry per `ratio` tokens.
    Compressed(Compressed),
    /// Selective state space, first generation.
    Mamba1(Mamba1),
    /// Selective state space, second generation.
    Mamba2(Mamba2),
    /// Gated delta rule (Qwen3-Next, Qwen3.5) and Kimi delta attention.
    DeltaNet(DeltaNet),
    /// Gated short convolution (LFM2).
    ShortConv(ShortConv),
    /// RWKV time mix.
    Rwkv(Rwkv),
    /// Attention and Mamba 2 side by side in one layer (Falcon-H1).
    Parallel(Attention, Mamba2),
    /// Attention over image states instead of text: no text cache (Llama 3.2 Vision).
    Cross(Attention),
}

/// Which earlier tokens an attention layer sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// All of them.
    Full,
    /// A sliding or chunked window of this many tokens; llama.cpp gives it the small cache.
    Window(u32),
    /// Some layers see all, some a window, and which is which was never recorded: the cache is unknown.
    Unknown,
}

/// Multi-head attention.
#[derive(Debug, Clone, PartialEq)]
pub struct Attention {
    /// Query heads.
    pub heads: u32,
    /// Key and value heads.
    pub kv_heads: u32,
    /// Elements per key head.
    pub head_k: u32,
    /// Elements per value head.
    pub head_v: u32,
    /// What the layer sees.
    pub span: Span,
    /// Sparse-attention indexer with a cache of its own (MiniMax-M3).
    pub indexer: Option<Indexer>,
    /// No causal mask and no cache: encoders (BERT and its kin).
    pub encoder: bool,
}

/// Sparse-attention indexer: a small second attention that picks the tokens to look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Indexer {
    /// Indexer heads.
    pub heads: u32,
    /// Elements per indexer key.
    pub key_length: u32,
    /// Tokens (or blocks) picked.
    pub top_k: u32,
}

/// Multi-head latent attention.
#[derive(Debug, Clone, PartialEq)]
pub struct Mla {
    /// Query heads.
    pub heads: u32,
    /// Rank of the query's low-rank factor; `None`: one full projection.
    pub q_lora: Option<u32>,
    /// Rank of the shared key-value latent.
    pub kv_lora: u32,
    /// Key elements per head without position.
    pub nope: u32,
    /// Key elements with rotary position, shared by all heads.
    pub rope: u32,
    /// Value elements per head.
    pub head_v: u32,
    /// True: the latent row itself is cached (absorbed form). False: full K and V heads are cached (MiniCPM3, PLM, old files).
    pub absorbed: bool,
    /// Sparse-attention indexer (DeepSeek V3.2, GLM-5).
    pub indexer: Option<Indexer>,
}

/// DeepSeek V4's compressed attention.
#[derive(Debug, Clone, PartialEq)]
pub struct Compressed {
    /// Query heads.
    pub heads: u32,
    /// Elements of a cached entry.
    pub entry: u32,
    /// Rotary elements inside the entry.
    pub rope: u32,
    /// Rank of the query's low-rank factor.
    pub q_lora: u32,
    /// Groups of the low-rank output projection.
    pub o_groups: u32,
    /// Rank of the output projection.
    pub o_lora: u32,
    /// Window of uncompressed tokens.
    pub window: u32,
    /// Tokens per compressed entry; 0: window only.
    pub ratio: u32,
    /// Indexer, on layers that have one (ratio 4).
    pub indexer: Option<Indexer>,
}

/// Mamba 1 state space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mamba1 {
    /// Inner width.
    pub d_inner: u32,
    /// State elements per channel.
    pub d_state: u32,
    /// Convolution kernel length.
    pub d_conv: u32,
    /// Rank of the time-step projection.
    pub dt_rank: u32,
    /// Norms on dt, B and C (Falcon-Mamba without weights, Jamba with).
    pub dt_b_c_norms: bool,
}

/// Mamba 2 state space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mamba2 {
    /// Inner width.
    pub d_inner: u32,
    /// State elements per channel.
    pub d_state: u32,
    /// Convolution kernel length.
    pub d_conv: u32,
    /// Heads (`ssm.time_step_rank`).
    pub heads: u32,
    /// Groups of B and C.
    pub groups: u32,
}

/// Gated delta rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeltaNet {
    /// Key heads (`ssm.group_count`).
    pub k_heads: u32,
    /// Value heads (`ssm.time_step_rank`).
    pub v_heads: u32,
    /// Elements per key head (`ssm.state_size`).
    pub head_k: u32,
    /// Elements per value head.
    pub head_v: u32,
    /// Convolution kernel length.
    pub d_conv: u32,
    /// Kimi delta attention: separate Q, K, V convolutions and low-rank gates.
    pub kimi: bool,
}

/// Gated short convolution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShortConv {
    /// Kernel length (`shortconv.l_cache`).
    pub l_cache: u32,
}

/// RWKV time mix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rwkv {
    /// Elements per head (`wkv.head_size`).
    pub head_size: u32,
    /// Token-shift vectors kept per layer.
    pub token_shifts: u32,
}

/// The feed-forward part of a layer.
#[derive(Debug, Clone, PartialEq)]
pub enum FeedForward {
    /// None (single-purpose layers of Nemotron-H, Mamba).
    None,
    /// One dense block.
    Dense(Dense),
    /// A mixture of experts.
    Moe(Moe),
}

/// A dense feed-forward block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dense {
    /// Inner width.
    pub width: u32,
    /// Three matrices (gate, up, down) instead of two.
    pub gated: bool,
}

/// A mixture of experts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moe {
    /// Routed experts.
    pub experts: u32,
    /// Routed experts used per token.
    pub used: u32,
    /// Inner width of one routed expert.
    pub width: u32,
    /// Three matrices per expert instead of two.
    pub gated: bool,
    /// Inner width of all shared experts together; 0: none.
    pub shared_width: u32,
    /// Width the routed experts work in when smaller than the residual stream (Nemotron 3 Super); 0: the residual stream.
    pub latent: u32,
    /// Inner width of a dense block beside the experts (Gemma 4 26B, Arctic, Grok); 0: none.
    pub dense_width: u32,
}
