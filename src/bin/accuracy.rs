//! Starts the proof of the speeds in the element `#app`, in place of the loading panel.

use will_it_run::atlas::Atlas;
use will_it_run::atlas::program::AccuracyProgram;

fn main() {
    will_it_run::web::start::<Atlas<AccuracyProgram>>();
}
