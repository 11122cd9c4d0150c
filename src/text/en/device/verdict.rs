//! Sentences computed over a device: its workloads, its place among others, and questions people ask.

use will_it_run_engine::answer::{Rate, Reason};
use will_it_run_engine::recommend::Covers;
use will_it_run_engine::units::{Bytes, Known, Usd, UsdPerHour};
use will_it_run_engine::workloads::{Verdict, WorkloadRow};

use super::money::worth_buying;
use super::says::seconds_of;
use crate::text::en::pages::workload_name;
use crate::text::en::reasons::reason;
use crate::text::measure::{MemoryUnit, bytes};
use crate::text::number::{grouped, percent, range, three};
use crate::text::{evidence_keys, t};

fn speed(rate: &Rate) -> String {
    let evidence = t(evidence_keys(rate.evidence).0);
    [&range(rate.low.get(), rate.high.get()), "\u{a0}tok/s (", evidence, ")"].concat()
}

/// The question behind a workload, its figures and the first reason.
#[must_use]
pub fn workload_reason(row: &WorkloadRow, model: &str, unit: MemoryUnit) -> String {
    let context = grouped(u64::from(row.context));
    let mut out = [model, " in ", row.quant, ", ", &context, " tokens: "].concat();
    if let Known::Known((total, usable)) = row.total.zip(row.usable)
        && row.verdict != Verdict::No
    {
        out = out + &bytes(total, unit) + " of " + &bytes(usable, unit) + " usable. ";
    }
    if let Known::Known(rate) = row.decode {
        let usable = three(row.usable_rate.get());
        out = out + "Decode " + &speed(&rate) + "; usable from " + &usable + "\u{a0}tok/s. ";
    }
    out + &telling_reason(row, unit)
}

/// The first reason that explains the verdict: that all fits explains nothing but a plain yes.
fn telling_reason(row: &WorkloadRow, unit: MemoryUnit) -> String {
    let explains =
        |each: &&Reason| row.verdict == Verdict::Yes || !matches!(each, Reason::FitsWithHeadroom { .. });
    match row.reasons.iter().find(explains) {
        Some(Reason::DeviceFigureUnknown { figure: "backend" }) => {
            "None of the backends with rules here drives this device, so nothing can be said.".to_owned()
        }
        Some(first) => reason(first, unit),
        None => String::new(),
    }
}

/// How many workloads come out how: `Comfortable: 5 of 7 workloads (…).`.
#[must_use]
pub fn workload_tally(rows: &[WorkloadRow], wanted: Verdict) -> Option<String> {
    let names: Vec<&str> =
        rows.iter().filter(|row| row.verdict == wanted).map(|row| workload_name(&row.key)).collect();
    let what = match wanted {
        Verdict::Yes => "Comfortable",
        Verdict::Barely => "Barely",
        Verdict::No => "Does not fit",
        Verdict::Unknown => "Unknown",
    };
    let (count, of) = (grouped(names.len() as u64), grouped(rows.len() as u64));
    let list = names.join(", ");
    (!names.is_empty()).then(|| [what, ": ", &count, " of ", &of, " workloads (", &list, ")."].concat())
}

/// Where a figure of a device stands among others of its class.
#[derive(Debug, Clone, Copy)]
pub struct Rank<'a> {
    /// What the figure is, with its verb: `Memory bandwidth is`.
    pub what: &'a str,
    /// The figure with its unit.
    pub figure: &'a str,
    /// Devices that are better, and one.
    pub place: usize,
    /// Devices compared, this one among them.
    pub of: usize,
    /// The class.
    pub class: &'a str,
}

/// `Memory bandwidth is 864 GB/s: place 31 of 58 data-centre devices.`
#[must_use]
pub fn rank_sentence(rank: &Rank<'_>) -> String {
    let (place, of) = (grouped(rank.place as u64), grouped(rank.of as u64));
    [rank.what, " ", rank.figure, ": place ", &place, " of ", &of, " ", rank.class, " devices, best first."]
        .concat()
}

/// What reading all of its memory once means for the largest dense model it holds.
#[must_use]
pub fn reading_all(usable: Bytes, seconds: f64, unit: MemoryUnit) -> String {
    [
        "Reading all of its usable ",
        &bytes(usable, unit),
        " once takes ",
        &seconds_of(seconds),
        ", so a dense model that fills it writes at most ",
        &three(1.0 / seconds),
        "\u{a0}tok/s.",
    ]
    .concat()
}

/// What the questions are answered from.
#[derive(Debug, Clone)]
pub struct Faq<'a> {
    /// The device.
    pub name: &'a str,
    /// Its workloads.
    pub workloads: &'a [WorkloadRow],
    /// The reference model of the 70B chat.
    pub seventy: &'a str,
    /// The interfaces its driver offers, in one line; empty for none.
    pub interfaces: &'a str,
    /// Its CUDA compute capability; none where it does not offer CUDA.
    pub cuda: Option<Known<String>>,
    /// What it costs, from the least to the most.
    pub price: Known<(Usd, Usd)>,
    /// What an hour of it costs on demand.
    pub rate: Known<(UsdPerHour, UsdPerHour)>,
    /// What the price is of.
    pub covers: Covers,
    /// Unit of memory.
    pub unit: MemoryUnit,
}

/// Questions people ask of a device, with their answers.
#[must_use]
pub fn faq(about: &Faq<'_>) -> Vec<(String, String)> {
    let runs = [Verdict::Yes, Verdict::Barely, Verdict::No, Verdict::Unknown];
    let runs: Vec<String> =
        runs.into_iter().filter_map(|verdict| workload_tally(about.workloads, verdict)).collect();
    let cuda = match &about.cuda {
        Some(Known::Known(capability)) => ["Yes, with compute capability ", capability, "."].concat(),
        Some(Known::Unknown) => {
            "Yes; its compute capability is unknown, no source in the catalog states it.".to_owned()
        }
        None if about.interfaces.is_empty() => {
            "No. The catalog lists no compute interface for it.".to_owned()
        }
        None => ["No. Its driver offers ", about.interfaces, "."].concat(),
    };
    let fast = about.workloads.iter().find(|row| row.key == "70b").map(|row| seventy(row, about));
    let name = about.name;
    vec![
        (["What models can ", name, " run?"].concat(), runs.join(" ")),
        (["Does ", name, " support CUDA?"].concat(), cuda),
        (["How fast is a 70B on ", name, "?"].concat(), fast.unwrap_or_default()),
        (
            ["Is ", name, " worth buying over renting?"].concat(),
            worth_buying(about.price, about.rate, about.covers),
        ),
    ]
}

fn seventy(row: &WorkloadRow, about: &Faq<'_>) -> String {
    let asked =
        [about.seventy, " in ", row.quant, " with ", &grouped(u64::from(row.context)), " tokens"].concat();
    match (row.verdict, row.decode) {
        (Verdict::Yes | Verdict::Barely, Known::Known(rate)) => {
            let free = row.headroom.get().map_or_else(String::new, |free| {
                [", with ", &percent(free), " of the usable memory free"].concat()
            });
            [&asked, " writes ", &speed(&rate), &free, "."].concat()
        }
        _ => {
            let why = telling_reason(row, about.unit);
            let verdict = match row.verdict {
                Verdict::No => " does not run on it alone. ",
                Verdict::Yes | Verdict::Barely | Verdict::Unknown => ": unknown. ",
            };
            asked + verdict + &why
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use will_it_run_engine::fit::Fit;
    use will_it_run_engine::units::TokensPerSecond;

    fn row(key: &str, verdict: Verdict) -> WorkloadRow {
        WorkloadRow {
            key: key.to_owned(),
            model: "m".to_owned(),
            quant: "Q4_K_M",
            context: 8192,
            usable_rate: TokensPerSecond::new(5.0),
            verdict,
            fit: Fit::Unknown,
            total: Known::Unknown,
            usable: Known::Unknown,
            headroom: Known::Unknown,
            decode: Known::Unknown,
            reasons: Vec::new(),
        }
    }

    #[test]
    fn a_slow_answer_is_explained_by_its_speed() {
        let slow = Reason::DecodeBelowUsableRate {
            rate: TokensPerSecond::new(2.2),
            wanted: TokensPerSecond::new(5.0),
        };
        let reasons = vec![Reason::FitsWithHeadroom { headroom: 0.9 }, slow];
        let row = WorkloadRow { reasons, ..row("32b", Verdict::Barely) };
        assert!(
            workload_reason(&row, "M", MemoryUnit::Gib).ends_with("2.20 tok/s; usable starts at 5.00 tok/s.")
        );
    }

    #[test]
    fn what_is_unknown_is_never_said_not_to_fit() {
        let rows = [row("7b", Verdict::Unknown), row("70b", Verdict::Unknown)];
        let about = Faq {
            name: "X",
            workloads: &rows,
            seventy: "Llama",
            interfaces: "",
            cuda: None,
            price: Known::Unknown,
            rate: Known::Unknown,
            covers: Covers::Devices,
            unit: MemoryUnit::Gib,
        };
        let answers = faq(&about);
        assert_eq!(answers.len(), 4);
        assert!(answers.iter().all(|(_, answer)| !answer.is_empty()
            && !answer.contains("not fit")
            && !answer.contains("not run")));
        assert!(answers[0].1.contains("Unknown: 2 of 2 workloads (7B chat, 70B chat)."));
        assert_eq!(workload_tally(&rows, Verdict::No), None);
    }
}
