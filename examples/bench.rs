//! What the engine costs (`cargo xtask bench`): timed by itself on the host, by node in wasm.

use std::hint::black_box;

use will_it_run_engine::units::Bytes;

/// A case by name: does its work so many times and gives something that depends on all of it.
type Case = (&'static str, fn(u32) -> f64);

const CASES: [Case; 1] = [("bytes", bytes)];

fn bytes(times: u32) -> f64 {
    (0..times).map(|n| black_box(Bytes::gib(black_box(f64::from(n)))).as_f64()).sum()
}

/// The names of all cases, one on a line.
#[cfg_attr(target_arch = "wasm32", wasm_bindgen::prelude::wasm_bindgen)]
pub fn cases() -> String {
    CASES.map(|(name, _)| name).join("\n")
}

/// Runs a case so many times.
#[cfg_attr(target_arch = "wasm32", wasm_bindgen::prelude::wasm_bindgen)]
pub fn run(name: &str, times: u32) -> f64 {
    CASES
        .iter()
        .find(|(case, _)| *case == name)
        .map_or(f64::NAN, |(_, work)| black_box(work(black_box(times))))
}

/// The fastest of five rounds of at least 100 ms each, as node does it.
#[cfg(not(target_arch = "wasm32"))]
fn main() {
    use std::time::{Duration, Instant};
    for (name, _) in CASES {
        let (mut times, mut best, mut rounds) = (1_u32, f64::INFINITY, 0);
        while rounds < 5 {
            let began = Instant::now();
            run(name, times);
            let took = began.elapsed();
            if took < Duration::from_millis(100) {
                times = times.saturating_mul(2);
                continue;
            }
            best = best.min(took.as_secs_f64() * 1e9 / f64::from(times));
            rounds += 1;
        }
        println!("{name} {best:.1}");
    }
}

#[cfg(target_arch = "wasm32")]
fn main() {}
