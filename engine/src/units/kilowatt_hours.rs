//! Energy as it is billed.

use super::real_quantity;

real_quantity! {
    /// Energy in kilowatt-hours.
    KilowattHours
}
