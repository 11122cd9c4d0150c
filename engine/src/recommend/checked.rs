//! Wishes the chooser can read: every name resolved, every number in its range.

use super::form::Form;
use super::wishes::{RawWant, RawWishes};
use crate::catalog::{Catalog, Class, Vendor, Word};
use crate::offers::Buy;
use crate::question::choice::choice;
use crate::question::{
    Backend, Fault, FaultCode, Os, Question, RawHost, RawQuestion, RawRig, as_of, number_in, positive,
    read_choice,
};
use crate::units::{Date, Usd, Watts};

choice! {
    /// What counts among rigs that run everything as well.
    Order {
        /// The cheapest first.
        Price = "price",
        /// The one whose slowest want is fastest first.
        Speed = "speed",
        /// The least energy for a token first.
        Efficiency = "efficiency",
    }
}

choice! {
    /// Which rigs are listed.
    List {
        /// Without those that another is as good as in everything and better in something.
        Best = "best",
        /// All that run something.
        All = "all",
    }
}

/// Most things to run at once.
const MAX_WANTS: usize = 8;
/// Most equal cards in one rig that a reader may ask for.
const MAX_DEVICES: u32 = 8;
/// Equal cards in one rig when nobody says.
const DEFAULT_DEVICES: u32 = 2;
/// Rigs of a list when nobody says.
const DEFAULT_LIMIT: u32 = 20;
/// Most rigs of a list.
const MAX_LIMIT: u32 = 200;

/// Whether a want names its quant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stored {
    /// As named.
    AsAsked,
    /// The best on each rig of those that publishers offer.
    BestOfLadder,
}

/// Checked wishes.
#[derive(Debug, Clone, PartialEq)]
pub struct Wishes {
    /// What is to run, as questions without a machine.
    pub wants: Vec<(Question, Stored)>,
    /// Most to spend.
    pub budget: Option<Usd>,
    /// Most rated power.
    pub power: Option<Watts>,
    /// New or used.
    pub buy: Buy,
    /// Makers; empty for any.
    pub vendors: Vec<Vendor>,
    /// Forms; empty for all but sockets and phones.
    pub forms: Vec<Form>,
    /// Markets; empty for any.
    pub classes: Vec<Class>,
    /// What must drive the device.
    pub backend: Option<Backend>,
    /// The operating system.
    pub os: Option<Os>,
    /// Most equal cards in one rig.
    pub max_devices: u32,
    /// Fewest equal cards in one rig.
    pub min_devices: u32,
    /// The host around cards, as written.
    pub host: Option<RawHost>,
    /// What counts among equals.
    pub order: Order,
    /// Which rigs are listed.
    pub list: List,
    /// How many of each list.
    pub limit: usize,
    /// The day that prices are counted to.
    pub as_of: Date,
}

impl Wishes {
    /// Checks wishes against a catalog.
    ///
    /// # Errors
    /// The first fault, with its field.
    pub fn parse(raw: &RawWishes, catalog: &Catalog) -> Result<Self, Fault> {
        let unknown = FaultCode::UnknownChoice;
        if raw.wants.is_empty() || raw.wants.len() > MAX_WANTS {
            let given = raw.wants.len().to_string();
            return Err(Fault::range("wants", &given, "a list of 1 to 8 things to run"));
        }
        let wants =
            raw.wants.iter().enumerate().map(|(at, want)| checked(want, raw.host.as_ref(), at, catalog));
        let order = read_choice(raw.order.as_deref(), "order", unknown, Order::ALL, Order::word)?;
        let list = read_choice(raw.list.as_deref(), "list", unknown, List::ALL, List::word)?;
        let max_devices =
            number_in(raw.max_devices, "max_devices", 1, MAX_DEVICES)?.unwrap_or(DEFAULT_DEVICES);
        let buy = read_choice(raw.buy.as_deref(), "buy", unknown, Buy::ALL, Buy::word)?;
        Ok(Self {
            wants: wants.collect::<Result<_, _>>()?,
            budget: positive(raw.budget_usd, "budget_usd")?.map(Usd::new),
            power: positive(raw.power_w, "power_w")?.map(Watts::new),
            buy: buy.unwrap_or(Buy::Any),
            vendors: words(&raw.vendors, "vendors", Vendor::ALL, Vendor::as_str)?,
            forms: words(&raw.forms, "forms", Form::ALL, Form::word)?,
            classes: words(&raw.classes, "classes", Class::ALL, Class::as_str)?,
            backend: read_choice(
                raw.backend.as_deref(),
                "backend",
                FaultCode::UnknownBackend,
                Backend::ALL,
                Backend::word,
            )?,
            os: read_choice(raw.os.as_deref(), "os", unknown, Os::ALL, Os::word)?,
            max_devices,
            min_devices: number_in(raw.min_devices, "min_devices", 1, max_devices)?.unwrap_or(1),
            host: raw.host.clone(),
            order: order.unwrap_or(Order::Price),
            list: list.unwrap_or(List::Best),
            limit: number_in(raw.limit, "limit", 1, MAX_LIMIT)?.unwrap_or(DEFAULT_LIMIT) as usize,
            as_of: as_of(raw.as_of.as_deref())?.unwrap_or(catalog.date()),
        })
    }
}

/// A want as a question; its faults name the want.
fn checked(
    want: &RawWant,
    host: Option<&RawHost>,
    at: usize,
    catalog: &Catalog,
) -> Result<(Question, Stored), Fault> {
    let rig = RawRig { host: host.cloned(), ..RawRig::default() };
    let raw = RawQuestion { rig, ..want.question(host) };
    let stored = if want.quant.is_some() { Stored::AsAsked } else { Stored::BestOfLadder };
    match Question::parse(&raw, catalog) {
        Ok(question) => Ok((question, stored)),
        Err(fault) => {
            let field = match fault.field.as_str() {
                "thresholds.usable_rate" => "speed",
                "kv_k" | "kv_v" => "kv",
                // The host is one for all wants.
                field if field.starts_with("rig.") => {
                    let field = field.trim_start_matches("rig.").to_owned();
                    return Err(Fault { field, ..fault });
                }
                field => field,
            };
            let field = ["wants.", &at.to_string(), ".", field].concat();
            Err(Fault { field, ..fault })
        }
    }
}

fn words<T: Copy>(
    texts: &[String],
    field: &str,
    all: &[T],
    word: fn(T) -> &'static str,
) -> Result<Vec<T>, Fault> {
    let mut found = Vec::new();
    for text in texts {
        found.extend(read_choice(Some(text), field, FaultCode::UnknownChoice, all, word)?);
    }
    Ok(found)
}
