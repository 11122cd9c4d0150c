//! Starts the proof of the speeds in the element `#app`, in place of what the build wrote there.

use will_it_run::atlas::program::AccuracyProgram;

fn main() {
    will_it_run::atlas::begin::<AccuracyProgram>();
}
