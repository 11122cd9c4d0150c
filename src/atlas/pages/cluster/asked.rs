//! What the address asks: the calculator's words for a node, and this page's for what makes nodes a cluster.

use will_it_run_engine::cluster::{ClusterRuntime, RawCluster, RawLink, RawNetwork, RawParallel};
use will_it_run_engine::launch::Shell;
use will_it_run_engine::question::{Fault, FaultCode, RawQuestion};

use crate::app::state::{Asked, Field, query_with, read_address};
use crate::atlas::components::typed::figure;
use crate::atlas::place::Place;

/// Machines.
pub const NODES: &str = "nodes";
/// The network: a preset's word, or [`OWN`].
pub const NET: &str = "net";
/// The network's own rate.
pub const GBIT: &str = "gbit";
/// The network's own latency.
pub const LATENCY: &str = "us";
/// Devices that matrices are split over.
pub const TENSOR: &str = "tp";
/// Stages.
pub const PIPELINE: &str = "pp";
/// Copies.
pub const REPLICAS: &str = "dp";
/// Experts whole on devices: `on` or `off`.
pub const EXPERT: &str = "ep";
/// The shell that commands are written for.
pub const SHELL: &str = "shell";

/// A network with its own figures.
pub const OWN: &str = "own";
/// Rate and latency of a network with its own figures, where nobody says: 10 Gbit/s Ethernet, as the preset has it.
pub const OWN_USUAL: (f64, f64) = (10.0, 50.0);
/// Machines where nobody says.
pub const NODES_USUAL: u32 = 2;

/// What an empty address asks.
pub const FIRST: &str =
    "model=deepseek-r1&runtime=vllm&on=nvidia-h100-sxm&n=8&nodes=2&net=infiniband-ndr&users=8";

/// What this page adds to the calculator's words.
const ADDED: [&str; 9] = [NODES, NET, GBIT, LATENCY, TENSOR, PIPELINE, REPLICAS, EXPERT, SHELL];
/// What is typed as a number, whole ones first.
const WHOLE: [&str; 4] = [NODES, TENSOR, PIPELINE, REPLICAS];

/// The place with the question that is asked: an empty address asks the first.
#[must_use]
pub fn standing(place: &Place) -> Place {
    let mut place = place.clone();
    if place.query.is_empty() {
        FIRST.clone_into(&mut place.query);
    }
    place
}

/// The first question with another model, its context and users: where no single machine was found for it.
#[must_use]
pub fn first_with(model: &str, context: Option<u32>, users: Option<u32>) -> String {
    let whole = |figure: Option<u32>| figure.map(|figure| figure.to_string()).unwrap_or_default();
    let fields = [
        (Field::Model, model.to_owned()),
        (Field::Context, whole(context)),
        (Field::Users, whole(users.filter(|users| *users > 1))),
    ];
    fields.iter().fold(FIRST.to_owned(), |query, (field, value)| query_with(&query, field.word(), value))
}

/// The engine's question of an address, and the words whose values could not be read; those stand at their default.
#[must_use]
pub fn question(query: &str) -> (RawCluster, Vec<String>) {
    let value = |word: &str| crate::app::state::value_of(query, word);
    let bare = ADDED.iter().fold(query.to_owned(), |query, word| query_with(&query, word, ""));
    let (asked, faults) = read_address(&bare, &Asked::about("", crate::app::state::CPU));
    let mut wrong: Vec<String> = faults
        .into_iter()
        .map(|fault| match fault {
            crate::app::state::AddressFault::UnknownField { name } => name,
            crate::app::state::AddressFault::BadValue { field, .. } => field.word().to_owned(),
        })
        .collect();
    let [nodes, tensor, pipeline, replicas] = WHOLE.map(|word| {
        let text = value(word);
        let read = whole(&text);
        if read.is_none() && !text.is_empty() {
            wrong.push(word.to_owned());
        }
        read
    });
    let net = value(NET);
    let network = if net == OWN {
        let [gbit_s, latency_us] = [(GBIT, OWN_USUAL.0), (LATENCY, OWN_USUAL.1)].map(|(word, usual)| {
            let text = value(word);
            let read = figure(&text);
            if read.is_none() && !text.is_empty() {
                wrong.push(word.to_owned());
            }
            read.unwrap_or(usual)
        });
        Some(RawNetwork::Link(RawLink { gbit_s, latency_us }))
    } else {
        (!net.is_empty()).then(|| net.as_str().into())
    };
    let expert = match value(EXPERT).as_str() {
        "" => None,
        "on" => Some(true),
        "off" => Some(false),
        _ => {
            wrong.push(EXPERT.to_owned());
            None
        }
    };
    let raw = RawCluster {
        question: asked.question,
        nodes: nodes.unwrap_or(NODES_USUAL),
        network,
        parallel: RawParallel { tensor, pipeline, replicas, expert },
    };
    (raw, wrong)
}

fn whole(text: &str) -> Option<u32> {
    text.trim().parse().ok()
}

/// The runtime asked for, as far as it is one.
#[must_use]
pub fn engine(raw: &RawCluster) -> Option<ClusterRuntime> {
    raw.question.runtime.as_deref().map_or(Some(ClusterRuntime::LlamaCpp), ClusterRuntime::parse)
}

/// The question as one machine's, for what its runtime takes when nobody says.
#[must_use]
pub fn on_a_node(raw: &RawCluster) -> RawQuestion {
    let runtime = engine(raw).map(|engine| engine.on_a_node().word().to_owned());
    RawQuestion { runtime, ..raw.question.clone() }
}

/// The shell of the address.
#[must_use]
pub fn shell(place: &Place) -> Shell {
    Shell::parse(&place.asked(SHELL)).unwrap_or(Shell::Posix)
}

/// The word of the address that a fault is about.
#[must_use]
pub fn word_of(fault: &Fault) -> Option<&'static str> {
    Some(match (fault.code, fault.field.as_str()) {
        (FaultCode::ChooseMemory, _) => Field::MemoryGib.word(),
        (FaultCode::UnknownModel, _) | (_, "model") => Field::Model.word(),
        (FaultCode::UnknownHardware, _) | (_, "rig.devices") => Field::Device.word(),
        (FaultCode::UnknownQuant, _) | (_, "quant") => Field::Quant.word(),
        (_, "runtime") => Field::Runtime.word(),
        (_, "context") => Field::Context.word(),
        (_, "users") => Field::Users.word(),
        (_, "rig.nodes") => NODES,
        (_, "rig.network") => NET,
        (_, "rig.network.gbit_s") => GBIT,
        (_, "rig.network.latency_us") => LATENCY,
        (_, "rig.parallel.tensor") => TENSOR,
        (_, "rig.parallel.pipeline") => PIPELINE,
        (_, "rig.parallel.replicas") => REPLICAS,
        (_, "rig.parallel.expert") => EXPERT,
        (_, field) if field.ends_with(".count") => Field::Count.word(),
        (_, field) if field.ends_with(".memory_gib") && field.starts_with("rig.host") => {
            Field::HostMemory.word()
        }
        (_, field) if field.ends_with(".memory_gib") => Field::MemoryGib.word(),
        _ => return None,
    })
}

/// The query that takes a fault's way on.
#[must_use]
pub fn mended(query: &str, fault: &Fault, near: &str) -> Option<String> {
    let word = word_of(fault)?;
    if near == "rig.nodes" {
        // exo takes each device as a machine of its own.
        let count = |word: &str| whole(&crate::app::state::value_of(query, word)).unwrap_or(1);
        let nodes = count(NODES).saturating_mul(count(Field::Count.word())).to_string();
        return Some(query_with(&query_with(query, NODES, &nodes), Field::Count.word(), ""));
    }
    let near = match (word, near) {
        (EXPERT, "false") => "off",
        (EXPERT, "true") => "on",
        (_, near) => near,
    };
    Some(query_with(query, word, near))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_question() {
        let (raw, wrong) = question(FIRST);
        assert!(wrong.is_empty(), "{wrong:?}");
        assert_eq!((raw.nodes, raw.question.users), (2, Some(8)));
        assert_eq!(raw.network, Some("infiniband-ndr".into()));
        assert_eq!(raw.question.rig.devices.first().and_then(|device| device.count), Some(8));
        assert_eq!(engine(&raw), Some(ClusterRuntime::Vllm));
        let (raw, wrong) = question("model=a&on=b&net=own&gbit=25&us=fast&tp=4&ep=on&pp=two");
        assert_eq!(raw.network, Some(RawNetwork::Link(RawLink { gbit_s: 25.0, latency_us: 50.0 })));
        assert_eq!(
            (raw.parallel.tensor, raw.parallel.pipeline, raw.parallel.expert),
            (Some(4), None, Some(true))
        );
        assert_eq!(wrong, [PIPELINE, LATENCY]);
    }

    #[test]
    fn the_first_question_is_asked_of_another_model() {
        let query = first_with("a", Some(4096), Some(1));
        assert_eq!(query, "model=a&runtime=vllm&on=nvidia-h100-sxm&n=8&nodes=2&net=infiniband-ndr&ctx=4096");
    }

    #[test]
    fn no_word_is_one_of_the_calculators() {
        for word in ADDED {
            assert_eq!(Field::parse(word), None, "{word}");
        }
    }

    #[test]
    fn macs_in_one_node_become_nodes() {
        let fault = Fault {
            code: FaultCode::NotWithRuntime,
            field: "rig.devices".to_owned(),
            message: String::new(),
            near: Vec::new(),
        };
        assert_eq!(mended("on=a&n=2&nodes=3", &fault, "rig.nodes").as_deref(), Some("on=a&nodes=6"));
    }
}
