//! Fixes in words.

use will_it_run_engine::answer::Change;

use crate::text::number::grouped;

/// What a fix changes.
#[must_use]
pub fn change(change: &Change) -> String {
    let count = |n: u32| grouped(u64::from(n));
    match change {
        Change::Quant { quant } => ["Use ", quant].concat(),
        Change::Context { context } => ["Shorten the context to ", &count(*context), " tokens"].concat(),
        Change::KvType { kv } => ["Keep the cache in ", kv].concat(),
        Change::Users { users } => match users {
            1 => "Serve one user".to_owned(),
            more => ["Serve ", &count(*more), " users"].concat(),
        },
        Change::Devices { count: devices } => ["Use ", &count(*devices), " of the device"].concat(),
        Change::CpuMoe { layers } => {
            ["Keep the experts of ", &count(*layers), " layers in host RAM"].concat()
        }
    }
}
