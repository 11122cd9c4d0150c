//! Fixed texts of the page about a device.

use crate::text::DeviceKey as K;

/// The English text of a key.
#[must_use]
pub const fn device_text(key: K) -> &'static str {
    match key {
        K::MemorySize => "Installed memory",
        K::NotFound => "No device has this id",
        K::NotFoundHelp => "These come near:",
        K::AllDevices => "All devices",
        K::CompareThis => "Compare with others",
        K::AskThis => "Ask about a model on it",
        K::Score => "Score",
        K::ScoreBasis => "What the score rests on",
        K::Live => "Live",
        K::AsPublished => "As published",
        K::LiveMeans => {
            "Decode of Llama 3.1 8B in Q4_K_M from this engine, with the best evidence there is. A missing figure makes the score unknown."
        }
        K::AsPublishedMeans => {
            "As the published pages compute it: a rule of thumb from bandwidth, always an estimate; a missing figure counts as zero points."
        }
        K::Tier => "Tier",
        K::ScoreUnknown => "unknown",
        K::Throughput => "Throughput",
        K::PartMemory => "Memory",
        K::Ecosystem => "Ecosystem",
        K::Efficiency => "Efficiency",
        K::Value => "Value for money",
        K::Part => "Part",
        K::Points => "Points",
        K::From => "From",
        K::Workloads => "What it does",
        K::WorkloadsNote => "Press one for the reason with its figures.",
        K::Yes => "yes",
        K::Barely => "barely",
        K::No => "no",
        K::Unknown => "unknown",
        K::InCalculator => "Open in the calculator",
        K::Specs => "Specifications",
        K::SpecsNote => "Arithmetic rates are dense. Unknown: no source in the catalog states it.",
        K::Figure => "Figure",
        K::FigureValue => "Value",
        K::Source => "Source",
        K::Memory => "Memory",
        K::UsableMemory => "Usable memory",
        K::Bandwidth => "Memory bandwidth",
        K::Bus => "Memory bus",
        K::Power => "Rated power",
        K::Fp32 => "FP32",
        K::Fp16 => "FP16, matrix",
        K::Bf16 => "BF16, matrix",
        K::Fp8 => "FP8, matrix",
        K::Int8 => "INT8, matrix",
        K::Fp4 => "FP4, matrix",
        K::Pcie => "PCI Express",
        K::NvLink => "NVLink, both directions",
        K::Released => "Released",
        K::Msrp => "Launch price",
        K::FormFactor => "Form",
        K::Interfaces => "Interfaces",
        K::ComputeCapability => "CUDA compute capability",
        K::Record => "catalog record",
        K::ByRule => "this engine’s rule for the device, its driver and a headless system",
        K::Fits => "Models that fit, the fullest first",
        K::FitsFilter => "Which of them",
        K::All => "All",
        K::FitsNote => {
            "Each model at its best quant, 8,192 tokens of context, one user, all of it on the device. The ones at its real limit come first."
        }
        K::Undriven => {
            "Unknown: none of the backends with rules here (CUDA, Metal, ROCm, SYCL, Vulkan) drives this device, so neither memory nor speed can be worked out."
        }
        K::NothingRuns => "No model of the catalog is known to run on it alone.",
        K::Full => "full",
        K::NoTokenRate => "no token rate",
        K::ShowMore => "Show more",
        K::Chart => "Speed over model size",
        K::ChartNote => {
            "One mark a model from the list above: memory it takes against decode, the line is the 80 % range. Dense models lie near bandwidth ÷ memory, the broken line; models with experts read less for each token and lie above it."
        }
        K::ChartTwin => "The same as a table",
        K::AxisGib => "memory taken, GiB",
        K::AxisGb => "memory taken, GB",
        K::AxisSpeed => "decode, tok/s",
        K::Model => "Model",
        K::Quant => "Quant",
        K::Needs => "Memory",
        K::Decode => "Decode",
        K::Fit => "Fit",
        K::Heat => "Quant and context that fit",
        K::HeatModel => "Model",
        K::HeatMap => "Quants by context",
        K::HeatNote => {
            "A cell is the fit and the share of usable memory left free, all on the device, one user. Press it for the whole answer."
        }
        K::HeatUnknown => "No model has this id.",
        K::Context => "context",
        K::Measured => "Measured speeds",
        K::MeasuredNone => "No measurement of this device is in the catalog.",
        K::Engine => "Engine",
        K::Test => "Test",
        K::Speed => "tok/s",
        K::Day => "Date",
        K::Previous => "Previous",
        K::Next => "Next",
        K::Money => "Prices and rentals",
        K::Prices => "Prices seen",
        K::PricesNone => "No price of this device was observed.",
        K::Condition => "Condition",
        K::Price => "Price, before tax",
        K::PriceShort => "Price",
        K::Rentals => "Rentals seen",
        K::RentalsNone => "No rental of this device was observed.",
        K::Provider => "Provider",
        K::Terms => "Terms",
        K::PerHour => "Per device and hour",
        K::OlderThanYear => "older than a year",
        K::BreakEven => "Buy or rent",
        K::BreakEvenTerms => "Price ÷ rate, by terms",
        K::BreakEvenNote => {
            "Hours = price ÷ rate, months at 730 hours each, running day and night. Before power"
        }
        K::BreakEvenNoPrice => "Without a price there is no break-even.",
        K::BreakEvenNoRental => "Without a rental rate there is no break-even.",
        K::Hours => "Pays after, hours",
        K::Months => "months",
        K::OnDemand => "on demand",
        K::Spot => "spot",
        K::CommunityTerms => "community",
        K::Reserved => "reserved",
        K::Verdict => "Strengths and limits",
        K::Strengths => "Strengths",
        K::Limits => "Limits",
        K::FactsNone => "None of the figures compared stands out.",
        K::Faq => "Questions",
        K::Alternatives => "Alternatives",
        K::AlternativesNote => {
            "Ratios are the alternative’s figure ÷ this device’s: ×2.00 of price is twice as dear, ×2.00 of bandwidth twice as fast to read. No device stands in two groups."
        }
        K::StepUp => "Step up",
        K::StepDown => "Step down",
        K::NearPrice => "Closest price",
        K::NearBandwidth => "Closest bandwidth",
        K::NearMemory => "Closest memory",
        K::NearForm => "Closest of the same form",
        K::Device => "Device",
        K::Compare => "Compare",
        K::GroupEmpty => "None in the catalog.",
    }
}
