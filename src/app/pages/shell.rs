//! What stands in place of the page while its catalog is on the way, or did not come.

use yew::{Html, html};

use crate::text::{Key, t};

/// The catalog is on the way. The same panel as in `index.html`, so that nothing jumps.
pub fn loading() -> Html {
    html! {
        <div class="boot">
            <p class="boot-name">{ t(Key::Brand) }</p>
            <div class="boot-loading" role="status">
                <label for="catalog-progress">{ t(Key::Loading) }</label>
                <progress id="catalog-progress"></progress>
            </div>
        </div>
    }
}

/// The catalog did not come; `why` is what the browser said.
pub fn failed(why: &str) -> Html {
    let reload = |_| {
        let _ = gloo::utils::window().location().reload();
    };
    html! {
        <div class="boot" role="alert">
            <p class="boot-name">{ t(Key::Brand) }</p>
            <p><strong>{ t(Key::LoadFailed) }</strong>{ " " }{ why }</p>
            <p>{ t(Key::LoadFailedHelp) }</p>
            <p><button type="button" onclick={reload}>{ t(Key::Reload) }</button></p>
        </div>
    }
}
