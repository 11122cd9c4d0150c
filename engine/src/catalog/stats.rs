//! How much the catalog holds.

use core::fmt;

use crate::architecture::TensorBasis;

use super::{Catalog, Confirmed, Listed, Measured};

/// Counts for each section. Displays as a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stats {
    models: Vec<(Box<str>, &'static str)>,
    lines: Vec<(&'static str, usize, String)>,
}

/// Counts the catalog.
#[must_use]
pub fn stats(catalog: &Catalog) -> Stats {
    let unconfirmed = catalog.sources().iter().filter(|source| source.confirmed == Confirmed::No).count();
    let of_basis = |basis| catalog.models().iter().filter(|model| model.tensor_basis() == basis).count();
    let memory = format!(
        "memory of {} exact, of {} by rule, of {} by fallback",
        of_basis(TensorBasis::Exact),
        of_basis(TensorBasis::ByRule),
        of_basis(TensorBasis::Fallback)
    );
    let mapped = catalog.api_prices().iter().filter(|price| price.listed != Listed::No).count();
    let rows: usize = catalog.measurements().iter().map(|m| usize::from(m.n)).sum();
    let listed = |m: &&super::Measurement| {
        matches!(m.hardware, Measured::Listed(_)) && matches!(m.model, Measured::Listed(_))
    };
    let joined = catalog.measurements().iter().filter(listed).count();
    let none = String::new;
    Stats {
        models: catalog
            .models()
            .iter()
            .map(|model| (model.id.clone(), basis(model.tensor_basis())))
            .collect(),
        lines: vec![
            ("sources", catalog.sources().len(), format!("{unconfirmed} not looked at")),
            ("hardware", catalog.hardware().len(), none()),
            ("models", catalog.models().len(), memory),
            ("quants", catalog.quants().len(), none()),
            ("quant_quality", catalog.quant_quality().len(), none()),
            ("prices", catalog.prices().len(), none()),
            ("rentals", catalog.rentals().len(), none()),
            ("api_prices", catalog.api_prices().len(), format!("{mapped} of models here")),
            ("electricity", catalog.electricity().len(), none()),
            ("measured_hardware", catalog.measured_hardware().len(), "by name alone".to_owned()),
            ("measured_models", catalog.measured_models().len(), "by name alone".to_owned()),
            (
                "measurements",
                catalog.measurements().len(),
                format!("of {rows} rows; {joined} of devices and models here"),
            ),
        ],
    }
}

const fn basis(basis: TensorBasis) -> &'static str {
    match basis {
        TensorBasis::Exact => "exact",
        TensorBasis::ByRule => "by rule",
        TensorBasis::Fallback => "by fallback",
    }
}

impl fmt::Display for Stats {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (section, count, note) in &self.lines {
            writeln!(f, "{section:<18} {count:>6}  {note}")?;
        }
        for (id, basis) in &self.models {
            writeln!(f, "  {id:<48} {basis}")?;
        }
        Ok(())
    }
}
