//! The answer to a question about a cluster.

use super::Calculator;
use crate::cluster::{ClusterAnswer, RawCluster};
use crate::question::Fault;

impl Calculator {
    /// Answers a question about several equal nodes: which layout of the model over them, what each stage holds, what goes over the network, how fast it
    /// is, and what starts it.
    ///
    /// # Errors
    /// What is wrong with the question, with the field and the way on; also what the engine does not do on several nodes.
    pub fn cluster(&self, raw: &RawCluster) -> Result<ClusterAnswer, Fault> {
        let (nodes, question) = crate::cluster::nodes(raw)?;
        let of_engine = |fault| crate::cluster::of_engine(fault, nodes.engine);
        let prepared = self.prepare(&question).map_err(of_engine)?;
        crate::cluster::answer(self.catalog(), &prepared, &nodes, raw)
    }
}
