//! The engine on the command line.

fn main() -> std::process::ExitCode {
    eprintln!("usage: will-it-run answer | check | weights | list");
    std::process::ExitCode::from(2)
}
