//! A reader's rows as lines to keep, with what they say of the formula.
//!
//! The same rule as that of the catalog's own rows (`speed::own`): measured ÷ formula, on the logarithmic scale, is a part of the device, a
//! part of the model on it and the scatter of cells; each is drawn to what was known before – the catalog's own rows of such devices – by
//! how few rows there are. It is worked out here, when rows are kept, so that the pages that read them need only read.

use super::formula::{Asked, formula};
use crate::catalog::kept::{Kept, line};
use crate::catalog::{Catalog, Count, Engine, Mark, Measured, Measurement, Offload, Test};
use crate::math::{exp, ln};
use crate::speed::constants::INPUTS;
use crate::speed::{Correction, OwnRows};
use crate::units::{Date, Known};

/// Standard deviations on the logarithmic scale: of devices, of models on a device, of cells of a model (`ACCURACY.md`, "Measured devices";
/// dense and experts apart).
struct Parts {
    device: f64,
    model: [f64; 2],
    cell: [f64; 2],
}

const DECODE: Parts = Parts { device: 0.062, model: [0.077, 0.133], cell: [0.047, 0.077] };
const PREFILL: Parts = Parts { device: 0.18, model: [0.225, 0.247], cell: [0.101, 0.162] };

/// What an 80 % range holds in units of the standard deviation, where errors are normal.
const SIGMAS: f64 = 1.2816;

/// A row's place in its group, and by how much the formula, corrected by the catalog's rows, was off.
struct Off {
    kept: Kept,
    residual: f64,
    /// Half the family's range on the logarithmic scale, in standard deviations.
    usual: f64,
    /// What the catalog's rows make of the model, and of any other on the device.
    before: [Correction; 2],
    routed: usize,
}

/// All rows as lines. Rows that do not correct a rate – several devices, users or places, a server – are kept as evidence alone.
#[must_use]
pub fn lines(catalog: &Catalog, rows: &[Measurement]) -> Vec<String> {
    let offs: Vec<Option<Off>> = rows.iter().map(|row| off(catalog, row)).collect();
    let same = |a: &Kept, b: &Kept| {
        a.device == b.device && a.family == b.family && a.test == b.test && a.model == b.model
    };
    rows.iter()
        .zip(&offs)
        .filter_map(|(row, own)| {
            let kept = own.as_ref().map(|own| {
                let group: Vec<&Off> =
                    offs.iter().flatten().filter(|other| same(&other.kept, &own.kept)).collect();
                made(own, &group)
            });
            line(row, catalog, kept.as_ref(), INPUTS)
        })
        .collect()
}

/// What a group of rows says together.
fn made(own: &Off, group: &[&Off]) -> Kept {
    let parts = if own.kept.test == Test::Prefill { &PREFILL } else { &DECODE };
    let square = |x: f64| x * x;
    let pick = |of: &[f64; 2]| of.get(own.routed).copied().unwrap_or(0.1);
    let (device, model, cell) = (square(parts.device), square(pick(&parts.model)), square(pick(&parts.cell)));
    let n = group.len().max(1) as f64;
    let mean = group.iter().map(|off| off.residual).sum::<f64>() / n;
    let gain = (device + model) / (device + model + cell / n);
    let left = (gain * cell / n + cell).sqrt();
    // Of what the rows are off, so much is the device's and so of its other models too.
    let shared = device / (device + model + cell / n);
    let others = (device * (1.0 - shared) + model + cell).sqrt();
    let [of_model, of_device] = own.before;
    let says = |before: Correction, gain: f64, left: f64, most: f64| {
        let factor = before.factor * exp(gain * mean);
        let shift = ((factor - 1.0) * 100.0).round().clamp(-90.0, 127.0);
        (shift as i8, (left / own.usual * 10.0).clamp(1.0, most).round() as u8)
    };
    let half = group.iter().map(|off| off.kept.half).max().unwrap_or(own.kept.half);
    let width = (of_device.width * 10.0).max(1.0);
    Kept {
        half,
        says: [says(of_model, gain, left, 10.0), says(of_device, shared, others, width)],
        ..own.kept
    }
}

fn off(catalog: &Catalog, row: &Measurement) -> Option<Off> {
    let alone = row.devices == 1
        && matches!(row.users, Count::Of(1) | Count::Unknown)
        && matches!(row.offload, Offload::Full | Offload::Unknown)
        && row.mark == Mark::None
        && matches!(row.engine, Engine::LlamaCpp | Engine::LlamaServer | Engine::Ollama | Engine::LmStudio);
    let (Measured::Listed(device), Measured::Listed(model)) = (row.hardware, row.model) else { return None };
    if !alone {
        return None;
    }
    let (record, hardware) = (catalog.model(model)?, catalog.device(device)?);
    let of = |count: Count| match count {
        Count::Of(n) => n,
        Count::Unknown => 0,
    };
    let asked = match row.test {
        Test::Prefill => Asked::Prefill(of(row.prompt), of(row.depth)),
        Test::Decode => Asked::Decode(of(row.generated), of(row.depth)),
        Test::Serve => return None,
    };
    let plain = formula(record, hardware, &row.quant, row.backend, asked)?;
    let Known::Known(rate) = plain.rate else { return None };
    let known = OwnRows::of(catalog.corrections(), &hardware.id, plain.family, catalog.date());
    let before = [plain.shape, 0].map(|model| known.correction(model, row.test));
    let typical = rate.typical.get();
    let usual = ln(rate.high.get() / rate.low.get()) / 2.0 / SIGMAS;
    let [of_model, _] = before;
    let residual = ln(row.speed.get() / (typical * of_model.factor));
    if !residual.is_finite() || usual <= 0.0 {
        return None;
    }
    let months = row.date.months_since(Date::JANUARY_2020).clamp(0, 1500);
    let kept = Kept {
        device,
        family: plain.family as u32,
        test: row.test,
        half: u8::try_from(months / 6).unwrap_or(u8::MAX),
        model: plain.shape,
        says: [(0, 10); 2],
    };
    let routed = usize::from(plain.routed);
    Some(Off { kept, residual, usual, before, routed })
}
