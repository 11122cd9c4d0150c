//! The command line as a script meets it.

use std::io::Write;
use std::process::{Command, Output, Stdio};

/// What it printed.
#[allow(dead_code, reason = "each test uses what it needs")]
pub fn text(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// What it printed, each line a JSON document.
#[allow(dead_code, reason = "each test uses what it needs")]
pub fn lines(output: &Output) -> Vec<serde_json::Value> {
    text(output).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Runs the program with these lines on its standard input.
pub fn run(args: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_will-it-run"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let (mut stdin, input) = (child.stdin.take().unwrap(), input.to_owned());
    // Beside the reading: answers fill their pipe long before all questions are written. A command that reads none may be gone.
    let writer = std::thread::spawn(move || drop(stdin.write_all(input.as_bytes())));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}
