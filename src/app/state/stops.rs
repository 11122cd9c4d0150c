//! The stops of the context slider: eight to each doubling, in whole numbers.

/// The shortest context the slider offers.
const SHORTEST: u32 = 512;

/// The stops from the shortest up to the model's maximum, which is always the last.
#[must_use]
pub fn stops(maximum: u32) -> Vec<u32> {
    let mut stops = Vec::new();
    let mut octave = SHORTEST;
    while octave < maximum {
        for eighth in 0..8 {
            let stop = octave + octave / 8 * eighth;
            if stop < maximum {
                stops.push(stop);
            }
        }
        octave = octave.saturating_mul(2);
    }
    stops.push(maximum);
    stops
}

/// The stop nearest below a context, or the first.
#[must_use]
pub fn position(stops: &[u32], context: u32) -> usize {
    stops.partition_point(|stop| *stop <= context).saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stops_rise_to_the_maximum() {
        for maximum in [1, 512, 8192, 40_960, 131_072, 1_048_576, 10_485_760] {
            let stops = stops(maximum);
            assert!(stops.is_sorted_by(|a, b| a < b), "{maximum}");
            assert_eq!(stops.last(), Some(&maximum));
            assert!(stops.len() < 130);
        }
    }

    #[test]
    fn every_power_of_two_is_a_stop_and_positions_invert() {
        let stops = stops(131_072);
        for power in [512, 8192, 32_768, 131_072] {
            assert!(stops.contains(&power));
        }
        for (at, stop) in stops.iter().enumerate() {
            assert_eq!(position(&stops, *stop), at);
        }
        assert_eq!(position(&stops, 3), 0);
        assert_eq!(position(&stops, u32::MAX), stops.len() - 1);
    }
}
