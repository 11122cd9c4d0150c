//! What tokens cost: as stated, or by the price lists of the model.

use super::desk::{Desk, fresh, own};
use super::{
    ApiModel, ApiOffer, ApiRates, ApiTerms, CachedPrice, CostQuantity, LeftOut, Mix, PriceOf, Range, RawApi,
    api_offers, api_spread,
};
use crate::units::{Known, Share, UsdPerMillionTokens, YearlyRate};

pub(super) fn api(desk: &mut Desk<'_>, raw: Option<&RawApi>, mix: &Mix) -> ApiTerms {
    let nothing = RawApi::default();
    let raw = raw.unwrap_or(&nothing);
    let decline = desk.faults.number(raw.yearly_decline, "api.yearly_decline", 0.0, 0.99);
    let decline = YearlyRate::new(desk.or_left_out(decline, LeftOut::ApiDecline, 0.0));
    let price = UsdPerMillionTokens::new;
    let input = desk.faults.amounts(raw.input_usd, "api.input_usd", price);
    let cached = desk.faults.amounts(raw.cached_input_usd, "api.cached_input_usd", price);
    let output = desk.faults.amounts(raw.output_usd, "api.output_usd", price);
    if raw.input_usd.is_none() && raw.output_usd.is_none() {
        return ApiTerms { rates: listed(desk, raw, mix), decline };
    }
    let rates = Known::from(input).zip(Known::from(output)).map(|(input, output)| {
        let cached = cached.unwrap_or_else(|| {
            if mix.cached > Share::ZERO {
                desk.assume("api.cached_input_usd", input.point.get());
            }
            input
        });
        let rates = input.zip(cached).zip(output);
        rates.map(|((input, cached_input), output)| ApiRates { input, cached_input, output })
    });
    if let Known::Known(rates) = rates {
        let blended = rates.map(|rates| CostQuantity::UsdPerMillionTokens(rates.blended(mix)));
        desk.prices.push(own(PriceOf::Api, blended));
    }
    ApiTerms { rates, decline }
}

/// What the catalog's price lists ask.
fn listed(desk: &mut Desk<'_>, raw: &RawApi, mix: &Mix) -> Known<Range<ApiRates>> {
    let whose = |name: &str| raw.provider.as_deref().is_none_or(|p| name.eq_ignore_ascii_case(p.trim()));
    let rows = desk.catalog.api_prices();
    if let Some(given) = raw.provider.as_deref()
        && !rows.iter().any(|row| whose(&row.provider))
    {
        let mut all: Vec<String> = rows.iter().map(|row| row.provider.to_string()).collect();
        all.dedup();
        desk.faults.unknown("api.provider", given, all);
        return Known::Unknown;
    }
    let model = match (raw.model.as_deref(), desk.rig.model) {
        (Some(name), _) => ApiModel::Named(name),
        (None, Some(key)) => ApiModel::Catalog(key),
        (None, None) => return Known::Unknown,
    };
    if let ApiModel::Named(given) = model
        && !rows.iter().any(|row| row.model.eq_ignore_ascii_case(given.trim()) && whose(&row.provider))
    {
        let near = rows.iter().filter(|row| whose(&row.provider)).map(|row| row.model.to_string()).collect();
        desk.faults.unknown("api.model", given, near);
        return Known::Unknown;
    }
    on_lists(desk, model, mix, whose)
}

/// What the price lists of a model ask of those who are meant.
pub(super) fn on_lists(
    desk: &mut Desk<'_>,
    model: ApiModel<'_>,
    mix: &Mix,
    whose: impl Fn(&str) -> bool,
) -> Known<Range<ApiRates>> {
    let offers = api_offers(desk.catalog, model, desk.as_of);
    let offers: Vec<&ApiOffer> = offers.iter().filter(|offer| whose(&offer.provider)).collect();
    let offers = fresh(offers, |offer| &offer.seen);
    for offer in &offers {
        let price = CostQuantity::UsdPerMillionTokens(offer.rates.blended(mix));
        let words = (&*offer.provider, &*offer.model, "");
        desk.used(PriceOf::Api, words, Range::one(price), offer.seen.clone());
        if offer.cached == CachedPrice::AsInput && mix.cached > Share::ZERO {
            desk.assume("api.cached_input_usd", offer.rates.input.get());
        }
    }
    api_spread(&offers, mix)
}
