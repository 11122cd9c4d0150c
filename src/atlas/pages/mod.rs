//! One file or folder a page; each is a function of the place.

mod nowhere;

pub use nowhere::nowhere;
