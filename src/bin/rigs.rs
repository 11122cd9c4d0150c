//! Starts the pages about several models, several machines and fine-tuning in the element `#app`, in place of the loading panel.

use will_it_run::atlas::Atlas;
use will_it_run::atlas::program::RigsProgram;

fn main() {
    will_it_run::web::start::<Atlas<RigsProgram>>();
}
