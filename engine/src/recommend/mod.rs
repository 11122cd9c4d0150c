//! The chooser: from what one wants to run, to the rigs that run it. The calculator assesses
//! ([`Calculator::choose`](crate::calculator::Calculator::choose)); the rules of ranking and all types are here.

mod best;
mod checked;
mod codes;
mod form;
mod pairs;
mod price;
mod rank;
mod result;
mod rig;
mod wishes;

pub use best::{BEST, BestList, best};
pub use checked::{List, Order, Stored, Wishes};
pub use codes::{Better, Cannot, NotTried, Why};
pub use form::Form;
pub use pairs::CARDS;
pub use price::{Covers, RigPrice};
pub use rank::{Judged, Standing, beats, compare};
pub use result::{Choice, Counts, Next, Picks, RigChoice, RigPart, WantFigures};
pub(crate) use rig::Field;
pub use rig::{Candidate, LeftOut, Other};
pub use wishes::{RawWant, RawWishes};
