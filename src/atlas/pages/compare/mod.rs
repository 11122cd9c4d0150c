//! Two to four sides next to each other.

use yew::{Html, Properties, component};

use super::nowhere;
use crate::atlas::place::Place;

/// Props of [`Compare`].
#[derive(Properties, PartialEq)]
pub struct CompareProps {
    /// Where the reader is.
    pub place: Place,
    /// From the address.
    pub sides: Vec<String>,
}

/// Two to four sides next to each other.
#[component]
pub fn Compare(props: &CompareProps) -> Html {
    nowhere(&props.place)
}
