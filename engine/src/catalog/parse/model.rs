//! Models: raw to checked.

use core::ops::RangeInclusive;

use super::reader::Reader;
use crate::architecture::HParams;
use crate::catalog::raw::{Number, RawImageTokens, RawModel, RawVision};
use crate::catalog::{
    Component, ContextWindow, FaultKind, Figure, ImageTokens, Model, Mtp, NativeType, Overview, Params,
    RowBreaks, Vision, Word,
};
use crate::units::{Date, Known, Tokens};

/// From the smallest encoder to ten times the largest model published by 2026.
const PARAMS: RangeInclusive<u64> = 1_000_000..=30_000_000_000_000;
/// Tokens.
const CONTEXT: RangeInclusive<u64> = 64..=100_000_000;

pub(super) fn model(id: &str, raw: &RawModel, mut reader: Reader<'_, '_>) -> Model {
    let r = &mut reader;
    if raw.repo.split('/').filter(|part| !part.is_empty()).count() != 2 {
        r.fault("repo", FaultKind::Structure, format!("`{}` is not owner/name", raw.repo));
    }
    let released: Figure<Date> =
        Figure::Known { value: r.date("released", &raw.released), source: r.source_of("released") };
    let context = raw.context.as_ref();
    let window = |r: &mut Reader<'_, '_>, tokens: Option<u64>| {
        tokens.map_or(Figure::Unknown, |tokens| Figure::Known {
            value: Tokens::new(u32::try_from(r.count("context", tokens, CONTEXT)).unwrap_or(u32::MAX)),
            source: r.source_of("context"),
        })
    };
    let checked = Model {
        id: id.into(),
        name: raw.name.as_str().into(),
        family: raw.family.as_str().into(),
        publisher: raw.publisher.as_str().into(),
        repo: raw.repo.as_str().into(),
        license: raw.license.as_str().into(),
        released,
        modality: r.words("modality", &raw.modality),
        tasks: r.words("tasks", &raw.tasks),
        params: params(raw, r),
        context: ContextWindow {
            max: window(r, context.and_then(|c| c.max)),
            extended: window(r, context.and_then(|c| c.extended)),
        },
        native: raw.native_dtype.as_deref().map_or(NativeType::FIRST, |text| r.word("native_dtype", text)),
        components: components(raw, r),
        vision: raw.vision.as_ref().map_or(Vision::None, |vision| encoder(vision, r)),
        mtp: mtp(raw, r),
        gguf: gguf(raw, r),
        aliases: raw.aliases.iter().flatten().map(|alias| alias.as_str().into()).collect(),
        notes: notes(raw),
        date: r.date("date", &raw.date),
    };
    // Sources of what the counts were recomputed from; `gguf` alone must have the first.
    for field in ["architecture", "architecture_rules", "gguf_arch"] {
        if raw.sources.get(field).is_some() {
            let _ = r.source_of(field);
        }
    }
    reader.finish();
    checked
}

fn params(raw: &RawModel, r: &mut Reader<'_, '_>) -> Params {
    let source = r.source_of("params");
    let known = |r: &mut Reader<'_, '_>, field, count: Option<u64>| {
        count.map_or(Figure::Unknown, |count| Figure::Known { value: r.count(field, count, PARAMS), source })
    };
    let p = &raw.params;
    if p.active > p.total {
        r.fault("params.active", FaultKind::Implausible, format!("{} of {} parameters", p.active, p.total));
    }
    // The active size may be from elsewhere than the total.
    let active = if raw.sources.get("active").is_some() { r.source_of("active") } else { source };
    let active_published =
        p.active_published.map_or(Figure::Unknown, |value| Figure::Known { value, source: active });
    let _ = known(r, "params.published", p.published);
    Params {
        total: known(r, "params.total", Some(p.total)),
        active: Figure::Known { value: r.count("params.active", p.active, PARAMS), source: active },
        read_per_token: known(r, "params.read_per_token", p.read_per_token),
        stored: known(r, "params.stored", p.stored),
        computed: known(r, "params.computed", p.computed),
        active_published,
        checked: r.word("params.checked", &p.checked),
    }
}

fn components(raw: &RawModel, r: &mut Reader<'_, '_>) -> Vec<Component> {
    let components: Vec<Component> = raw
        .components
        .iter()
        .flatten()
        .map(|part| Component { role: part.role.as_str().into(), params: part.params })
        .collect();
    let sum: u64 = components.iter().map(|part| part.params).sum();
    let total = raw.params.total;
    if !components.is_empty() && sum.abs_diff(total) > total / 100 && raw.notes.is_none() {
        let detail =
            format!("make {sum} parameters together, not {total}: correct one, or say why in `notes`");
        r.fault("components", FaultKind::ParameterCount, detail);
    }
    components
}

/// What is known about the figures, and about how the file differs from the published model.
fn notes(raw: &RawModel) -> Box<str> {
    let both: Vec<&str> = raw.notes.iter().chain(&raw.gguf_note).map(String::as_str).collect();
    both.join(" ").into()
}

fn gguf(raw: &RawModel, r: &mut Reader<'_, '_>) -> Known<HParams> {
    let Some(written) = &raw.gguf else { return Known::Unknown };
    let _ = r.source_of("architecture");
    match written.hparams() {
        Ok(figures) => Known::Known(figures),
        Err(fault) => {
            r.fault("gguf", FaultKind::Architecture, fault.to_string());
            Known::Unknown
        }
    }
}

fn mtp(raw: &RawModel, r: &mut Reader<'_, '_>) -> Mtp {
    let Some(mtp) = &raw.mtp else { return Mtp::None };
    r.count("mtp.layers", u64::from(mtp.layers), 1..=16);
    let source = r.source_of("params");
    let params = mtp.params.map_or(Figure::Unknown, |value| Figure::Known { value, source });
    Mtp::Layers { layers: mtp.layers, params }
}

fn encoder(raw: &RawVision, r: &mut Reader<'_, '_>) -> Vision {
    Vision::Encoder {
        params: r.count("vision.encoder_params", raw.encoder_params, PARAMS),
        tokens: raw.tokens_per_image.as_ref().map_or(ImageTokens::Unknown, |rule| image_tokens(rule, r)),
        note: raw.note.as_deref().unwrap_or_default().into(),
        source: r.source_of("vision"),
    }
}

fn image_tokens(raw: &RawImageTokens, r: &mut Reader<'_, '_>) -> ImageTokens {
    /// Tokens of one image or tile.
    const TOKENS: RangeInclusive<u64> = 1..=100_000;
    /// Pixels along one side.
    const PIXELS: RangeInclusive<u64> = 8..=16_384;
    let field = "vision.tokens_per_image";
    let mut tokens = |n: u32| r.count(field, u64::from(n), TOKENS) as u32;
    match *raw {
        RawImageTokens::Fixed { tokens: n } => ImageTokens::Fixed { tokens: tokens(n) },
        RawImageTokens::Budget { max } => ImageTokens::Budget { max: tokens(max) },
        RawImageTokens::Grid { block, min, max, longest_side, row_breaks, tile: _ } => {
            r.count(field, u64::from(block), PIXELS);
            ImageTokens::Grid {
                block,
                min: min.unwrap_or(0),
                max: max.unwrap_or(0),
                longest_side: longest_side.unwrap_or(0),
                rows: row_breaks.map_or(RowBreaks::None, |_| RowBreaks::Each),
            }
        }
        RawImageTokens::Tiles { tokens: n, tile, max_tiles, overview } => ImageTokens::Tiles {
            tokens: tokens(n),
            tile: r.count(field, u64::from(tile), PIXELS) as u32,
            max_tiles: max_tiles.unwrap_or(0),
            overview: overview.map_or(Overview::None, |_| Overview::One),
        },
        RawImageTokens::CrossAttention { tokens: n, tile, max_tiles } => {
            ImageTokens::CrossAttention { tokens: tokens(n), tile, max_tiles }
        }
        RawImageTokens::Sizes { ref sizes } => ImageTokens::Sizes { sizes: sizes.clone() },
        RawImageTokens::Audio { tokens_per_second } => {
            ImageTokens::Audio { per_second: r.number(field, Number(tokens_per_second.0), 0.1..=1_000.0) }
        }
    }
}
