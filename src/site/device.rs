//! One device: its page as text, and its data.

use serde_json::{Value, json};
use will_it_run_engine::catalog::{Figure, Hardware, HardwareKey, SourceKey, Word};
use will_it_run_engine::question::{RawDevice, RawRig};
use will_it_run_engine::score::{Score, ScoreBasis, ScoreWeights};
use will_it_run_engine::units::{Bytes, FlopsPerSecond};
use will_it_run_engine::workloads::{Verdict, Workload, WorkloadRow};

use super::World;
use super::html::{element, head, link, prerendered, questions, said, table, without_scripts};
use super::page::Page;
use crate::text::measure::MemoryUnit;
use crate::text::number::{grouped, three};
use crate::text::{DeviceKey, Fixed, device_says, site, workload_name};

/// A device with what the engine says of each size it is sold in.
pub struct Device<'a> {
    pub record: &'a Hardware,
    /// At least one, ascending.
    sizes: Vec<Size>,
}

struct Size {
    memory: Bytes,
    score: Score,
    workloads: Vec<WorkloadRow>,
}

impl<'a> Device<'a> {
    /// Asks the engine; none for a record without any size, which the catalog's own checks refuse.
    pub fn new(world: &'a World, key: HardwareKey) -> Option<Self> {
        let record = world.catalog().device(key)?;
        let size = |memory: &Bytes| {
            let device = RawDevice {
                hardware: record.id.to_string(),
                memory_gib: record.memory.only().is_none().then(|| memory.as_gib()),
                ..RawDevice::default()
            };
            let score = world.calculator.score(&device, ScoreBasis::Live, &ScoreWeights::STANDARD).ok()?;
            let rig = RawRig { devices: vec![device], ..RawRig::default() };
            let workloads = world.calculator.workloads(&rig, &Workload::standard()).ok()?;
            Some(Size { memory: *memory, score, workloads })
        };
        let sizes: Vec<Size> = record.memory.sizes().iter().filter_map(size).collect();
        (!sizes.is_empty()).then_some(Self { record, sizes })
    }

    /// Its data, as `api/v1/devices/ID.json` has it.
    pub fn data(&self, world: &World) -> Value {
        let sizes: Vec<Value> = self
            .sizes
            .iter()
            .map(|size| {
                json!({ "memory_gib": size.memory.as_gib(), "score": size.score, "workloads": size.workloads })
            })
            .collect();
        json!({
            "id": self.record.id,
            "page": format!("../../../hardware/{}/", self.record.id),
            "record": world.record("hardware", &self.record.id),
            "sizes": sizes,
        })
    }

    /// Its page. As on the page itself, figures are those of the largest size.
    pub fn page(&self, world: &World) -> Page {
        let record = self.record;
        let largest = self.sizes.last();
        let sentence = self.sentence();
        let score = self.score();
        let tally = largest.and_then(|size| device_says::workload_tally(&size.workloads, Verdict::Yes));
        let mut asked = vec![(site::how_good(&record.name), score.clone())];
        if let Some(tally) = &tally {
            asked.insert(0, (site::what_runs(&record.name), tally.clone()));
        }
        let mut plain = [head(["", "dv-sentence"], &record.name, &sentence), said("p", &score)].concat();
        plain.push_str(&self.figures(world));
        if let Some(size) = largest {
            if self.sizes.len() > 1 {
                plain.push_str(&said("p", &site::with_memory(&gib(size.memory))));
            }
            plain.push_str(&workloads(world, &size.workloads));
        }
        plain.push_str(&questions(&asked));
        plain.push_str(&without_scripts(site::PLAIN_NOTE));
        plain.push_str(&element("p", &link("hardware/", DeviceKey::AllDevices.text())));
        Page {
            path: ["hardware/", &*record.id, "/"].concat(),
            program: "device",
            title: site::title(&record.name),
            description: site::device_description(
                &record.name,
                &sentence,
                &score,
                tally.as_deref().unwrap_or_default(),
            ),
            date: record.date.to_string(),
            thing: self.thing(&sentence),
            asked,
            figures: self.telling(),
            plain: prerendered(&plain),
        }
    }

    /// What it is, with the largest size it is sold with.
    fn sentence(&self) -> String {
        let record = self.record;
        let memory = self.sizes.last().map_or(Bytes::ZERO, |size| size.memory);
        let memory = [&gib(memory), " of ", &record.memory_kind.as_str().to_ascii_uppercase()].concat();
        let what = [
            device_says::class_word(record.class),
            device_says::kind_word(record.kind),
            device_says::vendor_word(record.vendor),
            &record.architecture,
        ];
        let figures = [
            record.bandwidth.known().get().map(|rate| three(rate.as_gb_s()) + "\u{a0}GB/s"),
            record.tdp.known().get().map(|power| three(power.get()) + "\u{a0}W"),
            record.released.known().get().map(|date| date.to_string()),
        ];
        device_says::summary(what, &memory, figures)
    }

    fn lines(&self) -> Vec<(DeviceKey, Option<String>, Option<SourceKey>)> {
        let record = self.record;
        let sizes: Vec<String> = self.sizes.iter().map(|size| gib(size.memory)).collect();
        let kind = record.memory_kind.as_str().to_ascii_uppercase();
        let memory = [&sizes.join(", "), " ", &*kind].concat();
        let tera = |rate: FlopsPerSecond| three(rate.get() / 1e12) + "\u{a0}TFLOP/s";
        vec![
            (DeviceKey::Memory, Some(memory), Some(record.memory.source())),
            line(DeviceKey::Bandwidth, &record.bandwidth, |rate| three(rate.as_gb_s()) + "\u{a0}GB/s"),
            line(DeviceKey::Bus, &record.bus_bits, |bits| grouped(u64::from(bits)) + "\u{a0}bits"),
            line(DeviceKey::Power, &record.tdp, |power| three(power.get()) + "\u{a0}W"),
            line(DeviceKey::Fp16, &record.rates.fp16, tera),
            line(DeviceKey::Fp32, &record.rates.fp32, tera),
            line(DeviceKey::Released, &record.released, |date| date.to_string()),
            line(DeviceKey::Msrp, &record.msrp, device_says::usd),
        ]
    }

    /// Its score, with the largest size it is sold with.
    pub fn score(&self) -> String {
        site::score(self.sizes.last().and_then(|size| size.score.headline.get()))
    }

    /// Its figures beside another's: name, this one's, the other's; then what each runs.
    pub fn beside(&self, other: &Self) -> Vec<[String; 3]> {
        let said = |value: Option<String>| value.unwrap_or_else(|| site::UNKNOWN.to_owned());
        let pairs = self.lines().into_iter().zip(other.lines());
        let mut rows: Vec<[String; 3]> = pairs
            .map(|((what, own, _), (_, others, _))| [what.text().to_owned(), said(own), said(others)])
            .collect();
        rows.push([site::SCORE.to_owned(), self.score(), other.score()]);
        let tally = |device: &Self| {
            let size = device.sizes.last();
            size.and_then(|size| device_says::workload_tally(&size.workloads, Verdict::Yes))
        };
        rows.push([site::WORKLOADS.to_owned(), said(tally(self)), said(tally(other))]);
        rows
    }

    /// What its picture shows; what nobody recorded is left out.
    fn telling(&self) -> Vec<(String, String)> {
        let largest = self.sizes.last();
        let memory = (DeviceKey::Memory.text().to_owned(), largest.map(|size| gib(size.memory)));
        let told = |what: &DeviceKey| matches!(what, DeviceKey::Bandwidth | DeviceKey::Power);
        let lines = self.lines().into_iter().filter(|(what, _, _)| told(what));
        let lines = lines.map(|(what, value, _)| (what.text().to_owned(), value));
        let score = largest.and_then(|size| size.score.headline.get()).map(|score| score.to_string());
        let all = core::iter::once(memory).chain(lines).chain([(site::SCORE.to_owned(), score)]);
        all.filter_map(|(what, value)| Some((what, value?))).collect()
    }

    /// The same of two devices: what is recorded of both.
    pub fn both(&self, other: &Self) -> Vec<(String, String)> {
        let others = other.telling();
        let both = |(what, own): (String, String)| {
            let (_, others) = others.iter().find(|(other, _)| *other == what)?;
            Some((what, [&*own, " | ", others].concat()))
        };
        self.telling().into_iter().filter_map(both).collect()
    }

    fn figures(&self, world: &World) -> String {
        let rows: Vec<[String; 3]> = self
            .lines()
            .into_iter()
            .map(|(what, value, source)| {
                let value = value.unwrap_or_else(|| site::UNKNOWN.to_owned());
                [what.text().to_owned(), value, world.source(source).to_owned()]
            })
            .collect();
        table(site::FIGURES, site::FIGURES_HEAD, &rows)
    }

    /// A product as schema.org has it. No offer: nothing is sold here.
    fn thing(&self, sentence: &str) -> Value {
        let properties: Vec<Value> = self
            .lines()
            .into_iter()
            .filter_map(|(what, value, _)| {
                Some(json!({ "@type": "PropertyValue", "name": what.text(), "value": value? }))
            })
            .collect();
        let mut thing = json!({
            "@context": "https://schema.org",
            "@type": "Product",
            "name": self.record.name,
            "description": sentence,
            "brand": { "@type": "Brand", "name": device_says::vendor_word(self.record.vendor) },
            "category": device_says::kind_word(self.record.kind),
            "additionalProperty": properties,
        });
        if let (Some(thing), Some(date)) = (thing.as_object_mut(), self.record.released.known().get()) {
            thing.insert("releaseDate".to_owned(), date.to_string().into());
        }
        thing
    }
}

fn line<T: Copy>(
    what: DeviceKey,
    figure: &Figure<T>,
    write: impl FnOnce(T) -> String,
) -> (DeviceKey, Option<String>, Option<SourceKey>) {
    (what, figure.known().get().map(write), figure.source())
}

/// Memory as sold, in whole gibibytes as on the box.
fn gib(memory: Bytes) -> String {
    ((memory.as_gib() + 0.5) as u64).to_string() + "\u{a0}GiB"
}

fn workloads(world: &World, rows: &[WorkloadRow]) -> String {
    let rows: Vec<[String; 3]> = rows
        .iter()
        .map(|row| {
            let verdict = match row.verdict {
                Verdict::Yes => DeviceKey::Yes,
                Verdict::Barely => DeviceKey::Barely,
                Verdict::No => DeviceKey::No,
                Verdict::Unknown => DeviceKey::Unknown,
            };
            let model =
                world.catalog().find_model(&row.model).ok().and_then(|key| world.catalog().model(key));
            let model = model.map_or(&*row.model, |model| &model.name);
            let why = device_says::workload_reason(row, model, MemoryUnit::default());
            [workload_name(&row.key).to_owned(), verdict.text().to_owned(), why]
        })
        .collect();
    table(site::WORKLOADS, site::WORKLOADS_HEAD, &rows)
}
