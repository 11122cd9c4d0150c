//! The command line: the same engine as the page, for scripts.

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    will_it_run::cli::run(
        std::env::args_os().skip(1),
        &mut std::io::stdin().lock(),
        &mut std::io::stdout().lock(),
    )
}

/// A browser has no command line; cargo builds every program of the package beside its wasm tests.
#[cfg(target_arch = "wasm32")]
fn main() {}
