//! Starts the pages about hardware and models in the element `#app`, in place of the loading panel.

fn main() {
    will_it_run::web::start::<will_it_run::atlas::Atlas>();
}
