//! The file of one model.

use std::rc::Rc;

use crate::catalog::{Catalog, ModelKey};
use crate::packed::{Corrupt, Packed, Reader, Writer, packed};
use crate::rules::{ModelRules, PackedModel, Weights};
use crate::speed::Row;
use crate::weights::Quant;

packed! {
    /// A model with its rules.
    #[derive(Debug)]
    pub struct PortableModel {
        /// Its id in the catalog.
        pub id: Box<str>,
        /// For people.
        pub name: Box<str>,
        /// The quant where nobody says.
        pub default_quant: Quant,
        rules: PackedModel,
        rows: Vec<Row>,
    }
}

/// The file of a model of the catalog; empty for one that it does not have.
#[must_use]
pub fn portable_model(catalog: &Catalog, key: ModelKey) -> Vec<u8> {
    let Some(record) = catalog.model(key) else { return Vec::new() };
    let model = PortableModel {
        id: record.id.clone(),
        name: record.name.clone(),
        default_quant: record.default_quant(),
        rules: PackedModel::new(ModelRules::new(key, record)),
        rows: Row::all(catalog, key),
    };
    let mut out = Writer::new(PortableModel::WIDTH);
    model.write(&mut out);
    out.into_bytes()
}

impl PortableModel {
    pub(super) fn unpack(bytes: &[u8]) -> Result<Self, Corrupt> {
        let mut from = Reader::new(bytes, Self::WIDTH);
        let model = Self::read(&mut from);
        from.finish([0; 5]).map(|()| model)
    }

    /// Its rules.
    #[must_use]
    pub fn rules(&self) -> &ModelRules {
        &self.rules.rules
    }

    pub(super) fn shared_rules(&self) -> Rc<ModelRules> {
        Rc::clone(&self.rules.rules)
    }

    pub(super) fn weights(&self, quant: Quant) -> Option<Rc<Weights>> {
        self.rules.weights(quant)
    }

    pub(super) fn rows(&self) -> &[Row] {
        &self.rows
    }
}
