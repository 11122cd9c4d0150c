//! The groups: each takes its nearest in turn, so that none takes what another had nearest while its own is left.

use super::PER_GROUP;
use super::config::{Config, Near};
use crate::order;

/// Groups in the order they choose: step up, step down, price, bandwidth, memory, form factor.
const GROUPS: usize = 6;

/// Fills the groups, one device a turn.
pub(super) fn fill<'c>(this: &Config<'_>, all: &[Config<'c>]) -> [Vec<Near<'c>>; GROUPS] {
    let queues: [Vec<Near<'c>>; GROUPS] = core::array::from_fn(|group| queue(this, all, group));
    let mut groups: [Vec<Near<'c>>; GROUPS] = core::array::from_fn(|_| Vec::new());
    let mut taken = vec![this.key];
    for _ in 0..PER_GROUP {
        for (group, queue) in groups.iter_mut().zip(&queues) {
            if let Some(next) = queue.iter().find(|near| !taken.contains(&near.config.key)) {
                taken.push(next.config.key);
                group.push(*next);
            }
        }
    }
    groups
}

/// All that may stand in a group, nearest first; of equals the first by id and size.
fn queue<'c>(this: &Config<'_>, all: &[Config<'c>], group: usize) -> Vec<Near<'c>> {
    let measured = |config: &Config<'c>| {
        let ratios = config.ratios(this);
        let whole = |belongs: bool| belongs.then(|| ratios.distance());
        let distance = match group {
            0 => whole(config.is_step_up_from(this)),
            1 => whole(this.is_step_up_from(config)),
            2 => ratios.distance_by(ratios.price),
            3 => ratios.distance_by(ratios.bandwidth),
            4 => ratios.distance_by(ratios.memory),
            _ => whole(config.device.form_factor == this.device.form_factor),
        };
        distance.map(|distance| Near { config: *config, distance })
    };
    let mut queue: Vec<Near<'c>> =
        all.iter().filter(|config| config.key != this.key).filter_map(measured).collect();
    order::sort_by(&mut queue, |a, b| a.distance.total_cmp(&b.distance));
    queue
}
