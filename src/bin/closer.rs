//! Starts the page with curves around an answer in the element `#app`, in place of what the build wrote there.

use will_it_run::atlas::program::CloserProgram;

fn main() {
    will_it_run::atlas::begin::<CloserProgram>();
}
