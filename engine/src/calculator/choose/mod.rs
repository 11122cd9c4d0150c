//! The chooser: every rig the wishes leave, assessed for every want, ranked. The rules are in [`crate::recommend`].

mod judge;
mod rows;

use super::Calculator;
use crate::fit::Fit;
use crate::offers::Offers;
use crate::order;
use crate::question::{Fault, RawQuestion};
use crate::recommend::{
    CARDS, Candidate, Choice, Counts, Field, Judged, List, NotTried, Picks, RawWant, RawWishes, Standing,
    Wishes, beats, compare,
};
use crate::score::{ScoreBasis, ScoreWeights};
use judge::{Surveyed, Want};

impl Calculator {
    /// Ranks the rigs that run what one wants: devices in each size, several equal cards, machines that share memory.
    ///
    /// # Errors
    /// The first fault of the wishes, with its field.
    pub fn choose(&self, raw: &RawWishes) -> Result<Choice, Fault> {
        let wishes = Wishes::parse(raw, self.catalog())?;
        let offers = Offers::new(self.catalog(), wishes.as_of);
        let mut field = Field::new(&wishes, self.catalog(), &offers);
        let wants: Vec<Want> = wishes.wants.iter().map(|(q, stored)| self.want(q, *stored)).collect();
        let singles = self.survey(&wants, Surveyed::nothing(), core::mem::take(&mut field.within));
        let ranks = self.ranks();
        let rank = |card: &Candidate<'_>| ranks.get(card.key.index()).copied().unwrap_or(usize::MAX);
        field.pair(&wishes, rank, |card| singles.suffices(&wants, card));
        let within = self.survey(&wants, singles, field.within);
        let beyond = self.survey(&wants, Surveyed::nothing(), field.beyond);

        let (mut counts, mut priced, mut unpriced) = (Counts::default(), Vec::new(), Vec::new());
        for standing in &within.standings {
            counts.tried += 1;
            counts.comfortable += u32::from(standing.worst == Fit::Comfortable);
            if !standing.runs {
                let unknown = within.of(standing).iter().any(|want| want.fit == Fit::Unknown);
                *(if unknown { &mut counts.unknown } else { &mut counts.does_not_fit }) += 1;
            } else if standing.price.is_some() {
                counts.priced += 1;
                priced.push(*standing);
            } else {
                counts.unpriced += 1;
                unpriced.push(*standing);
            }
        }
        let ranked = |standings: &mut Vec<Standing>| {
            order::sort_by(standings, |a, b| compare(wishes.order, a, b));
            best_of(&within, standings)
        };
        let (best, best_unpriced) = (ranked(&mut priced), ranked(&mut unpriced));
        counts.best = u32::try_from(best.len()).unwrap_or(u32::MAX);
        let mut listed = if wishes.list == List::All { priced.clone() } else { best.clone() };
        let mut listed_unpriced = if wishes.list == List::All { unpriced.clone() } else { best_unpriced };
        listed.truncate(wishes.limit);
        listed_unpriced.truncate(wishes.limit);

        let rows = rows::Rows { calculator: self, wishes: &wishes, wants: &wants, within: &within };
        Ok(Choice {
            as_of: wishes.as_of,
            wants: raw.wants.clone(),
            beyond_budget: rows.beyond(&beyond, &priced),
            picks: rows.picks(),
            rigs: rows.list(&listed, &priced, &best),
            unpriced: rows.list(&listed_unpriced, &unpriced, &[]),
            counts,
            left_out: field.left_out,
            not_tried: not_tried(&wishes),
        })
    }

    /// The reverse look-up: of all rigs that run one model comfortably the cheapest, the fastest and the most efficient.
    ///
    /// # Errors
    /// What is wrong with the want.
    pub fn rigs_for(&self, want: &RawWant) -> Result<Picks, Fault> {
        let wishes = RawWishes { wants: vec![want.clone()], limit: Some(1), ..RawWishes::default() };
        self.choose(&wishes).map(|choice| choice.picks)
    }

    /// The place of each device by its live score, the highest first; found once.
    fn ranks(&self) -> &[usize] {
        self.ranks.get_or_init(|| {
            let scores = self.scores(ScoreBasis::Live, &ScoreWeights::STANDARD);
            let mut ranks = vec![usize::MAX; self.catalog().hardware().len()];
            for (rank, row) in scores.iter().enumerate() {
                if let Some(slot) = ranks.get_mut(row.hardware) {
                    *slot = rank;
                }
            }
            ranks
        })
    }

    /// The question of a model as one thing to run, without its machine: what a page asks the chooser about.
    #[must_use]
    pub fn want_of(question: &RawQuestion) -> RawWant {
        RawWant {
            model: question.model.clone(),
            quant: question.quant.clone(),
            context: question.context,
            users: question.users,
            depth: question.depth,
            kv: question.kv_k.clone(),
            images: question.images.or_else(|| question.mmproj.filter(|loaded| *loaded).map(|_| 1)),
            speed: question.thresholds.as_ref().and_then(|limits| limits.usable_rate),
        }
    }
}

/// Those that no other beats. What beats a rig stands before it, and what beats that beats this too: one pass against those that are left.
fn best_of(surveyed: &Surveyed<'_>, ranked: &[Standing]) -> Vec<Standing> {
    let mut best: Vec<(Standing, &[Judged])> = Vec::new();
    // Places among the best, those that beat most lately first: what beats one mostly beats its neighbours.
    let mut lately: Vec<usize> = Vec::new();
    for standing in ranked {
        let own = surveyed.of(standing);
        let beaten_by = |place: &usize| {
            best.get(*place).is_some_and(|(other, judged)| beats(other, judged, standing, own))
        };
        match lately.iter().position(beaten_by) {
            Some(found) => lately.swap(found / 2, found),
            None => {
                lately.push(best.len());
                best.push((*standing, own));
            }
        }
    }
    best.into_iter().map(|(standing, _)| standing).collect()
}

fn not_tried(wishes: &Wishes) -> Vec<NotTried> {
    let mut not_tried = vec![NotTried::MoreDevices { most: wishes.max_devices }, NotTried::Noise];
    if wishes.max_devices > 1 {
        not_tried.insert(0, NotTried::OtherUnequalRigs { cards: CARDS });
    }
    if wishes.host.as_ref().and_then(|host| host.memory_gib).is_none() {
        not_tried.push(NotTried::HostMemory);
    }
    not_tried
}
