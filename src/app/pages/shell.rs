//! What stands in place of the page while its catalog is on the way, or did not come.

use yew::{AttrValue, Html, Properties, component, html};

use crate::text::{Key, t};

/// The catalog is on the way. The same panel as in `index.html`, so that nothing jumps.
#[component]
pub fn Loading() -> Html {
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

/// Props of [`Failed`].
#[derive(Properties, PartialEq)]
pub struct FailedProps {
    /// What the browser said.
    pub why: AttrValue,
}

/// The catalog did not come.
#[component]
pub fn Failed(props: &FailedProps) -> Html {
    let reload = |_| {
        let _ = gloo::utils::window().location().reload();
    };
    html! {
        <div class="boot" role="alert">
            <p class="boot-name">{ t(Key::Brand) }</p>
            <p><strong>{ t(Key::LoadFailed) }</strong>{ " " }{ props.why.clone() }</p>
            <p>{ t(Key::LoadFailedHelp) }</p>
            <p><button type="button" onclick={reload}>{ t(Key::Reload) }</button></p>
        </div>
    }
}
