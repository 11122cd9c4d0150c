//! What the page says of a device's own figures and of its score.

use will_it_run_engine::catalog::{Class, Count, DeviceKind, Measurement, Test, Vendor, Word};
use will_it_run_engine::score::{Score, ScoreReason};
use will_it_run_engine::units::{Known, Seconds};

use crate::text::measure::duration;
use crate::text::number::{decimals, grouped, three};
use crate::text::{evidence_keys, t, vendor_name};

/// A text with the mark of an unconfirmed source behind it, where it is one.
#[must_use]
pub fn mark(text: String, unconfirmed: Option<&str>) -> String {
    match unconfirmed {
        Some(sign) => text + "\u{a0}" + sign,
        None => text,
    }
}

/// The maker as it writes itself.
#[must_use]
pub const fn vendor_word(vendor: Vendor) -> &'static str {
    match vendor {
        // Said of one device, not offered as a choice.
        Vendor::Generic => "several makers",
        other => vendor_name(other),
    }
}

/// The market a device is made for, before what it is.
#[must_use]
pub fn class_word(class: Class) -> &'static str {
    match class {
        Class::Sbc => "single-board",
        Class::Datacenter => "data-centre",
        Class::MiniPc => "mini-PC",
        other => other.as_str(),
    }
}

/// What a device is.
#[must_use]
pub const fn kind_word(kind: DeviceKind) -> &'static str {
    match kind {
        DeviceKind::Gpu => "GPU",
        DeviceKind::Unified => "chip that shares memory with its host",
        DeviceKind::Cpu => "processor",
        DeviceKind::Npu => "accelerator",
    }
}

/// A device in one sentence; texts as written, `None` where nobody said.
#[must_use]
pub fn summary(what: [&str; 4], memory: &str, figures: [Option<String>; 3]) -> String {
    let [class, kind, vendor, architecture] = what;
    let [bandwidth, power, released] = figures;
    let article = if class.starts_with(['a', 'e', 'i', 'o', 'u']) { "An " } else { "A " };
    let generation = if architecture.is_empty() { String::new() } else { [" (", architecture, ")"].concat() };
    let bandwidth =
        bandwidth.map_or_else(|| ", of unknown bandwidth".to_owned(), |b| [" read at ", &b].concat());
    let power = power.map_or_else(|| ", of unknown rated power".to_owned(), |p| [", rated at ", &p].concat());
    let released = released.map_or_else(
        || "; when it was first sold is unknown.".to_owned(),
        |r| [", first sold in ", &r, "."].concat(),
    );
    [article, class, " ", kind, " by ", vendor, &generation, " with ", memory, &bandwidth, &power, &released]
        .concat()
}

/// Why a score is unknown, or zero in a part.
#[must_use]
pub fn score_reason(reason: ScoreReason) -> String {
    let figure_word = |figure| match figure {
        "tdp" => "the rated power",
        "backend" => "the backend that drives it",
        "decode" => "the decode rate of the reference question",
        "memory" => "the memory",
        "price" => "the price",
        other => other,
    };
    match reason {
        ScoreReason::FigureUnknown { figure } => ["No score: ", figure_word(figure), " is unknown."].concat(),
        ScoreReason::CountedAsZero { figure } => {
            ["Counted as 0 points, as the published pages do: ", figure_word(figure), " is unknown."].concat()
        }
        ScoreReason::ReferenceDoesNotFit => {
            "It does not hold Llama 3.1 8B in Q4_K_M at 8,192 tokens: 0 points of throughput and efficiency."
                .to_owned()
        }
        ScoreReason::NoWeights => "Every part has the weight 0.".to_owned(),
    }
}

/// The printed sum: `301 + 190 + 200 + 24 = 715, × 0.70 (estimated) = 500`. None where a part is unknown.
#[must_use]
pub fn score_sum(score: &Score) -> Option<String> {
    let (sum, headline) = score.sum.zip(score.headline).get()?;
    let mut out = String::new();
    for part in &score.parts {
        if !out.is_empty() {
            out.push_str(" + ");
        }
        out.push_str(&grouped(u64::from(part.points.get()?)));
    }
    let parts = [" = ", &grouped(u64::from(sum)), ", × ", &decimals(score.factor, 2)].concat();
    let evidence = [" (", t(evidence_keys(score.inputs.evidence).0), ") = "].concat();
    Some(out + &parts + &evidence + &grouped(u64::from(headline)))
}

/// A ratio: `×1.04`; unknown where either figure is.
#[must_use]
pub fn ratio(ratio: Known<f64>) -> String {
    ratio.get().map_or_else(|| "unknown".to_owned(), |ratio| "×".to_owned() + &three(ratio))
}

/// What was measured: the phase and the tokens it went over.
#[must_use]
pub fn measured_test(row: &Measurement) -> String {
    let tokens = match row.test {
        Test::Prefill => row.prompt,
        Test::Decode | Test::Serve => row.generated,
    };
    let mut out = row.test.as_str().to_owned();
    if let Count::Of(tokens) = tokens {
        out = out + " " + &grouped(u64::from(tokens));
    }
    if let Count::Of(depth) = row.depth
        && depth > 0
    {
        out = out + " at depth " + &grouped(u64::from(depth));
    }
    if let Count::Of(users) = row.users
        && users > 1
    {
        out = out + ", " + &grouped(u64::from(users)) + " users";
    }
    out
}

/// A cell of the heat map in words: `Q4_K_M at 8,192 tokens: Tight, 4.7 % free`; `free` is empty where nothing is.
#[must_use]
pub fn heat_label(quant: &str, context: u32, fit: &str, free: &str) -> String {
    let (comma, word) = if free.is_empty() { ("", "") } else { (", ", " free") };
    [quant, " at ", &grouped(u64::from(context)), " tokens: ", fit, comma, free, word].concat()
}

/// An interface or backend as its maker writes it.
#[must_use]
pub fn interface_word(word: &str) -> &str {
    match word {
        "cuda" => "CUDA",
        "rocm" => "ROCm",
        "metal" => "Metal",
        "mlx" => "MLX",
        "vulkan" => "Vulkan",
        "sycl" => "SYCL",
        "directml" => "DirectML",
        "cann" => "CANN",
        "cpu" => "processor",
        other => other,
    }
}

/// A span of time.
#[must_use]
pub fn seconds_of(seconds: f64) -> String {
    duration(Seconds::new(seconds))
}

/// A count with its noun: `1 row`, `36 rows`.
#[must_use]
pub fn plural(count: usize, noun: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    [&grouped(count as u64), " ", noun, ending].concat()
}

/// What the chart shows, in words; the ends are memory and speed.
#[must_use]
pub fn chart_label(name: &str, models: usize, most: (&str, &str), least: (&str, &str)) -> String {
    let models = plural(models, "model");
    let end = |(size, speed): (&str, &str)| [speed, " at ", size].concat();
    [&models, " on ", name, ": decode from ", &end(most), " to ", &end(least), "."].concat()
}
