//! Starts the lists and the leaderboard in the element `#app`, in place of what the build wrote there.

use will_it_run::atlas::program::ListsProgram;

fn main() {
    will_it_run::atlas::begin::<ListsProgram>();
}
