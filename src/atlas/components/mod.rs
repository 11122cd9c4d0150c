//! What several of these pages draw.

pub mod compare_rig;
