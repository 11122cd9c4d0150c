//! Starts the page of one device in the element `#app`, in place of what the build wrote there.

use will_it_run::atlas::program::DeviceProgram;

fn main() {
    will_it_run::atlas::begin::<DeviceProgram>();
}
