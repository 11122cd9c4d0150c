//! Figures as people type them.

use will_it_run_engine::cost::{RawEnds, RawRange};
use will_it_run_engine::math::decimal;

/// A number that is not below zero: `8000`, `8,000`, `1.5`, `1,5`, `200k`, `5M`.
#[must_use]
pub fn figure(text: &str) -> Option<f64> {
    let text = text.trim().trim_start_matches('$');
    let (text, times) = match text.strip_suffix(['k', 'K']) {
        Some(rest) => (rest, 1e3),
        None => text.strip_suffix(['M', 'm']).map_or((text, 1.0), |rest| (rest, 1e6)),
    };
    let grouped =
        text.split(',').skip(1).all(|group| group.split('.').next().is_some_and(|digits| digits.len() == 3));
    let plain;
    let text = if grouped {
        plain = text.replace(',', "");
        &plain
    } else {
        text
    };
    decimal(text).filter(|number| *number >= 0.0 && number.is_finite()).map(|number| number * times)
}

/// A figure, its two ends, or its ends with the figure to reckon with between them.
#[must_use]
pub fn range(text: &str) -> Option<RawRange> {
    let parts: Vec<&str> = text.split(['-', '–']).collect();
    match parts.as_slice() {
        [one] => figure(one).map(RawRange::One),
        [low, high] => Some(RawRange::Range(RawEnds { low: figure(low)?, high: figure(high)?, point: None })),
        [low, point, high] => {
            let ends = RawEnds { low: figure(low)?, high: figure(high)?, point: Some(figure(point)?) };
            Some(RawRange::Range(ends))
        }
        _ => None,
    }
}
