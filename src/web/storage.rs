//! What the page keeps on the reader's machine. A browser without storage forgets, and that is all.

use gloo::utils::window;

/// Where preferences are.
pub const READER: &str = "will-it-run.reader";
/// Where recent questions are.
pub const RECENT: &str = "will-it-run.recent";
/// Where the reader's own workloads are.
pub const WORKLOADS: &str = "will-it-run.workloads";

/// Where the reader's own measurements are, a line each.
pub const MEASURED: &str = "will-it-run.measured";

/// Reads a text, empty if there is none.
#[must_use]
pub fn read(key: &str) -> String {
    #[cfg(target_arch = "wasm32")]
    return window()
        .local_storage()
        .ok()
        .flatten()
        .and_then(|s| s.get_item(key).ok().flatten())
        .unwrap_or_default();
    #[cfg(not(target_arch = "wasm32"))]
    {
        let _ = key;
        String::new()
    }
}

/// Keeps a text.
pub fn write(key: &str, text: &str) {
    if let Some(storage) = window().local_storage().ok().flatten() {
        let _ = storage.set_item(key, text);
    }
}
