//! Saved questions to the chooser: the best rigs for this and that. Data only; the answer is computed, and dated by the catalog.

use super::checked::Order;
use super::form::Form;
use super::wishes::{RawWant, RawWishes};
use crate::catalog::{Vendor, Word};
use crate::offers::Buy;

/// A saved question to the chooser.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BestList {
    /// Its name in addresses and on the command line.
    pub slug: &'static str,
    /// Models to run, each at its best quant in 8192 tokens for one user.
    models: &'static [&'static str],
    /// Most to spend, US dollars.
    budget_usd: Option<f64>,
    /// Most rated power, watts.
    power_w: Option<f64>,
    /// New or used.
    buy: Buy,
    /// Makers; empty for any.
    vendors: &'static [Vendor],
    /// Forms; empty for all but sockets and phones.
    forms: &'static [Form],
    /// Most equal cards.
    max_devices: u32,
    /// Fewest equal cards.
    min_devices: u32,
    /// What counts among equals.
    order: Order,
}

/// Reference models, open weights that many run: ids of the catalog.
const SMALL: &str = "qwen3-8b";
const MEDIUM: &str = "qwen3-14b";
const LARGE: &str = "qwen3-32b";
const HUGE: &str = "llama-3.3-70b-instruct";
const EXPERTS: &str = "qwen3-30b-a3b";
const MANY_EXPERTS: &str = "gpt-oss-120b";

/// Decode every list asks for, tokens per second: twice the usable rate of a reader, so that an answer is there before it is read.
const SPEED: f64 = 10.0;
/// Context every list asks for, tokens.
const CONTEXT: u32 = 8192;

const CARDS: &[Form] = &[Form::Card];
const SMALL_BOXES: &[Form] = &[Form::MiniPc, Form::Board];

const ANY: BestList = BestList {
    slug: "",
    models: &[MEDIUM],
    budget_usd: None,
    power_w: None,
    buy: Buy::Any,
    vendors: &[],
    forms: &[],
    max_devices: 2,
    min_devices: 1,
    order: Order::Price,
};

/// All lists, in the order an index shows.
pub const BEST: &[BestList] = &[
    BestList { slug: "gpu", models: &[MEDIUM, LARGE], forms: CARDS, max_devices: 1, ..ANY },
    BestList {
        slug: "used-gpu",
        models: &[MEDIUM, LARGE],
        forms: CARDS,
        max_devices: 1,
        buy: Buy::Used,
        ..ANY
    },
    BestList { slug: "nvidia-gpu", forms: CARDS, max_devices: 1, vendors: &[Vendor::Nvidia], ..ANY },
    BestList { slug: "amd-gpu", forms: CARDS, max_devices: 1, vendors: &[Vendor::Amd], ..ANY },
    BestList { slug: "intel-gpu", forms: CARDS, max_devices: 1, vendors: &[Vendor::Intel], ..ANY },
    BestList { slug: "dual-gpu", models: &[HUGE], forms: CARDS, min_devices: 2, ..ANY },
    BestList { slug: "laptop", models: &[SMALL], forms: &[Form::Laptop], order: Order::Speed, ..ANY },
    BestList { slug: "mac", models: &[EXPERTS], vendors: &[Vendor::Apple], order: Order::Speed, ..ANY },
    BestList { slug: "mini-pc", models: &[EXPERTS], forms: SMALL_BOXES, order: Order::Speed, ..ANY },
    BestList { slug: "low-power", models: &[SMALL], power_w: Some(150.0), order: Order::Efficiency, ..ANY },
    BestList { slug: "under-300", models: &[SMALL], budget_usd: Some(300.0), order: Order::Speed, ..ANY },
    BestList { slug: "under-500", budget_usd: Some(500.0), order: Order::Speed, ..ANY },
    BestList { slug: "under-1000", models: &[LARGE], budget_usd: Some(1000.0), order: Order::Speed, ..ANY },
    BestList { slug: "under-2000", models: &[LARGE], budget_usd: Some(2000.0), order: Order::Speed, ..ANY },
    BestList { slug: "under-5000", models: &[HUGE], budget_usd: Some(5000.0), order: Order::Speed, ..ANY },
    BestList { slug: "for-8b", models: &[SMALL], ..ANY },
    BestList { slug: "for-14b", ..ANY },
    BestList { slug: "for-32b", models: &[LARGE], ..ANY },
    BestList { slug: "for-70b", models: &[HUGE], ..ANY },
    BestList { slug: "for-30b-a3b", models: &[EXPERTS], ..ANY },
    BestList { slug: "for-gpt-oss-120b", models: &[MANY_EXPERTS], ..ANY },
];

/// The list of this slug.
#[must_use]
pub fn best(slug: &str) -> Option<&'static BestList> {
    BEST.iter().find(|list| list.slug == slug)
}

impl BestList {
    /// The wishes it stands for.
    #[must_use]
    pub fn wishes(&self) -> RawWishes {
        let want = |model: &&str| RawWant {
            model: (*model).to_owned(),
            context: Some(CONTEXT),
            speed: Some(SPEED),
            ..RawWant::default()
        };
        RawWishes {
            wants: self.models.iter().map(want).collect(),
            budget_usd: self.budget_usd,
            power_w: self.power_w,
            buy: Some(self.buy.word().to_owned()),
            vendors: self.vendors.iter().map(|vendor| vendor.as_str().to_owned()).collect(),
            forms: self.forms.iter().map(|form| form.word().to_owned()).collect(),
            max_devices: Some(self.max_devices),
            min_devices: Some(self.min_devices),
            order: Some(self.order.word().to_owned()),
            ..RawWishes::default()
        }
    }
}
