//! What the reader prefers, whatever the question: kept on their machine, never in the address.

use crate::text::Key;
use crate::text::measure::MemoryUnit;

/// Light, dark, or as the system says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// All, in the order the switch shows them.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// Its name.
    #[must_use]
    pub const fn key(self) -> Key {
        match self {
            Self::System => Key::ThemeSystem,
            Self::Light => Key::ThemeLight,
            Self::Dark => Key::ThemeDark,
        }
    }

    /// The word it is stored as, and the page's `data-theme`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// The reader's preferences.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reader {
    /// Unit of memory.
    pub unit: MemoryUnit,
    /// Light or dark.
    pub theme: Theme,
    /// Speed of their line in megabits per second, for the time a download takes.
    pub line_mbit: u32,
}

impl Default for Reader {
    /// 100 Mbit/s is only a starting point: the page shows it as an input beside the time.
    fn default() -> Self {
        Self { unit: MemoryUnit::default(), theme: Theme::default(), line_mbit: 100 }
    }
}

impl Reader {
    /// As it is stored: `GiB dark 100`.
    #[must_use]
    pub fn write(&self) -> String {
        [self.unit.symbol(), self.theme.word(), &self.line_mbit.to_string()].join(" ")
    }

    /// As it was stored; what cannot be read is the default.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut reader = Self::default();
        for word in text.split(' ') {
            if let Some(unit) = MemoryUnit::ALL.into_iter().find(|unit| unit.symbol() == word) {
                reader.unit = unit;
            } else if let Some(theme) = Theme::ALL.into_iter().find(|theme| theme.word() == word) {
                reader.theme = theme;
            } else if let Ok(line) = word.parse() {
                reader.line_mbit = line;
            }
        }
        reader
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn preferences_survive_storage() {
        let reader = Reader { unit: MemoryUnit::Gb, theme: Theme::Dark, line_mbit: 250 };
        assert_eq!(Reader::read(&reader.write()), reader);
        assert_eq!(Reader::read("nonsense from elsewhere"), Reader::default());
    }

    /// `guard.js` lets a page stand for a reader of whom nothing is known, which these are, too, once they were stored.
    #[test]
    fn the_guard_knows_the_preferences_that_nobody_chose() {
        let guard = include_str!("../../../assets/guard.js");
        assert!(guard.contains(&format!("\"reader\", \"{}\"", Reader::default().write())));
    }
}
