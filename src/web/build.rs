//! The build in the place of a browser: pages are drawn for an address, and for a reader of whom nothing is known yet.

use std::cell::RefCell;

thread_local! {
    static PATH: RefCell<String> = const { RefCell::new(String::new()) };
}

/// The page that is drawn from here on, below the site's own address: `hardware/nvidia-l40s/`.
pub fn open(path: &str) {
    PATH.replace(path.to_owned());
}

/// The same.
#[must_use]
pub fn path() -> String {
    PATH.with_borrow(Clone::clone)
}
