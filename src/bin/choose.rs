//! Starts the chooser and its saved questions in the element `#app`, in place of the loading panel.

use will_it_run::atlas::Atlas;
use will_it_run::atlas::program::ChooseProgram;

fn main() {
    will_it_run::web::start::<Atlas<ChooseProgram>>();
}
