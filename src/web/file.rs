//! Files that the reader hands to the page; they stay on this machine.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DragEvent, Event, File, HtmlInputElement, HtmlTextAreaElement};
use yew::NodeRef;

/// Largest file that is read, in bytes.
const LARGEST: f64 = 8e6;

/// The text of the area that an event came from.
#[must_use]
pub fn typed(event: &Event) -> String {
    let area = event.target().and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok());
    area.map(|area| area.value()).unwrap_or_default()
}

/// Reads the file chosen in the input that an event came from.
pub fn chosen(event: &Event, then: impl FnOnce(String) + 'static) {
    let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let file = input.as_ref().and_then(|input| input.files()).and_then(|files| files.get(0));
    if let Some(file) = file {
        read(file, then);
    }
    // The same file may be chosen again.
    if let Some(input) = input {
        input.set_value("");
    }
}

/// Calls back with the text of a file that is dropped on an element, as long as the listeners live.
pub fn on_drop(node: &NodeRef, then: impl Fn(String) + Clone + 'static) -> Vec<EventListener> {
    let Some(element) = node.cast::<web_sys::Element>() else { return Vec::new() };
    let options = EventListenerOptions::enable_prevent_default();
    // Without this the browser opens the file in place of the page.
    let over = |event: &Event| {
        let drag: &DragEvent = event.unchecked_ref();
        if drag.data_transfer().and_then(|data| data.files()).is_some() {
            event.prevent_default();
        }
    };
    let dropped = move |event: &Event| {
        let drag: &DragEvent = event.unchecked_ref();
        let file = drag.data_transfer().and_then(|data| data.files()).and_then(|files| files.get(0));
        if let Some(file) = file {
            event.prevent_default();
            read(file, then.clone());
        }
    };
    vec![
        EventListener::new_with_options(&element, "dragover", options, over),
        EventListener::new_with_options(&element, "drop", options, dropped),
    ]
}

fn read(file: File, then: impl FnOnce(String) + 'static) {
    if file.size() > LARGEST {
        return;
    }
    spawn_local(async move {
        let text = JsFuture::from(file.text()).await.unwrap_or(JsValue::NULL);
        then(text.as_string().unwrap_or_default());
    });
}
