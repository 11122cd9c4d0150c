//! llama.cpp: `rpc-server` on the other nodes, the program on the first. Source: `tools/rpc/README.md` of llama.cpp.

use super::commands::{Copy, add, name};
use super::{Deployment, DeploymentNote};
use crate::launch::Step;

/// Where `rpc-server` listens (the default of `-p`).
const PORT: &str = ":50052";

pub(super) fn deployment(copy: &Copy<'_>) -> Deployment {
    let mut nodes = Vec::new();
    for group in copy.groups() {
        let others: Vec<u32> = (group.first + 1..group.first + copy.nodes).collect();
        for &node in &others {
            let mut server = Step::new(["rpc-server"]);
            server.flag("-H", "0.0.0.0");
            // Keeps tensors, so that only the first start sends them.
            server.switch("-c");
            add(&mut nodes, node, server);
        }
        let mut step = copy.step();
        if !others.is_empty() {
            let servers: Vec<String> = others.iter().map(|&node| name(node) + PORT).collect();
            step.flag("--rpc", servers.join(","));
        }
        if let Some(dealt) = &copy.best.dealt {
            let shares: Vec<String> = dealt.iter().map(u32::to_string).collect();
            step.flag("--tensor-split", shares.join(","));
        }
        add(&mut nodes, group.first, step);
    }
    let trusted = copy.on_several(DeploymentNote::TrustedNetworkOnly);
    copy.started(nodes, Vec::new(), [trusted, copy.deal_requests()])
}
