//! Which devices no other beats in price, speed and memory at once.

/// What is weighed: less of the first, more of the others.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weighed {
    /// Dollars.
    pub price: f64,
    /// Tokens per second.
    pub speed: f64,
    /// Bytes.
    pub memory: f64,
}

impl Weighed {
    /// Whether this is as good in all three and better in one.
    fn beats(&self, other: &Self) -> bool {
        let as_good = self.price <= other.price && self.speed >= other.speed && self.memory >= other.memory;
        as_good && self != other
    }
}

/// For each, whether it is on the Pareto front: nothing here beats it.
#[must_use]
pub fn front(all: &[Weighed]) -> Vec<bool> {
    all.iter().map(|one| !all.iter().any(|other| other.beats(one))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn weighed(price: f64, speed: f64, memory: f64) -> Weighed {
        Weighed { price, speed, memory }
    }

    #[test]
    fn what_is_beaten_in_all_three_is_not_on_the_front() {
        let all = [
            weighed(700.0, 100.0, 24.0),
            // Dearer, slower, smaller.
            weighed(800.0, 90.0, 16.0),
            // Dearer and no better in anything.
            weighed(800.0, 100.0, 24.0),
            // Slower, but larger.
            weighed(900.0, 50.0, 48.0),
            // Cheapest.
            weighed(200.0, 30.0, 8.0),
            // The same again: neither beats the other.
            weighed(200.0, 30.0, 8.0),
        ];
        assert_eq!(front(&all), [true, false, false, true, true, true]);
        assert!(front(&[]).is_empty());
    }

    #[test]
    fn the_cheapest_the_fastest_and_the_largest_are_on_it() {
        let all: Vec<Weighed> = (1..60_u32)
            .map(|n| weighed(f64::from(n * 37 % 59), f64::from(n * 53 % 61), f64::from(n * 29 % 47)))
            .collect();
        let on = front(&all);
        let best = |key: fn(&Weighed) -> f64| all.iter().map(key).fold(f64::MIN, f64::max);
        for key in [|w: &Weighed| -w.price, |w: &Weighed| w.speed, |w: &Weighed| w.memory] {
            let most = best(key);
            assert!(all.iter().zip(&on).any(|(one, on)| *on && key(one) >= most));
        }
        assert!(on.iter().any(|on| !on));
    }
}
