//! One device: score, workloads, what fits, speeds, prices, alternatives.

use yew::{AttrValue, Html, Properties, component};

use super::nowhere;
use crate::atlas::place::Place;

/// Props of [`DevicePage`].
#[derive(Properties, PartialEq)]
pub struct DevicePageProps {
    /// Where the reader is.
    pub place: Place,
    /// From the address.
    pub id: AttrValue,
}

/// One device: score, workloads, what fits, speeds, prices, alternatives.
#[component]
pub fn DevicePage(props: &DevicePageProps) -> Html {
    nowhere(&props.place)
}
