//! How many checks passed and failed, read from what test runners print.

use std::fmt;

/// Checks that passed and failed.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Checks that passed.
    pub passed: u64,
    /// Checks that failed.
    pub failed: u64,
}

impl Counts {
    /// One check that passed.
    pub const PASSED: Self = Self { passed: 1, failed: 0 };
    /// One check that failed.
    pub const FAILED: Self = Self { passed: 0, failed: 1 };

    /// Adds another step's counts.
    pub fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }

    /// Adds what a line of a test runner says, if it says anything.
    pub fn read(&mut self, line: &str) {
        if let Some(counts) = libtest(line).or_else(|| node(line)) {
            self.add(counts);
        }
    }

    /// The counts of a runner that ended so. One that ended badly without naming a failed test, or ran
    /// no test at all, is itself one failure.
    pub fn ended(self, well: bool) -> Self {
        if well && self == Self::default() || !well && self.failed == 0 {
            Self { failed: 1, ..self }
        } else {
            self
        }
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// `test result: ok. 12 passed; 0 failed; 0 ignored; …`, of cargo and of wasm-bindgen.
fn libtest(line: &str) -> Option<Counts> {
    let (_, said) = line.trim().strip_prefix("test result: ")?.split_once(". ")?;
    let mut parts = said.split("; ");
    let passed = parts.next()?.strip_suffix(" passed")?.parse().ok()?;
    let failed = parts.next()?.strip_suffix(" failed")?.parse().ok()?;
    Some(Counts { passed, failed })
}

/// `ℹ pass 12`, `ℹ fail 0`, `ℹ cancelled 0`, of node's own runner.
fn node(line: &str) -> Option<Counts> {
    let (word, number) = line.strip_prefix("ℹ ")?.split_once(' ')?;
    let number = number.trim().parse().ok()?;
    match word {
        "pass" => Some(Counts { passed: number, failed: 0 }),
        "fail" | "cancelled" => Some(Counts { passed: 0, failed: number }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_runners_print() {
        let mut counts = Counts::default();
        for line in [
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s",
            "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s",
            "ℹ pass 4",
            "ℹ fail 1",
            "ℹ cancelled 1",
            "ℹ duration_ms 17.5",
            "test a::b ... ok",
        ] {
            counts.read(line);
        }
        assert_eq!(counts, Counts { passed: 19, failed: 4 });
    }

    #[test]
    fn silence_is_a_failure() {
        assert_eq!(Counts::default().ended(true), Counts::FAILED);
        assert_eq!(Counts::PASSED.ended(false), Counts { passed: 1, failed: 1 });
        assert_eq!(Counts::PASSED.ended(true), Counts::PASSED);
    }
}
