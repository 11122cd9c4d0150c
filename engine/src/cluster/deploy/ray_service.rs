//! A RayService: Ray Serve's servers of a model on a Ray cluster that KubeRay starts. Fields are those of `ray.io/v1`
//! (`ray-operator/config/crd/bases/ray.io_rayservices.yaml` of ray-project/kuberay); the application is Ray Serve's
//! (<https://docs.ray.io/en/latest/serve/llm/quick-start.html>, "Production deployment"), its `engine_kwargs` are vLLM's flags as names.

use std::collections::BTreeMap;

use serde::Serialize;

use super::commands::Copy;
use super::pods::{Container, Metadata, Pod, PodSpec, Port, Resources, dns, gpus, shared_memory};
use crate::launch::Step;

/// Ray with what `ray.serve.llm` needs, and its version.
const IMAGE: &str = "rayproject/ray-llm:2.52.0-py311-cu128";
const VERSION: &str = "2.52.0";

/// Servers of a model on a Ray cluster.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RayService {
    api_version: &'static str,
    kind: &'static str,
    metadata: Metadata,
    spec: Spec,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Spec {
    #[serde(rename = "serveConfigV2")]
    serve_config: String,
    #[serde(rename = "rayClusterConfig")]
    cluster: Cluster,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Cluster {
    ray_version: &'static str,
    head_group_spec: Head,
    worker_group_specs: Vec<Workers>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Head {
    ray_start_params: BTreeMap<&'static str, &'static str>,
    template: Pod,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Workers {
    group_name: &'static str,
    replicas: u32,
    min_replicas: u32,
    max_replicas: u32,
    ray_start_params: BTreeMap<&'static str, &'static str>,
    template: Pod,
}

/// The service of all copies, with the command that starts one.
pub(super) fn service(copy: &Copy<'_>, step: &Step) -> RayService {
    let nodes = copy.used();
    let head = pod("ray-head", Resources::default(), &[(6379, "gcs"), (8265, "dashboard"), (8000, "serve")]);
    // The first node computes nothing: every device is a worker's.
    let params = BTreeMap::from([("num-gpus", "0"), ("dashboard-host", "0.0.0.0")]);
    RayService {
        api_version: "ray.io/v1",
        kind: "RayService",
        metadata: Metadata { name: Some(dns(&copy.model.id)), labels: BTreeMap::new() },
        spec: Spec {
            serve_config: application(copy, step),
            cluster: Cluster {
                ray_version: VERSION,
                head_group_spec: Head { ray_start_params: params, template: head },
                worker_group_specs: vec![Workers {
                    group_name: "nodes",
                    replicas: nodes,
                    min_replicas: nodes,
                    max_replicas: nodes,
                    ray_start_params: BTreeMap::new(),
                    template: pod("ray-worker", gpus(copy.asked.machine.devices), &[]),
                }],
            },
        },
    }
}

fn pod(name: &'static str, resources: Resources, ports: &[(u32, &'static str)]) -> Pod {
    let (mount, volume) = shared_memory();
    let ports = ports.iter().map(|&(port, name)| Port { container_port: port, name: Some(name) });
    Pod {
        metadata: None,
        spec: PodSpec {
            containers: vec![Container {
                name,
                image: IMAGE.to_owned(),
                command: Vec::new(),
                resources,
                ports: ports.collect(),
                readiness_probe: None,
                volume_mounts: vec![mount],
            }],
            volumes: vec![volume],
        },
    }
}

/// The application as JSON, which is YAML: `serveConfigV2` is a text.
fn application(copy: &Copy<'_>, step: &Step) -> String {
    let (mut source, mut told) = (String::new(), Vec::new());
    let mut words = step.argv.iter().skip(2).peekable();
    while let Some(word) = words.next() {
        let Some(flag) = word.strip_prefix("--") else {
            source.clone_from(word);
            continue;
        };
        let value = match words.peek() {
            Some(next) if !next.starts_with("--") => {
                words.next().map_or_else(String::new, |value| scalar(value))
            }
            _ => "true".to_owned(),
        };
        told.push([&text(&flag.replace('-', "_")), ":", &value].concat());
    }
    [
        "{\"applications\":[{\"name\":\"llm\",\"import_path\":\"ray.serve.llm:build_openai_app\",\"route_prefix\":\"/\",",
        "\"args\":{\"llm_configs\":[{\"model_loading_config\":{\"model_id\":",
        &text(&copy.model.id),
        ",\"model_source\":",
        &text(&source),
        "},\"deployment_config\":{\"num_replicas\":",
        &copy.layout.replicas.to_string(),
        "},\"engine_kwargs\":{",
        &told.join(","),
        "}}]}}]}",
    ]
    .concat()
}

/// A number as it is, else a text.
fn scalar(word: &str) -> String {
    let number =
        word.parse::<f64>().is_ok_and(f64::is_finite) && word.starts_with(|c: char| c.is_ascii_digit());
    if number { word.to_owned() } else { text(word) }
}

/// A text of JSON.
fn text(word: &str) -> String {
    let mut quoted = String::from("\"");
    for c in word.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c < ' ' => quoted.push(' '),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_json() {
        assert_eq!(text("a\"b\\c\nd"), "\"a\\\"b\\\\c d\"");
        assert_eq!((scalar("0.92").as_str(), scalar("fp8").as_str()), ("0.92", "\"fp8\""));
    }
}
