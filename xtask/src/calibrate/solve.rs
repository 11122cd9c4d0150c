//! Robust least squares with priors: Gauss–Newton steps on Huber-weighted residuals.

use will_it_run_engine::math::exp;

/// A parameter, always the logarithm of what it stands for, with what is believed of it before any row is read.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// Its name in the report.
    pub name: String,
    /// Prior mean.
    pub mean: f64,
    /// Prior standard deviation: small shrinks to the mean unless rows insist.
    pub sigma: f64,
}

/// A fit: residuals as a function of the parameters.
pub trait Problem {
    /// The parameters.
    fn parameters(&self) -> &[Parameter];
    /// ln(measured) − ln(predicted) of these rows at these values.
    fn residuals_of(&self, values: &[f64], rows: &[usize]) -> Vec<f64>;
    /// The rows that a parameter can change.
    fn touched(&self, parameter: usize) -> Vec<usize>;
    /// ln(measured) − ln(predicted) of each row at these values.
    fn residuals(&self, values: &[f64]) -> Vec<f64> {
        let all: Vec<usize> = (0..self.weights().len()).collect();
        self.residuals_of(values, &all)
    }
    /// Weight of each row; 0 leaves it out.
    fn weights(&self) -> &[f64];
}

/// Scale of a row's noise: sources that measure the same cell differ by about 5 % (median), rows of one family by about 10 %.
const NOISE: f64 = 0.12;
/// Residuals above this count linearly, not squared.
const HUBER: f64 = 0.10;
/// Step of the numeric derivative.
const STEP: f64 = 1e-5;

/// Values and their standard errors.
#[derive(Debug, Clone)]
pub struct Solution {
    /// Values.
    pub values: Vec<f64>,
    /// Standard errors from the curvature at the solution.
    pub errors: Vec<f64>,
}

/// Fits from `start`.
pub fn solve(problem: &impl Problem, start: &[f64], rounds: usize) -> Vec<f64> {
    let mut values = start.to_vec();
    let mut best = objective(problem, &values);
    let mut damping = 1e-3;
    for _ in 0..rounds {
        let (hessian, gradient) = normal_equations(problem, &values);
        let mut improved = false;
        for _ in 0..6 {
            let mut damped = hessian.clone();
            for (i, row) in damped.iter_mut().enumerate() {
                if let Some(diagonal) = row.get_mut(i) {
                    *diagonal *= 1.0 + damping;
                }
            }
            let step = substitute(&cholesky(&damped), &gradient);
            let next: Vec<f64> = values.iter().zip(&step).map(|(v, s)| v + s.clamp(-0.7, 0.7)).collect();
            let value = objective(problem, &next);
            if value < best {
                improved = best - value > 1e-7 * best;
                (values, best) = (next, value);
                damping = (damping * 0.2f64).max(1e-7);
                break;
            }
            damping *= 10.0;
        }
        if !improved {
            break;
        }
    }
    values
}

/// Fits from `start`, with standard errors.
pub fn solve_with_errors(problem: &impl Problem, start: &[f64], rounds: usize) -> Solution {
    let values = solve(problem, start, rounds);
    let (hessian, _) = normal_equations(problem, &values);
    let factor = cholesky(&hessian);
    let errors = (0..values.len())
        .map(|i| {
            let mut unit = vec![0.0; values.len()];
            if let Some(one) = unit.get_mut(i) {
                *one = 1.0;
            }
            substitute(&factor, &unit).get(i).copied().unwrap_or(0.0).max(0.0).sqrt()
        })
        .collect();
    Solution { values, errors }
}

fn objective(problem: &impl Problem, values: &[f64]) -> f64 {
    let rows: f64 = problem
        .residuals(values)
        .iter()
        .zip(problem.weights())
        .map(|(r, w)| {
            let a = r.abs();
            let loss = if a <= HUBER { r * r } else { 2.0 * HUBER * a - HUBER * HUBER };
            w * loss / (NOISE * NOISE)
        })
        .sum();
    let priors: f64 = values
        .iter()
        .zip(problem.parameters())
        .map(|(v, p)| (v - p.mean) * (v - p.mean) / (p.sigma * p.sigma))
        .sum();
    rows + priors
}

/// The curvature and the downhill direction, each row weighted by how far it is off.
fn normal_equations(problem: &impl Problem, values: &[f64]) -> (Vec<Vec<f64>>, Vec<f64>) {
    let base = problem.residuals(values);
    let pull: Vec<f64> = base
        .iter()
        .zip(problem.weights())
        .map(|(r, w)| w / (NOISE * NOISE) * if r.abs() <= HUBER { 1.0 } else { HUBER / r.abs() })
        .collect();
    let n = values.len();
    let mut hessian = vec![vec![0.0; n]; n];
    let mut gradient = vec![0.0; n];
    // Rows by what they depend on: most rows do not depend on most parameters.
    let mut slopes: Vec<Vec<(usize, f64)>> = vec![Vec::new(); base.len()];
    for j in 0..n {
        let rows: Vec<usize> = problem
            .touched(j)
            .into_iter()
            .filter(|&row| problem.weights().get(row).is_some_and(|w| *w > 0.0))
            .collect();
        let mut moved = values.to_vec();
        if let Some(value) = moved.get_mut(j) {
            *value += STEP;
        }
        // The residual falls where the prediction rises.
        for (row, after) in rows.iter().zip(problem.residuals_of(&moved, &rows)) {
            if let (Some(before), Some(slopes)) = (base.get(*row), slopes.get_mut(*row)) {
                slopes.push((j, (before - after) / STEP));
            }
        }
    }
    for ((slopes, residual), pull) in slopes.iter().zip(&base).zip(&pull) {
        for &(i, a) in slopes {
            if let Some(g) = gradient.get_mut(i) {
                *g += pull * a * residual;
            }
            if let Some(line) = hessian.get_mut(i) {
                for &(j, b) in slopes {
                    if let Some(cell) = line.get_mut(j) {
                        *cell += pull * a * b;
                    }
                }
            }
        }
    }
    for (i, (parameter, value)) in problem.parameters().iter().zip(values).enumerate() {
        let stiffness = 1.0 / (parameter.sigma * parameter.sigma);
        if let Some(g) = gradient.get_mut(i) {
            *g += (parameter.mean - value) * stiffness;
        }
        if let Some(diagonal) = hessian.get_mut(i).and_then(|line| line.get_mut(i)) {
            *diagonal += stiffness;
        }
    }
    (hessian, gradient)
}

/// The lower triangle L of a symmetric positive definite A, with L Lᵀ = A.
#[allow(clippy::indexing_slicing, reason = "square loops over matrices of one size")]
fn cholesky(a: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let n = a.len();
    let mut l = vec![vec![0.0; n]; n];
    for i in 0..n {
        for j in 0..=i {
            let dot: f64 = (0..j).map(|k| l[i][k] * l[j][k]).sum();
            l[i][j] = if i == j { (a[i][i] - dot).max(1e-12).sqrt() } else { (a[i][j] - dot) / l[j][j] };
        }
    }
    l
}

/// Solves L Lᵀ x = b.
#[allow(clippy::indexing_slicing, reason = "square loops over matrices of one size")]
fn substitute(l: &[Vec<f64>], b: &[f64]) -> Vec<f64> {
    let n = b.len();
    let mut y = vec![0.0; n];
    for i in 0..n {
        let dot: f64 = (0..i).map(|k| l[i][k] * y[k]).sum();
        y[i] = (b[i] - dot) / l[i][i];
    }
    let mut x = vec![0.0; n];
    for i in (0..n).rev() {
        let dot: f64 = (i + 1..n).map(|k| l[k][i] * x[k]).sum();
        x[i] = (y[i] - dot) / l[i][i];
    }
    x
}

/// e to the sum of the parameters in `terms`.
pub fn product(values: &[f64], terms: &[usize]) -> f64 {
    exp(terms.iter().map(|&i| values.get(i).copied().unwrap_or(0.0)).sum())
}

/// A parameter that not every row has; 0 where there is none.
pub fn value(values: &[f64], at: Option<usize>) -> f64 {
    at.and_then(|at| values.get(at)).copied().unwrap_or(0.0)
}
