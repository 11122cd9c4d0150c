//! One model: its page as text, and its data.

use serde_json::{Value, json};
use will_it_run_engine::calculator::TensorBytes;
use will_it_run_engine::catalog::{self, ModelKey, SourceKey, Word};
use will_it_run_engine::question::{RawDevice, RawQuestion, RawRig};
use will_it_run_engine::rules::{Kind, needs_imatrix};
use will_it_run_engine::units::Known;
use will_it_run_engine::weights::{Imatrix, Quant};

use super::World;
use super::badge::CARD;
use super::html::{element, head, link, prerendered, questions, said, table, without_scripts};
use super::page::Page;
use crate::text::measure::{MemoryUnit, bytes, exact};
use crate::text::number::{compact, grouped};
use crate::text::{Fixed, ModelPageKey, model, site};

/// A model with its bytes in each quant.
pub struct Model<'a> {
    pub record: &'a catalog::Model,
    kind: Kind,
    quants: Vec<(Quant, TensorBytes)>,
}

impl<'a> Model<'a> {
    /// Asks the engine. A mix that an importance matrix would change is as without one.
    pub fn new(world: &'a World, key: ModelKey) -> Option<Self> {
        let record = world.catalog().model(key)?;
        let (_, kind) = world.calculator.basis(key);
        let of = |quant: &Quant| {
            let weights = world.calculator.weights(&record.id, *quant, Imatrix::Without).ok()?;
            Some((*quant, weights))
        };
        Some(Self { record, kind, quants: Quant::ALL.iter().filter_map(of).collect() })
    }

    /// Its data, as `api/v1/models/ID.json` has it.
    pub fn data(&self, world: &World) -> Value {
        let quants: Vec<Value> = self
            .quants
            .iter()
            .map(|(quant, weights)| {
                json!({
                    "quant": quant.label(),
                    "file_bytes": weights.file.get(),
                    "loaded_bytes": weights.loaded.get(),
                    "basis": weights.basis,
                    "needs_imatrix": needs_imatrix(*quant),
                })
            })
            .collect();
        json!({
            "id": self.record.id,
            "page": format!("../../../models/{}/", self.record.id),
            "record": world.record("models", &self.record.id),
            "default_quant": self.record.default_quant().label(),
            "quants": quants,
        })
    }

    /// Its page.
    pub fn page(&self, world: &World) -> Page {
        let record = self.record;
        let sentence = self.sentence();
        let size = self.size();
        let asked = self.asked(world);
        let plain = [
            head(["", "model-intro"], &record.name, &sentence),
            said("p", &size),
            self.figures(world),
            self.sizes(),
            questions(&asked),
            without_scripts(site::PLAIN_NOTE),
            element("p", &link("models/", site::ALL_MODELS)),
        ];
        Page {
            path: ["models/", &*record.id, "/"].concat(),
            program: "model",
            title: site::title(&record.name),
            description: [&*sentence, " ", &size].concat(),
            date: record.date.to_string(),
            thing: Value::Null,
            asked,
            figures: self.telling(),
            plain: prerendered(&plain.concat()),
        }
    }

    fn sentence(&self) -> String {
        let record = self.record;
        let modality: Vec<&str> = record.modality.iter().map(|way| way.as_str()).collect();
        model::intro(&model::Intro {
            name: &record.name,
            publisher: &record.publisher,
            kind: self.kind,
            modality: &modality,
            total: record.params.total.known(),
            read: record.params.read_per_token.known(),
            released: record.released.known(),
            context: record.context.max.known(),
            license: &record.license,
        })
    }

    /// What its usual quant takes.
    fn size(&self) -> String {
        let usual = self.record.default_quant();
        let found = self.quants.iter().find(|(quant, _)| *quant == usual);
        found.map_or_else(String::new, |(quant, weights)| {
            site::file_size(quant.label(), &bytes(weights.file, MemoryUnit::default()))
        })
    }

    /// What people ask of a model: what it needs, where it fits, and how far it reads.
    fn asked(&self, world: &World) -> Vec<(String, String)> {
        let name = &*self.record.name;
        let mut asked = Vec::new();
        let usual = self.record.default_quant();
        let raw = RawQuestion {
            model: self.record.id.to_string(),
            rig: RawRig {
                devices: vec![RawDevice { hardware: CARD.to_owned(), ..RawDevice::default() }],
                ..RawRig::default()
            },
            placement: Some("device".to_owned()),
            ..RawQuestion::default()
        };
        if let Ok(answer) = world.calculator.answer(&raw)
            && let Known::Known(total) = answer.memory.device.total
        {
            let context = self.record.context.max.known().get().map_or(8192, |most| most.get().min(8192));
            let needed = bytes(total, MemoryUnit::default());
            asked.push((site::how_much(name), site::so_much(usual.label(), context, &needed)));
        }
        if let Some(most) = self.record.context.max.known().get() {
            asked.push((site::how_far(name), site::so_far(&grouped(u64::from(most.get())))));
        }
        let smallest = self.quants.iter().min_by_key(|(_, weights)| weights.file);
        let largest = self.quants.iter().max_by_key(|(_, weights)| weights.file);
        if let (Some((small, least)), Some((large, most))) = (smallest, largest) {
            let size = |weights: &TensorBytes| bytes(weights.file, MemoryUnit::default());
            let answer = site::as_large([small.label(), &size(least), large.label(), &size(most)]);
            asked.push((site::how_large(name), answer));
        }
        asked
    }

    /// What its picture shows; what nobody recorded is left out.
    fn telling(&self) -> Vec<(String, String)> {
        let (params, usual) = (&self.record.params, self.record.default_quant());
        let count = |figure: &catalog::Figure<u64>| figure.known().get().map(|n| compact(n as f64));
        let file = self.quants.iter().find(|(quant, _)| *quant == usual);
        let figures = [
            (ModelPageKey::Parameters.text().to_owned(), count(&params.total)),
            (ModelPageKey::Active.text().to_owned(), count(&params.active)),
            (
                ModelPageKey::Context.text().to_owned(),
                self.record.context.max.known().get().map(|most| grouped(u64::from(most.get()))),
            ),
            (usual.label().to_owned(), file.map(|(_, weights)| bytes(weights.file, MemoryUnit::default()))),
        ];
        figures.into_iter().filter_map(|(what, value)| Some((what, value?))).collect()
    }

    fn figures(&self, world: &World) -> String {
        let (params, context) = (&self.record.params, &self.record.context);
        let row = |what: ModelPageKey, value: Option<String>, source: Option<SourceKey>| {
            let value = value.unwrap_or_else(|| site::UNKNOWN.to_owned());
            [what.text().to_owned(), value, world.source(source).to_owned()]
        };
        let count = |figure: &catalog::Figure<u64>| figure.known().get().map(|n| compact(n as f64));
        let most = context.max.known().get().map(|most| grouped(u64::from(most.get())));
        let released = self.record.released.known().get().map(|date| date.to_string());
        let rows = [
            row(ModelPageKey::Parameters, count(&params.total), params.total.source()),
            row(ModelPageKey::Active, count(&params.active), params.active.source()),
            row(ModelPageKey::Read, count(&params.read_per_token), params.read_per_token.source()),
            row(ModelPageKey::Context, most, context.max.source()),
            row(ModelPageKey::Released, released, self.record.released.source()),
        ];
        table(site::FIGURES, site::FIGURES_HEAD, &rows)
    }

    fn sizes(&self) -> String {
        let unit = MemoryUnit::default();
        let rows: Vec<[String; 4]> = self
            .quants
            .iter()
            .map(|(quant, weights)| {
                let (file, loaded) = (weights.file, weights.loaded);
                [quant.label().to_owned(), bytes(file, unit), bytes(loaded, unit), exact(file)]
            })
            .collect();
        table(site::SIZES, site::SIZES_HEAD, &rows)
    }
}
