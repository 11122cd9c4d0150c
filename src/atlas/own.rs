//! The reader's own workloads: those kept on this machine, and those that came with the address.

use std::rc::Rc;

use will_it_run_engine::workloads::Workload;
use yew::{UseStateSetter, hook, use_state};

use crate::web::storage;

/// The key of workloads in an address.
pub const KEY: &str = "w";
/// Between workloads, in an address and in storage; a line of one holds none.
const BETWEEN: char = ';';

/// The reader's own workloads.
#[derive(Clone)]
pub struct Own {
    /// As they were when the page was drawn: a handle leads to the latest state whenever it was made. As text, so that only programs that ask for
    /// workloads carry what reads them.
    kept: Rc<str>,
    set: UseStateSetter<Rc<str>>,
}

/// Workloads kept on this machine.
#[hook]
pub fn use_own() -> Own {
    let state = use_state(|| Rc::<str>::from(storage::read(storage::WORKLOADS)));
    Own { kept: Rc::clone(&state), set: state.setter() }
}

impl PartialEq for Own {
    fn eq(&self, other: &Self) -> bool {
        // They are another list only when they were set anew.
        Rc::ptr_eq(&self.kept, &other.kept)
    }
}

impl Own {
    /// Those kept here, in the order they were made.
    #[must_use]
    pub fn kept(&self) -> Vec<Workload> {
        read(&self.kept)
    }

    /// Those of an address that are not kept here.
    #[must_use]
    pub fn lent(&self, text: &str) -> Vec<Workload> {
        let (mut lent, kept) = (read(text), self.kept());
        lent.retain(|workload| !kept.contains(workload));
        lent
    }

    /// Keeps one more.
    pub fn keep(&self, workload: Workload) {
        let mut kept = self.kept();
        kept.push(workload);
        self.set(&kept);
    }

    /// Forgets one.
    pub fn forget(&self, key: &str) {
        let mut kept = self.kept();
        kept.retain(|workload| workload.key != key);
        self.set(&kept);
    }

    fn set(&self, kept: &[Workload]) {
        let text = write(kept);
        storage::write(storage::WORKLOADS, &text);
        self.set.set(text.into());
    }
}

/// Workloads as an address and the storage hold them; what does not read is left out, and of two with one name the first stands.
pub fn read(text: &str) -> Vec<Workload> {
    let mut found: Vec<Workload> = Vec::new();
    for workload in text.split(BETWEEN).filter_map(|line| Workload::parse(line).ok()) {
        if !found.iter().any(|known| known.key == workload.key) {
            found.push(workload);
        }
    }
    found
}

/// The same, back.
#[must_use]
pub fn write(workloads: &[Workload]) -> String {
    let lines: Vec<String> = workloads.iter().map(Workload::line).collect();
    lines.join(";")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn workloads_survive_and_nonsense_does_not() {
        let text = "notes=qwen3-8b,context=8192,depth=4096,rate=5;b=m@Q8_0,context=16384,depth=0,rate=2.5";
        assert_eq!(write(&read(text)), text);
        assert_eq!(read("notes=a;=;;7b=m;notes=b").len(), 1);
    }
}
