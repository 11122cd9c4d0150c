//! Money, in the one currency the catalog is kept in.

use super::real_quantity;

real_quantity! {
    /// United States dollars of the day they were quoted on.
    Usd
}
