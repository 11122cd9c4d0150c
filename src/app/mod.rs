//! The page.

use yew::{Html, component, html};

/// The root of the page.
#[component]
pub fn App() -> Html {
    html! {
        <main>
            <h1>{ "will it run?" }</h1>
        </main>
    }
}
