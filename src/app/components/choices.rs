//! What a picker offers for what is typed.

use yew::AttrValue;

use crate::app::state::CPU;
use crate::app::world::World;
use crate::text::said;

/// Most rows a picker shows at once; typing narrows it down.
const SHOWN: usize = 60;

/// Something to choose.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// The value chosen.
    pub value: AttrValue,
    /// Its name.
    pub name: AttrValue,
    /// Key figures beside it.
    pub detail: AttrValue,
}

/// What is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Search {
    /// Models.
    Models,
    /// Devices, and none: the host's CPU.
    Devices,
    /// Devices alone.
    DevicesOnly,
}

impl Search {
    /// The choices for what is typed, best first, and how many there are in all.
    #[must_use]
    pub fn find(self, world: &World, typed: &str) -> (Vec<Choice>, usize) {
        let mut choices = Vec::new();
        let mut offer = |value: &str, name: &str, detail: &str| {
            if choices.len() < SHOWN {
                let own = |text: &str| AttrValue::from(text.to_owned());
                choices.push(Choice { value: own(value), name: own(name), detail: own(detail) });
            }
        };
        let all = match self {
            Self::Models => {
                let found = world.search_models(typed);
                found.iter().for_each(|model| offer(&model.id, &model.name, &model.detail));
                found.len()
            }
            Self::Devices | Self::DevicesOnly => {
                let cpu = self == Self::Devices
                    && (typed.is_empty() || CPU.starts_with(&typed.to_ascii_lowercase()));
                if cpu {
                    offer(CPU, said!(CpuOnly), said!(CpuOnlyDetail));
                }
                let found = world.search_devices(typed);
                found.iter().for_each(|device| offer(&device.id, &device.name, &device.detail));
                found.len() + usize::from(cpu)
            }
        };
        (choices, all)
    }
}
