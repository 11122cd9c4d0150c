//! Comparisons in English.

use will_it_run_engine::answer::Reason;
use will_it_run_engine::catalog::{Condition, Word};
use will_it_run_engine::compare::{Better, FigureKey, ForWhom, WhomCode};
use will_it_run_engine::units::{Bytes, Date, Known};

use crate::text::en::pages::workload_name;
use crate::text::measure::{MemoryUnit, bytes};
use crate::text::number::{compact, decimals, grouped, percent, three};
use crate::text::{CompareKey, Fixed};

impl Fixed for CompareKey {
    fn text(self) -> &'static str {
        compare_text(self)
    }
}

/// The English text of a key.
#[must_use]
pub const fn compare_text(key: CompareKey) -> &'static str {
    match key {
        CompareKey::Title => "Compare",
        CompareKey::StartHelp => {
            "Two to four devices, rigs or models side by side: every figure, every workload, the differences first."
        }
        CompareKey::Sides => "Sides",
        CompareKey::AddSide => "Add another",
        CompareKey::Remove => "Remove",
        CompareKey::OneMore => "One card more",
        CompareKey::OneFewer => "One card fewer",
        CompareKey::Check => "Check a model",
        CompareKey::Pairs => "Often compared",
        CompareKey::Whom => "Which for whom",
        CompareKey::WhomNone => {
            "No side is ahead of all others by 5 % or more in a figure that is known of all of them."
        }
        CompareKey::Figures => "Figures",
        CompareKey::FiguresHelp => "The largest difference first. The bar is each figure beside the best.",
        CompareKey::Figure => "Figure",
        CompareKey::Equal => "Equal on all sides",
        CompareKey::Best => "best",
        CompareKey::Workloads => "Workloads",
        CompareKey::WorkloadsHelp => {
            "Ordinary questions, on the devices, and in a host's RAM where a side names it. Press an answer to open it in the calculator."
        }
        CompareKey::UsesHelp => {
            "Each model in three uses on the same rig. Press an answer to open it in the calculator."
        }
        CompareKey::Use => "Use",
        CompareKey::Workload => "Workload",
        CompareKey::Verdict => "Verdict",
        CompareKey::NoComparison => "No comparison",
        CompareKey::WhichSize => "Which size?",
        CompareKey::MixedSides => "A model and a device cannot stand side by side. Keep one kind:",
        CompareKey::TooMany => "At most four sides fit. Keep the first four:",
        CompareKey::Memory => "Memory",
        CompareKey::Bandwidth => "Memory bandwidth of one device",
        CompareKey::Fp16 => "16-bit rate of one device",
        CompareKey::Tdp => "Rated power",
        CompareKey::Price => "Going price, the middle of its newest day",
        CompareKey::Score => "Score of 1000",
        CompareKey::Decode => "Decode",
        CompareKey::Parameters => "Parameters",
        CompareKey::File => "File",
        CompareKey::Needed => "Memory needed",
        CompareKey::Free => "Usable memory left free",
        CompareKey::Prefill => "Prefill",
        CompareKey::MaxContext => "Longest context that fits",
        CompareKey::CostPerMillion => "A million tokens, price and energy",
        CompareKey::CostUnknown => "its price, speed or rated power is not known",
        CompareKey::NotRecorded => "not recorded in the catalog",
        CompareKey::NoPrice => "nobody recorded a price of it in this size",
        CompareKey::ScoreOfOne => "a score is of one device",
        CompareKey::ScoreUnknown => "a figure it needs is not recorded",
        CompareKey::NoContext => "none fits, or the model’s layers are not recorded",
    }
}

/// The name of a figure.
#[must_use]
pub const fn figure_key(key: FigureKey) -> CompareKey {
    match key {
        FigureKey::Memory => CompareKey::Memory,
        FigureKey::Bandwidth => CompareKey::Bandwidth,
        FigureKey::Fp16 => CompareKey::Fp16,
        FigureKey::Tdp => CompareKey::Tdp,
        FigureKey::Price => CompareKey::Price,
        FigureKey::Score => CompareKey::Score,
        FigureKey::Decode => CompareKey::Decode,
        FigureKey::Parameters => CompareKey::Parameters,
        FigureKey::File => CompareKey::File,
        FigureKey::Total => CompareKey::Needed,
        FigureKey::Headroom => CompareKey::Free,
        FigureKey::Prefill => CompareKey::Prefill,
        FigureKey::MaxContext => CompareKey::MaxContext,
        FigureKey::CostPerMillion => CompareKey::CostPerMillion,
    }
}

/// The question of a workload in one line.
#[must_use]
pub fn workload_question(model: &str, quant: &str, context: u32, rate: f64) -> String {
    let context = grouped(u64::from(context));
    [model, ", ", quant, ", ", &context, " tokens, usable from ", &plain(rate), " tok/s"].concat()
}

/// The question of a use in one line; each model has its own quant.
#[must_use]
pub fn use_question(context: u32, rate: f64) -> String {
    [&grouped(u64::from(context)), " tokens, usable from ", &plain(rate), " tok/s"].concat()
}

/// A figure with its unit.
#[must_use]
pub fn figure(key: FigureKey, value: f64, unit: MemoryUnit) -> String {
    match key {
        FigureKey::Memory | FigureKey::File | FigureKey::Total => bytes(Bytes::from_f64(value), unit),
        FigureKey::Bandwidth => three(value / 1e9) + "\u{a0}GB/s",
        FigureKey::Fp16 => three(value / 1e12) + "\u{a0}TFLOPS",
        FigureKey::Tdp => watts(value),
        FigureKey::Price => usd(value),
        FigureKey::CostPerMillion => "$".to_owned() + &three(value),
        FigureKey::Score => decimals(value, 0),
        FigureKey::Decode | FigureKey::Prefill => three(value) + "\u{a0}tok/s",
        FigureKey::Parameters => compact(value),
        FigureKey::Headroom => percent(value),
        FigureKey::MaxContext => decimals(value, 0) + "\u{a0}tokens",
    }
}

/// Dollars, whole.
#[must_use]
pub fn usd(value: f64) -> String {
    "$".to_owned() + &decimals(value, 0)
}

/// Watts, whole.
#[must_use]
pub fn watts(value: f64) -> String {
    decimals(value, 0) + "\u{a0}W"
}

/// A figure beside the best one.
#[must_use]
pub fn beside_best(better: Better, ratio: f64) -> String {
    match better {
        Better::Higher => percent(ratio) + " of the most",
        Better::Lower if ratio > 0.0 => three(1.0 / ratio) + "\u{a0}× the least",
        Better::Lower => String::new(),
    }
}

/// What kind of price, and how old.
#[must_use]
pub fn price_note(condition: Condition, observed: Date, today: Date) -> String {
    let kind = match condition {
        Condition::Msrp => "launch price",
        Condition::New | Condition::Used => condition.as_str(),
    };
    let age = u32::try_from(today.days_since(observed)).unwrap_or(0);
    [kind, ", ", &observed.to_string(), ", ", &days_old(age)].concat()
}

/// The age of a price.
#[must_use]
pub fn days_old(days: u32) -> String {
    match days {
        0 => "of today".to_owned(),
        1 => "1 day old".to_owned(),
        days => grouped(u64::from(days)) + " days old",
    }
}

/// The heading of a comparison.
#[must_use]
pub fn against(names: &[String]) -> String {
    names.join(" against ")
}

/// What the decode figure of rigs is of.
#[must_use]
pub fn reference(model: &str, quant: &str, context: u32) -> String {
    let context = grouped(u64::from(context));
    [
        "Decode is that of ",
        model,
        " at ",
        quant,
        " with ",
        &context,
        " tokens of context, one user, all of it on the devices.",
    ]
    .concat()
}

/// What the cost of a million tokens counts, and what it leaves out.
pub const COST_NOTE: &str = "A million tokens of that model, three prompt tokens for each answer token: the going price over three years of 8 hours a day, and rated power at the United States’ household tariff; without the computer around cards.";

/// On what models are compared.
#[must_use]
pub fn on_rig(rig: &str, context: u32) -> String {
    let context = grouped(u64::from(context));
    ["Each at the quant shown with ", &context, " tokens of context, one user, on ", rig, " alone."].concat()
}

/// What a side is the one for: the reader it suits, and the sentence with its figures.
#[must_use]
pub fn for_whom(row: &ForWhom, name: &str, unit: MemoryUnit) -> (String, String) {
    let value = row.value.get().unwrap_or(0.0);
    let (whom, verb, write): (&str, &str, fn(f64, MemoryUnit) -> String) = match row.code {
        WhomCode::OnlyOneFor => {
            let rate = |rate: Known<f64>| rate.get().map(|rate| three(rate) + "\u{a0}tok/s");
            let own = rate(row.value).map(|own| [", at ", &own].concat()).unwrap_or_default();
            let next = rate(row.next).map(|next| ["; the fastest of the others writes ", &next].concat());
            let says =
                [name, " is the only one that runs it comfortably", &own, &next.unwrap_or_default(), "."];
            return (workload_name(&row.workload).to_owned(), says.concat());
        }
        WhomCode::Fastest => ("Fast answers", " writes fastest: ", |x, _| three(x) + "\u{a0}tok/s"),
        WhomCode::MostMemory => ("Large models", " holds most: ", |x, unit| bytes(Bytes::from_f64(x), unit)),
        WhomCode::Cheapest => ("A small budget", " costs least: ", |x, _| usd(x)),
        WhomCode::LeastPower => ("Little power", " is rated lowest: ", |x, _| watts(x)),
        WhomCode::MostParameters => ("Quality first", " has most parameters: ", |x, _| compact(x)),
        WhomCode::LeastNeeded => {
            ("Little memory", " needs least memory: ", |x, unit| bytes(Bytes::from_f64(x), unit))
        }
        WhomCode::LongestContext => {
            ("Long documents", " takes the longest context: ", |x, _| decimals(x, 0) + "\u{a0}tokens")
        }
        WhomCode::MostTokensPerJoule => {
            ("Little energy", " writes most for its energy at rated power: ", |x, _| {
                three(x) + " tokens per joule"
            })
        }
        WhomCode::MostPointsPerDollar => {
            ("Value for money", " has most score for its price: ", |x, _| three(x) + " points per dollar")
        }
    };
    let next = row.next.get().map(|next| [", against ", &write(next, unit)].concat()).unwrap_or_default();
    (whom.to_owned(), [name, verb, &write(value, unit), &next, "."].concat())
}

/// Memory needed beside memory usable; nothing where the need is unknown.
#[must_use]
pub fn needed(total: Known<Bytes>, usable: Known<Bytes>, unit: MemoryUnit) -> Option<String> {
    let needed = bytes(total.get()?, unit) + " needed";
    Some(match usable {
        Known::Known(usable) => [&needed, ", ", &bytes(usable, unit), " usable"].concat(),
        Known::Unknown => needed,
    })
}

/// A number in no more decimals than it needs, nothing grouped: as an address writes it, and as sizes and limits are spoken of.
#[must_use]
pub fn plain(number: f64) -> String {
    let text = decimals(number, 2).replace(',', "");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A size that memory is sold in: always GiB, whatever the box says.
#[must_use]
pub fn size(gib: f64) -> String {
    plain(gib) + "\u{a0}GiB"
}

/// The name of a rig.
#[must_use]
pub fn rig(count: u32, name: &str, gib: Option<f64>, ram: Option<f64>) -> String {
    let times = if count > 1 { grouped(u64::from(count)) + "\u{a0}× " } else { String::new() };
    let memory = gib.map(|gib| ", ".to_owned() + &size(gib)).unwrap_or_default();
    let ram = ram.map(|gib| [" with ", &size(gib), " of RAM"].concat()).unwrap_or_default();
    [&times, name, &memory, &ram].concat()
}

/// A rig of unequal devices: how many of what, kind by kind; one kind is named alone.
#[must_use]
pub fn rig_of_kinds(kinds: &[(u32, String)]) -> String {
    match kinds {
        [(_, only)] => only.clone(),
        kinds => {
            let named = |(count, name): &(u32, String)| {
                if *count > 1 { name.clone() } else { "1\u{a0}× ".to_owned() + name }
            };
            kinds.iter().map(named).collect::<Vec<_>>().join(" + ")
        }
    }
}

/// The same where the memory is that of the fullest of several devices.
#[must_use]
pub fn fullest(total: Known<Bytes>, usable: Known<Bytes>, unit: MemoryUnit) -> Option<String> {
    needed(total, usable, unit).map(|needed| needed + " on the fullest device")
}

/// The reason that a verdict is not better: the first that is not in its favour.
#[must_use]
pub fn against_it(reasons: &[Reason]) -> Option<&Reason> {
    reasons.iter().find(|reason| !matches!(reason, Reason::FitsWithHeadroom { .. }))
}
