//! An answer as the widget draws it: each figure as a number for programs and as a text for people.

use will_it_run_engine::answer::{Answer, Parts, Rate};
use will_it_run_engine::evidence::Evidence;
use will_it_run_engine::fit::Fit;
use will_it_run_engine::portable::{Ask, Portable};
use will_it_run_engine::units::{Bytes, Known};

use super::json::Json;
use crate::text::measure::{MemoryUnit, bytes};
use crate::text::number::range;
use crate::text::{Key, combination, headline, reason, summary, t};

const UNIT: MemoryUnit = MemoryUnit::Gib;

/// Words of the verdicts, and of what a speed rests on, in the order of their enums: looked up while compiling, so that not all texts are linked.
const FITS: [(&str, &str); 5] = [
    ("comfortable", t(Key::Comfortable)),
    ("tight", t(Key::Tight)),
    ("marginal", t(Key::Marginal)),
    ("does-not-fit", t(Key::DoesNotFit)),
    ("unknown", t(Key::UnknownFit)),
];
const EVIDENCE: [(&str, &str, &str); 5] = [
    ("measured", t(Key::Measured), t(Key::MeasuredMeans)),
    ("measured-near", t(Key::MeasuredNear), t(Key::MeasuredNearMeans)),
    ("community", t(Key::Community), t(Key::CommunityMeans)),
    ("extrapolated", t(Key::Extrapolated), t(Key::ExtrapolatedMeans)),
    ("estimated", t(Key::Estimated), t(Key::EstimatedMeans)),
];
/// Components of memory in the order of [`Parts::components`]: key, name.
const COMPONENTS: [(&str, &str); 8] = [
    ("weights", t(Key::Weights)),
    ("kv-cache", t(Key::KvCache)),
    ("kv-swa", t(Key::KvSwa)),
    ("recurrent", t(Key::Recurrent)),
    ("compute", t(Key::Compute)),
    ("output", t(Key::OutputBuffer)),
    ("projector", t(Key::Projector)),
    ("runtime", t(Key::RuntimeOverhead)),
];

/// The answer to a question.
pub(super) fn answered(of: &Portable, ask: &Ask<'_>, answer: &Answer) -> String {
    let model = of.model();
    let devices = of.devices();
    let device = devices.hardware_key(ask.hardware).and_then(|key| devices.device(key));
    let memory = ask.memory.or_else(|| device.and_then(|device| device.memory.only()));
    let quant = ask.quant.unwrap_or(model.default_quant).label();
    let context = ask.context.unwrap_or_else(|| of.usual_context()).get();
    let name = device.map_or("", |device| &*device.name);
    let rig = combination(ask.count, Some(name), memory, UNIT);
    let (fit, word) = word(answer.fit);

    let mut out = Json::object();
    out.put("ok", "true").text("fit", fit).text("verdict", word);
    out.text("model", &model.id).text("model_name", &model.name);
    let gib = |amount: Option<Bytes>| Known::from(amount).map_or_null(Bytes::as_gib);
    out.put("memory_gib", &gib(ask.memory)).put("host_gib", &gib(ask.host.get()));
    out.text("hardware", ask.hardware).text("hardware_name", name).text("rig", &rig);
    out.number("count", ask.count.into()).text("quant", quant).number("context", context.into());
    out.text("headline", &headline(&model.name, quant, &rig, answer)).text("summary", &summary(answer, UNIT));
    out.put("reasons", &reasons(answer));
    out.put("memory", &held(answer));
    out.put("decode", &rate(answer.decode)).put("prefill", &rate(answer.prefill));
    out.put("max_context", &answer.max_context.map_or_null(|tokens| tokens.get().into()));
    out.text("data_of", of.day());
    out.done()
}

fn word(fit: Fit) -> (&'static str, &'static str) {
    let at = match fit {
        Fit::Comfortable => 0,
        Fit::Tight => 1,
        Fit::Marginal => 2,
        Fit::DoesNotFit => 3,
        Fit::Unknown => 4,
    };
    FITS.get(at).copied().unwrap_or_default()
}

fn reasons(answer: &Answer) -> String {
    let mut out = Json::array();
    for each in &answer.reasons {
        out.item_text(&reason(each, UNIT));
    }
    out.done()
}

/// What lies on the devices, or on the host where nothing does, part by part.
fn held(answer: &Answer) -> String {
    let memory = &answer.memory;
    let on_devices = !memory.per_device.is_empty();
    let parts: &Parts = if on_devices { &memory.device } else { &memory.host };
    let usable = if on_devices { memory.usable } else { memory.host_usable };
    let mut list = Json::array();
    for (part, (key, name)) in parts.components().into_iter().zip(COMPONENTS) {
        if part == Known::Known(Bytes::ZERO) {
            continue;
        }
        let mut one = Json::object();
        one.text("key", key).text("name", name);
        amount(&mut one, "", part);
        list.item(&one.done());
    }
    let mut out = Json::object();
    out.text("where", if on_devices { "device" } else { "host" });
    amount(&mut out, "needed_", parts.total);
    amount(&mut out, "usable_", usable);
    amount(&mut out, "file_", memory.file);
    out.put("headroom", &memory.headroom.map_or_null(|headroom| headroom));
    out.put("parts", &list.done());
    out.done()
}

/// Bytes as a number and as a text; what is unknown is null and says so.
fn amount(out: &mut Json, before: &str, amount: Known<Bytes>) {
    let name = |what: &str| [before, what].concat();
    out.put(&name("bytes"), &amount.map_or_null(Bytes::as_f64));
    let text = match amount {
        Known::Known(amount) => bytes(amount, UNIT),
        Known::Unknown => t_unknown().to_owned(),
    };
    out.text(&name("text"), &text);
}

const fn t_unknown() -> &'static str {
    const { t(Key::Unknown) }
}

/// A speed with its range, its ceiling and what it rests on; null where it is not known.
fn rate(rate: Known<Rate>) -> String {
    let Known::Known(rate) = rate else { return "null".to_owned() };
    let at = match rate.evidence {
        Evidence::Measured => 0,
        Evidence::MeasuredNear => 1,
        Evidence::Community => 2,
        Evidence::Extrapolated => 3,
        Evidence::Estimated => 4,
    };
    let (key, name, means) = EVIDENCE.get(at).copied().unwrap_or_default();
    let mut out = Json::object();
    out.number("tokens_per_second", rate.tokens_per_second.get())
        .number("low", rate.low.get())
        .number("high", rate.high.get())
        .number("ceiling", rate.ceiling.get())
        .text("text", &(range(rate.low.get(), rate.high.get()) + "\u{a0}tok/s"))
        .text("evidence", key)
        .text("evidence_name", name)
        .text("evidence_means", means);
    out.done()
}

/// A figure as JSON.
trait OrNull<T> {
    fn map_or_null(self, number: impl FnOnce(T) -> f64) -> String;
}

impl<T> OrNull<T> for Known<T> {
    fn map_or_null(self, number: impl FnOnce(T) -> f64) -> String {
        match self {
            Self::Known(value) => super::json::decimal(number(value)),
            Self::Unknown => "null".to_owned(),
        }
    }
}
