//! The page about cost in English: fixed texts, and sentences from figures.

mod money;
mod says;
mod terms;

pub use money::{Shown, neat, quantity};
pub use says::{
    age, assumed, axis_money, break_even, flip, hours, load, long_break_even, pair_name, price_for, ranges,
    too_slow, verdict, way_name,
};
pub use terms::{OTHER, preset_name, rule, term_name};

use crate::text::{CostKey, Fixed};

impl Fixed for CostKey {
    fn text(self) -> &'static str {
        cost_text(self)
    }
}

/// The English text of a key.
#[must_use]
pub const fn cost_text(key: CostKey) -> &'static str {
    match key {
        CostKey::Title => "Buy, rent or API",
        CostKey::Help => {
            "When does owning a rig cost less than renting one, or than paying by the token? What nobody knows is asked for."
        }
        CostKey::Question => "Question",
        CostKey::RigHelp => "Prices, power and speed follow from it; or type them.",
        CostKey::RemoveRig => "Without a rig",
        CostKey::RemoveModel => "Without a model",
        CostKey::Presets => "Load",
        CostKey::OneOf => "Hours, tokens or people: one of them.",
        CostKey::Purchase => "Buying",
        CostKey::PowerGroup => "Power",
        CostKey::Renting => "Renting",
        CostKey::Tokens => "API prices",
        CostKey::Mix => "Tokens and speed",
        CostKey::Outlook => "Horizon, discount, currency",
        CostKey::Any => "any",
        CostKey::New => "new",
        CostKey::Used => "used",
        CostKey::Launch => "launch",
        CostKey::OnDemand => "on demand",
        CostKey::Spot => "spot",
        CostKey::Community => "community",
        CostKey::Reserved => "reserved, every hour billed",
        CostKey::Household => "household",
        CostKey::Business => "business",
        CostKey::Declining => "part of what is left, each year",
        CostKey::Linear => "part of the first value, each year",
        CostKey::AllProviders => "all, as a range",
        CostKey::SameModel => "the model above",
        CostKey::NoCountry => "none",
        CostKey::PowerHelp => "Counted once stated; watts default to the rated power.",
        CostKey::CurrencyHelp => "Type prices in US dollars; a currency changes what is shown.",
        CostKey::NotANumber => "not read as a number; left out",
        CostKey::Needed => "needed for an answer",
        CostKey::StartTitle => "Nothing asked yet",
        CostKey::StartHelp => "Choose a rig, type a price and a rate, or begin with an example:",
        CostKey::ExamplePublished => "$8,000 against $1.50–2.50 an hour, day and night",
        CostKey::ExamplePower => "The same with 350 W and a German tariff",
        CostKey::ExampleCard => "A used RTX 3090 with Qwen3 14B for a coding agent",
        CostKey::CannotAnswer => "No answer",
        CostKey::Which => "Which size?",
        CostKey::State => "State",
        CostKey::Ways => "Three ways",
        CostKey::Upfront => "First day",
        CostKey::Monthly => "A month, on average",
        CostKey::Total => "Over the horizon",
        CostKey::PerMillion => "A million tokens",
        CostKey::Pairs => "Break-even",
        CostKey::Pair => "Which two",
        CostKey::AtPoint => "Point",
        CostKey::OverRanges => "Over the ranges",
        CostKey::Computing => "Hours of computing",
        CostKey::Flips => "Over the horizon",
        CostKey::OverTime => "Cost over time",
        CostKey::OverTimeNote => {
            "Paid and owed, less what a sale would bring; bands over the price ranges, discs where two ways cost the same."
        }
        CostKey::AxisMonths => "Months",
        CostKey::AxisHours => "Hours of computing a day",
        CostKey::Month => "Month",
        CostKey::HoursADay => "Hours a day",
        CostKey::OverUse => "Cost of a million tokens over use",
        CostKey::OverUseNote => "Prompts and answers together, over the horizon.",
        CostKey::TimeTable => "Cost over time as a table",
        CostKey::UseTable => "Over use as a table",
        CostKey::RentTable => "Against renting as a table",
        CostKey::ApiTable => "Against the API as a table",
        CostKey::RentApiTable => "Renting against the API as a table",
        CostKey::TornadoRent => "What moves buying against renting most",
        CostKey::TornadoApi => "What moves buying against the API most",
        CostKey::TornadoRentApi => "What moves renting against the API most",
        CostKey::TornadoAxis => "Months until break-even",
        CostKey::TornadoNote => {
            "Each term at its low (blue) and high (orange) end; without a range, a fifth either way."
        }
        CostKey::Term => "Term",
        CostKey::LowEnd => "Low",
        CostKey::HighEnd => "High",
        CostKey::AtLow => "Break-even at low",
        CostKey::AtHigh => "Break-even at high",
        CostKey::Prices => "Prices used",
        CostKey::PricesNone => "None was stated, and the catalog has none.",
        CostKey::For => "For",
        CostKey::Whose => "Whose",
        CostKey::Price => "Price",
        CostKey::Seen => "Seen",
        CostKey::Source => "Source",
        CostKey::OlderThanYear => "older than a year",
        CostKey::Typed => "typed by you",
        CostKey::Assumed => "Assumed",
        CostKey::LeftOut => "Left out",
        CostKey::LeftOutNote => "Press one to state it.",
        CostKey::Derivation => "Every term of the sums",
        CostKey::Unknown => "unknown",
        CostKey::GlanceAsks => "Unknown without what is asked for above, or a speed.",
        CostKey::GlanceIn => "API, prompt tokens",
        CostKey::GlanceNote => {
            "Before power, tax, upkeep, resale, interest, disk and data, and for cards before the computer around them."
        }
        CostKey::GlanceOthers => "Other prices: ",
        CostKey::GlanceOut => "API, answered tokens",
        CostKey::GlancePrice => "Purchase price",
        CostKey::GlanceRent => "Rental rate",
        CostKey::GlanceMore => "Every term, charts, presets and other loads",
        CostKey::GlanceTitle => "Buy, rent or API",
        CostKey::Device => "About this device",
    }
}
