//! What can be written as money: amounts and prices in dollars, whatever they are for or per. Texts take these, never a bare number.

use will_it_run_engine::units::{Balance, Usd, UsdPerHour, UsdPerKwh, UsdPerMillionTokens, UsdPerMonth};

/// Dollars, of an amount or of a price.
pub trait Money: Copy {
    /// How many.
    fn dollars(self) -> f64;
}

macro_rules! money {
    ($($name:ident),+) => {
        $(impl Money for $name {
            fn dollars(self) -> f64 {
                self.get()
            }
        })+
    };
}

money!(Balance, Usd, UsdPerHour, UsdPerKwh, UsdPerMillionTokens, UsdPerMonth);
