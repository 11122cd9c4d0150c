//! What several of these pages draw.

pub mod command;
pub mod compare_rig;
pub mod cost_glance;

mod own_workloads;
pub mod save;
pub mod typed;

pub use own_workloads::{OwnWorkloads, OwnWorkloadsProps};
