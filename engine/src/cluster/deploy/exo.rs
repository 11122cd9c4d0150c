//! exo: the same program on every Mac, which find one another; then one of them is told to place the model. Sources: README ("Run from source") and
//! `docs/api.md` of exo 1.0 (`POST /place_instance`: `model_id`, `sharding`, `instance_meta`, `min_nodes`).

use super::commands::{Copy, add};
use super::{Deployment, DeploymentNote};
use crate::launch::Step;

/// The version whose documentation names these.
const VERSION: &str = "1.0";

pub(super) fn deployment(copy: &Copy<'_>) -> Deployment {
    let mut nodes = Vec::new();
    for node in 0..copy.used() {
        add(&mut nodes, node, Step::new(["uv", "run", "exo"]));
    }
    let rdma = copy.nodes > 1 && copy.asked.network.is_rdma();
    // What mlx-lm would be told on one Mac names the model.
    let step = copy.step();
    let model = step.argv.iter().skip_while(|word| *word != "--model").nth(1).cloned().unwrap_or_default();
    let sharding = if copy.layout.tensor > 1 { "Tensor" } else { "Pipeline" };
    let meta = if rdma { "MlxJaccl" } else { "MlxRing" };
    let body = [
        "{\"model_id\":\"",
        &model,
        "\",\"sharding\":\"",
        sharding,
        "\",\"instance_meta\":\"",
        meta,
        "\",\"min_nodes\":",
        &copy.nodes.to_string(),
        "}",
    ];
    for _ in 0..copy.layout.replicas {
        let mut place = Step::new(["curl", "-X", "POST", "http://localhost:52415/place_instance"]);
        place.flag("-H", "Content-Type: application/json");
        place.flag("-d", body.concat());
        add(&mut nodes, 0, place);
    }
    let started = copy.started(nodes, Vec::new(), [rdma.then_some(DeploymentNote::EnableRdma)]);
    Deployment { version: VERSION, ..started }
}
