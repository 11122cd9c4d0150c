//! Starts the page in the element `#app`, in place of the loading panel.

fn main() {
    let root = web_sys::window().and_then(|w| w.document()).and_then(|d| d.get_element_by_id("app"));
    match root {
        Some(root) => {
            yew::Renderer::<will_it_run::app::App>::with_root(root).render();
        }
        None => {
            yew::Renderer::<will_it_run::app::App>::new().render();
        }
    }
}
