//! Starts the page about one model over several machines in the element `#app`, in place of what the build wrote there.

use will_it_run::atlas::program::ClusterProgram;

fn main() {
    will_it_run::atlas::begin::<ClusterProgram>();
}
