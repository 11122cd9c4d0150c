//! Starts the page of one model in the element `#app`, in place of what the build wrote there.

use will_it_run::atlas::program::ModelProgram;

fn main() {
    will_it_run::atlas::begin::<ModelProgram>();
}
