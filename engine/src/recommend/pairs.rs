//! Pairs of unequal cards: which are worth trying.
//!
//! Of the [`CARDS`] cards with the highest score among those that have fans of their own, a price, and what the wishes ask for, any two that
//! the same backend drives as its own. A pair is left out when one of its cards outdoes it: alone, because it runs all that is wanted
//! comfortably in the best quant and is no slower than the other; or twice, because it is no dearer, no slower and no smaller by their data
//! sheets. Those pairs are counted, not assessed.

use super::checked::Wishes;
use super::rig::{Candidate, Field, Other};
use crate::catalog::Hardware;
use crate::speed::Family;

/// Cards that pairs are made of.
pub const CARDS: usize = 60;

impl Field<'_> {
    /// Adds the pairs worth trying. `rank` is the place of a card by score; `suffices` says of which cards one alone runs everything.
    pub(crate) fn pair(
        &mut self,
        wishes: &Wishes,
        rank: impl Fn(&Candidate<'_>) -> usize,
        suffices: impl Fn(&Candidate<'_>) -> bool,
    ) {
        let mut cards = core::mem::take(&mut self.cards);
        if wishes.min_devices > 2 {
            return;
        }
        crate::order::sort_by_key(&mut cards, |card| rank(card));
        cards.truncate(CARDS);
        let alone: Vec<bool> = cards.iter().map(suffices).collect();
        for (at, (card, suffices)) in cards.iter().zip(&alone).enumerate() {
            for (other, other_suffices) in cards.iter().zip(&alone).skip(at + 1) {
                if card.backend != other.backend || card.key == other.key {
                    continue;
                }
                let faster = card.device.bandwidth.known() >= other.device.bandwidth.known();
                let one = if faster { *suffices } else { *other_suffices };
                if one || outdoes(card, other) || outdoes(other, card) {
                    self.left_out.outdone_pairs += 1;
                } else if let Some(offer) = other.offer.get() {
                    let Candidate { key, device, memory, .. } = *other;
                    let other = Some(Other { key, device, memory, offer });
                    self.place(wishes, Candidate { other, count: 1, ..*card });
                }
            }
        }
    }
}

/// By how much the printed bandwidth of a card of another family must be higher, so that it is no slower: families reach from 0.89 to 0.98 of
/// it on cards of the last four generations ([`crate::speed::constants`]).
const OTHER_FAMILY: f64 = 1.1;

/// Whether two of a card do on their data sheets all that the pair does, for no more money. Power is left aside.
fn outdoes(card: &Candidate<'_>, other: &Candidate<'_>) -> bool {
    let family = |rig: &Candidate<'_>| Family::of(rig.device.device_rates().silicon, rig.backend);
    let at_least = |of: fn(&Hardware) -> Option<f64>, times: f64| {
        of(card.device).zip(of(other.device)).is_some_and(|(own, other)| own >= other * times)
    };
    card.memory >= other.memory
        && card.price().zip(other.price()).get().is_some_and(|(own, other)| own <= other)
        && at_least(|d| d.rates.fp32.known().get().map(|rate| rate.get()), 1.0)
        && at_least(
            |d| d.bandwidth.known().get().map(|rate| rate.get()),
            if family(card) == family(other) { 1.0 } else { OTHER_FAMILY },
        )
}
