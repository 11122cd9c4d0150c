//! The three ways to have tokens.

use super::Ask;

crate::question::choice::choice! {
    /// A way to have tokens.
    Way {
        /// Own the rig.
        Buy = "buy",
        /// Rent the same rig by the hour.
        Rent = "rent",
        /// Pay a provider by the token.
        Api = "api",
    }
}

impl Way {
    /// The three together.
    pub const EACH: [Self; 3] = [Self::Buy, Self::Rent, Self::Api];
}

crate::question::choice::choice! {
    /// Two ways held against each other; the first is the one that may pay off.
    Pair {
        /// Buy against rent.
        BuyOrRent = "buy-or-rent",
        /// Buy against API.
        BuyOrApi = "buy-or-api",
        /// Rent against API.
        RentOrApi = "rent-or-api",
    }
}

impl Pair {
    /// The three together.
    pub const EACH: [Self; 3] = [Self::BuyOrRent, Self::BuyOrApi, Self::RentOrApi];

    /// The two.
    #[must_use]
    pub const fn ways(self) -> (Way, Way) {
        match self {
            Self::BuyOrRent => (Way::Buy, Way::Rent),
            Self::BuyOrApi => (Way::Buy, Way::Api),
            Self::RentOrApi => (Way::Rent, Way::Api),
        }
    }
}

/// What two ways ask for together, each once, in the order of the question's fields.
pub(super) fn joined(first: Option<Vec<Ask>>, second: Option<Vec<Ask>>) -> Vec<Ask> {
    let mut all: Vec<Ask> = first.into_iter().chain(second).flatten().collect();
    crate::order::sort_by(&mut all, Ord::cmp);
    all.dedup();
    all
}
