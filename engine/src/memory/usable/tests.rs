use super::*;

fn mib(mib: u64) -> Bytes {
    Bytes::MIB * mib
}

fn linux(home: MemoryHome, gib: u64) -> u64 {
    usable_memory(home, Bytes::GIB * gib, Os::Linux, Display::Headless, Ecc::Default).usable.get()
        / Bytes::MIB.get()
}

/// Totals that CUDA reports, from the listings the rule cites: within 0.5 %.
#[test]
fn nvidia_cards_have_what_cuda_reports() {
    let card = MemoryHome::NvidiaCard(EccCost::OffByDefault);
    let served = MemoryHome::NvidiaCard(EccCost::OnByDefault);
    for (home, gib, listed) in [
        (card, 24, 24_080),
        (card, 24, 24_124),
        (card, 96, 97_247),
        (card, 8, 7_805),
        (card, 10, 9_875),
        (card, 80, 81_152),
        (served, 48, 45_596),
    ] {
        let ours = linux(home, gib);
        assert!(ours.abs_diff(listed) * 200 <= listed, "{gib} GiB: {ours}, listed {listed}");
    }
}

#[test]
fn macs_have_what_metal_recommends() {
    for (gib, listed) in [
        (16, 12_124),
        (24, 18_186),
        (32, 25_559),
        (36, 28_753),
        (48, 38_338),
        (64, 53_084),
        (128, 110_100),
        (512, 475_136),
    ] {
        let usable =
            usable_memory(MemoryHome::Apple, Bytes::GIB * gib, Os::MacOs, Display::Attached, Ecc::Default);
        assert_eq!(usable.usable.get() / Bytes::MIB.get(), listed, "{gib} GB");
    }
}

#[test]
fn shared_memory_has_what_is_listed() {
    for (home, gib, listed) in [
        (MemoryHome::IntelChip, 32, 29_283),
        (MemoryHome::ArcFirst, 16, 15_473),
        (MemoryHome::ArcLater, 32, 32_656),
    ] {
        let ours = linux(home, gib);
        assert!(ours.abs_diff(listed) * 200 <= listed, "{gib} GiB: {ours}, listed {listed}");
    }
    let windows = usable_memory(
        MemoryHome::NvidiaSpark,
        Bytes::GIB * 128,
        Os::Windows,
        Display::Attached,
        Ecc::Default,
    );
    assert_eq!(windows.usable.get() / Bytes::GIB.get(), 102);
}

#[test]
fn error_correction_costs_a_sixteenth_where_it_costs() {
    let of = |cost, ecc| {
        usable_memory(MemoryHome::AmdCard(cost), Bytes::GIB * 32, Os::Linux, Display::Headless, ecc).usable
    };
    assert_eq!(of(EccCost::OnByDefault, Ecc::Default), mib(30_720 - 64));
    assert_eq!(of(EccCost::OnByDefault, Ecc::Off), mib(32_768 - 64));
    assert_eq!(of(EccCost::OffByDefault, Ecc::On), mib(30_720 - 64));
    assert_eq!(of(EccCost::None, Ecc::On), mib(32_768 - 64));
}

#[test]
fn lines_add_up_and_more_installed_is_never_less_usable() {
    let homes = [
        MemoryHome::NvidiaCard(EccCost::OnByDefault),
        MemoryHome::AmdCard(EccCost::None),
        MemoryHome::ArcFirst,
        MemoryHome::ArcLater,
        MemoryHome::Accelerator,
        MemoryHome::Apple,
        MemoryHome::AmdChip,
        MemoryHome::IntelChip,
        MemoryHome::OtherChip,
        MemoryHome::Jetson,
        MemoryHome::NvidiaSpark,
        MemoryHome::IPhone,
        MemoryHome::Android,
        MemoryHome::HostRam,
    ];
    for home in homes {
        for &os in Os::ALL {
            for display in [Display::Attached, Display::Headless] {
                let mut before = Bytes::ZERO;
                for quarter in 0..2200 {
                    let installed = mib(256 * quarter);
                    let usable = usable_memory(home, installed, os, display, Ecc::Default);
                    let taken: Bytes = usable.lines().map(|line| line.takes).sum();
                    assert_eq!(usable.usable + taken, installed);
                    assert!(before <= usable.usable, "{home:?} {os:?} at {} MiB", 256 * quarter);
                    before = usable.usable;
                    if let Some(raised) = raise(home, installed, os, display, Ecc::Default) {
                        assert!(usable.usable < raised.usable() && raised.usable() <= installed);
                    }
                }
            }
        }
    }
}

#[test]
fn every_rule_has_a_source() {
    for rule in UsableRule::ALL {
        assert!(!rule.source().is_empty());
        assert!(rule.takes(Bytes::ZERO) == Bytes::ZERO);
    }
}
