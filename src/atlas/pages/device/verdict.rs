//! Strengths and limits in sentences that each rest on a figure, and the questions people ask.

use will_it_run_engine::catalog::{ComputeApi, RentalKind, Word};
use will_it_run_engine::offers::Offer;
use will_it_run_engine::recommend::Covers;
use will_it_run_engine::units::{Bytes, Known, Usd};
use will_it_run_engine::workloads::{AGENT_RATE, READING_RATE, Verdict, WorkloadRow};

use super::draw::{note, sheet};
use super::money::rates;
use super::standing::{Standing, What};
use super::subject::{Subject, driven, whole_gib};
use crate::app::draw::{El, el};
use crate::text::measure::bytes;
use crate::text::number::{decimals, three};
use crate::text::{DeviceKey, Key, device_says, t};

/// Strengths and limits; `standings` are none until they are worked out.
pub fn verdict(
    about: &Subject<'_>,
    rows: &[WorkloadRow],
    usable: Known<Bytes>,
    standings: Option<&[Standing]>,
) -> El {
    let section = sheet("verdict", DeviceKey::Verdict);
    let Some(standings) = standings else {
        return section.put(el("p").class("note dv-waiting").is("role", "status").say(Key::Working));
    };
    let (mut strengths, mut limits) = (Vec::new(), Vec::new());
    strengths.extend(device_says::workload_tally(rows, Verdict::Yes));
    let others = [Verdict::Barely, Verdict::No, Verdict::Unknown];
    limits.extend(others.into_iter().filter_map(|verdict| device_says::workload_tally(rows, verdict)));
    for standing in standings {
        if standing.strong() {
            strengths.push(sentence(about, standing));
        } else if standing.weak() {
            limits.push(sentence(about, standing));
        }
    }
    if let Known::Known((bandwidth, usable)) = about.device.bandwidth.known().zip(usable)
        && driven(about.device)
    {
        let seconds = usable.as_f64() / bandwidth.get();
        let said = device_says::reading_all(usable, seconds, about.unit());
        if seconds * AGENT_RATE <= 1.0 {
            strengths.push(said);
        } else if seconds * READING_RATE >= 1.0 {
            limits.push(said);
        }
    }
    let list = |title: DeviceKey, items: Vec<String>| {
        (!items.is_empty()).then(|| {
            let items = items.into_iter().map(|item| el("li").text(item));
            el("div").class("why").put(el("h3").say(title)).put(el("ul").all(items))
        })
    };
    let none = (strengths.is_empty() && limits.is_empty()).then(|| note(DeviceKey::FactsNone));
    section.maybe_put(none).put(
        el("div")
            .class("because")
            .maybe_put(list(DeviceKey::Strengths, strengths))
            .maybe_put(list(DeviceKey::Limits, limits)),
    )
}

fn sentence(about: &Subject<'_>, standing: &Standing) -> String {
    let value = standing.value;
    let (what, figure) = match standing.what {
        What::Bandwidth => ("Memory bandwidth is", three(value / 1e9) + "\u{a0}GB/s"),
        What::Memory => (
            "Memory is",
            bytes(about.memory, about.unit()) + ", others with the largest size they are sold in",
        ),
        What::Rate => {
            ("Llama 3.1 8B in Q4_K_M decodes at", [&three(value), "\u{a0}", t(Key::TokPerSecond)].concat())
        }
        What::Efficiency => ("The same question at rated power gives", three(value) + "\u{a0}tok/J"),
        What::PricePerGib => ("The going price is", device_says::usd(Usd::new(value)) + " a GiB of memory"),
    };
    let of_size = about.has_sizes() && !matches!(standing.what, What::Bandwidth | What::Memory);
    let figure = if of_size { figure + " with " + &whole_gib(about.memory) + "\u{a0}GiB" } else { figure };
    let class = device_says::class_word(about.device.class);
    device_says::rank_sentence(&device_says::Rank {
        what,
        figure: &figure,
        place: standing.place,
        of: standing.of,
        class,
    })
}

/// The questions people ask, answered from the figures above.
pub fn faq(about: &Subject<'_>, rows: &[WorkloadRow], offer: Known<Offer>) -> El {
    let device = about.device;
    let interfaces: Vec<&str> =
        device.apis.iter().map(|api| device_says::interface_word(api.as_str())).collect();
    let cuda = device.apis.contains(&ComputeApi::Cuda).then(|| {
        let capability = device.compute_capability.known();
        capability.map(|c| decimals(f64::from(c.major) + f64::from(c.minor) / 10.0, 1))
    });
    let seventy = rows.iter().find(|row| row.key == "70b").map_or("", |row| row.model.as_str());
    let questions = device_says::faq(&device_says::Faq {
        name: &device.name,
        workloads: rows,
        seventy: about.model_name(seventy),
        interfaces: &interfaces.join(", "),
        cuda,
        price: offer.map(|offer| (offer.low, offer.high)),
        rate: rates(about, RentalKind::OnDemand),
        covers: Covers::of(device),
        unit: about.unit(),
    });
    let questions = questions.into_iter().map(|(question, answer)| {
        el("details").class("dv-faq").put(el("summary").text(question)).put(el("p").text(answer))
    });
    sheet("faq", DeviceKey::Faq).all(questions)
}
