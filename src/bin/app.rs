//! Starts the calculator in the element `#app`, in place of what the build wrote there.

use will_it_run::app;
use will_it_run_engine::catalog::Catalog;

fn main() {
    app::start::<app::pages::Check>(Catalog::unpack_answers, app::first_answer);
}
