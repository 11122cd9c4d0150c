//! Keys of the sources that an answer's figures rest on.

use super::Calculator;
use super::prepared::Prepared;
use crate::assess::Figures;
use crate::catalog::{Figure, SourceKey};

impl Calculator {
    /// Catalog sources of the device's and model's figures that the answer used, without repeats.
    pub(super) fn sources_of(&self, prepared: &Prepared, figures: &Figures) -> Vec<String> {
        fn of<T: Copy>(figure: &Figure<T>) -> Option<SourceKey> {
            figure.source()
        }
        let q = &prepared.question;
        let mut keys: Vec<SourceKey> = Vec::new();
        for device in q.rig.kinds() {
            let Some(device) = self.catalog().device(device.hardware) else { continue };
            keys.push(device.memory.source());
            if figures.decode.is_known() {
                keys.extend(
                    [of(&device.bandwidth), of(&device.rates.fp32), of(&device.tdp)].into_iter().flatten(),
                );
            }
        }
        if let Some(model) = self.catalog().model(q.model) {
            keys.extend(of(&model.params.total));
            keys.extend(of(&model.context.max));
        }
        let mut names: Vec<String> = Vec::new();
        for key in keys {
            if let Some(source) = self.catalog().source(key)
                && !names.iter().any(|name| **name == *source.key)
            {
                names.push(source.key.to_string());
            }
        }
        names
    }
}
