//! The only place that touches the browser. Everything here tolerates a browser that refuses.

pub mod address;
pub mod clipboard;
pub mod clock;
pub mod dialog;
pub mod download;
pub mod event;
pub mod fetch;
pub mod file;
pub mod idle;
pub mod picture;
pub mod storage;
pub mod theme;

/// Starts a page in the element `#app`, in place of the loading panel.
pub fn start<C: yew::BaseComponent<Properties = ()>>() {
    match gloo::utils::document().get_element_by_id("app") {
        Some(root) => yew::Renderer::<C>::with_root(root).render(),
        None => yew::Renderer::<C>::new().render(),
    };
}
