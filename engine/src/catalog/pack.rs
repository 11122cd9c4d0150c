//! The catalog as the app loads it: the same records as `catalog.json`, in a form that needs no JSON parser.
//!
//! Record by record, as serde derives it. A list for each field is 10 KB smaller after brotli, but the code that puts the
//! records together again is 19 KB of wasm. Money stands last, so that a page without it carries no code to read it.

use serde::{Deserialize, Serialize};

use super::{
    ApiPrice, Catalog, Electricity, Hardware, Lists, MeasuredOnly, Measurement, Model, Price, QuantLabel,
    QuantQuality, Rental, Source,
};
use crate::units::Date;

/// The packed bytes are damaged, or of another build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Corrupt;

impl core::fmt::Display for Corrupt {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("corrupt-catalog")
    }
}

impl core::error::Error for Corrupt {}

/// What answers are made of.
#[derive(Serialize, Deserialize)]
struct Answers {
    date: Date,
    sources: Vec<Source>,
    hardware: Vec<Hardware>,
    models: Vec<Model>,
    quants: Vec<QuantLabel>,
    quant_quality: Vec<QuantQuality>,
    measured_hardware: Vec<MeasuredOnly>,
    measured_models: Vec<MeasuredOnly>,
    measurements: Vec<Measurement>,
}

/// What costs are made of.
#[derive(Default, Serialize, Deserialize)]
struct Money {
    prices: Vec<Price>,
    rentals: Vec<Rental>,
    api_prices: Vec<ApiPrice>,
    electricity: Vec<Electricity>,
}

impl Catalog {
    /// Packs the catalog for the app of the same build.
    ///
    /// # Errors
    /// Never for a checked catalog.
    pub fn pack(&self) -> Result<Vec<u8>, Corrupt> {
        let (answers, money) = divide(self.lists.clone());
        let packed = postcard::to_allocvec(&answers).map_err(|_| Corrupt)?;
        postcard::to_extend(&money, packed).map_err(|_| Corrupt)
    }

    /// Reads what [`Catalog::pack`] wrote.
    ///
    /// # Errors
    /// When the bytes are anything else.
    pub fn unpack(bytes: &[u8]) -> Result<Self, Corrupt> {
        let (answers, rest): (Answers, &[u8]) = postcard::take_from_bytes(bytes).map_err(|_| Corrupt)?;
        let (money, rest): (Money, &[u8]) = postcard::take_from_bytes(rest).map_err(|_| Corrupt)?;
        if rest.is_empty() { Ok(Self::assemble(unite(answers, money))) } else { Err(Corrupt) }
    }

    /// Reads of what [`Catalog::pack`] wrote only what answers are made of: the lists of prices, rentals and tariffs are
    /// empty.
    ///
    /// # Errors
    /// When the bytes are anything else.
    pub fn unpack_answers(bytes: &[u8]) -> Result<Self, Corrupt> {
        let (answers, _): (Answers, &[u8]) = postcard::take_from_bytes(bytes).map_err(|_| Corrupt)?;
        Ok(Self::assemble(unite(answers, Money::default())))
    }
}

fn divide(lists: Lists) -> (Answers, Money) {
    let answers = Answers {
        date: lists.date,
        sources: lists.sources,
        hardware: lists.hardware,
        models: lists.models,
        quants: lists.quants,
        quant_quality: lists.quant_quality,
        measured_hardware: lists.measured_hardware,
        measured_models: lists.measured_models,
        measurements: lists.measurements,
    };
    let money = Money {
        prices: lists.prices,
        rentals: lists.rentals,
        api_prices: lists.api_prices,
        electricity: lists.electricity,
    };
    (answers, money)
}

fn unite(answers: Answers, money: Money) -> Lists {
    Lists {
        date: answers.date,
        sources: answers.sources,
        hardware: answers.hardware,
        models: answers.models,
        quants: answers.quants,
        quant_quality: answers.quant_quality,
        prices: money.prices,
        rentals: money.rentals,
        api_prices: money.api_prices,
        electricity: money.electricity,
        measured_hardware: answers.measured_hardware,
        measured_models: answers.measured_models,
        measurements: answers.measurements,
    }
}
