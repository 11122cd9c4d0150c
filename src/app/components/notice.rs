//! Messages about a bad address or question, with the way on.

use will_it_run_engine::question::{Fault, FaultCode};
use yew::Html;

use super::{button, link};
use crate::app::draw::{El, On, el};
use crate::app::hooks::Page;
use crate::app::state::{Action, AddressFault, Field};
use crate::text::{Key, address_fault, fault};

/// What of the address could not be taken over.
pub fn notice(page: &Page) -> Html {
    let state = &page.state;
    if state.faults.is_empty() {
        return Html::default();
    }
    let rows = state.faults.iter().map(|fault| {
        el("li").text(match fault {
            AddressFault::UnknownField { name } => address_fault(name, None),
            AddressFault::BadValue { field, value } => address_fault(field.word(), Some(value)),
        })
    });
    let dispatcher = state.dispatcher();
    el("div")
        .class("notice")
        .is("role", "alert")
        .put(el("p").put(el("strong").say(Key::NoticeTitle)))
        .put(el("ul").all(rows))
        .put(button("", Key::Dismiss).on(On::Click, move |_| dispatcher.dispatch(Action::Dismiss)))
        .into()
}

/// A question without an answer: what is wrong, and the nearest that would be right.
pub fn fault_notice(page: &Page, wrong: &Fault) -> El {
    let field = field_of(&wrong.field);
    let value = field.and_then(|field| page.state.asked.get(field)).unwrap_or_default();
    let near = nearest(&wrong.near, &value).into_iter().filter_map(|near| {
        let to = page.state.with(field?, near);
        let name = match field? {
            Field::Model => page.world.model(near).map(|m| m.name.clone()),
            Field::Device => page.world.device(near).map(|d| d.name.clone()),
            Field::MemoryGib => Some([near.as_str(), "\u{a0}GiB"].concat()),
            _ => None,
        };
        Some(el("li").put(link(page, to, "choice", None).text(name.unwrap_or_else(|| near.clone()))))
    });
    let mut near: Vec<El> = near.collect();
    if let Some(field) =
        field.filter(|field| !matches!(field, Field::Model | Field::Device | Field::MemoryGib))
    {
        let to = page.state.with(field, "");
        near.push(el("li").put(link(page, to, "choice", None).say(Key::UseDefault)));
    }
    let choose = wrong.code == FaultCode::ChooseMemory;
    let asks = (!near.is_empty() && !choose).then(|| el("p").class("note").say(Key::Nearest));
    let near = (!near.is_empty()).then(|| el("ul").class("choices").all(near));
    el("section")
        .is("id", "answer")
        .is("tabindex", "-1")
        .class("verdict fault")
        .is("role", "alert")
        .is("data-fault", wrong.code.as_str())
        .put(el("p").class("word").say(if choose { Key::MemorySize } else { Key::CannotAnswer }))
        .put(el("p").class("headline").text(fault(wrong, &value)))
        .maybe_put(asks)
        .maybe_put(near)
}

/// At most so many choices are offered.
const OFFERED: usize = 8;

/// The choices that begin most like what was written, in their own order where they are few.
fn nearest<'a>(near: &'a [String], written: &str) -> Vec<&'a String> {
    let alike = |choice: &str| {
        choice.chars().zip(written.chars()).take_while(|(a, b)| a.eq_ignore_ascii_case(b)).count()
    };
    let most = near.iter().map(|choice| alike(choice)).max().unwrap_or(0);
    let best = near.iter().filter(|choice| near.len() <= OFFERED || alike(choice) == most);
    best.take(OFFERED).collect()
}

/// The field of the page that a fault's dotted name stands for.
fn field_of(name: &str) -> Option<Field> {
    let last = name.rsplit('.').next().unwrap_or(name);
    Some(match last {
        "model" => Field::Model,
        "hardware" => Field::Device,
        "memory_gib" if will_it_run_engine::within::holds(name, "host") => Field::HostMemory,
        "memory_gib" => Field::MemoryGib,
        "usable_gib" => Field::UsableGib,
        "count" => Field::Count,
        "context" => Field::Context,
        "usable_rate" => Field::UsableRate,
        "headroom" => Field::Headroom,
        "bandwidth_gb_s" => Field::HostBandwidth,
        "kv_k" => Field::KvK,
        "kv_v" => Field::KvV,
        "flash_attention" => Field::FlashAttention,
        "total_context" => Field::TotalContext,
        "gpu_layers" => Field::GpuLayers,
        "cpu_moe_layers" => Field::CpuMoeLayers,
        "logits_rows" => Field::LogitsRows,
        "as_of" => Field::AsOf,
        "runtime_overhead_mib" => Field::RuntimeOverhead,
        "placement" => Field::Placement,
        "ubatch" => Field::Ubatch,
        other => Field::parse(other)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_choices_are_cut_to_the_nearest() {
        let quants: Vec<String> = (0..30).map(|n| format!("IQ{n}")).chain(["Q4_K_M".to_owned()]).collect();
        assert_eq!(nearest(&quants, "q4_k").first().map(|q| q.as_str()), Some("Q4_K_M"));
        assert_eq!(nearest(&quants, "zz").len(), OFFERED);
        assert_eq!(nearest(&quants[..3], "x").len(), 3);
    }

    #[test]
    fn dotted_names_find_their_fields() {
        for (name, field) in [
            ("rig.devices.0.hardware", Field::Device),
            ("rig.devices.0.memory_gib", Field::MemoryGib),
            ("rig.host.memory_gib", Field::HostMemory),
            ("options.ubatch", Field::Ubatch),
            ("quant", Field::Quant),
            ("rig.os", Field::Os),
        ] {
            assert_eq!(field_of(name), Some(field), "{name}");
        }
        assert_eq!(field_of("weather"), None);
    }
}
