//! Starts the page with curves around an answer in the element `#app`, in place of the loading panel.

use will_it_run::atlas::Atlas;
use will_it_run::atlas::program::CloserProgram;

fn main() {
    will_it_run::web::start::<Atlas<CloserProgram>>();
}
