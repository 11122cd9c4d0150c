//! One model: architecture, quants, memory over context, what runs it.

use yew::{AttrValue, Html, Properties, component};

use super::nowhere;
use crate::atlas::place::Place;

/// Props of [`ModelPage`].
#[derive(Properties, PartialEq)]
pub struct ModelPageProps {
    /// Where the reader is.
    pub place: Place,
    /// From the address.
    pub id: AttrValue,
}

/// One model: architecture, quants, memory over context, what runs it.
#[component]
pub fn ModelPage(props: &ModelPageProps) -> Html {
    nowhere(&props.place)
}
