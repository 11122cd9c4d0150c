//! Starts comparisons in the element `#app`, in place of what the build wrote there.

use will_it_run::atlas::program::CompareProgram;

fn main() {
    will_it_run::atlas::begin::<CompareProgram>();
}
