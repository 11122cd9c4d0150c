//! The question of an address, and its answer.

use will_it_run_engine::cost::{
    CostAnswer, RawApi, RawBuy, RawCostQuestion, RawCurrency, RawLoad, RawLoan, RawPower, RawRange, RawRent,
    RawResale, RawSpeed, RigFacts, answer, resolve,
};
use will_it_run_engine::question::{Fault, FaultCode};

use super::inputs::{
    API_MODEL, API_PROVIDER, CONDITION, COUNTRY, CURRENCY, CURVE, CUSTOMER, DEVICE, KIND, MODEL, POWER,
    PRESET, PROVIDER, Shape,
};
use crate::app::state::{Asked, CPU, read_address, value_of};
use crate::app::world::World;
use crate::atlas::components::typed::{figure, range};

/// Whether a field can be read.
#[must_use]
pub fn reads(shape: Shape, text: &str) -> bool {
    match shape {
        Shape::Number | Shape::Percent => figure(text).is_some(),
        Shape::Range => range(text).is_some(),
    }
}

/// The words of a query. Not inlined: each is read some ten times.
struct Words<'a>(&'a str);

impl Words<'_> {
    /// Whether one of these is stated.
    #[inline(never)]
    fn any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.text(word).is_some())
    }

    /// A word as it is written.
    #[inline(never)]
    fn text(&self, word: &str) -> Option<String> {
        Some(value_of(self.0, word)).filter(|text| !text.trim().is_empty())
    }

    #[inline(never)]
    fn number(&self, word: &str) -> Option<f64> {
        self.text(word).and_then(|text| figure(&text))
    }

    /// Percent as a part of one.
    #[inline(never)]
    fn part(&self, word: &str) -> Option<f64> {
        self.number(word).map(|percent| percent / 100.0)
    }

    #[inline(never)]
    fn ends(&self, word: &str) -> Option<RawRange> {
        self.text(word).and_then(|text| range(&text))
    }
}

/// The whole question of a query. What cannot be read is left out, and its field says so.
#[must_use]
pub fn raw(query: &str) -> RawCostQuestion {
    let from = Words(query);
    // The part that the calculator's address has, too, by the same words: what it is asked there is asked here.
    let question = read_address(query, &Asked::about("", CPU)).0.question;
    let as_of = question.as_of.clone();
    let model = from.text(MODEL).is_some();
    let rig = from.text(DEVICE).is_some();
    let load = RawLoad {
        preset: from.text(PRESET),
        hours_per_day: from.number("hours"),
        tokens_per_day: from.number("tokens"),
        users: from.number("people"),
        tokens_per_user_day: from.number("each"),
        window_hours: from.number("window"),
        prompt_per_answer: from.number("ratio"),
        cached_share: from.part("cached"),
    };
    let resale = || RawResale {
        first_share: from.part("resale"),
        yearly_decline: from.part("loses"),
        curve: from.text(CURVE),
    };
    let loan = || RawLoan {
        down_share: from.part("down"),
        yearly_rate: from.part("interest").unwrap_or_default(),
        months: from.number("loan").unwrap_or_default(),
    };
    let buy = RawBuy {
        price_usd: from.ends("price"),
        condition: from.text(CONDITION),
        host_usd: from.ends("host"),
        host_share: from.part("hostshare"),
        tax: from.part("tax"),
        maintenance_usd_month: from.ends("upkeep"),
        resale: from.any(&["resale", "loses", CURVE]).then(resale),
        loan: from.any(&["down", "interest", "loan"]).then(loan),
    };
    let power = || RawPower {
        load_w: from.ends("watts"),
        host_w: from.ends("hostw"),
        idle_w: from.ends("idle"),
        hours_on_per_day: from.number("hourson"),
        pue: from.number("pue"),
        cooling_share: from.part("cooling"),
        tariff_usd_kwh: from.ends("tariff"),
        country: from.text(COUNTRY),
        customer: from.text(CUSTOMER),
    };
    let rent = RawRent {
        usd_per_hour: from.ends("rent"),
        provider: from.text(PROVIDER),
        kind: from.text(KIND),
        minimum_hours_month: from.number("least"),
        billing_step_minutes: from.number("unit"),
        minimum_minutes_start: from.number("start"),
        starts_per_day: from.number("starts"),
        storage_gb: from.number("disk"),
        storage_usd_gb_month: from.number("diskprice"),
        egress_gb_month: from.number("data"),
        egress_usd_gb: from.number("dataprice"),
    };
    let api = RawApi {
        provider: from.text(API_PROVIDER),
        model: from.text(API_MODEL),
        input_usd: from.ends("apiin"),
        cached_input_usd: from.ends("apicached"),
        output_usd: from.ends("apiout"),
        yearly_decline: from.part("cheaper"),
    };
    let drawn = POWER.map(|input| input.word);
    RawCostQuestion {
        id: None,
        rig: (rig && !model).then(|| question.rig.clone()),
        question: (rig && model).then_some(question),
        rigs: from.number("rigs").map(|rigs| rigs as u32),
        as_of,
        horizon_months: from.number("horizon"),
        discount_rate: from.part("discount"),
        load: Some(load),
        speed: Some(RawSpeed { decode_tok_s: from.ends("decode"), prefill_tok_s: from.ends("prefill") }),
        buy: Some(buy),
        power: (from.any(&drawn) || from.any(&[COUNTRY, CUSTOMER])).then(power),
        rent: Some(rent),
        api: Some(api),
        currency: from
            .text(CURRENCY)
            .zip(from.number("per"))
            .map(|(code, per_usd)| RawCurrency { code, per_usd }),
    }
}

/// The answer to a query; nothing where nothing is asked.
pub fn outcome(world: &World, query: &str) -> Option<Result<CostAnswer, Vec<Fault>>> {
    if query.is_empty() {
        return None;
    }
    let from = Words(query);
    let raw = raw(query);
    let alone = from.text(MODEL).filter(|_| raw.question.is_none());
    let catalog = world.catalog();
    let facts = match alone {
        None => world.calculator().rig_facts(&raw),
        // A model without a rig has a price by the token, and no speed.
        Some(model) => match catalog.find_model(&model) {
            Ok(key) => Ok(RigFacts { model: Some(key), ..RigFacts::NONE }),
            Err(missing) => Err(Fault {
                code: FaultCode::UnknownModel,
                field: MODEL.to_owned(),
                message: ["no model ", &model, " in the catalog"].concat(),
                near: missing.near.into_iter().map(String::from).collect(),
            }),
        },
    };
    Some(match facts {
        Ok(facts) => resolve(&raw, catalog, facts).map(answer),
        Err(fault) => Err(vec![fault]),
    })
}

#[cfg(test)]
mod tests {
    use will_it_run_engine::cost::RawEnds;

    use super::*;

    #[test]
    fn figures_as_people_type_them() {
        for (text, number) in [
            ("8000", 8000.0),
            ("8,000", 8000.0),
            ("$8,000.50", 8000.5),
            ("1,5", 1.5),
            ("0.3", 0.3),
            ("200k", 2e5),
            ("5M", 5e6),
        ] {
            assert_eq!(figure(text), Some(number), "{text}");
        }
        for text in ["", "many", "-3", "1e400x"] {
            assert_eq!(figure(text), None, "{text}");
        }
        assert_eq!(range("1.5-2.5"), Some(RawRange::Range(RawEnds { low: 1.5, high: 2.5, point: None })));
        assert_eq!(range("1–2–4"), Some(RawRange::Range(RawEnds { low: 1.0, high: 4.0, point: Some(2.0) })));
        assert_eq!(range("7"), Some(RawRange::One(7.0)));
        assert_eq!(range("-7"), None);
    }

    /// What the calculator is asked by an address is what the cost is reckoned with.
    #[test]
    fn the_calculators_question_is_carried_over_whole() {
        let about = "on=nvidia-rtx-4090&usable=22&on=nvidia-rtx-3060-12gb&model=qwen3-8b&quant=Q4_K_M&ctx=16384&k=q8_0&v=q8_0\
            &users=2&depth=8000&ub=1024&fa=on&unified=on&ram=64&os=linux&place=auto&ngl=30&asof=2026-05-01";
        let here = raw(&[about, "&hours=8&tax=19"].concat()).question.unwrap();
        let (there, faults) = read_address(about, &Asked::about("", CPU));
        assert_eq!(faults, []);
        assert_eq!(here, there.question);
        assert_eq!((here.rig.devices.len(), here.kv_k.as_deref()), (2, Some("q8_0")));
    }

    #[test]
    fn an_address_is_the_question() {
        let asked = raw(
            "on=nvidia-rtx-4090&n=2&model=qwen3-8b&quant=Q4_K_M&hours=8&price=1,600&tax=19&rent=0.3-0.5&country=de",
        );
        let question = asked.question.as_ref().unwrap();
        assert_eq!((question.model.as_str(), question.quant.as_deref()), ("qwen3-8b", Some("Q4_K_M")));
        assert_eq!(question.rig.devices[0].count, Some(2));
        assert_eq!(asked.rig, None);
        assert_eq!(asked.load.as_ref().unwrap().hours_per_day, Some(8.0));
        assert_eq!(asked.buy.as_ref().unwrap().tax, Some(0.19));
        assert_eq!(asked.buy.as_ref().unwrap().price_usd, Some(RawRange::One(1600.0)));
        assert_eq!(asked.power.as_ref().unwrap().country.as_deref(), Some("de"));
        assert_eq!((asked.api, asked.currency), (Some(RawApi::default()), None));
        let nothing = raw("");
        assert_eq!((nothing.question, nothing.rig, nothing.power), (None, None, None));
        assert_eq!((nothing.buy, nothing.load), (Some(RawBuy::default()), Some(RawLoad::default())));
        assert!(raw("on=nvidia-l40s").rig.is_some());
        assert_eq!(raw("cur=EUR").currency, None);
    }
}
