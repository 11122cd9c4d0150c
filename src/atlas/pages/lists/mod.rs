//! All devices.

use yew::{Html, Properties, component};

use super::nowhere;
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
    nowhere(&props.place)
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
    nowhere(&props.place)
}

/// Props of [`Leaderboard`].
#[derive(Properties, PartialEq)]
pub struct LeaderboardProps {
    /// Where the reader is.
    pub place: Place,
}

/// Devices by score.
#[component]
pub fn Leaderboard(props: &LeaderboardProps) -> Html {
    nowhere(&props.place)
}
