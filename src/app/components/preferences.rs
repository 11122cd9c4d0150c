//! The switches of what the reader prefers: memory unit and theme.

use yew::{AttrValue, Callback};

use super::segmented;
use crate::app::draw::{El, el};
use crate::app::state::{Reader, Theme};
use crate::text::measure::MemoryUnit;
use crate::text::said;

/// Both switches after what stands before them; `change` is called with the preferences as they then are.
pub fn preferences(before: El, reader: Reader, change: &Callback<Reader>) -> El {
    let units = MemoryUnit::ALL.map(|unit| (unit.symbol().into(), unit.symbol().into()));
    let themes = Theme::ALL.map(|theme| (AttrValue::from(theme.word()), AttrValue::from(theme_name(theme))));
    let set_unit = change.reform(move |word: String| Reader {
        unit: MemoryUnit::ALL.into_iter().find(|unit| unit.symbol() == word).unwrap_or_default(),
        ..reader
    });
    let set_theme = change.reform(move |word: String| Reader {
        theme: Theme::ALL.into_iter().find(|theme| theme.word() == word).unwrap_or_default(),
        ..reader
    });
    let (unit, theme) = (reader.unit.symbol(), reader.theme.word());
    before
        .put(segmented("unit", "segmented", said!(Unit).into(), units.to_vec(), unit, &set_unit))
        .put(segmented("theme", "segmented", said!(Theme).into(), themes.to_vec(), theme, &set_theme))
}

/// The row of tools at the end of a head, still empty.
pub fn tools() -> El {
    el("div").class("tools")
}

const fn theme_name(theme: Theme) -> &'static str {
    match theme {
        Theme::System => said!(ThemeSystem),
        Theme::Light => said!(ThemeLight),
        Theme::Dark => said!(ThemeDark),
    }
}
