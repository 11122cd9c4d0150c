//! Words of a question's host that the engine reads as figures: `rig.host.memory_type` (`ddr5-5600x2`) is a bandwidth, `rig.host.disk` (`pcie4`, or
//! GB/s) is asked about beside the answer. They are read here, before the question: the pages, which do not know them, would carry their reader.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use will_it_run_engine::host::{Disk, MemoryType};
use will_it_run_engine::question::{Fault, FaultCode};

use super::malformed;

/// Only the words.
#[derive(Default, Deserialize)]
struct Asked {
    #[serde(default)]
    rig: Option<Rig>,
}

#[derive(Deserialize)]
struct Rig {
    #[serde(default)]
    host: Option<Host>,
}

#[derive(Deserialize)]
struct Host {
    #[serde(default)]
    memory_type: Option<String>,
    #[serde(default)]
    disk: Option<DiskWord>,
    #[serde(default)]
    bandwidth_gb_s: Option<f64>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum DiskWord {
    GbPerSecond(f64),
    Word(String),
}

/// A line of JSON with a rig, and the disk it names.
///
/// # Errors
/// It does not read, or a word of its host does not.
pub fn with_host_words<T: DeserializeOwned>(line: &str) -> Result<(T, Option<Disk>), Fault> {
    // Before the question itself: what follows a whole question on its line belongs to none.
    let one_value = serde_json::from_str::<serde::de::IgnoredAny>(line);
    let host = serde_json::from_str::<Asked>(line).unwrap_or_default().rig.and_then(|rig| rig.host);
    let words = host.filter(|host| host.memory_type.is_some() || host.disk.is_some());
    let read = match (words, serde_json::from_str::<Value>(line)) {
        (Some(host), Ok(mut value)) => {
            let disk = settle(&host, &mut value)?;
            serde_path_to_error::deserialize(value).map(|asked| (asked, disk))
        }
        _ => serde_path_to_error::deserialize(&mut serde_json::Deserializer::from_str(line))
            .map(|asked| (asked, None)),
    };
    match read {
        Ok(_) if let Err(error) = one_value => {
            let message = format!("not a question: {error}; one line is one question");
            Err(Fault { code: FaultCode::Malformed, field: String::new(), message, near: Vec::new() })
        }
        Ok(found) => Ok(found),
        Err(error) => Err(malformed(&error)),
    }
}

/// Puts the bandwidth in the words' place.
fn settle(host: &Host, value: &mut Value) -> Result<Option<Disk>, Fault> {
    let fields = value.pointer_mut("/rig/host").and_then(Value::as_object_mut);
    if let Some(fields) = fields {
        fields.remove("disk");
        fields.remove("memory_type");
        if let Some(word) = &host.memory_type {
            let bandwidth = MemoryType::bandwidth_gb_s(word, host.bandwidth_gb_s)?;
            fields.insert("bandwidth_gb_s".to_owned(), Value::from(bandwidth));
        }
    }
    host.disk
        .as_ref()
        .map(|disk| match disk {
            DiskWord::Word(word) => Disk::parse(word),
            DiskWord::GbPerSecond(gb_s) => Disk::gb_s(*gb_s),
        })
        .transpose()
}
