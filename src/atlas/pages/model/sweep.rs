//! Memory over context: curves for a few quants and cache types, and how much context common memory sizes hold.

use will_it_run_engine::answer::QuantRow;
use will_it_run_engine::calculator::Calculator;
use will_it_run_engine::fit::Fit;
use will_it_run_engine::units::Bytes;

use super::asked::{Asked, KV};
use crate::app::state::stops::stops;

/// Memory sizes that cards and machines are sold in, GiB.
pub const SIZES: [u32; 14] = [4, 6, 8, 12, 16, 24, 32, 48, 80, 96, 128, 192, 256, 512];
/// Cache types that are compared.
pub const CACHES: [&str; 2] = [KV, "q8_0"];
/// Quants that are compared with the one asked for.
const QUANTS: [&str; 3] = ["Q4_K_M", "Q8_0", "F16"];
/// Curves for each cache type.
const FEW: usize = 3;
/// Cells of a cache come in multiples of this.
pub const CELLS: u32 = 256;
/// The shortest context of a curve.
const FIRST: u32 = 1024;

/// Memory of one quant with one cache type.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// Label.
    pub quant: &'static str,
    /// Type of cached keys and values.
    pub kv: &'static str,
    /// Tokens and what they need.
    pub points: Vec<(u32, Bytes)>,
    /// For each of [`SIZES`] the longest context within it.
    pub within: Vec<Option<u32>>,
}

/// All of them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sweep {
    /// The curves, the smallest quant first; none where the memory is unknown.
    pub curves: Vec<Curve>,
    /// The runtime refuses a cache type that was tried.
    pub refused: bool,
}

/// Sweeps the contexts up to the model's longest. `rows` are the quants with the cache type that is usual, in their order.
#[must_use]
pub fn sweep(calculator: &Calculator, asked: &Asked, rows: &[QuantRow], maximum: u32) -> Sweep {
    let mut quants: Vec<&'static str> = Vec::new();
    for quant in [asked.quant].into_iter().chain(QUANTS) {
        if quants.len() < FEW && !quants.contains(&quant) {
            quants.push(quant);
        }
    }
    let mut sweep = Sweep::default();
    for row in rows.iter().filter(|row| quants.contains(&row.quant)) {
        for kv in CACHES {
            let asked = Asked { quant: row.quant, kv, context: maximum.min(FIRST), ..asked.clone() };
            let answer = calculator.quants(&asked.needs()).unwrap_or_default();
            match answer.iter().find(|other| other.quant == row.quant) {
                // With room for everything, only a refusal does not fit.
                Some(row) if row.fit == Fit::DoesNotFit => sweep.refused = true,
                Some(row) if row.total.is_known() => {
                    let curve = curve(calculator, &asked, maximum);
                    // Without a cache its type changes nothing.
                    if sweep.curves.last().is_none_or(|last| last.points != curve.points) {
                        sweep.curves.push(curve);
                    }
                }
                _ => {}
            }
        }
    }
    sweep
}

fn curve(calculator: &Calculator, asked: &Asked, maximum: u32) -> Curve {
    let mut curve = Curve { quant: asked.quant, kv: asked.kv, points: Vec::new(), within: Vec::new() };
    let question = asked.needs();
    let room = question.rig.devices.first().and_then(|device| device.usable_gib).unwrap_or(0.0);
    let room = Bytes::gib(room).as_f64();
    // A question that is wrong has no curve, and none is drawn.
    let _ = calculator.assess_many(&question, |headroom| {
        // Free ÷ usable, back to bytes: the room is a power of two, so that only the division rounds.
        let mut needed = |context: u32| Bytes::from_f64((1.0 - headroom(context)) * room);
        let contexts = stops(maximum).into_iter().filter(|stop| *stop >= FIRST || maximum < 2 * FIRST);
        curve.points = contexts.map(|context| (context, needed(context))).collect();
        curve.within = SIZES.map(|size| longest(&mut needed, Bytes::GIB * u64::from(size), maximum)).into();
    });
    curve
}

/// The longest context within a size, by halving: more context never needs less.
fn longest(needed: &mut impl FnMut(u32) -> Bytes, size: Bytes, maximum: u32) -> Option<u32> {
    if needed(maximum) <= size {
        return Some(maximum);
    }
    let (mut fits, mut beyond) = (0, maximum.div_ceil(CELLS));
    while beyond - fits > 1 {
        let middle = fits + (beyond - fits) / 2;
        if needed(middle * CELLS) <= size { fits = middle } else { beyond = middle }
    }
    (fits > 0).then_some(fits * CELLS)
}

impl Curve {
    /// The points a table shows: doublings, and the longest.
    pub fn rows(&self) -> impl Iterator<Item = (u32, Bytes)> {
        let last = self.points.last().map(|(context, _)| *context);
        self.points
            .iter()
            .copied()
            .filter(move |(context, _)| context.is_power_of_two() || Some(*context) == last)
    }
}

/// The curves as comma-separated values.
#[must_use]
pub fn csv(model: &str, curves: &[Curve]) -> String {
    let mut out = "model,quant,kv_cache,context_tokens,memory_bytes\n".to_owned();
    for curve in curves {
        for (context, needed) in &curve.points {
            let figures = [model, curve.quant, curve.kv, &context.to_string(), &needed.get().to_string()];
            out = out + &figures.join(",") + "\n";
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use will_it_run_engine::catalog::Catalog;
    use will_it_run_engine::units::Known;

    fn swept(model: &str, maximum: u32) -> (Calculator, Asked, Sweep) {
        let catalog =
            Catalog::from_json(include_str!("../../../../catalog.json")).expect("the catalog is sound");
        let calculator = Calculator::new(catalog);
        let asked = Asked { model: model.to_owned(), quant: "Q4_K_M", context: 8192, kv: KV, speed: 5.0 };
        let rows = calculator.quants(&asked.needs()).expect("the question is sound");
        let sweep = sweep(&calculator, &asked, &rows, maximum);
        (calculator, asked, sweep)
    }

    #[test]
    fn curves_say_what_the_calculator_answers() {
        let (calculator, asked, sweep) = swept("llama-3.1-8b-instruct", 131_072);
        assert_eq!(sweep.curves.len(), 6);
        for curve in &sweep.curves {
            let (context, needed) = curve.points[curve.points.len() / 2];
            let asked = Asked { quant: curve.quant, kv: curve.kv, context, ..asked.clone() };
            let answer = calculator.answer(&asked.needs()).expect("the question is sound");
            assert_eq!(Known::Known(needed), answer.memory.device.total, "{} {}", curve.quant, curve.kv);
            assert!(curve.points.is_sorted_by(|a, b| a.0 < b.0 && a.1 <= b.1));
        }
        let csv = csv(&asked.model, &sweep.curves);
        assert_eq!(csv.lines().count(), 1 + sweep.curves.iter().map(|c| c.points.len()).sum::<usize>());
        assert!(csv.lines().all(|line| line.split(',').count() == 5));
    }

    #[test]
    fn one_step_more_than_the_longest_within_a_size_is_beyond_it() {
        let (calculator, asked, sweep) = swept("gemma-3-27b-it", 131_072);
        let mut crossings = 0;
        for curve in &sweep.curves {
            for (size, within) in SIZES.into_iter().zip(&curve.within) {
                let Some(context) = within.filter(|context| *context < 131_072) else { continue };
                let total = |context: u32| {
                    let asked = Asked { quant: curve.quant, kv: curve.kv, context, ..asked.clone() };
                    calculator.answer(&asked.needs()).unwrap().memory.device.total.get().unwrap()
                };
                let size = Bytes::GIB * u64::from(size);
                assert!(total(context) <= size && total(context + CELLS) > size);
                crossings += 1;
            }
        }
        assert!(crossings > 2);
    }

    #[test]
    fn where_the_layout_is_unknown_there_is_no_curve() {
        let (_, _, sweep) = swept("hy4-preview", 1_048_576);
        assert_eq!(sweep, Sweep::default());
    }
}
