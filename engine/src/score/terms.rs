//! The derivation of a score: the printed sum as terms.

use super::{Part, PartKey, REFERENCE_MODEL, Score, ScoreBasis};
use crate::answer::{Quantity as Q, Term};
use crate::units::Known;

/// Where parts, curves and rule of thumb come from.
const PUBLISHED: &str = "runlocalai.co hardware pages, read 2026";

impl Score {
    /// Headline = sum × evidence, sum = the parts, each part from its figures. Watts and dollars stand as plain numbers.
    #[must_use]
    pub fn explain(&self) -> Term {
        let count = |points: Known<u32>| points.map(|points| Q::Count(points.into()));
        let parts = self.parts.iter().map(|part| self.part_term(part)).collect();
        let evidence = Known::Known(Q::Ratio(self.factor));
        let inputs = vec![
            Term::computed("score.sum", count(self.sum), "sum", "", parts),
            Term::computed("score.evidence", evidence, "score.evidence", "", Vec::new()),
        ];
        Term::computed("score", count(self.headline), "score.headline", PUBLISHED, inputs)
    }

    fn part_term(&self, part: &Part) -> Term {
        let figures = &self.inputs;
        let tdp = || Term::catalog("device.tdp_watts", figures.tdp.map(|rated| Q::Ratio(rated.get())), "");
        let inputs = match part.key {
            PartKey::Throughput => vec![self.rate_term()],
            PartKey::Memory => vec![Term::catalog("installed", figures.memory.map(Q::Bytes), "")],
            PartKey::Ecosystem => Vec::new(),
            PartKey::Efficiency => vec![self.rate_term(), tdp()],
            PartKey::Value => {
                let usd = figures.price.map(|price| Q::Ratio(price.usd.get()));
                vec![Term::catalog("price.usd", usd, "")]
            }
        };
        let key = part.key.term();
        let source = if part.key == PartKey::Value { "" } else { PUBLISHED };
        Term::computed(key, part.points.map(|points| Q::Count(points.into())), key, source, inputs)
    }

    fn rate_term(&self) -> Term {
        let figures = &self.inputs;
        let value = figures.tokens_per_second.map(Q::TokensPerSecond);
        match self.basis {
            ScoreBasis::Live => {
                Term::computed("decode", value, "score.reference", REFERENCE_MODEL, Vec::new())
            }
            ScoreBasis::AsPublished => {
                let bandwidth = figures.bandwidth.map(Q::BytesPerSecond);
                let inputs = vec![Term::catalog("device.bandwidth", bandwidth, "")];
                Term::computed("decode", value, "score.rule-of-thumb", PUBLISHED, inputs)
            }
        }
    }
}
