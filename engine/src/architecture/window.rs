//! Which layers see a window only.
//!
//! Source: `set_swa_pattern` and the `load_arch_hparams` of llama.cpp's `src/models`.

use super::{Family, HParams, Span, WindowPattern};

/// A family's own pattern of windows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Habit {
    /// The family ignores the key.
    Never,
    /// The last layer of each period sees everything.
    LastFull(u32),
    /// The first layer of each period sees everything.
    FirstFull(u32),
    /// Files of the family must state the layers.
    Stated,
}

/// Llama 4's chunk: `n_swa = 8192` in llama.cpp `src/models/llama4.cpp`; the files do not state it.
const LLAMA4_CHUNK: u32 = 8192;

const fn habit(family: Family) -> Habit {
    match family {
        Family::Gemma2 | Family::GptOss => Habit::LastFull(2),
        Family::Gemma3n => Habit::LastFull(5),
        Family::Gemma3 | Family::GemmaEmbedding => Habit::LastFull(6),
        Family::Llama4
        | Family::Cohere2
        | Family::Olmo2
        | Family::Exaone4
        | Family::ExaoneMoe
        | Family::AfMoe => Habit::LastFull(4),
        Family::SmallThinker | Family::Cohere2Moe | Family::Laguna => Habit::FirstFull(4),
        Family::ModernBert => Habit::FirstFull(3),
        Family::Gemma4
        | Family::MiMo2
        | Family::Step35
        | Family::Plamo3
        | Family::Mellum
        | Family::MuseGlimmer
        | Family::Generic => Habit::Stated,
        _ => Habit::Never,
    }
}

/// What layer `i` sees.
pub(super) fn layer_span(h: &HParams, i: u32) -> Span {
    let window = match (h.architecture, h.attention_sliding_window) {
        (Family::Llama4, 0) => LLAMA4_CHUNK,
        (_, stated) => stated,
    };
    let habit = habit(h.architecture);
    if h.attention_sliding_window_pattern == WindowPattern::Unknown {
        return Span::Unknown;
    }
    if window == 0 || habit == Habit::Never {
        return Span::Full;
    }
    let first_full = matches!(habit, Habit::FirstFull(_));
    let full = match (&h.attention_sliding_window_pattern, habit) {
        (WindowPattern::Unknown, _) | (WindowPattern::Family, Habit::Stated) => return Span::Unknown,
        (WindowPattern::Cycle(cycle), _) => !at(cycle, i),
        (WindowPattern::Period(n), _) if first_full => opens(i, *n),
        (WindowPattern::Period(n), _) => closes(i, *n),
        (WindowPattern::Family, Habit::FirstFull(n)) => opens(i, n),
        (WindowPattern::Family, Habit::LastFull(n)) => closes(i, n),
        (WindowPattern::Family, Habit::Never) => true,
    };
    if full { Span::Full } else { Span::Window(window) }
}

/// llama.cpp takes a period of 0 as "all layers slide" and of 1 as "none do".
const fn closes(i: u32, period: u32) -> bool {
    period != 0 && i % period == period - 1
}

const fn opens(i: u32, period: u32) -> bool {
    period != 0 && i.is_multiple_of(period)
}

fn at(cycle: &[bool], i: u32) -> bool {
    if cycle.is_empty() { false } else { cycle.get(i as usize % cycle.len()).copied().unwrap_or(false) }
}
