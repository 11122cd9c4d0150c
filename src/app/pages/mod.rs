//! Pages: they compose components and hold nothing of their own.

mod check;
mod question;
mod settings;
mod speed;

pub use check::Check;
