//! The page about accuracy in English.

use will_it_run_engine::catalog::{Count, Measurement, Test};
use will_it_run_engine::import::{FaultCode, Format, Row, RowFault, Timed};

use crate::text::number::{grouped, three};
use crate::text::{AccuracyKey, Fixed, Key, t};

impl Fixed for AccuracyKey {
    fn text(self) -> &'static str {
        accuracy_text(self)
    }
}

/// The English text of a key.
#[must_use]
pub const fn accuracy_text(key: AccuracyKey) -> &'static str {
    use AccuracyKey as K;
    match key {
        K::Title => "How right the speeds are",
        K::Intro => {
            "Every measurement of the catalog that says enough is predicted by a fit that never saw its device. Error is |predicted − measured| ÷ measured. A cell is one device, model, quant, program, backend and context; each counts the same."
        }
        K::IntroOwn => {
            "The calculator is nearer than this on measured devices: there it corrects the formula by the device's own rows."
        }
        K::Stale => {
            "These cells belong to another version of the speed constants than the one that answers here."
        }
        K::Failed => "The measurements could not be loaded:",
        K::Table => "Table: ",
        K::Summary => "Error by class",
        K::Families => "Error by family",
        K::BandsHelp => {
            "The 80 % band is the range that every speed shows. The 50 % and 95 % bands are that range to the power which holds so many of a phase's cells; class by class they show where it is too narrow or too wide."
        }
        K::Cells => "Cells",
        K::Devices => "Devices",
        K::Median => "Median error",
        K::P90 => "p90",
        K::Bias => "Bias",
        K::In50 => "In the 50 % band",
        K::In80 => "In the 80 % band",
        K::In95 => "In the 95 % band",
        K::Group => "Cells of",
        K::Dense => "dense",
        K::Experts => "mixture of experts",
        K::All => "all",
        K::Deep => "4,096 tokens and more",
        K::Apart => "LocalScore (apart)",
        K::Phase => "Phase",
        K::Decode => "Decode",
        K::Prefill => "Prefill",
        K::Explore => "Every cell",
        K::Family => "Family",
        K::Kind => "Dense or MoE",
        K::Device => "Device",
        K::Model => "Model",
        K::Program => "Program",
        K::Any => "any",
        K::SortBy => "Sort by",
        K::ByError => "largest error",
        K::ByMeasured => "fastest",
        K::ByDevice => "device",
        K::ByModel => "model",
        K::Clear => "Clear filters",
        K::Csv => "Download CSV",
        K::Nothing => "No cell is all of this at once.",
        K::Scatter => "Plot of predicted against measured",
        K::Measured => "Measured, tok/s",
        K::Predicted => "Predicted, tok/s",
        K::Range => "80 % range",
        K::Error => "Error",
        K::Quant => "Quant",
        K::Context => "Context",
        K::Source => "Source",
        K::Worst => "Worst misses",
        K::WorstHelp => {
            "One line for each device, model and program: the median of its cells. What is far off has a reason, and often it is the measurement's."
        }
        K::Off => "Predicted ÷ measured",
        K::Dropped => "Rows that were not used",
        K::DroppedHelp => "None is left out because it misses.",
        K::Reason => "Reason",
        K::Rows => "Rows",
        K::Own => "Your own measurement",
        K::OwnHelp => {
            "Paste or drop what llama-bench (Markdown, CSV, JSON), ollama run --verbose or vllm bench serve printed. It is read on this machine and sent nowhere."
        }
        K::OwnText => "Output of the benchmark",
        K::OwnFile => "or a file",
        K::OwnExample => "Try an example",
        K::OwnClear => "Clear",
        K::Understood => "Understood",
        K::NotUnderstood => "Not taken",
        K::AskModel => "The text does not say for certain which model it was.",
        K::AskDevice => "The text does not say for certain which device it was.",
        K::AskQuant => "The text names no quant. Which was it?",
        K::AskBackend => "This device has several interfaces. Which was it?",
        K::Offered => "Of this architecture and size:",
        K::OfferedDevice => "Perhaps:",
        K::Choose => "Choose one",
        K::Row => "Row",
        K::Test => "Test",
        K::Speed => "Speed",
        K::Becomes => "What becomes of it",
        K::Taken => "taken",
        K::Keep => "Keep in this browser",
        K::CopyRecords => "Copy as catalog records",
        K::SaveRecords => "Download records",
        K::Copied => "Copied",
        K::CopyFailed => "The browser did not let it be copied.",
        K::AlreadyKept => "All of these are kept already.",
        K::KeptTitle => "Kept in this browser",
        K::KeptNone => {
            "Nothing is kept yet. What you keep counts as measured here, corrects the speeds of its device and stays until you remove it."
        }
        K::KeptHelp => {
            "These count as measured in every page of this browser and correct the speeds of their device. They leave it only if you copy them."
        }
        K::Remove => "Remove",
        K::RemoveAll => "Remove all",
        K::AskCalculator => "Ask the calculator",
    }
}

/// How many of how many cells are asked for.
#[must_use]
pub fn cells_left(left: usize, all: usize) -> String {
    let count = |n: usize| grouped(n as u64);
    [&count(left), " of ", &count(all), " cells"].concat()
}

/// What the plot shows, in words.
#[must_use]
pub fn scatter_says(cells: usize, near: usize) -> String {
    let count = |n: usize| grouped(n as u64);
    [
        "Predicted against measured speed of ",
        &count(cells),
        " cells on logarithmic axes. The line is perfect agreement, the thin ones 25 % to either side; ",
        &count(near),
        " cells lie between them.",
    ]
    .concat()
}

/// How many measurements stand behind the cells, and how many do not.
#[must_use]
pub fn used(read: u64, left_out: u64) -> String {
    [
        &grouped(read),
        " measurements are used; ",
        &grouped(left_out),
        " published rows are not, for these reasons:",
    ]
    .concat()
}

/// What a pasted text is.
#[must_use]
pub fn format_is(format: Format, model: &str) -> String {
    let what = match format {
        Format::LlamaBenchMarkdown => "a table of llama-bench",
        Format::LlamaBenchCsv => "CSV of llama-bench",
        Format::LlamaBenchJson => "JSON of llama-bench",
        Format::Ollama => "output of Ollama",
        Format::Vllm => "a result of vllm bench",
    };
    let of = if model.is_empty() { "" } else { ", of " };
    ["This is ", what, of, model, "."].concat()
}

/// What was timed.
#[must_use]
pub fn timed(row: &Row) -> String {
    let tokens = |n: u32| grouped(u64::from(n));
    let what = match row.timed {
        Timed::Prefill(prompt) => ["prefill of ", &tokens(prompt), " tokens"].concat(),
        Timed::Decode(generated) => ["decode of ", &tokens(generated), " tokens"].concat(),
        Timed::Serve(_, generated) => ["server, answers of ", &tokens(generated), " tokens"].concat(),
    };
    if row.depth == 0 { what } else { [&what, " at depth ", &tokens(row.depth)].concat() }
}

/// A kept measurement: what, on what, how fast, when.
#[must_use]
pub fn kept(row: &Measurement, device: &str, model: &str) -> String {
    let count = |count: Count| match count {
        Count::Of(n) => n,
        Count::Unknown => 0,
    };
    let (what, tokens) = match row.test {
        Test::Prefill => ("prefill of ", count(row.prompt)),
        Test::Decode => ("decode of ", count(row.generated)),
        Test::Serve => ("server, answers of ", count(row.generated)),
    };
    let times = if row.devices > 1 { [&row.devices.to_string(), " × "].concat() } else { String::new() };
    let depth = match count(row.depth) {
        0 => String::new(),
        depth => [" at depth ", &grouped(u64::from(depth))].concat(),
    };
    [
        &times,
        device,
        " · ",
        model,
        " ",
        &row.quant.to_ascii_uppercase(),
        " · ",
        what,
        &grouped(u64::from(tokens)),
        " tokens",
        &depth,
        ": ",
        &three(row.speed.get()),
        "\u{a0}",
        t(Key::TokPerSecond),
        " · ",
        &row.date.to_string(),
    ]
    .concat()
}

/// Why a row is not taken.
#[must_use]
pub fn fault(fault: &RowFault) -> String {
    let says = match fault.code {
        FaultCode::Empty => "there is no text",
        FaultCode::TooLong => "the text is longer than 4 MB",
        FaultCode::UnknownFormat => "this is not the output of a benchmark that is known here",
        FaultCode::BadJson => "this JSON breaks off or is none",
        FaultCode::NoRows => "there is no row of figures",
        FaultCode::NoRate => "no tokens per second are stated",
        FaultCode::WrongUnits => "the speed is not in tokens per second",
        FaultCode::RateNotANumber => "the speed is not a number",
        FaultCode::RateImpossible => "no machine has such a speed",
        FaultCode::AboveCeiling => {
            return [
                "faster than the device can read the weights or multiply them (at most ",
                &fault.detail,
                " tok/s): another device, model or quant, or a cached answer",
            ]
            .concat();
        }
        FaultCode::UnknownTest => "what was timed is not stated",
        FaultCode::CombinedTest => "prompt and answer in one mean: neither can be told from it",
        FaultCode::TotalOnly => "prompt and answer tokens in one figure: neither can be told from it",
        FaultCode::CacheType => "a quantised cache, for which the catalog has no place",
        FaultCode::MixedModels => "several models in one text: paste one at a time",
        FaultCode::MixedDevices => "several different devices at once",
        FaultCode::DevicesUnnamed => "several devices, and no names",
        FaultCode::ModelDisagrees => "the model chosen is not of the size or architecture that is stated",
        FaultCode::DeviceDisagrees => "the device chosen is not the one that is stated",
        FaultCode::OverNetwork => "layers on another machine",
        FaultCode::DateInFuture => "a day that has not been",
    };
    if fault.detail.is_empty() { says.to_owned() } else { [says, ": ", &fault.detail].concat() }
}

/// What a button says that keeps so many rows.
#[must_use]
pub fn keep(count: usize) -> String {
    [accuracy_text(AccuracyKey::Keep), " (", &count.to_string(), ")"].concat()
}

/// A speed with its standard deviation.
#[must_use]
pub fn speed(rate: f64, deviation: Option<f64>) -> String {
    let of = deviation.map_or(String::new(), |deviation| [" ± ", &three(deviation)].concat());
    [&three(rate), &of, "\u{a0}", t(Key::TokPerSecond)].concat()
}
