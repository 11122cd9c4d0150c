//! Memory rules over the whole catalog: every device has a home for its memory, every encoder a size.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on fails")]
#![allow(clippy::expect_used, clippy::panic, reason = "a test stops at its first fault")]

use will_it_run_engine::architecture::Architecture;
use will_it_run_engine::catalog::{Catalog, DeviceKind, Vision};
use will_it_run_engine::memory::{
    CacheRule, ContextSettings, ContextSize, EccCost, ImageSize, KvType, KvTypes, MemoryHome, image_tokens,
    projector_bytes, raise, usable_memory,
};
use will_it_run_engine::question::{Display, Ecc, Os};
use will_it_run_engine::units::{Bytes, Tokens};

fn catalog() -> Catalog {
    Catalog::from_json(include_str!("../../catalog.json")).expect("the catalog is sound")
}

#[test]
fn every_device_keeps_most_of_its_memory_and_never_gains_any() {
    let catalog = catalog();
    for hardware in catalog.hardware() {
        let home = MemoryHome::of(hardware);
        for &size in hardware.memory.sizes() {
            for &os in Os::ALL {
                for display in [Display::Attached, Display::Headless] {
                    let usable = usable_memory(home, size, os, display, Ecc::Default);
                    assert!(usable.usable < size, "{}", hardware.id);
                    let fair = if hardware.kind == DeviceKind::Gpu { 0.7 } else { 0.0 };
                    let share = usable.usable.as_f64() / size.as_f64();
                    assert!(
                        share > fair || size <= Bytes::GIB * 4,
                        "{}: {share} of {}",
                        hardware.id,
                        size.as_gib()
                    );
                    if let Some(raised) = raise(home, size, os, display, Ecc::Default) {
                        assert!(raised.usable() <= size, "{}", hardware.id);
                    }
                }
            }
        }
    }
}

#[test]
fn homes_follow_from_what_a_device_is() {
    let catalog = catalog();
    let home = |id: &str| {
        let found = catalog.hardware().iter().find(|hardware| &*hardware.id == id);
        MemoryHome::of(found.unwrap_or_else(|| panic!("no device {id}")))
    };
    for (id, expected) in [
        ("nvidia-l40s", MemoryHome::NvidiaCard(EccCost::OnByDefault)),
        ("nvidia-h200-sxm", MemoryHome::NvidiaCard(EccCost::None)),
        ("nvidia-rtx-pro-6000-blackwell", MemoryHome::NvidiaCard(EccCost::None)),
        ("amd-radeon-pro-w7900", MemoryHome::AmdCard(EccCost::OnByDefault)),
        ("amd-radeon-ai-pro-r9700", MemoryHome::AmdCard(EccCost::OffByDefault)),
        ("amd-ryzen-ai-max-395", MemoryHome::AmdChip),
        ("intel-arc-a770-16gb", MemoryHome::ArcFirst),
        ("intel-arc-b580", MemoryHome::ArcLater),
        ("apple-m4-max-40c", MemoryHome::Apple),
        ("apple-iphone-17-pro", MemoryHome::IPhone),
        ("nvidia-dgx-spark", MemoryHome::NvidiaSpark),
        ("nvidia-jetson-agx-orin-64gb", MemoryHome::Jetson),
        ("qualcomm-snapdragon-8-elite", MemoryHome::Android),
        ("raspberry-pi-5", MemoryHome::HostRam),
    ] {
        assert_eq!(home(id), expected, "{id}");
    }
}

/// Sizes llama.cpp logs or publishers list: Qwen2.5-VL 7B 1,354,132,480 bytes, Gemma 3 4B 851.0 MB, Qwen3.5 0.8B
/// 207,346,528 bytes of file.
#[test]
fn projectors_have_the_published_size() {
    let catalog = catalog();
    for (id, published) in [
        ("qwen2.5-vl-7b-instruct", 1_354_132_480_u64),
        ("gemma-3-4b-it", 851_000_000),
        ("qwen3.5-0.8b", 207_346_528),
    ] {
        let model = catalog.models().iter().find(|model| &*model.id == id).expect("a model of the catalog");
        let ours = projector_bytes(&model.vision).get().expect("its encoder is recorded").get();
        assert!(ours.abs_diff(published) * 100 <= published * 4, "{id}: {ours}, published {published}");
    }
}

#[test]
fn every_image_rule_gives_a_plausible_count_or_none() {
    let catalog = catalog();
    let mut known = 0;
    for model in catalog.models() {
        let Vision::Encoder { tokens, .. } = &model.vision else {
            assert_eq!(projector_bytes(&model.vision).get(), Some(Bytes::ZERO));
            continue;
        };
        if let Some(count) = image_tokens(tokens, ImageSize::TYPICAL).get() {
            known += 1;
            assert!(count.get() <= 16_384, "{}: {}", model.id, count.get());
        }
    }
    assert!(known >= 80, "{known}");
}

/// Every model with a header's figures has a cache at its own context, or an unknown one for a recorded reason; an eight-bit
/// cache is smaller, if the model takes one at all.
#[test]
fn every_layout_gives_a_cache_or_is_unknown() {
    let catalog = catalog();
    let (mut known, mut unknown) = (0, 0);
    for model in catalog.models() {
        let Some(hparams) = model.gguf.as_ref().get() else { continue };
        let architecture =
            Architecture::from_hparams(hparams).unwrap_or_else(|fault| panic!("{}: {fault}", model.id));
        let Some(rule) = CacheRule::of(&architecture).get() else {
            unknown += 1;
            continue;
        };
        known += 1;
        let context = ContextSize::PerUser(Tokens::new(architecture.context_max.max(1)));
        let settings = ContextSettings::new(context, 1);
        let whole = rule.bytes(&settings).total();
        let eight = settings.with_kv(KvTypes::both(KvType::Q8_0));
        if rule.check(&eight).is_ok() {
            assert!(rule.bytes(&eight).total() <= whole, "{}", model.id);
        }
        // 4 TiB: ten million tokens of a large model without windows.
        assert!(whole < Bytes::GIB * 4096, "{}: {} GiB", model.id, whole.as_gib());
    }
    assert!(known + unknown == 0 || known > 20 * unknown, "{known} known, {unknown} unknown");
}
