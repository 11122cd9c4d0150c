//! From figures to places on an axis, and the round figures written beside it.

use will_it_run_engine::math::ln;

/// An axis from its least to its greatest figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Scale {
    /// Equal steps.
    Linear {
        /// The figure at the start.
        from: f64,
        /// The figure at the end.
        to: f64,
    },
    /// Equal factors; both ends above zero.
    Log {
        /// The figure at the start.
        from: f64,
        /// The figure at the end.
        to: f64,
    },
}

impl Scale {
    /// From zero to a round figure at or above the greatest of these.
    #[must_use]
    pub fn from_zero(figures: impl IntoIterator<Item = f64>) -> Self {
        let most = figures.into_iter().filter(|x| x.is_finite()).fold(0.0, f64::max);
        let step = step_of(if most > 0.0 { most } else { 1.0 });
        Self::Linear { from: 0.0, to: (most / step).ceil().max(1.0) * step }
    }

    /// Over these figures on a logarithmic axis, a little wider; those that are not above zero are left out.
    #[must_use]
    pub fn log(figures: impl IntoIterator<Item = f64>) -> Self {
        let ends = (f64::INFINITY, 0.0_f64);
        let (from, to) = figures
            .into_iter()
            .filter(|x| x.is_finite() && *x > 0.0)
            .fold(ends, |(from, to), x| (from.min(x), to.max(x)));
        if from > to {
            Self::Log { from: 1.0, to: 10.0 }
        } else {
            Self::Log { from: from / 1.15, to: to * 1.15 }
        }
    }

    /// The place of a figure, 0 at the start of the axis and 1 at its end, held to it.
    #[must_use]
    pub fn at(self, figure: f64) -> f64 {
        let place = match self {
            Self::Linear { from, to } => (figure - from) / (to - from),
            Self::Log { from, to } => ln(figure.max(from) / from) / ln(to / from),
        };
        if place.is_finite() { place.clamp(0.0, 1.0) } else { 0.0 }
    }

    /// Round figures along the axis, at most about ten.
    #[must_use]
    pub fn ticks(self) -> Vec<f64> {
        match self {
            Self::Linear { from, to } => {
                let step = step_of(to - from);
                let first = (from / step).ceil();
                (0..12).map(|n| (first + f64::from(n)) * step).take_while(|x| *x <= to * 1.000_001).collect()
            }
            Self::Log { from, to } => {
                let decades = ln(to / from) / ln(10.0);
                let steps: &[f64] = if decades > 3.5 { &[1.0] } else { &[1.0, 2.0, 5.0] };
                let mut decade = 1.0;
                while decade > from {
                    decade /= 10.0;
                }
                let mut ticks = Vec::new();
                while decade <= to && ticks.len() < 24 {
                    ticks.extend(steps.iter().map(|step| step * decade).filter(|x| *x >= from && *x <= to));
                    decade *= 10.0;
                }
                ticks
            }
        }
    }
}

/// A round step that divides a span into four to ten: 1, 2 or 5 times a power of ten.
fn step_of(span: f64) -> f64 {
    let mut step = 1.0;
    while step * 10.0 < span {
        step *= 10.0;
    }
    while step > span {
        step /= 10.0;
    }
    match span / step {
        n if n >= 4.0 => step,
        n if n >= 2.0 => step / 2.0,
        _ => step / 5.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_inside() {
        let scale = Scale::from_zero([3.0, 48.0, 0.2]);
        assert_eq!(scale.ticks(), [0.0, 10.0, 20.0, 30.0, 40.0, 50.0]);
        assert!((scale.at(25.0) - 0.5).abs() < 1e-9);
        let scale = Scale::Log { from: 0.9, to: 120.0 };
        assert_eq!(scale.ticks(), [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0]);
        assert!((Scale::Log { from: 1.0, to: 100.0 }.at(10.0) - 0.5).abs() < 1e-9);
    }

    #[test]
    fn nothing_leaves_the_axis_and_nothing_is_not_a_number() {
        for scale in [Scale::from_zero([]), Scale::log([]), Scale::log([5.0]), Scale::from_zero([f64::NAN])] {
            for figure in [0.0, -1.0, 1e300, f64::NAN] {
                let place = scale.at(figure);
                assert!((0.0..=1.0).contains(&place), "{scale:?} {figure} {place}");
            }
            assert!(scale.ticks().len() < 25);
        }
    }
}
