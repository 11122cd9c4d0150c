//! The engine over a catalog: questions in, answers out. Prepared rules are kept, so that asking again is quick.

mod answer;
mod choose;
mod cluster;
mod compare;
mod cost;
mod curves;
mod devices;
mod draft;
mod explain;
mod file;
mod fixes;
mod from_disk;
mod ladder;
mod launch;
mod limits;
mod memory_curve;
mod models;
mod plans;
pub(crate) mod prepared;
mod quants;
mod reasons;
mod score;
mod service;
mod sources;
mod standing;
mod together;
mod tune;
mod under_way;
mod workloads;

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

pub use curves::{Course, DepthPoint, Times, UsersPoint};
pub use file::OpenFile;
pub use from_disk::{Between, DiskReading, DiskRefusal, FromDisk};
pub use memory_curve::MemoryPoint;
pub use plans::Plan;
pub use prepared::TensorBytes;
pub use service::{Served, Service};

use crate::catalog::Catalog;
use crate::rules::{ModelRules, Weights};
use crate::weights::{Imatrix, Quant};
use ladder::Ladder;

/// A quant, with or without importance matrix.
type Stored = (Quant, Imatrix);
/// A model's weights in the quants asked for so far.
type Quants = Vec<(Stored, Rc<Weights>)>;

/// The engine over a catalog.
#[derive(Debug)]
pub struct Calculator {
    catalog: Catalog,
    models: RefCell<Vec<Option<Rc<ModelRules>>>>,
    weights: RefCell<Vec<Quants>>,
    ladders: RefCell<Vec<Option<Rc<Ladder>>>>,
    ranks: OnceCell<Vec<usize>>,
}

impl Calculator {
    /// Over this catalog.
    #[must_use]
    pub fn new(catalog: Catalog) -> Self {
        Self {
            catalog,
            models: RefCell::default(),
            weights: RefCell::default(),
            ladders: RefCell::default(),
            ranks: OnceCell::new(),
        }
    }

    /// The catalog.
    #[must_use]
    pub const fn catalog(&self) -> &Catalog {
        &self.catalog
    }
}
