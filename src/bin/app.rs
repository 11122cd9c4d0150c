//! Starts the calculator in the element `#app`, in place of the loading panel.

fn main() {
    will_it_run::web::start::<will_it_run::app::App>();
}
