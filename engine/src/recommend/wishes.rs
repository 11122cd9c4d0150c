//! Wishes as JSON, an address or a form states them: everything optional but what is to run.
//!
//! Field names are the public interface. Add, never rename.

use serde::{Deserialize, Serialize};

use crate::question::{RawHost, RawQuestion};

/// One thing to run: the fields of a question that do not speak of the machine.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawWant {
    /// Catalog id, alias or Hugging Face repository.
    pub model: String,
    /// Quant label; without one each rig runs the best of those that publishers offer.
    #[serde(default)]
    pub quant: Option<String>,
    /// Tokens per user; default the smaller of 8192 and the model's maximum.
    #[serde(default)]
    pub context: Option<u32>,
    /// Users; default 1.
    #[serde(default)]
    pub users: Option<u32>,
    /// Tokens already in the context when speed is asked for; default 0.
    #[serde(default)]
    pub depth: Option<u32>,
    /// Type of cached keys and values; default `f16`.
    #[serde(default)]
    pub kv: Option<String>,
    /// Images in the prompt; with any, the vision projector is loaded.
    #[serde(default)]
    pub images: Option<u32>,
    /// Decode wanted for each user, tokens per second: the usable rate of this want.
    #[serde(default)]
    pub speed: Option<f64>,
}

/// What a rig should do and be.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawWishes {
    /// What is to run, each by itself.
    pub wants: Vec<RawWant>,
    /// Most to spend, US dollars.
    #[serde(default)]
    pub budget_usd: Option<f64>,
    /// Most rated power of all devices, watts.
    #[serde(default)]
    pub power_w: Option<f64>,
    /// `any` (default), `new`, `used`.
    #[serde(default)]
    pub buy: Option<String>,
    /// Makers, as the catalog spells them; none means any.
    #[serde(default)]
    pub vendors: Vec<String>,
    /// `card`, `passive-card`, `socket`, `desktop`, `laptop`, `mini-pc`, `board`, `server`, `phone`; none means all but sockets and phones.
    #[serde(default)]
    pub forms: Vec<String>,
    /// Markets, as the catalog spells them (`consumer`, `workstation`, …); none means any.
    #[serde(default)]
    pub classes: Vec<String>,
    /// What must drive the device: `cuda`, `metal`, …; default each device's own.
    #[serde(default)]
    pub backend: Option<String>,
    /// `linux`, `windows`, `macos`; default as the device has it.
    #[serde(default)]
    pub os: Option<String>,
    /// Most equal cards in one rig, 1–8; default 2.
    #[serde(default)]
    pub max_devices: Option<u32>,
    /// Fewest equal cards in one rig, at most `max_devices`; default 1.
    #[serde(default)]
    pub min_devices: Option<u32>,
    /// The host cards would sit in; with its memory given, layers and experts may go there.
    #[serde(default)]
    pub host: Option<RawHost>,
    /// What counts among rigs that do as well: `price` (default), `speed`, `efficiency`.
    #[serde(default)]
    pub order: Option<String>,
    /// `best` (default: without rigs that another beats or equals in everything), `all`.
    #[serde(default)]
    pub list: Option<String>,
    /// Most rigs of each list in the answer, 1–200; default 20.
    #[serde(default)]
    pub limit: Option<u32>,
    /// Date the answer stands for: prices seen later do not count.
    #[serde(default)]
    pub as_of: Option<String>,
}

impl RawWant {
    /// The question that this want is, without a machine. Where no host's memory is given, layers stay on the devices: what the host could
    /// take is asked, never assumed.
    pub(crate) fn question(&self, host: Option<&RawHost>) -> RawQuestion {
        let placement = match host.and_then(|host| host.memory_gib) {
            Some(_) => "auto",
            None => "device",
        };
        RawQuestion {
            model: self.model.clone(),
            quant: self.quant.clone(),
            context: self.context,
            users: self.users,
            depth: self.depth,
            mmproj: self.images.filter(|images| *images > 0).map(|_| true),
            images: self.images,
            kv_k: self.kv.clone(),
            kv_v: self.kv.clone(),
            placement: Some(placement.to_owned()),
            thresholds: self
                .speed
                .map(|rate| crate::question::RawThresholds { headroom: None, usable_rate: Some(rate) }),
            ..RawQuestion::default()
        }
    }
}
