//! Several models on one rig: each is placed by the ordinary rules in what the others leave.

mod ledger;
mod moves;
mod runs;
mod said;
mod search;

use super::Calculator;
use crate::question::Fault;
use crate::together::{RawTogether, Search, Together};
use ledger::World;
use runs::Run;
use search::{Effort, Plan};

impl Calculator {
    /// Places several models on one rig.
    ///
    /// A model takes no more devices than it needs, and goes to the host only where nothing else holds all; among placings equal in that, the one
    /// with the best verdict, then the fastest when all work at once, then the most even. Where all ways can be tried, they are; larger questions
    /// are placed by size, the largest first.
    ///
    /// # Errors
    /// What is wrong with the rig or a model; the field begins with `rig` or `models.N`.
    pub fn together(&self, raw: &RawTogether) -> Result<Together, Fault> {
        self.placed_together(raw, Effort::Answer)
    }

    /// The same by size alone, the largest first, each where most stays free: what questions get that are too large to try all ways.
    ///
    /// # Errors
    /// As above.
    pub fn together_largest_first(&self, raw: &RawTogether) -> Result<Together, Fault> {
        self.placed_together(raw, Effort::LargestFirst)
    }

    fn placed_together(&self, raw: &RawTogether, effort: Effort) -> Result<Together, Fault> {
        let world = World::of(self, raw)?;
        let runs = self.runs(raw, &world)?;
        let plan = search::solve(&world, &runs, effort);
        let moves = match effort {
            Effort::LargestFirst => Vec::new(),
            Effort::Answer | Effort::Move => moves::moves(self, &world, &runs, &plan),
        };
        Ok(Together { moves, ..said::said(self, &world, &runs, &plan) })
    }

    fn runs(&self, raw: &RawTogether, world: &World) -> Result<Vec<Run>, Fault> {
        let mut runs: Vec<Run> = Vec::with_capacity(raw.models.len());
        for (number, member) in raw.models.iter().enumerate() {
            let mut run = Run::of(self, world, member).map_err(|fault| within(number, fault))?;
            run.name = unique(&run.name, &runs);
            runs.push(run);
        }
        Ok(runs)
    }
}

/// A name nobody has yet.
fn unique(name: &str, runs: &[Run]) -> String {
    let taken = |name: &str| runs.iter().any(|run| run.name == name);
    if !taken(name) {
        return name.to_owned();
    }
    let numbered = (2..).map(|number: u32| [name, " ", &number.to_string()].concat());
    numbered.take(runs.len() + 1).find(|name| !taken(name)).unwrap_or_default()
}

/// A fault of a model with its place in the list.
fn within(number: usize, fault: Fault) -> Fault {
    if fault.field.starts_with("rig") {
        return fault;
    }
    Fault { field: ["models.", &number.to_string(), ".", &fault.field].concat(), ..fault }
}

/// How a placing was found, as answers say it.
const fn found_by(plan: &Plan) -> Search {
    if plan.exhaustive { Search::Exhaustive } else { Search::LargestFirst }
}
