//! The engine's answer to the question, without the rows that it cannot read.

use will_it_run_engine::question::{Fault, FaultCode};
use will_it_run_engine::together::{Member, RawTogether, Together};

use super::asked::Asked;
use crate::app::world::World;

/// An answer, and what is wrong.
pub struct Found {
    /// What was asked.
    pub asked: Asked,
    /// The names of its rows.
    pub names: Vec<String>,
    /// The answer for the rows that read; nothing where there is none.
    pub answer: Option<Result<Together, Fault>>,
    /// Rows that do not read, and why. The field is the row's own: `quant`, `context`.
    pub wrong: Vec<(usize, Fault)>,
}

impl Found {
    /// The row of this name.
    #[must_use]
    pub fn row(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|each| each == name)
    }

    /// What is wrong with a row.
    #[must_use]
    pub fn fault(&self, row: usize) -> Option<&Fault> {
        self.wrong.iter().find(|(at, _)| *at == row).map(|(_, fault)| fault)
    }
}

/// Asks. A row that does not read is left out, and the others are answered.
#[must_use]
pub fn find(world: &World, asked: &Asked) -> Found {
    let names = asked.names(world);
    let mut wrong: Vec<(usize, Fault)> = Vec::new();
    let mut rows: Vec<(usize, Member)> = Vec::new();
    for (at, (row, name)) in asked.rows.iter().zip(&names).enumerate() {
        match row.read() {
            Ok(member) => rows.push((at, Member { name: Some(name.clone()), ..member })),
            Err(fault) => wrong.push((at, Fault { field: own(&fault.field).to_owned(), ..fault })),
        }
    }
    let rig = asked.rig();
    let answer = loop {
        if rows.is_empty() {
            break None;
        }
        let models = rows.iter().map(|(_, member)| member.clone()).collect();
        match world.calculator().together(&RawTogether { rig: rig.clone(), models }) {
            Ok(answer) => break Some(Ok(answer)),
            // A rig that no backend drives is wrong for every row.
            Err(fault) if fault.code == FaultCode::MixedRig => break Some(Err(fault)),
            Err(fault) => match numbered(&fault.field) {
                Some((number, field)) if number < rows.len() => {
                    let (at, _) = rows.remove(number);
                    wrong.push((at, Fault { field: field.to_owned(), ..fault }));
                }
                _ => break Some(Err(fault)),
            },
        }
    };
    Found { asked: asked.clone(), names, answer, wrong }
}

/// `models.2.quant` as the number of the model and its field.
fn numbered(field: &str) -> Option<(usize, &str)> {
    let (number, field) = field.strip_prefix("models.")?.split_once('.')?;
    Some((number.parse().ok()?, field))
}

fn own(field: &str) -> &str {
    field.strip_prefix("models.").unwrap_or(field)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_read() {
        assert_eq!(numbered("models.2.options.ubatch"), Some((2, "options.ubatch")));
        assert_eq!(numbered("rig.devices.0.hardware"), None);
        assert_eq!(numbered("models"), None);
        assert_eq!(own("models.context"), "context");
    }
}
