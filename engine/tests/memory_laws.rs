//! Laws of the memory rules over any architecture and any settings, and by hand for families nobody measured.
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at its first fault")]

use proptest::collection::vec;
use proptest::prelude::*;
use will_it_run_engine::architecture::{
    Architecture, Attention, Cache, Compressed, DeltaNet, Dense, Family, FeedForward, HParams, Indexer,
    Layer, Mamba1, Mamba2, Mixer, Mla, PerLayer, Rwkv, ShortConv, Span,
};
use will_it_run_engine::memory::{
    CacheBytes, CacheRule, ContextSettings, ContextSize, FlashAttention, KvSharing, KvType, KvTypes,
    OutputRule, Picks, SwaCache, cpu_work, widest_input,
};
use will_it_run_engine::question::Backend;
use will_it_run_engine::units::Tokens;

/// A figure: usual ones mostly, any one sometimes.
fn figure() -> impl Strategy<Value = u32> {
    prop_oneof![24 => (1..40_u32).prop_map(|n| n * 32), 4 => 1..600_u32, 1 => any::<u32>(), 1 => Just(0)]
}

fn indexer() -> impl Strategy<Value = Option<Indexer>> {
    proptest::option::of((figure(), figure(), figure()).prop_map(|(heads, key_length, top_k)| Indexer {
        heads,
        key_length,
        top_k,
    }))
}

fn attention() -> impl Strategy<Value = Attention> {
    let span = prop_oneof![Just(Span::Full), figure().prop_map(Span::Window)];
    ([figure(), figure(), figure(), figure()], span, indexer(), any::<bool>()).prop_map(
        |(f, span, indexer, encoder)| Attention {
            heads: f[0],
            kv_heads: f[1],
            head_k: f[2],
            head_v: f[3],
            span,
            indexer,
            encoder,
        },
    )
}

fn mamba2() -> impl Strategy<Value = Mamba2> {
    [figure(), figure(), figure(), figure(), figure()].prop_map(|f| Mamba2 {
        d_inner: f[0],
        d_state: f[1],
        d_conv: f[2],
        heads: f[3],
        groups: f[4],
    })
}

fn mixer() -> impl Strategy<Value = Mixer> {
    let mla = ([figure(), figure(), figure(), figure(), figure()], any::<bool>(), indexer()).prop_map(
        |(f, absorbed, indexer)| {
            let (heads, kv_lora, nope, rope, head_v) = (f[0], f[1], f[2], f[3], f[4]);
            Mixer::Mla(Mla { heads, q_lora: None, kv_lora, nope, rope, head_v, absorbed, indexer })
        },
    );
    let compressed = ([figure(), figure(), figure(), figure()], indexer()).prop_map(|(f, indexer)| {
        let (heads, entry, window, ratio) = (f[0], f[1], f[2], f[3]);
        let rest =
            Compressed { heads, entry, window, ratio, indexer, rope: 64, q_lora: 0, o_groups: 1, o_lora: 0 };
        Mixer::Compressed(rest)
    });
    prop_oneof![
        4 => attention().prop_map(Mixer::Attention),
        1 => attention().prop_map(Mixer::Cross),
        2 => mla,
        2 => compressed,
        1 => Just(Mixer::None),
        1 => [figure(), figure(), figure()].prop_map(|f| Mixer::Mamba1(Mamba1 {
            d_inner: f[0], d_state: f[1], d_conv: f[2], dt_rank: 1, dt_b_c_norms: false,
        })),
        1 => mamba2().prop_map(Mixer::Mamba2),
        1 => (attention(), mamba2()).prop_map(|(a, m)| Mixer::Parallel(a, m)),
        1 => ([figure(), figure(), figure(), figure(), figure()], any::<bool>()).prop_map(|(f, kimi)| {
            Mixer::DeltaNet(DeltaNet { k_heads: f[0], v_heads: f[1], head_k: f[2], head_v: f[3], d_conv: f[4], kimi })
        }),
        1 => figure().prop_map(|l_cache| Mixer::ShortConv(ShortConv { l_cache })),
        1 => (figure(), figure()).prop_map(|(head_size, token_shifts)| Mixer::Rwkv(Rwkv { head_size, token_shifts })),
    ]
}

fn architecture() -> impl Strategy<Value = Architecture> {
    let layer = (mixer(), any::<bool>())
        .prop_map(|(mixer, shared)| layer(mixer, if shared { Cache::Shared } else { Cache::Own }));
    (vec(layer, 1..5), vec(any::<u8>(), 0..40), figure(), figure()).prop_map(
        |(kinds, order, d_model, vocab)| {
            let order = order.into_iter().map(|i| i % kinds.len() as u8).collect();
            built(kinds, order, d_model, vocab)
        },
    )
}

fn layer(mixer: Mixer, cache: Cache) -> Layer {
    Layer { mixer, ffn: FeedForward::Dense(Dense { width: 1024, gated: true }), cache }
}

fn built(kinds: Vec<Layer>, order: Vec<u8>, d_model: u32, vocab: u32) -> Architecture {
    let plainest = HParams {
        architecture: Family::Llama,
        vocab_size: 1,
        block_count: 1,
        embedding_length: 64,
        feed_forward_length: PerLayer::One(64),
        attention_head_count: PerLayer::One(1),
        ..HParams::default()
    };
    Architecture { d_model, vocab, kinds, order, ..Architecture::from_hparams(&plainest).unwrap() }
}

fn kv_type() -> impl Strategy<Value = KvType> {
    proptest::sample::select(KvType::ALL)
}

#[derive(Debug, Clone, Copy)]
struct Chosen {
    context: u32,
    users: u32,
    kv: KvTypes,
    sharing: KvSharing,
    flash_attention: FlashAttention,
    swa: SwaCache,
    ubatch: u32,
}

impl Chosen {
    fn settings(self) -> ContextSettings {
        ContextSettings::new(ContextSize::PerUser(Tokens::new(self.context)), self.users)
            .with_kv(self.kv)
            .with_sharing(self.sharing)
            .with_flash_attention(self.flash_attention)
            .with_swa(self.swa)
            .with_batches(2048, self.ubatch)
    }
}

fn chosen() -> impl Strategy<Value = Chosen> {
    let context = prop_oneof![9 => 1..300_000_u32, 1 => any::<u32>()];
    (
        context,
        0..300_u32,
        (kv_type(), kv_type()),
        proptest::sample::select(&[KvSharing::Unified, KvSharing::PerUser][..]),
        proptest::sample::select(&[FlashAttention::On, FlashAttention::Off][..]),
        proptest::sample::select(&[SwaCache::Windowed, SwaCache::Full][..]),
        1..4096_u32,
    )
        .prop_map(|(context, users, (k, v), sharing, flash_attention, swa, ubatch)| Chosen {
            context,
            users,
            kv: KvTypes { k, v },
            sharing,
            flash_attention,
            swa,
            ubatch,
        })
}

fn never_less(less: CacheBytes, more: CacheBytes) -> bool {
    less.kv <= more.kv && less.kv_swa <= more.kv_swa && less.recurrent <= more.recurrent
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn a_longer_context_never_needs_less(a in architecture(), c in chosen(), more in any::<u32>()) {
        let rule = CacheRule::of(&a).get().unwrap();
        let longer = Chosen { context: c.context.max(more), ..c };
        prop_assert!(never_less(rule.bytes(&c.settings()), rule.bytes(&longer.settings())));
    }

    #[test]
    fn more_users_never_need_less(a in architecture(), c in chosen(), more in 0..300_u32) {
        let rule = CacheRule::of(&a).get().unwrap();
        let output = OutputRule::of(&a);
        let crowd = Chosen { users: c.users.max(more), ..c };
        prop_assert!(never_less(rule.bytes(&c.settings()), rule.bytes(&crowd.settings())));
        prop_assert!(output.bytes(&c.settings()) <= output.bytes(&crowd.settings()));
    }

    #[test]
    fn fewer_bits_never_need_more(a in architecture(), c in chosen()) {
        let rule = CacheRule::of(&a).get().unwrap();
        let c = Chosen { flash_attention: FlashAttention::On, ..c };
        let settings = |ty| Chosen { kv: KvTypes::both(ty), ..c }.settings();
        for pair in KvType::ALL.windows(2) {
            let (more, less) = (settings(pair[0]), settings(pair[1]));
            // A refused type would be charged for part blocks as whole ones.
            if rule.check(&less).is_ok() {
                prop_assert!(rule.check(&more).is_ok() && never_less(rule.bytes(&less), rule.bytes(&more)), "{pair:?}");
            }
        }
    }

    #[test]
    fn a_full_window_cache_and_a_transposed_v_never_need_less(a in architecture(), c in chosen()) {
        let rule = CacheRule::of(&a).get().unwrap();
        let of = |c: Chosen| rule.bytes(&c.settings());
        let windowed = of(Chosen { swa: SwaCache::Windowed, ..c });
        let full = of(Chosen { swa: SwaCache::Full, ..c });
        prop_assert!(never_less(windowed, full));
        let fused = of(Chosen { flash_attention: FlashAttention::On, ..c });
        let transposed = of(Chosen { flash_attention: FlashAttention::Off, ..c });
        prop_assert!(never_less(fused, transposed));
    }

    #[test]
    fn layers_add_up_to_the_whole(a in architecture(), c in chosen()) {
        let rule = CacheRule::of(&a).get().unwrap();
        let settings = Chosen { kv: KvTypes::F16, ..c }.settings();
        let layers: u64 = (0..a.n_layer()).map(|i| rule.layer_cache(i, &settings).total().get()).fold(0, u64::saturating_add);
        prop_assert_eq!(layers, rule.bytes(&settings).total().get());
        prop_assert_eq!(rule.last_layers(a.n_layer(), &settings), rule.bytes(&settings));
        prop_assert_eq!(rule.last_layers(0, &settings), CacheBytes::default());
        prop_assert_eq!(rule.layer_cache(a.n_layer(), &settings), CacheBytes::default());
        for n in 0..a.n_layer() {
            prop_assert!(never_less(rule.last_layers(n, &settings), rule.last_layers(n + 1, &settings)));
        }
    }

    #[test]
    fn a_deeper_token_never_reads_less(a in architecture(), c in chosen(), depth in any::<u32>(), more in any::<u32>()) {
        let rule = CacheRule::of(&a).get().unwrap();
        let read = |depth: u32, picks| rule.read_per_token(Tokens::new(depth), c.kv, picks);
        let deeper = depth.max(more);
        prop_assert!(read(depth, Picks::Alone) <= read(deeper, Picks::Alone));
        prop_assert!(read(depth, Picks::Alone) <= read(depth, Picks::Masked));
    }

    #[test]
    fn what_is_read_is_allocated(a in architecture(), c in chosen(), depth in any::<u32>()) {
        let rule = CacheRule::of(&a).get().unwrap();
        let settings = Chosen { kv: KvTypes::F16, ..c }.settings();
        let depth = depth % (settings.n_ctx_seq() + 1);
        let read = rule.read_per_token(Tokens::new(depth), KvTypes::F16, Picks::Masked);
        let allocated = rule.bytes(&settings).total();
        // A state is read and written: at most twice what is allocated.
        prop_assert!(read <= allocated * 2, "{read:?} of {allocated:?}");
    }

    #[test]
    fn nothing_panics(a in architecture(), c in chosen()) {
        let rule = CacheRule::of(&a).get().unwrap();
        let settings = c.settings();
        let _ = rule.check(&settings);
        let _ = (rule.kv_cells(&settings), rule.swa_cells(&settings));
        let _ = rule.flash_attention_scratch(Backend::Cuda, &settings);
        let _ = cpu_work(widest_input(&a), &settings);
        let _ = OutputRule::of(&a).bytes_for_rows(c.users);
    }
}

fn one(n: u8, mixer: Mixer, d_model: u32) -> CacheRule {
    let architecture = built(vec![layer(mixer, Cache::Own)], vec![0; usize::from(n)], d_model, 32_000);
    CacheRule::of(&architecture).get().unwrap()
}

fn plain(context: u32, users: u32) -> ContextSettings {
    ContextSettings::new(ContextSize::PerUser(Tokens::new(context)), users)
}

/// Kimi Linear 48B: 20 delta layers with heads of 128 by 32, 7 latent layers without position of 512 + 64.
#[test]
fn kimi_linear_keeps_three_convolutions_and_a_state_per_head() {
    let delta = Mixer::DeltaNet(DeltaNet {
        k_heads: 32,
        v_heads: 32,
        head_k: 128,
        head_v: 128,
        d_conv: 4,
        kimi: true,
    });
    let state = one(20, delta, 2304).bytes(&plain(8192, 3));
    assert_eq!(state.recurrent.get(), 20 * 3 * 4 * (3 * 3 * 4096 + 128 * 128 * 32));
    let latent = Mla {
        heads: 32,
        q_lora: None,
        kv_lora: 512,
        nope: 128,
        rope: 64,
        head_v: 128,
        absorbed: true,
        indexer: None,
    };
    assert_eq!(one(7, Mixer::Mla(latent), 2304).bytes(&plain(8192, 1)).kv.get(), 7 * 8192 * 576 * 2);
}

/// RWKV 6 and 7: two shifted tokens and a matrix per head, whatever the context.
#[test]
fn rwkv_keeps_token_shifts_and_a_matrix_per_head() {
    let rule = one(32, Mixer::Rwkv(Rwkv { head_size: 64, token_shifts: 2 }), 4096);
    let bytes = rule.bytes(&plain(1_000_000, 1));
    assert_eq!(bytes.total().get(), 32 * 4 * (2 * 4096 + 4096 * 64));
    assert_eq!(bytes, rule.bytes(&plain(1, 1)));
    assert_eq!(rule.read_per_token(Tokens::new(5), KvTypes::F16, Picks::Alone), bytes.total() * 2);
}

/// MiMo V2: local layers have other key-value heads than global ones, keys of 192 and values of 128; without flash
/// attention every layer takes the widest V row.
#[test]
fn heads_may_differ_between_local_and_global_layers() {
    let attention = |kv_heads, span| {
        let a =
            Attention { heads: 64, kv_heads, head_k: 192, head_v: 128, span, indexer: None, encoder: false };
        layer(Mixer::Attention(a), Cache::Own)
    };
    let kinds = vec![attention(4, Span::Full), attention(8, Span::Window(128))];
    let rule = CacheRule::of(&built(kinds, vec![0, 1, 1], 4096, 1000)).get().unwrap();
    let settings = plain(4096, 1);
    let bytes = rule.bytes(&settings);
    assert_eq!(bytes.kv.get(), 4096 * 2 * 4 * (192 + 128));
    assert_eq!(bytes.kv_swa.get(), 2 * 768 * 2 * 8 * (192 + 128));
    let transposed = rule.bytes(&settings.with_flash_attention(FlashAttention::Off));
    assert_eq!(transposed.kv.get(), 4096 * 2 * (4 * 192 + 8 * 128));
}

#[test]
fn encoders_and_shared_layers_keep_nothing_and_an_unknown_span_is_unknown() {
    let attention = |span, encoder| {
        Mixer::Attention(Attention {
            heads: 8,
            kv_heads: 8,
            head_k: 64,
            head_v: 64,
            span,
            indexer: None,
            encoder,
        })
    };
    assert_eq!(one(12, attention(Span::Full, true), 512).bytes(&plain(512, 1)), CacheBytes::default());
    let shared = built(vec![layer(attention(Span::Full, false), Cache::Shared)], vec![0; 12], 512, 100);
    assert_eq!(CacheRule::of(&shared).get().unwrap().bytes(&plain(512, 1)), CacheBytes::default());
    let unknown = built(vec![layer(attention(Span::Unknown, false), Cache::Own)], vec![0; 12], 512, 100);
    assert!(!CacheRule::of(&unknown).is_known());
}

#[test]
fn a_window_and_an_indexer_bound_what_is_read() {
    let sliding = Attention {
        heads: 8,
        kv_heads: 2,
        head_k: 64,
        head_v: 64,
        span: Span::Window(1024),
        indexer: None,
        encoder: false,
    };
    let rule = one(1, Mixer::Attention(sliding), 512);
    let read = |depth| rule.read_per_token(Tokens::new(depth), KvTypes::F16, Picks::Alone).get();
    assert_eq!((read(100), read(100_000)), (100 * 512, 1024 * 512));
    let sparse = Mla {
        heads: 8,
        q_lora: None,
        kv_lora: 512,
        nope: 128,
        rope: 64,
        head_v: 128,
        absorbed: true,
        indexer: Some(Indexer { heads: 4, key_length: 128, top_k: 2048 }),
    };
    let rule = one(1, Mixer::Mla(sparse), 512);
    let read = |depth, picks| rule.read_per_token(Tokens::new(depth), KvTypes::F16, picks).get();
    assert_eq!(read(10_000, Picks::Alone), 2048 * 1152 + 10_000 * 256);
    assert_eq!(read(10_000, Picks::Masked), 10_000 * (1152 + 256));
}
