//! Starts the chooser and its saved questions in the element `#app`, in place of what the build wrote there.

use will_it_run::atlas::program::ChooseProgram;

fn main() {
    will_it_run::atlas::begin::<ChooseProgram>();
}
