//! Laws of clusters over generated questions: a cluster of one node is that node; a stage is its parts; more nodes, a faster network and more copies do what
//! they must.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]
#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a test that cannot go on fails")]

#[path = "common/cluster.rs"]
mod common;

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use will_it_run_engine::answer::{Parts, Rate};
use will_it_run_engine::calculator::Calculator;
use will_it_run_engine::cluster::{
    ClusterAnswer, ClusterRuntime, RawCluster, RawLink, RawNetwork, RawParallel,
};
use will_it_run_engine::fit::Fit;
use will_it_run_engine::question::{RawDevice, RawHost, RawQuestion, RawRig};
use will_it_run_engine::units::{Bytes, Known};

thread_local! {
    static CALCULATOR: Calculator = common::calculator();
}

fn answer(raw: &RawCluster) -> Option<ClusterAnswer> {
    CALCULATOR.with(|calculator| calculator.cluster(raw).ok())
}

/// What is asked beside the model: engine, its usual device, and how much of it.
fn node(engine: usize, which: usize, count: u32) -> (&'static str, RawDevice) {
    let cuda = ["nvidia-h100-sxm", "nvidia-a100-sxm-80gb", "nvidia-rtx-4090", "nvidia-dgx-spark"];
    let any = ["nvidia-rtx-3090", "amd-rx-7900-xtx", "amd-ryzen-ai-max-395", "apple-m4-max-40c"];
    let macs = [("apple-m4-max-40c", 128.0), ("apple-m3-ultra-80c", 512.0), ("apple-m4-max-40c", 64.0)];
    let device = |hardware: &str, memory_gib, count| RawDevice {
        hardware: hardware.to_owned(),
        count: Some(count),
        memory_gib,
        usable_gib: None,
    };
    match engine % 4 {
        0 => ("vllm", device(cuda[which % 4], None, count)),
        1 => ("sglang", device(cuda[which % 4], None, count)),
        2 => {
            let hardware = any[which % 4];
            let shared = hardware.starts_with("apple") || hardware.contains("ryzen");
            ("llama.cpp", device(hardware, shared.then_some(128.0), if shared { 1 } else { count.min(4) }))
        }
        _ => {
            let (hardware, gib) = macs[which % 3];
            ("exo", device(hardware, Some(gib), 1))
        }
    }
}

prop_compose! {
    fn cluster()(
        model in any::<usize>(),
        engine in any::<usize>(),
        device in any::<usize>(),
        count in prop::sample::select(vec![1u32, 2, 4, 8]),
        nodes in 1u32..=4,
        context in 64u32..100_000,
        users in 1u32..=64,
        depth in 0u32..20_000,
        prompt in 1u32..20_000,
        gbit_s in 0.1f64..800.0,
        latency_us in 0.0f64..1000.0,
        parallel in (prop::option::of(1u32..=16), prop::option::of(1u32..=8), prop::option::of(1u32..=4), prop::option::of(any::<bool>())),
        told in 0u32..4,
    ) -> RawCluster {
        let (runtime, device) = node(engine, device, count);
        let model = CALCULATOR.with(|c| c.catalog().models()[model % c.catalog().models().len()].id.to_string());
        let (tensor, pipeline, replicas, expert) = parallel;
        let each = device.count.unwrap_or(1);
        RawCluster {
            question: RawQuestion {
                model,
                runtime: Some(runtime.to_owned()),
                rig: RawRig {
                    devices: vec![device],
                    host: Some(RawHost { memory_gib: Some(256.0), bandwidth_gb_s: None }),
                    ..RawRig::default()
                },
                context: Some(context),
                users: Some(users),
                depth: Some(depth),
                prompt: Some(prompt),
                ..RawQuestion::default()
            },
            nodes,
            network: Some(RawNetwork::Link(RawLink { gbit_s, latency_us })),
            parallel: match told {
                0 => RawParallel { tensor, pipeline, replicas, expert },
                // One copy on all nodes, of whatever size the model is.
                1 if runtime == "llama.cpp" => RawParallel { pipeline: Some(each * nodes), ..RawParallel::default() },
                1 => RawParallel { tensor: Some(each), pipeline: Some(nodes), ..RawParallel::default() },
                _ => RawParallel::default(),
            },
        }
    }
}

fn sum(parts: &Parts) -> Known<Bytes> {
    parts.components().into_iter().fold(Known::Known(Bytes::ZERO), |a, b| a.zip(b).map(|(a, b)| a + b))
}

fn typical(rate: Known<Rate>) -> Option<f64> {
    rate.get().map(|rate| rate.tokens_per_second.get())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, rng_seed: RngSeed::Fixed(1), ..ProptestConfig::default() })]

    #[test]
    fn every_answer_is_sound(raw in cluster()) {
        let Some(a) = answer(&raw) else { return Ok(()) };
        for stage in &a.stages {
            prop_assert_eq!(stage.parts.total, sum(&stage.parts));
            if a.fit.runs() {
                prop_assert!(stage.parts.at_least().fits(stage.usable), "{:?}", stage);
            }
            prop_assert!(stage.node + stage.nodes <= a.nodes);
        }
        let all = a.stages.iter().fold(Known::Known(Bytes::ZERO), |sum, stage| {
            sum.zip(stage.parts.total).map(|(sum, total)| sum + total * u64::from(stage.devices))
        });
        prop_assert_eq!(a.device, all);
        for rate in [a.decode, a.decode_each, a.prefill].into_iter().filter_map(Known::get) {
            let [low, typical, high, ceiling] = [rate.low, rate.tokens_per_second, rate.high, rate.ceiling].map(|r| r.get());
            prop_assert!(0.0 < low && low <= typical && typical <= high && high <= ceiling && ceiling.is_finite());
        }
        if a.fit == Fit::DoesNotFit {
            prop_assert!(!a.decode.is_known() && !a.decode_each.is_known() && !a.most_users.is_known() && a.launch.is_none());
        }
        if let Known::Known(most) = a.most_users {
            let asked = raw.question.users.unwrap_or(1).div_ceil(a.parallel.replicas);
            prop_assert!(most >= asked * a.parallel.replicas, "{most} {asked} {:?}", a.parallel);
        }
        let layout = &a.parallel;
        prop_assert!(a.nodes_of_a_copy * layout.replicas <= a.nodes || a.nodes_of_a_copy == 1);
        prop_assert_eq!(a.choices.iter().filter(|choice| choice.chosen).count(), 1);
        // The fewest nodes of all that fit.
        if a.fit.runs() {
            let least = a.choices.iter().filter(|choice| choice.fit.runs()).map(|choice| choice.nodes).min();
            prop_assert_eq!(least, Some(a.nodes_of_a_copy));
        }
    }

    /// All devices of a node split every matrix, or llama.cpp deals layers: that is what one rig does.
    #[test]
    fn a_cluster_of_one_node_is_that_node(raw in cluster()) {
        let count = raw.question.rig.devices[0].count;
        let llama = raw.question.runtime.as_deref() == Some("llama.cpp");
        let one = RawCluster {
            nodes: 1,
            network: None,
            parallel: RawParallel {
                tensor: (!llama).then_some(count).flatten(),
                pipeline: if llama { None } else { Some(1) },
                ..RawParallel::default()
            },
            ..raw
        };
        let Some(a) = answer(&one) else { return Ok(()) };
        let mut question = one.question.clone();
        if question.runtime.as_deref() == Some("exo") {
            question.runtime = Some("mlx".to_owned());
        }
        question.placement = llama.then(|| "device".to_owned());
        let rig = CALCULATOR.with(|calculator| calculator.answer(&question)).unwrap();
        prop_assert_eq!(a.stages.len(), if llama { rig.memory.per_device.len() } else { 1 });
        for (stage, device) in a.stages.iter().zip(&rig.memory.per_device) {
            prop_assert_eq!((stage.parts, stage.usable), (device.parts, device.usable));
        }
        prop_assert_eq!(a.device, rig.memory.device.total);
        if rig.fit.runs() && a.fit.runs() {
            prop_assert_eq!(a.fit, rig.fit);
            for (here, there) in [(a.decode_each, rig.decode), (a.prefill, rig.prefill)] {
                let (Some(here), Some(there)) = (here.get(), there.get()) else { return Ok(()) };
                for (here, there) in [
                    (here.tokens_per_second, there.tokens_per_second),
                    (here.low, there.low),
                    (here.high, there.high),
                    (here.ceiling, there.ceiling),
                ] {
                    // Measurements of a device narrow its own ranges and move its rate: a rig has them, and so has llama.cpp's cluster.
                    prop_assert!((here.get() / there.get() - 1.0).abs() < 1e-9, "{here:?} {there:?}");
                }
            }
        }
    }

    #[test]
    fn more_nodes_never_turn_a_fit_into_a_misfit(raw in cluster(), more in 1u32..4) {
        let chosen = RawCluster { parallel: RawParallel::default(), ..raw };
        let bigger = RawCluster { nodes: chosen.nodes + more, ..chosen.clone() };
        let (Some(few), Some(many)) = (answer(&chosen), answer(&bigger)) else { return Ok(()) };
        if few.fit.runs() {
            prop_assert!(many.fit.runs(), "{:?} {:?}", few.parallel, many.parallel);
            // In the same layout of a copy there are no fewer of them.
            let same = |a: &ClusterAnswer| (a.parallel.tensor, a.parallel.pipeline);
            if let (true, Known::Known(few), Known::Known(many)) =
                (same(&few) == same(&many), few.most_users, many.most_users)
            {
                prop_assert!(many >= few, "{few} {many}");
            }
        }
    }

    #[test]
    fn a_slower_network_never_makes_it_faster(raw in cluster(), slower in 1.0f64..100.0) {
        let Some(RawNetwork::Link(link)) = raw.network.clone() else { return Ok(()) };
        let slow = RawLink { gbit_s: (link.gbit_s / slower).max(0.001), latency_us: link.latency_us * slower };
        let Some(fast) = answer(&raw) else { return Ok(()) };
        // In the layout that was chosen.
        let layout = RawParallel {
            tensor: Some(fast.parallel.tensor),
            pipeline: Some(fast.parallel.pipeline),
            replicas: Some(fast.parallel.replicas),
            expert: Some(fast.parallel.expert),
        };
        let same = RawCluster { parallel: layout, ..raw.clone() };
        let slow = RawCluster { network: Some(RawNetwork::Link(slow)), ..same };
        let slow = CALCULATOR.with(|calculator| calculator.cluster(&slow));
        let slow = slow.unwrap_or_else(|fault| panic!("the layout that was chosen exists: {fault:?}"));
        for (slow, fast) in [(slow.decode, fast.decode), (slow.decode_each, fast.decode_each), (slow.prefill, fast.prefill)] {
            let (slow, fast) = (typical(slow), typical(fast));
            prop_assert_eq!(slow.is_some(), fast.is_some());
            prop_assert!(slow <= fast.map(|fast| fast * (1.0 + 1e-12)), "{slow:?} {fast:?}");
        }
        prop_assert!(slow.traffic.decode.seconds >= fast.traffic.decode.seconds);
        // Macs that reach one another by RDMA send all to all at once; over a network too slow for that they send in a ring.
        let other_way = slow.traffic.decode.messages != fast.traffic.decode.messages;
        prop_assert!(!other_way || fast.runtime == ClusterRuntime::Exo);
        if !other_way {
            prop_assert_eq!(slow.traffic.decode.bytes, fast.traffic.decode.bytes);
        }
    }

    #[test]
    fn copies_do_not_change_the_speed_of_one_user(raw in cluster()) {
        let chosen = RawCluster { parallel: RawParallel { expert: Some(false), ..RawParallel::default() }, ..raw };
        let Some(many) = answer(&chosen) else { return Ok(()) };
        let layout = RawParallel {
            tensor: Some(many.parallel.tensor),
            pipeline: Some(many.parallel.pipeline),
            replicas: Some(1),
            expert: Some(false),
        };
        let Some(one) = answer(&RawCluster { parallel: layout, ..chosen.clone() }) else { return Ok(()) };
        if let (Some(one), Some(many)) = (typical(one.decode), typical(many.decode)) {
            prop_assert!((one / many - 1.0).abs() < 1e-12, "{one} {many}");
        }
        // All of them together are served no slower by more copies.
        if let (Known::Known(one), Known::Known(many)) = (one.decode_all, many.decode_all) {
            prop_assert!(many.get() >= one.get() * (1.0 - 1e-9), "{one:?} {many:?}");
        }
    }
}
