//! One sort for every list, and one search either way among numbers. Each `sort_by` of its own is some 5 KB of wasm (14 of them were 5 % of the page); here
//! one sort of places serves them all, and only the comparison is written anew.

use core::cmp::Ordering;

/// Sorts by `compare`; what is equal keeps its order.
pub fn sort_by<T>(items: &mut [T], mut compare: impl FnMut(&T, &T) -> Ordering) {
    let listed = &*items;
    let swaps = swaps(listed.len(), &mut |a, b| match (listed.get(a), listed.get(b)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    });
    for (at, other) in swaps.into_iter().enumerate() {
        items.swap(at, other);
    }
}

/// Sorts by a key; what is equal keeps its order.
pub fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(items, |a, b| key(a).cmp(&key(b)));
}

/// The least number from `low` to `high` from which on something holds; it does at `high`.
pub fn first(mut low: u32, mut high: u32, holds: impl Fn(u32) -> bool) -> u32 {
    while low < high {
        let middle = low + (high - low) / 2;
        if holds(middle) { high = middle } else { low = middle + 1 }
    }
    low
}

/// The greatest number from `low` to `high` up to which something holds; it does at `low`.
pub fn last(mut low: u32, mut high: u32, holds: impl Fn(u32) -> bool) -> u32 {
    while low < high {
        let middle = low + (high - low).div_ceil(2);
        if holds(middle) { low = middle } else { high = middle - 1 }
    }
    low
}

/// For each place of a list, from the first to the last, the place to swap with so that it is in order afterwards.
#[inline(never)]
fn swaps(length: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places = merged((0..length).collect(), compare);
    for at in 0..length {
        // What stood at an earlier place is where that place's swap has put it.
        let mut other = places.get(at).copied().unwrap_or(at);
        while other < at {
            other = places.get(other).copied().unwrap_or(at);
        }
        if let Some(place) = places.get_mut(at) {
            *place = other;
        }
    }
    places
}

/// Runs of one, two, four … places merged until one is left: stable, a tenth of the standard library's sort in size, and as quick for lists of
/// hundreds whose comparison is the cost.
fn merged(mut places: Vec<usize>, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut into = Vec::with_capacity(places.len());
    let mut run = 1;
    while run < places.len() {
        for pair in places.chunks(2 * run) {
            let (mut a, mut b) = pair.split_at(run.min(pair.len()));
            while let (Some(first), Some(second)) = (a.first(), b.first()) {
                let side = if compare(*second, *first) == Ordering::Less { &mut b } else { &mut a };
                if let Some((next, rest)) = side.split_first() {
                    into.push(*next);
                    *side = rest;
                }
            }
            into.extend_from_slice(a);
            into.extend_from_slice(b);
        }
        core::mem::swap(&mut places, &mut into);
        into.clear();
        run *= 2;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::{sort_by, sort_by_key};

    #[test]
    fn sorts_as_the_standard_library_does() {
        let mut items: Vec<(u32, u32)> =
            (0..500_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 27, n)).collect();
        let mut expected = items.clone();
        expected.sort_by_key(|item| item.0);
        sort_by_key(&mut items, |item| item.0);
        assert_eq!(items, expected);
        expected.sort_by(|a, b| b.cmp(a));
        sort_by(&mut items, |a, b| b.cmp(a));
        assert_eq!(items, expected);
        let mut none: Vec<u32> = Vec::new();
        sort_by_key(&mut none, |n| *n);
        assert!(none.is_empty());
    }
}
