//! All devices, all models, and devices by score.

mod devices;
mod leaderboard;
mod models;
mod page;
mod sheet;

pub use leaderboard::{Leaderboard, LeaderboardProps};

use yew::{Html, Properties, component};

use crate::atlas::place::Place;

/// Props of [`Devices`].
#[derive(Properties, PartialEq)]
pub struct DevicesProps {
    /// Where the reader is.
    pub place: Place,
}

/// All devices.
#[component]
pub fn Devices(props: &DevicesProps) -> Html {
    page::use_list(&props.place, &devices::DEVICES)
}

/// Props of [`Models`].
#[derive(Properties, PartialEq)]
pub struct ModelsProps {
    /// Where the reader is.
    pub place: Place,
}

/// All models.
#[component]
pub fn Models(props: &ModelsProps) -> Html {
    page::use_list(&props.place, &models::MODELS)
}
