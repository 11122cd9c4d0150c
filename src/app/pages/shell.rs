//! What stands in place of the page while its catalog is on the way, or did not come.

use yew::Html;

use crate::app::draw::{On, el};
use crate::text::said;

/// The catalog is on the way. The same panel as in `index.html`, so that nothing jumps.
pub fn loading() -> Html {
    let progress = el("div")
        .class("boot-loading")
        .is("role", "status")
        .put(el("label").is("for", "catalog-progress").text(said!(Loading)))
        .put(el("progress").is("id", "catalog-progress"));
    el("div").class("boot").put(el("p").class("boot-name").text(said!(Brand))).put(progress).into()
}

/// The catalog did not come; `why` is what the browser said.
pub fn failed(why: &str) -> Html {
    let reload = |_| {
        let _ = gloo::utils::window().location().reload();
    };
    el("div")
        .class("boot")
        .is("role", "alert")
        .put(el("p").class("boot-name").text(said!(Brand)))
        .put(el("p").put(el("strong").text(said!(LoadFailed))).text([" ", why].concat()))
        .put(el("p").text(said!(LoadFailedHelp)))
        .put(el("p").put(el("button").is("type", "button").text(said!(Reload)).on(On::Click, reload)))
        .into()
}
