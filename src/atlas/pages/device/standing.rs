//! Where the device stands among others of its class: each place rests on a figure, and only those that stand out are told.

use will_it_run_engine::catalog::{Catalog, Class, HardwareKey};
use will_it_run_engine::fit::Fit;
use will_it_run_engine::offers::{Buy, Offers};
use will_it_run_engine::score::{ScoreBasis, ScoreInputs, ScoreRow, ScoreWeights};
use will_it_run_engine::units::{Bytes, Known};

use super::subject::raw;
use crate::app::world::World;

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Printed memory bandwidth, bytes per second.
    Bandwidth,
    /// Installed memory, bytes.
    Memory,
    /// Decode of the score's reference question, tokens per second.
    Rate,
    /// The same ÷ rated power, tokens per joule.
    Efficiency,
    /// Going price ÷ memory, dollars per GiB; less is better.
    PricePerGib,
}

impl What {
    const ALL: [Self; 5] = [Self::Bandwidth, Self::Memory, Self::Rate, Self::Efficiency, Self::PricePerGib];
}

/// The device's place by one figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Standing {
    /// The figure compared.
    pub what: What,
    /// Its value.
    pub value: f64,
    /// Devices that are better, and one.
    pub place: usize,
    /// Devices whose figure is known, this one among them.
    pub of: usize,
}

/// Fewest devices that make a comparison.
const FEWEST: usize = 4;

impl Standing {
    /// In the best third.
    #[must_use]
    pub const fn strong(&self) -> bool {
        self.of >= FEWEST && self.place * 3 <= self.of + 2
    }

    /// In the worst third.
    #[must_use]
    pub const fn weak(&self) -> bool {
        self.of >= FEWEST && (self.of + 1 - self.place) * 3 <= self.of + 2
    }
}

/// Standings of a device with its memory, and the class they are in. Others stand with the largest size they are sold with.
#[must_use]
pub fn standings(world: &World, device: HardwareKey, memory: Bytes) -> Vec<Standing> {
    let catalog = world.catalog();
    let Some(record) = catalog.device(device) else { return Vec::new() };
    let class = record.class;
    let offers = Offers::new(catalog, catalog.date());
    let calculator = world.calculator();
    // Always live, whatever basis the score on the page is shown by.
    let own = calculator.score(&raw(record, memory), ScoreBasis::Live, &ScoreWeights::STANDARD);
    let Ok(own) = own.map(|score| score.inputs) else { return Vec::new() };
    let rows = calculator.scores(ScoreBasis::Live, &ScoreWeights::STANDARD);
    let keys: Vec<HardwareKey> = catalog.hardware_keys().collect();
    let standing = |what: What| {
        let own = figure(what, &own, device, memory, catalog, &offers).get()?;
        let others =
            rows.iter().filter(|row| row.hardware != device.index() && of_class(row, class, catalog));
        let (mut place, mut of) = (1, 1);
        for row in others {
            let key = *keys.get(row.hardware)?;
            let Known::Known(size) = row.memory else { continue };
            let Known::Known(other) = figure(what, &row.score.inputs, key, size, catalog, &offers) else {
                continue;
            };
            of += 1;
            place += usize::from(if what == What::PricePerGib { other < own } else { other > own });
        }
        Some(Standing { what, value: own, place, of })
    };
    What::ALL.into_iter().filter_map(standing).collect()
}

fn of_class(row: &ScoreRow, class: Class, catalog: &Catalog) -> bool {
    catalog.hardware().get(row.hardware).is_some_and(|device| device.class == class)
}

fn figure(
    what: What,
    inputs: &ScoreInputs,
    key: HardwareKey,
    memory: Bytes,
    catalog: &Catalog,
    offers: &Offers,
) -> Known<f64> {
    let rate = match inputs.reference_fit {
        Fit::DoesNotFit => Known::Unknown,
        _ => inputs.tokens_per_second.map(|rate| rate.get()),
    };
    match what {
        What::Bandwidth => {
            catalog.device(key).map_or(Known::Unknown, |device| device.bandwidth.known()).map(|b| b.get())
        }
        What::Memory => Known::Known(memory.as_f64()),
        What::Rate => rate,
        What::Efficiency => rate.zip(inputs.tdp).map(|(rate, power)| rate / power.get()),
        What::PricePerGib => {
            offers.going(key, memory, Buy::Any, &[]).map(|offer| offer.usd.get() / memory.as_gib())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_outer_thirds_stand_out() {
        let at = |place, of| Standing { what: What::Memory, value: 1.0, place, of };
        assert!(at(1, 9).strong() && at(3, 9).strong() && !at(4, 9).strong());
        assert!(at(9, 9).weak() && at(7, 9).weak() && !at(6, 9).weak());
        assert!(!at(1, 3).strong() && !at(3, 3).weak());
    }
}
