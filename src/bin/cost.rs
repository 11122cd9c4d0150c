//! Starts the page about cost in the element `#app`, in place of the loading panel.

use will_it_run::atlas::Atlas;
use will_it_run::atlas::program::CostProgram;

fn main() {
    will_it_run::web::start::<Atlas<CostProgram>>();
}
