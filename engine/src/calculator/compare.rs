//! Rigs or models side by side.

use super::Calculator;
use super::score::going;
use crate::assess::assess;
use crate::catalog::{Catalog, Hardware, HardwareKey};
use crate::compare::{
    COST_COUNTRY, COST_HOURS_PER_DAY, Comparison, FigureKey, FigureRow, MOST_SIDES, ModelComparison, Side,
    WorkloadCompared, for_whom,
};
use crate::cost::{Customer, OwnCost, own_cost, tariff};
use crate::offers::Offers;
use crate::order;
use crate::question::{Fault, FaultCode, RawDevice, RawQuestion, RawRig, RigDevices, plain, read_rig};
use crate::recommend::RigPart;
use crate::score::{Score, ScoreBasis, ScoreWeights, reference_question};
use crate::units::{Bytes, Hours, Known, UsdPerMillionTokens};
use crate::workloads::Workload;

impl Calculator {
    /// Two to four rigs side by side, in the order of their ids.
    ///
    /// # Errors
    /// Fewer or more; what is wrong with a rig, its field then beginning with `sides.` and the place of the rig; what is wrong with a workload.
    pub fn compare(&self, rigs: &[RawRig], workloads: &[Workload]) -> Result<Comparison, Fault> {
        count_is_fair(rigs.len(), "sides")?;
        let mut sides: Vec<(Side, &RawRig)> = Vec::with_capacity(rigs.len());
        for (place, rig) in rigs.iter().enumerate() {
            sides.push((self.side(rig).map_err(|fault| of_side(fault, place))?, rig));
        }
        order::sort_by(&mut sides, |a, b| a.0.id.cmp(&b.0.id));
        let mut compared = Vec::with_capacity(workloads.len());
        for workload in workloads {
            let mut rows = Vec::with_capacity(sides.len());
            for (_, rig) in &sides {
                rows.extend(self.workloads(rig, &[workload.beside(rig)])?);
            }
            compared.push(WorkloadCompared::new(workload.key.clone(), rows));
        }
        WorkloadCompared::sort(&mut compared);
        let sides: Vec<Side> = sides.into_iter().map(|(side, _)| side).collect();
        let mut rows = figures(self.catalog(), &sides);
        let for_whom = for_whom(&rows, &compared);
        FigureRow::sort(&mut rows);
        Ok(Comparison { sides, rows, workloads: compared, for_whom })
    }

    /// Two to four models side by side: the question's rig, context and runtime, each model in place of the question's.
    ///
    /// # Errors
    /// Fewer or more; what is wrong with the question or a model.
    pub fn compare_models(
        &self,
        question: &RawQuestion,
        models: &[String],
    ) -> Result<ModelComparison, Fault> {
        count_is_fair(models.len(), "models")?;
        let mut asked = Vec::with_capacity(models.len());
        for model in models {
            let prepared = self.prepare(&RawQuestion { model: model.clone(), ..question.clone() })?;
            let record = self.catalog().model(prepared.question.model);
            let id = record.map(|model| model.id.to_string()).unwrap_or_default();
            let parameters = record.map_or(Known::Unknown, |model| model.params.total.known());
            let figures = self.stand(&prepared, assess(&prepared.case()));
            asked.push((id, parameters, prepared, figures));
        }
        order::sort_by(&mut asked, |a, b| a.0.cmp(&b.0));
        let bytes = |bytes: Bytes| bytes.as_f64();
        let mut rows = vec![
            FigureRow::new(
                FigureKey::Parameters,
                asked.iter().map(|a| a.1.map(|count| count as f64)).collect(),
            ),
            FigureRow::new(
                FigureKey::File,
                asked.iter().map(|a| Known::Known(bytes(a.2.weights.file))).collect(),
            ),
            FigureRow::new(FigureKey::Total, asked.iter().map(|a| a.3.fullest.map(bytes)).collect()),
            FigureRow::new(FigureKey::Headroom, asked.iter().map(|a| a.3.headroom).collect()),
            FigureRow::new(
                FigureKey::Decode,
                asked.iter().map(|a| a.3.decode.map(|rate| rate.tokens_per_second.get())).collect(),
            ),
            FigureRow::new(
                FigureKey::Prefill,
                asked.iter().map(|a| a.3.prefill.map(|rate| rate.tokens_per_second.get())).collect(),
            ),
            FigureRow::new(
                FigureKey::MaxContext,
                asked.iter().map(|a| a.2.max_context().map(crate::units::Tokens::as_f64)).collect(),
            ),
        ];
        let mut workloads = Vec::new();
        for each in Workload::uses() {
            let mut sides = Vec::with_capacity(asked.len());
            for (id, _, prepared, _) in &asked {
                let quant = Some(prepared.question.quant.label().to_owned());
                let asked = RawQuestion { quant, ..question.clone() };
                sides.push(self.workload(&question.rig, &each.of(id, &asked))?);
            }
            workloads.push(WorkloadCompared::new(each.key, sides));
        }
        WorkloadCompared::sort(&mut workloads);
        let for_whom = for_whom(&rows, &workloads);
        FigureRow::sort(&mut rows);
        Ok(ModelComparison {
            workloads,
            for_whom,
            quants: asked.iter().map(|a| a.2.question.quant.label()).collect(),
            fits: asked.iter().map(|a| a.3.fit).collect(),
            models: asked.into_iter().map(|a| a.0).collect(),
            rows,
        })
    }

    /// A rig under its id, with the figures it is compared by.
    fn side(&self, raw: &RawRig) -> Result<Side, Fault> {
        let rig = read_rig(raw, self.catalog())?;
        // A CPU named as a device is the host; its name was found a moment ago.
        let key = rig
            .devices
            .map(|devices| devices.hardware)
            .or_else(|| self.catalog().find_hardware(&raw.devices.first()?.hardware).ok());
        let record = key.and_then(|key| self.catalog().device(key));
        let count = rig.devices.map_or(1, |devices| devices.count);
        let memory = rig.devices.map_or(rig.host.memory, |devices| Known::Known(devices.memory));
        let unequal = kinds(self.catalog(), &rig.unequal);
        let count = count.max(rig.unequal.len() as u32);
        let (reference_fit, decode) = self.reference(raw.clone());
        let offers = Offers::new(self.catalog(), self.catalog().date());
        Ok(Side {
            id: id(raw, record, memory, count, &unequal, self.catalog()),
            hardware: record.map(|device| device.id.to_string()).unwrap_or_default(),
            count,
            memory,
            unequal,
            price: going(&offers, key, memory),
            score: raw.devices.first().filter(|_| count == 1).and_then(|d| self.score_of_side(d)).into(),
            reference_fit,
            cost_per_million: decode.and_then(|_| self.cost_of_side(raw, &offers)),
            decode,
        })
    }

    /// What a million tokens of the score's reference question cost on the rig.
    fn cost_of_side(&self, rig: &RawRig, offers: &Offers) -> Known<UsdPerMillionTokens> {
        let catalog = self.catalog();
        let Ok(facts) = self.facts_of(&reference_question(rig.clone())) else { return Known::Unknown };
        let tariff = tariff(catalog, COST_COUNTRY, Customer::Household, catalog.date());
        let price = tariff.map(|tariff| tariff.price.point);
        own_cost(&OwnCost::of(catalog, offers, &facts, price, Hours::new(COST_HOURS_PER_DAY))).1
    }

    fn score_of_side(&self, device: &RawDevice) -> Option<Score> {
        self.score(device, ScoreBasis::Live, &ScoreWeights::STANDARD).ok()
    }
}

/// Unequal devices, as many of a kind as stand together.
fn kinds(catalog: &Catalog, devices: &[RigDevices]) -> Vec<RigPart> {
    let mut parts: Vec<RigPart> = Vec::new();
    for together in devices.chunk_by(|a, b| a == b) {
        if let Some((first, device)) = together.first().and_then(|d| Some((d, catalog.device(d.hardware)?))) {
            let count = together.len() as u32;
            parts.push(RigPart { hardware: device.id.to_string(), count, memory: first.memory });
        }
    }
    parts
}

/// The rig in an address; [`crate::compare::rig_of`] reads it back.
fn id(
    raw: &RawRig,
    record: Option<&Hardware>,
    memory: Known<Bytes>,
    count: u32,
    unequal: &[RigPart],
    catalog: &Catalog,
) -> String {
    let named = |device: &Hardware, memory: Known<Bytes>, count: u32| {
        let mut id = device.id.to_string();
        // Said where the device alone does not say it.
        if let Known::Known(memory) = memory
            && device.memory.only() != Some(memory)
        {
            id = [&id, "@", &plain(memory.as_gib())].concat();
        }
        if count > 1 {
            id = [&id, ":", &count.to_string()].concat();
        }
        id
    };
    let Some(device) = record else { return "host".to_owned() };
    let mut id = if unequal.is_empty() {
        named(device, memory, count)
    } else {
        let part = |part: &RigPart| {
            let device = catalog.device(catalog.hardware_key(&part.hardware)?)?;
            Some(named(device, Known::Known(part.memory), part.count))
        };
        unequal.iter().filter_map(part).collect::<Vec<_>>().join("+")
    };
    if let Some(gib) = raw.host.as_ref().and_then(|host| host.memory_gib) {
        id = [&id, "+", &plain(gib)].concat();
    }
    id
}

/// A figure of a device with so much memory.
type OfDevice<'f> = dyn Fn(Option<(HardwareKey, &Hardware)>, Known<Bytes>) -> Known<f64> + 'f;

/// The figures of all sides, in the order of a data sheet. Of unequal devices memory, power and price are those of all together, rates those
/// of the slowest.
fn figures(catalog: &Catalog, sides: &[Side]) -> Vec<FigureRow> {
    let offers = Offers::new(catalog, catalog.date());
    let found = |id: &str| catalog.hardware_key(id).and_then(|key| Some((key, catalog.device(key)?)));
    let parts = |side: &Side| match side.unequal.as_slice() {
        [] => vec![(found(&side.hardware), side.count, side.memory)],
        parts => {
            parts.iter().map(|p| (found(&p.hardware), p.count, Known::Known(p.memory))).collect::<Vec<_>>()
        }
    };
    let slowest = |side: &Side, figure: fn(&Hardware) -> Known<f64>| {
        let figures =
            parts(side).into_iter().map(|(device, ..)| device.map_or(Known::Unknown, |(_, d)| figure(d)));
        figures.reduce(|a, b| a.zip(b).map(|(a, b)| a.min(b))).unwrap_or(Known::Unknown)
    };
    let row = |key: FigureKey, value: &dyn Fn(&Side) -> Known<f64>| {
        FigureRow::new(key, sides.iter().map(value).collect())
    };
    let all = |side: &Side, figure: &OfDevice<'_>| {
        let each = parts(side).into_iter();
        let each = each.map(|(device, count, memory)| figure(device, memory).map(|x| x * f64::from(count)));
        each.reduce(|a, b| a.zip(b).map(|(a, b)| a + b)).unwrap_or(Known::Unknown)
    };
    vec![
        row(FigureKey::Memory, &|side| all(side, &|_, memory| memory.map(|memory| memory.as_f64()))),
        row(FigureKey::Bandwidth, &|side| slowest(side, |d| d.bandwidth.known().map(|rate| rate.get()))),
        row(FigureKey::Fp16, &|side| slowest(side, |d| d.rates.fp16.known().map(|rate| rate.get()))),
        row(FigureKey::Tdp, &|side| {
            all(side, &|device, _| device.map_or(Known::Unknown, |(_, d)| d.tdp.known().map(|w| w.get())))
        }),
        row(FigureKey::Price, &|side| {
            all(side, &|device, memory| {
                going(&offers, device.map(|(key, _)| key), memory).map(|price| price.usd.get())
            })
        }),
        row(FigureKey::Score, &|side| side.score.as_ref().and_then(|score| score.headline).map(f64::from)),
        row(FigureKey::Decode, &|side| side.decode.map(|rate| rate.tokens_per_second.get())),
        row(FigureKey::CostPerMillion, &|side| side.cost_per_million.map(|usd| usd.get())),
    ]
}

fn count_is_fair(count: usize, field: &str) -> Result<(), Fault> {
    if (2..=MOST_SIDES).contains(&count) {
        return Ok(());
    }
    let message = [field, ": ", &count.to_string(), " given; compare two to four"].concat();
    Err(Fault { code: FaultCode::OutOfRange, field: field.to_owned(), message, near: Vec::new() })
}

/// The fault of a rig as that of a side.
fn of_side(fault: Fault, place: usize) -> Fault {
    let side = ["sides.", &place.to_string(), "."].concat();
    Fault {
        field: fault.field.replacen("rig.", &side, 1),
        message: fault.message.replacen("rig.", &side, 1),
        ..fault
    }
}
