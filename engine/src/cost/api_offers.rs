//! Price lists of a model, newest first: of a catalog model only where the catalog itself lists that it is the same.

use super::{ApiRates, Mix, Range, Seen};
use crate::catalog::{ApiPrice, Catalog, Listed, ModelKey};
use crate::order;
use crate::units::{Date, Known, UsdPerMillionTokens};

/// What a provider asks for tokens of a model.
#[derive(Debug, Clone, PartialEq)]
pub struct ApiOffer {
    /// Whose.
    pub provider: Box<str>,
    /// The provider's name of the model.
    pub model: Box<str>,
    /// The prices.
    pub rates: ApiRates,
    /// Whether the list has a price for prompts seen before.
    pub cached: CachedPrice,
    /// When and by whom.
    pub seen: Seen,
}

/// Whether a price list has a price for prompts seen before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CachedPrice {
    /// It has.
    Listed,
    /// It has none: they cost what all prompts cost.
    AsInput,
}

/// Whose price lists.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ApiModel<'a> {
    /// Of a model of the catalog, under whatever name.
    Catalog(ModelKey),
    /// Of what providers call so.
    Named(&'a str),
}

/// Price lists as of a day.
#[must_use]
pub fn api_offers(catalog: &Catalog, model: ApiModel<'_>, as_of: Date) -> Vec<ApiOffer> {
    let is_it = |row: &&ApiPrice| match model {
        ApiModel::Catalog(key) => row.listed == Listed::Model(key),
        ApiModel::Named(name) => row.model.eq_ignore_ascii_case(name.trim()),
    };
    let mut rows: Vec<&ApiPrice> =
        catalog.api_prices().iter().filter(is_it).filter(|row| row.observed <= as_of).collect();
    order::sort_by(&mut rows, |a, b| {
        (&a.provider, &a.model, core::cmp::Reverse(a.observed)).cmp(&(
            &b.provider,
            &b.model,
            core::cmp::Reverse(b.observed),
        ))
    });
    rows.dedup_by(|later, first| (&later.provider, &later.model) == (&first.provider, &first.model));
    let mut offers: Vec<ApiOffer> = rows.into_iter().map(|row| offer(catalog, row, as_of)).collect();
    order::sort_by(&mut offers, |a, b| {
        b.seen.observed.cmp(&a.seen.observed).then_with(|| a.provider.cmp(&b.provider))
    });
    offers
}

fn offer(catalog: &Catalog, row: &ApiPrice, as_of: Date) -> ApiOffer {
    let price = |usd: crate::units::Usd| UsdPerMillionTokens::new(usd.get());
    let cached = row.cached_input.known().map(price);
    let input = price(row.input);
    ApiOffer {
        provider: row.provider.clone(),
        model: row.model.clone(),
        rates: ApiRates { input, cached_input: cached.get().unwrap_or(input), output: price(row.output) },
        cached: if cached.is_known() { CachedPrice::Listed } else { CachedPrice::AsInput },
        seen: Seen::new(catalog, row.observed, as_of, row.source),
    }
}

/// The cheapest, the middle and the dearest price list for a mix; of an even number the lower of the two in the middle, since a price list is taken whole.
#[must_use]
pub fn api_spread(offers: &[&ApiOffer], mix: &Mix) -> Known<Range<ApiRates>> {
    let mut rates: Vec<ApiRates> = offers.iter().map(|offer| offer.rates).collect();
    order::sort_by(&mut rates, |a, b| a.blended(mix).get().total_cmp(&b.blended(mix).get()));
    match (rates.first(), rates.get(rates.len().saturating_sub(1) / 2), rates.last()) {
        (Some(low), Some(point), Some(high)) => Known::Known(Range { low: *low, point: *point, high: *high }),
        _ => Known::Unknown,
    }
}
