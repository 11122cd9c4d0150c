//! Starts the page about several models on one rig in the element `#app`, in place of what the build wrote there.

use will_it_run::atlas::program::TogetherProgram;

fn main() {
    will_it_run::atlas::begin::<TogetherProgram>();
}
