//! Everything of will-it-run that meets a reader; the figures come from [`will_it_run_engine`].

#[cfg(feature = "browser")]
pub mod app;
pub mod text;
#[cfg(feature = "browser")]
pub mod web;
