//! Starts the page about cost in the element `#app`, in place of what the build wrote there.

use will_it_run::atlas::program::CostProgram;

fn main() {
    will_it_run::atlas::begin::<CostProgram>();
}
