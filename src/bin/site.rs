//! What the build asks the engine for: `site DIST PAGES` writes the data files below `DIST/api/` and says in `PAGES` what stands in each page.

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    will_it_run::site::run(std::env::args_os().skip(1))
}

/// A browser builds no site; cargo builds every program of the package beside its wasm tests.
#[cfg(target_arch = "wasm32")]
fn main() {}
