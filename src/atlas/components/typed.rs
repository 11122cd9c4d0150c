//! Figures as people type them.

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
