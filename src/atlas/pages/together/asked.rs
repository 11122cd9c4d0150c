//! The question of the address: `rig=A:2+B&ram=64&bw=ddr5-5600x2&m=MODEL@QUANT,context=16384,name=chat&m=…`.

use will_it_run_engine::compare::devices_of;
use will_it_run_engine::host::MemoryType;
use will_it_run_engine::question::{Fault, RawDevice, RawHost, RawQuestion, RawRig};
use will_it_run_engine::together::MoveChange;

use super::row::Row;
use crate::app::state::{query_with, value_of};
use crate::app::world::World;
use crate::atlas::components::compare_rig::rig_text;
use crate::atlas::components::typed::figure;
use crate::text::compare::plain;

/// Devices.
pub const RIG: &str = "rig";
/// GiB of RAM.
pub const RAM: &str = "ram";
/// What RAM moves: a kind of memory, or GB/s.
pub const BANDWIDTH: &str = "bw";
/// A model; once for each.
const MODEL: &str = "m";

/// What an address without a question asks: a chat, an autocomplete and an embedder on a card of 24 GB.
const FIRST: &str = "rig=nvidia-rtx-4090&ram=64&bw=ddr5-5600x2&m=qwen3-14b,context=16384,name=chat\
    &m=qwen2.5-coder-3b-instruct,context=4096,name=autocomplete&m=qwen3-embedding-0.6b@Q8_0,context=8192,name=embedder";

/// The question as it was typed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Asked {
    /// Kinds of devices.
    pub devices: Vec<RawDevice>,
    /// GiB of RAM.
    pub ram: String,
    /// What it moves.
    pub bandwidth: String,
    /// The models.
    pub rows: Vec<Row>,
}

impl Asked {
    /// Of a query; an empty one asks the first question.
    #[must_use]
    pub fn of(query: &str) -> Self {
        let query = if query.is_empty() { FIRST } else { query };
        let rig = value_of(query, RIG);
        let lines = query
            .split('&')
            .filter(|pair| pair.split('=').next() == Some(MODEL))
            .map(|pair| value_of(pair, MODEL))
            .filter(|line| !line.is_empty());
        Self {
            devices: if rig.is_empty() { Vec::new() } else { devices_of(&rig) },
            ram: value_of(query, RAM),
            bandwidth: value_of(query, BANDWIDTH),
            rows: lines.map(|line| Row::of(&line)).collect(),
        }
    }

    /// The query.
    #[must_use]
    pub fn query(&self) -> String {
        let rig = rig_text(&RawRig { devices: self.devices.clone(), ..RawRig::default() });
        let mut query = query_with("", RIG, &rig);
        query = query_with(&query, RAM, &self.ram);
        query = query_with(&query, BANDWIDTH, &self.bandwidth);
        for row in &self.rows {
            query = [&query, "&", &query_with("", MODEL, &row.line())].concat();
        }
        if query.is_empty() {
            // Nothing at all would be the first question again.
            return [RIG, "="].concat();
        }
        // Both read well and are safe in a value.
        query.trim_start_matches('&').replace("%40", "@").replace("%3D", "=")
    }

    /// The query after a change.
    #[must_use]
    pub fn with(&self, change: impl FnOnce(&mut Self)) -> String {
        let mut changed = self.clone();
        change(&mut changed);
        changed.query()
    }

    /// What RAM moves, GB/s; nothing where nobody says.
    ///
    /// # Errors
    /// What was typed is neither a kind of memory nor a number.
    pub fn gb_s(&self) -> Result<Option<f64>, Fault> {
        let text = self.bandwidth.trim();
        match figure(text) {
            _ if text.is_empty() => Ok(None),
            Some(gb_s) => Ok(Some(gb_s)),
            None => MemoryType::bandwidth_gb_s(text, None).map(Some),
        }
    }

    /// The engine's rig; what does not read of the host is left out.
    #[must_use]
    pub fn rig(&self) -> RawRig {
        let memory_gib = figure(&self.ram).filter(|gib| *gib > 0.0);
        let bandwidth_gb_s = self.gb_s().ok().flatten();
        let said = memory_gib.is_some() || bandwidth_gb_s.is_some();
        let host = said.then_some(RawHost { memory_gib, bandwidth_gb_s });
        RawRig { devices: self.devices.clone(), host, ..RawRig::default() }
    }

    /// How many devices there are.
    #[must_use]
    pub fn count(&self) -> u32 {
        self.devices.iter().fold(0, |all, device| all.saturating_add(device.count.unwrap_or(1)))
    }

    /// A name for each row, no two the same: its own, else its model's.
    #[must_use]
    pub fn names(&self, world: &World) -> Vec<String> {
        let mut names: Vec<String> = Vec::with_capacity(self.rows.len());
        for row in &self.rows {
            let model =
                || world.model(&row.model).map_or_else(|| row.model.clone(), |card| card.name.clone());
            let own = Some(row.get("name").to_owned()).filter(|name| !name.is_empty());
            let name = own.unwrap_or_else(model);
            let mut unique = name.clone();
            let mut number = 2_u32;
            while names.contains(&unique) {
                unique = [&name, " ", &number.to_string()].concat();
                number += 1;
            }
            names.push(unique);
        }
        names
    }

    /// Changes a row as a move says.
    pub fn apply(&mut self, at: usize, change: &MoveChange) {
        if *change == MoveChange::LeaveOut {
            if at < self.rows.len() {
                self.rows.remove(at);
            }
            return;
        }
        let Some(row) = self.rows.get_mut(at) else { return };
        match change {
            MoveChange::OtherDevice => row.set("devices", ""),
            MoveChange::LayersToHost => row.set("placement", ""),
            MoveChange::ToHost => row.set("placement", "host"),
            MoveChange::Quant { quant } => (*quant).clone_into(&mut row.quant),
            MoveChange::Context { context } => row.set("context", &context.to_string()),
            MoveChange::KvType { kv } => row.set("kv", kv),
            MoveChange::LeaveOut => {}
        }
    }
}

/// The query that carries a question of one model here: its rig, and it as the first row.
#[must_use]
pub fn carried(question: &RawQuestion) -> String {
    let host = question.rig.host.as_ref();
    let real = |figure: Option<f64>| figure.map(plain).unwrap_or_default();
    let whole = |figure: Option<u32>| figure.map(|figure| figure.to_string()).unwrap_or_default();
    let mut row = Row::of(&question.model);
    row.quant = question.quant.clone().unwrap_or_default();
    row.set("context", &whole(question.context));
    row.set("users", &whole(question.users.filter(|users| *users > 1)));
    row.set("placement", question.placement.as_deref().unwrap_or_default());
    if question.kv_k == question.kv_v {
        row.set("kv", question.kv_k.as_deref().unwrap_or_default());
    }
    let asked = Asked {
        devices: question.rig.devices.clone(),
        ram: real(host.and_then(|host| host.memory_gib)),
        bandwidth: real(host.and_then(|host| host.bandwidth_gb_s)),
        rows: vec![row],
    };
    asked.query()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_question_survives_the_address() {
        for query in [
            FIRST,
            "rig=nvidia-rtx-3090:2+nvidia-rtx-3060-12gb&ram=64&m=a@Q4_K_M,devices=0+1,name=b%20c",
            "ram=lots&bw=fast&m=",
            "rig=apple-m4-max-40c@64",
        ] {
            let asked = Asked::of(query);
            assert_eq!(Asked::of(&asked.query()), asked, "{query}");
        }
        assert_eq!(Asked::of(""), Asked::of(FIRST));
        let nothing = Asked::default();
        assert_eq!(Asked::of(&nothing.query()), nothing);
    }

    #[test]
    fn what_does_not_read_of_the_host_is_left_out_and_said() {
        let asked = Asked::of("ram=lots&bw=fast&m=a");
        assert_eq!(asked.rig().host, None);
        assert!(asked.gb_s().is_err());
        assert_eq!(Asked::of("bw=ddr5-5600x2&m=a").gb_s(), Ok(Some(89.6)));
        assert_eq!(Asked::of("bw=51.2&m=a").gb_s(), Ok(Some(51.2)));
        assert_eq!(Asked::of("m=a").gb_s(), Ok(None));
    }

    #[test]
    fn a_question_of_one_model_is_carried_over() {
        let question = RawQuestion {
            model: "m".to_owned(),
            quant: Some("Q8_0".to_owned()),
            context: Some(4096),
            kv_k: Some("q8_0".to_owned()),
            kv_v: Some("q8_0".to_owned()),
            rig: Asked::of("rig=a:2&ram=64&bw=89.6").rig(),
            ..RawQuestion::default()
        };
        assert_eq!(carried(&question), "rig=a:2&ram=64&bw=89.6&m=m@Q8_0,context=4096,kv=q8_0");
    }

    #[test]
    fn a_move_changes_its_row_alone() {
        let mut asked = Asked::of("m=a,context=9000,placement=device&m=b");
        asked.apply(0, &MoveChange::Context { context: 4096 });
        asked.apply(0, &MoveChange::LayersToHost);
        asked.apply(0, &MoveChange::Quant { quant: "Q3_K_M" });
        assert_eq!(asked.query(), "m=a@Q3_K_M,context=4096&m=b");
        asked.apply(0, &MoveChange::LeaveOut);
        asked.apply(7, &MoveChange::LeaveOut);
        assert_eq!(asked.query(), "m=b");
    }
}
