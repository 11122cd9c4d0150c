//! Where a function is zero: false position, with the stale end's value halved (the Illinois rule), which needs some eight steps where halving needs fifty.
//! Source: Dowell and Jarratt, "A modified regula falsi method for computing the root of an equation", BIT 11 (1971).

/// Most steps; a curve with a kink may need some more than a smooth one.
const STEPS: u32 = 60;

/// Estimates this near, relative to their size, are the same: some thousand units of the last place.
const NEAR: f64 = 1e-13;

/// Where `gap` is zero between two places at which its signs differ; the further end where they do not.
pub(super) fn zero(mut gap: impl FnMut(f64) -> f64, low: f64, high: f64) -> f64 {
    let (mut a, mut b) = (low, high);
    let (mut at_a, mut at_b) = (gap(a), gap(b));
    if at_a == 0.0 {
        return a;
    }
    let mut last = f64::INFINITY;
    for _ in 0..STEPS {
        let spread = at_b - at_a;
        let cut = b - at_b * (b - a) / spread;
        // Two values that are almost the same say nothing: halve.
        let between = if cut > a.min(b) && cut < a.max(b) { cut } else { f64::midpoint(a, b) };
        let value = gap(between);
        if value == 0.0 || (between - last).abs() <= NEAR * between.abs().max(1.0) {
            return between;
        }
        last = between;
        if (value > 0.0) == (at_b > 0.0) {
            at_a /= 2.0;
        } else {
            (a, at_a) = (b, at_b);
        }
        (b, at_b) = (between, value);
    }
    b
}

#[cfg(test)]
mod tests {
    use super::zero;

    #[test]
    fn finds_lines_curves_and_kinks() {
        assert!((zero(|x| 3.0 - x, 0.0, 12.0) - 3.0).abs() < 1e-12);
        assert!((zero(|x| x * x - 2.0, 0.0, 2.0) - core::f64::consts::SQRT_2).abs() < 1e-12);
        let kinked = |x: f64| if x < 7.0 { 1.0 } else { 1.0 - 1000.0 * (x - 7.0) };
        assert!((zero(kinked, 0.0, 12.0) - 7.001).abs() < 1e-12);
        assert!((zero(|x| 8.0 - x * x * x, 0.0, 1200.0) - 2.0).abs() < 1e-11);
        assert_eq!(zero(|x| x, 0.0, 1.0).to_bits(), 0.0f64.to_bits());
    }
}
