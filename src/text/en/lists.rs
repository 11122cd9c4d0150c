//! Texts of the lists and the leaderboard, in English.

use will_it_run_engine::catalog::{Class, Condition, Vendor};
use will_it_run_engine::question::Backend;
use will_it_run_engine::score::{PartKey, Score, ScoreReason, Tier};

use crate::text::number::{decimals, grouped};
use crate::text::{ListsKey, evidence_keys, t};

/// The English text of a key.
#[must_use]
pub const fn lists_text(key: ListsKey) -> &'static str {
    use ListsKey as K;
    match key {
        K::DevicesTitle => "Hardware",
        K::DeviceRows => "devices",
        K::ModelsTitle => "Models",
        K::ModelsIntro => {
            "File: tensor data at Q4_K_M without importance matrix. Its basis: every tensor as llama.cpp writes it, every tensor by rule, or parameters × bits."
        }
        K::ModelRows => "models",
        K::Narrow => "Narrow the list",
        K::Search => "Search",
        K::Any => "any",
        K::SortBy => "Sort by",
        K::BestMatch => "best match",
        K::Rising => " ↑",
        K::Falling => " ↓",
        K::Columns => "Columns",
        K::ClearAll => "Clear search and filters",
        K::Csv => "Download CSV",
        K::Json => "Download JSON",
        K::Nothing => "Nothing meets all of this at once.",
        K::NothingHelp => "Loosen one of these:",
        K::NothingAlone => "No single filter is to blame: clear them all.",
        K::ShowUnknown => "Show them too",
        K::HideUnknown => "Leave them out",
        K::DateHint => "2025-06",
        K::Unknown => "unknown",
        K::DoesNotFit => "does not fit",
        K::NoDecode => "no rate to rest it on",
        K::NoSize => "seen, not for which size",
        K::UnknownMeans => "Unknown: no source in the catalog gives the figure.",
        K::Waiting => "…",
        K::Name => "Name",
        K::Vendor => "Vendor",
        K::Class => "Class",
        K::Memory => "Memory",
        K::Bandwidth => "Bandwidth",
        K::Power => "Power",
        K::Released => "Released",
        K::LaunchPrice => "Launch price",
        K::GoingPrice => "Going price",
        K::Score => "Score",
        K::Decode => "Decode",
        K::Backends => "Backends",
        K::Backend => "Backend",
        K::Chip => "Chip",
        K::MemoryAtLeast => "Memory at least, GiB",
        K::PriceAtMost => "Price at most, $",
        K::Publisher => "Publisher",
        K::Parameters => "Parameters",
        K::ActiveParameters => "Active",
        K::Experts => "Dense or MoE",
        K::Dense => "dense",
        K::Moe => "MoE",
        K::Context => "Context",
        K::Modality => "Modality",
        K::Licence => "Licence",
        K::File => "Q4_K_M file",
        K::MemoryBasis => "Memory basis",
        K::BasisExact => "exact",
        K::BasisRule => "by rule",
        K::BasisParameters => "by parameters",
        K::Tasks => "Made for",
        K::SizeAtLeast => "Parameters from, B",
        K::SizeAtMost => "Parameters to, B",
        K::ReleasedSince => "Released since",
        K::LeaderboardTitle => "Leaderboard",
        K::Basis => "Basis",
        K::BasisLive => "live",
        K::BasisPublished => "as published",
        K::Weights => "What counts, of 1,000 points",
        K::WeightsHelp => {
            "Only proportions matter; the whole is always 1000. Value for money needs a price: devices without one have no score while it counts."
        }
        K::WeightsReset => "Back to 500, 200, 200, 100, 0",
        K::Throughput => "Throughput",
        K::Ecosystem => "Ecosystem",
        K::Efficiency => "Efficiency",
        K::Value => "Value for money",
        K::EvidenceTakes => "Taken off for weaker evidence",
        K::Ranking => "Ranking",
        K::Rank => "Rank",
        K::Device => "Device",
        K::Tier => "Tier",
        K::Points => "Points",
        K::Scatter => "Price, speed and memory",
        K::ScatterPlot => "Plot of price, speed and memory",
        K::ScatterTwin => "The same as a table",
        K::ScatterEmpty => "No device here has both a going price and a decode rate.",
        K::Front => "Front",
        K::OnFront => "on the front",
        K::OffFront => "–",
        K::PriceAxis => "Going price, $",
        K::DecodeAxis => "Decode, tok/s",
        K::Unscored => "Without a score",
        K::UnscoredHelp => {
            "A missing figure is not counted as zero: these stand apart, with what is missing."
        }
    }
}

/// A vendor as it writes itself.
#[must_use]
pub const fn vendor_name(vendor: Vendor) -> &'static str {
    match vendor {
        Vendor::Amd => "AMD",
        Vendor::Ampere => "Ampere",
        Vendor::Apple => "Apple",
        Vendor::Generic => "any maker",
        Vendor::Huawei => "Huawei",
        Vendor::Intel => "Intel",
        Vendor::Nvidia => "NVIDIA",
        Vendor::Qualcomm => "Qualcomm",
        Vendor::RaspberryPi => "Raspberry Pi",
        Vendor::Rockchip => "Rockchip",
    }
}

/// The market a device is made for.
#[must_use]
pub const fn class_name(class: Class) -> &'static str {
    match class {
        Class::Consumer => "consumer",
        Class::Datacenter => "data center",
        Class::Laptop => "laptop",
        Class::MiniPc => "mini PC",
        Class::Phone => "phone",
        Class::Sbc => "single board",
        Class::Workstation => "workstation",
    }
}

/// A backend as it is written.
#[must_use]
pub const fn api_name(backend: Backend) -> &'static str {
    match backend {
        Backend::Cuda => "CUDA",
        Backend::Metal => "Metal",
        Backend::Rocm => "ROCm",
        Backend::Vulkan => "Vulkan",
        Backend::Sycl => "SYCL",
        Backend::Cpu => "CPU",
    }
}

/// A part of the score.
#[must_use]
pub const fn part_name(part: PartKey) -> ListsKey {
    match part {
        PartKey::Throughput => ListsKey::Throughput,
        PartKey::Memory => ListsKey::Memory,
        PartKey::Ecosystem => ListsKey::Ecosystem,
        PartKey::Efficiency => ListsKey::Efficiency,
        PartKey::Value => ListsKey::Value,
    }
}

/// Also sold with less memory.
#[must_use]
pub fn sizes_from(smallest: &str) -> String {
    "from ".to_owned() + smallest
}

/// What a going price was seen for: `used, 2026-07`.
#[must_use]
pub fn offer_seen(condition: Condition, day: &str, size: &str) -> String {
    let condition = match condition {
        Condition::Msrp => "launch",
        Condition::New => "new",
        Condition::Used => "used",
    };
    let size = if size.is_empty() { String::new() } else { ["\u{a0}·\u{a0}", size].concat() };
    [condition, &size, " · ", &day.replace('-', "\u{2011}")].concat()
}

/// A tier beside its points.
#[must_use]
pub const fn tier_note(tier: Tier) -> &'static str {
    match tier {
        Tier::S => "tier S",
        Tier::A => "tier A",
        Tier::B => "tier B",
        Tier::C => "tier C",
        Tier::D => "tier D",
    }
}

/// Why a score is unknown, or zero in a part.
#[must_use]
pub fn score_reason(reason: ScoreReason) -> &'static str {
    match reason {
        ScoreReason::FigureUnknown { figure } | ScoreReason::CountedAsZero { figure } => match figure {
            "memory" => "memory not recorded",
            "tdp" => "rated power not recorded",
            "backend" => "no backend drives it",
            "decode" => "no decode rate",
            "price" => "no price seen",
            _ => "a figure is not recorded",
        },
        ScoreReason::ReferenceDoesNotFit => "does not hold the reference model",
        ScoreReason::NoWeights => "every part has the weight zero",
    }
}

/// How many columns are shown.
#[must_use]
pub fn columns_shown(shown: usize, all: usize) -> String {
    ["Columns (", &count(shown), " of ", &count(all), ")"].concat()
}

/// How many rows are left.
#[must_use]
pub fn rows_left(left: usize, all: usize, rows: &str) -> String {
    if left == all {
        [&count(all), " ", rows].concat()
    } else {
        [&count(left), " of ", &count(all), " ", rows].concat()
    }
}

/// How many rows a filter leaves out because a figure is not known.
#[must_use]
pub fn unknown_left_out(rows: usize, figures: &str) -> String {
    [&count(rows), " more may qualify; of them this is not known: ", &figures.to_ascii_lowercase(), "."]
        .concat()
}

/// How many rows stay although a figure is not known.
#[must_use]
pub fn unknown_stay(rows: usize, figures: &str) -> String {
    [
        &count(rows),
        " of them may not qualify; of them this is not known: ",
        &figures.to_ascii_lowercase(),
        ".",
    ]
    .concat()
}

/// How many rows there are without a filter.
#[must_use]
pub fn without_filter(label: &str, value: &str, rows: usize) -> String {
    ["Without “", label, ": ", value, "”: ", &count(rows)].concat()
}

/// What the figures of the list of devices rest on.
#[must_use]
pub fn devices_intro(model: &str, quant: &str, context: u32) -> String {
    [
        "Score: 0–1000, live. Decode: ",
        model,
        " at ",
        quant,
        ", ",
        &grouped(u64::from(context)),
        " tokens of context, one user, empty cache; the range holds for 80 % of measured rows. Devices sold in several sizes stand with the largest; their going price is that of the cheapest size.",
    ]
    .concat()
}

/// What a leaderboard's figures rest on.
#[must_use]
pub fn leaderboard_intro(model: &str, quant: &str, context: u32) -> String {
    [
        "Headline = sum of the parts × evidence. Live: throughput and efficiency from the decode rate of ",
        model,
        " at ",
        quant,
        ", ",
        &grouped(u64::from(context)),
        " tokens of context, one user, with the best evidence there is. As published: from bandwidth by a rule of thumb, always an estimate, a missing figure counted as zero.",
    ]
    .concat()
}

/// The printed sum: `301 + 190 + 200 + 24 = 715 × 0.70 (estimated)`.
#[must_use]
pub fn printed_sum(score: &Score) -> String {
    let parts: Vec<String> = score
        .parts
        .iter()
        .map(|part| part.points.get().map_or("?".to_owned(), |points| points.to_string()))
        .collect();
    let sum = score.sum.get().map_or("?".to_owned(), |sum| sum.to_string());
    let evidence = t(evidence_keys(score.inputs.evidence).0).to_ascii_lowercase();
    [&parts.join(" + "), " = ", &sum, " × ", &decimals(score.factor, 2), " (", &evidence, ")"].concat()
}

/// A weight beside its slider.
#[must_use]
pub fn of_thousand(points: f64) -> String {
    decimals(points, 0) + " of 1,000"
}

/// What is to be seen in the plot of prices, speeds and memory.
#[must_use]
pub fn scatter_says(drawn: usize, front: usize, no_price: usize, no_speed: usize) -> String {
    [
        &count(drawn),
        " devices with a going price and a decode rate; area of a dot: memory. ",
        &count(front),
        " are on the front (filled): no other device is as cheap, as fast and as large at once. Not drawn: ",
        &count(no_price),
        " without a price, ",
        &count(no_speed),
        " with one but without a rate.",
    ]
    .concat()
}

fn count(n: usize) -> String {
    grouped(n as u64)
}
