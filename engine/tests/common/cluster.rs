//! Questions about clusters as the interface writes them.
#![allow(dead_code, reason = "each test uses its own part")]

use serde_json::Value;
use will_it_run_engine::calculator::Calculator;
use will_it_run_engine::catalog::Catalog;
use will_it_run_engine::cluster::RawCluster;

pub fn calculator() -> Calculator {
    Calculator::new(Catalog::from_json(include_str!("../../../catalog.json")).unwrap())
}

/// `rig.nodes`, `rig.network` and `rig.parallel` taken out of a question.
pub fn read(mut question: Value) -> RawCluster {
    let mut take = |field: &str| {
        question
            .get_mut("rig")
            .and_then(Value::as_object_mut)
            .and_then(|rig| rig.remove(field))
            .unwrap_or_default()
    };
    let [nodes, network, parallel] = ["nodes", "network", "parallel"].map(&mut take);
    RawCluster {
        nodes: serde_json::from_value::<Option<u32>>(nodes).unwrap().unwrap_or(1),
        network: serde_json::from_value(network).unwrap(),
        parallel: serde_json::from_value::<Option<_>>(parallel).unwrap().unwrap_or_default(),
        question: serde_json::from_value(question).unwrap(),
    }
}

pub fn line(text: &str) -> RawCluster {
    read(serde_json::from_str(text).unwrap_or_else(|error| panic!("{text}: {error}")))
}
