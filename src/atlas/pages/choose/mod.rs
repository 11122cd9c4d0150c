//! From what one wants to run to ranked rigs.

use yew::{Html, Properties, component};

use super::nowhere;
use crate::atlas::place::Place;

/// Props of [`Choose`].
#[derive(Properties, PartialEq)]
pub struct ChooseProps {
    /// Where the reader is.
    pub place: Place,
}

/// From what one wants to run to ranked rigs.
#[component]
pub fn Choose(props: &ChooseProps) -> Html {
    nowhere(&props.place)
}

/// Props of [`Best`].
#[derive(Properties, PartialEq)]
pub struct BestProps {
    /// Where the reader is.
    pub place: Place,
    /// From the address.
    pub slug: Option<String>,
}

/// A saved question to the chooser, or the list of them.
#[component]
pub fn Best(props: &BestProps) -> Html {
    nowhere(&props.place)
}
