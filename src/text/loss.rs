//! A published loss of quality, as texts and tables read it.

use will_it_run_engine::units::Known;

/// Published quality loss of a quant, on the model it was measured on.
#[derive(Debug, Clone, PartialEq)]
pub struct Loss {
    /// The importance matrix used, empty for none.
    pub imatrix: String,
    /// Perplexity more than the unquantised model.
    pub perplexity: Known<f64>,
    /// Mean divergence.
    pub divergence: Known<f64>,
    /// Share of tokens with the same first choice, percent.
    pub same: Known<f64>,
    /// Who measured.
    pub source: String,
}
