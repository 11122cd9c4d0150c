//! The command line: the same engine as the page, for scripts.

use std::process::ExitCode;

fn main() -> ExitCode {
    will_it_run::cli::run(
        std::env::args_os().skip(1),
        &mut std::io::stdin().lock(),
        &mut std::io::stdout().lock(),
    )
}
