//! Several models at once on one rig: a question with a list of models, and its answer.
//!
//! Each model is a process of its own: it takes what the ordinary rules say it takes, its runtime's own memory included, from what the others
//! leave of each device and of RAM. What driver and system hold is taken once. The placing itself is in [`crate::calculator`].

mod member;
mod said;

pub use member::{Member, RawTogether};
pub use said::{
    AllAtOnce, DeviceLeft, HostLeft, LeftOut, Move, MoveChange, OnDevice, Placing, Search, Together, Where,
};

/// Most models of one question.
pub const MOST_MODELS: usize = 12;
