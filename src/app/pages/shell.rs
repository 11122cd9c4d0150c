//! What stands in place of the page while its catalog is on the way, or did not come.

use yew::Html;

use crate::app::components::button;
use crate::app::draw::{On, el};
use crate::text::Key;

/// The catalog is on the way. The same panel as in `index.html`, so that nothing jumps.
pub fn loading() -> Html {
    let progress = el("div")
        .class("boot-loading")
        .is("role", "status")
        .put(el("label").is("for", "catalog-progress").say(Key::Loading))
        .put(el("progress").is("id", "catalog-progress"));
    el("div").class("boot").put(el("p").class("boot-name").say(Key::Brand)).put(progress).into()
}

/// The catalog did not come; `why` is what the browser said.
pub fn failed(why: &str) -> Html {
    let reload = |_| {
        let _ = gloo::utils::window().location().reload();
    };
    el("div")
        .class("boot")
        .is("role", "alert")
        .put(el("p").class("boot-name").say(Key::Brand))
        .put(el("p").put(el("strong").say(Key::LoadFailed)).text([" ", why].concat()))
        .put(el("p").say(Key::LoadFailedHelp))
        .put(el("p").put(button("", Key::Reload).on(On::Click, reload)))
        .into()
}
