//! Everything of will-it-run that meets a reader; the figures come from [`will_it_run_engine`].

#[cfg(feature = "browser")]
pub mod app;
#[cfg(feature = "browser")]
pub mod atlas;
#[cfg(not(target_arch = "wasm32"))]
pub mod cli;
#[cfg(any(feature = "api", not(target_arch = "wasm32")))]
pub mod lines;
#[cfg(all(feature = "browser", not(target_arch = "wasm32")))]
pub mod site;
pub mod text;
#[cfg(feature = "browser")]
pub mod web;
pub mod widget;

/// What the programs' memory is managed by: constant time, and some kilobytes less to download than the standard library's.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static MEMORY: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
