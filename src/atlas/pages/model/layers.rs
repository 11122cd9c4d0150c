//! The architecture in words and figures, and the components of a pipeline.

use will_it_run_engine::architecture::{Architecture, HParams};
use will_it_run_engine::catalog::{Model, NativeType, Vision, Word};
use will_it_run_engine::units::{Bytes, Known};

use super::parts::{bytes_cell, cell, head, sheet};
use crate::app::draw::{El, el};
use crate::text::measure::MemoryUnit;
use crate::text::number::{compact, grouped};
use crate::text::{Fixed, ModelPageKey as Key, model};

/// The section about layers.
pub fn layers(record: &Model, unit: MemoryUnit) -> El {
    let section = sheet("sheet", "architecture-title", Key::Architecture);
    let figures: Option<&HParams> = record.gguf.as_ref().get();
    let known = figures.and_then(|h| Some((h, Architecture::from_hparams(h).ok()?)));
    let seen = model::vision(&record.vision, unit).map(|said| el("p").text(said));
    let note = match &record.vision {
        Vision::Encoder { note, .. } if !note.is_empty() => {
            Some(el("p").class("note").text([note, "."].concat()))
        }
        Vision::Encoder { .. } | Vision::None => None,
    };
    let Some((h, architecture)) = known else {
        return section.put(el("p").say(Key::LayoutUnknown)).maybe_put(seen).maybe_put(note);
    };
    let rows = architecture.groups().map(|(layer, count)| {
        let count = el("th").is("scope", "row").class("number").text(grouped(u64::from(count)));
        el("tr").put(count).put(el("td").text(model::layer(layer)))
    });
    section
        .put(el("p").text(model::body(&architecture, h.architecture.name())))
        .put(
            el("table")
                .class("model-layers")
                .put(el("thead").put(head(&[(Key::Layers.text(), "number"), (Key::EachLayer.text(), "")])))
                .put(el("tbody").all(rows)),
        )
        .maybe_put(seen)
        .maybe_put(note)
}

/// The components of an image, video or speech pipeline at the precision they are published in.
pub fn components(record: &Model, unit: MemoryUnit) -> Option<El> {
    if record.components.is_empty() {
        return None;
    }
    let (parameters, needed) = (Key::Parameters.text(), Key::Needed.text());
    let size =
        |params: u64| half_bytes(record.native).map(|half| Bytes::new(params.saturating_mul(half) / 2));
    let all = record.components.iter().map(|component| component.params).sum::<u64>();
    let row = |name: El, params: u64| {
        el("tr")
            .put(name.is("scope", "row"))
            .put(cell("number", parameters).text(compact(params as f64)))
            .put(bytes_cell(size(params), unit, needed))
    };
    let rows = record.components.iter().map(|part| row(el("th").text(part.role.to_string()), part.params));
    let total = row(el("th").say(crate::text::Key::Total), all);
    let precision = [needed, ", ", record.native.as_str()].concat();
    let table = el("table")
        .class("legend")
        .put(
            el("thead").put(
                head(&[(Key::Component.text(), ""), (parameters, "number")])
                    .put(el("th").is("scope", "col").class("number").text(precision)),
            ),
        )
        .put(el("tbody").all(rows))
        .put(el("tfoot").put(total));
    let section = sheet("sheet", "components-title", Key::Components);
    Some(section.put(el("p").class("note").say(Key::ComponentsNote)).put(table))
}

/// Half bytes of a parameter in a precision; unknown for mixed ones.
const fn half_bytes(native: NativeType) -> Known<u64> {
    match native {
        NativeType::Fp32 => Known::Known(8),
        NativeType::Bf16 | NativeType::Fp16 => Known::Known(4),
        NativeType::Fp8 | NativeType::Int8 => Known::Known(2),
        NativeType::Fp8Fp4Experts
        | NativeType::Int4Experts
        | NativeType::Mxfp4
        | NativeType::Bf16Mxfp4Experts
        | NativeType::Ternary => Known::Unknown,
    }
}
