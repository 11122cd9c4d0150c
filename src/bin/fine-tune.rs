//! Starts the page about what fine-tuning takes in the element `#app`, in place of what the build wrote there.

use will_it_run::atlas::program::FineTuneProgram;

fn main() {
    will_it_run::atlas::begin::<FineTuneProgram>();
}
