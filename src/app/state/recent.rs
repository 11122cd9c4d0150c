//! Recent questions: the latest of each model and device, newest first, as addresses.

use super::address::{read, write};
use super::asked::Asked;
use super::field::Field;

/// How many are kept.
pub const RECENT_MAX: usize = 8;

/// Puts a question first; an older one about the same model and device makes room for it.
#[must_use]
pub fn remember(recent: &[Asked], asked: &Asked) -> Vec<Asked> {
    let subject = |a: &Asked| (a.get(Field::Model), a.get(Field::Device));
    let others = recent.iter().filter(|other| subject(other) != subject(asked)).take(RECENT_MAX - 1);
    std::iter::once(asked).chain(others).cloned().collect()
}

/// The stored lines as questions; a line that no longer reads is dropped.
#[must_use]
pub fn recall(lines: &str, default: &Asked) -> Vec<Asked> {
    let read = lines.lines().filter(|line| line.starts_with("model=")).map(|line| read(line, default));
    read.filter(|(_, faults)| faults.is_empty()).map(|(asked, _)| asked).take(RECENT_MAX).collect()
}

/// The questions as lines to store.
#[must_use]
pub fn lines(recent: &[Asked]) -> String {
    will_it_run_engine::within::joined(&recent.iter().map(write).collect::<Vec<_>>(), "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_of_each_subject_is_kept() {
        let mut recent = Vec::new();
        for at in 0..20 {
            recent = remember(&recent, &Asked::about("m", &at.to_string()));
        }
        assert_eq!(recent.len(), RECENT_MAX);
        let mut again = Asked::about("m", "15");
        again.set(Field::Context, "4096").expect("a context");
        recent = remember(&recent, &again);
        assert_eq!(recent.len(), RECENT_MAX);
        assert_eq!(recent.first(), Some(&again));
        assert_eq!(recall(&lines(&recent), &again), recent);
        assert!(recall("garbage\nmodel=x&ctx=?", &again).is_empty());
    }
}
