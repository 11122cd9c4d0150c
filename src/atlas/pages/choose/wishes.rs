//! Wishes as the address writes them, and back.

use will_it_run_engine::math::decimal;
use will_it_run_engine::question::RawHost;
use will_it_run_engine::recommend::{RawWant, RawWishes};

use crate::app::state::{query_with, value_of};
use crate::text::compare::plain;

/// Models, separated by commas.
pub const MODELS: &str = "m";
/// Quant of all of them.
pub const QUANT: &str = "quant";
/// Tokens per user.
pub const CONTEXT: &str = "ctx";
/// Users at once.
pub const USERS: &str = "users";
/// Tokens already there.
pub const DEPTH: &str = "depth";
/// Images in the prompt.
pub const IMAGES: &str = "images";
/// Decode wanted.
pub const SPEED: &str = "speed";
/// Most to spend.
pub const BUDGET: &str = "budget";
/// Most rated power.
pub const POWER: &str = "power";
/// New or used.
pub const BUY: &str = "buy";
/// Makers, separated by commas.
pub const VENDORS: &str = "vendor";
/// Forms, separated by commas.
pub const FORMS: &str = "form";
/// Operating system.
pub const OS: &str = "os";
/// Most equal cards.
pub const MOST: &str = "max";
/// Fewest equal cards.
pub const LEAST: &str = "min";
/// GiB of RAM beside cards.
pub const RAM: &str = "ram";
/// What counts among equals.
pub const ORDER: &str = "order";
/// Which rigs are listed.
pub const LIST: &str = "list";

/// The words of a list in the query.
#[must_use]
pub fn words(query: &str, key: &str) -> Vec<String> {
    value_of(query, key).split(',').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// A number above zero; what is none is left out, and its field says so.
#[must_use]
pub fn number(text: &str) -> Option<f64> {
    decimal(text.trim()).filter(|number| *number > 0.0)
}

/// The wishes of a query.
#[must_use]
pub fn wishes(query: &str) -> RawWishes {
    let text = |key: &str| Some(value_of(query, key)).filter(|text| !text.is_empty());
    let real = |key: &str| number(&value_of(query, key));
    let whole = |key: &str| real(key).map(|number| number as u32).filter(|number| *number > 0);
    let want = |model: String| RawWant {
        model,
        quant: text(QUANT),
        context: whole(CONTEXT),
        users: whole(USERS),
        depth: whole(DEPTH),
        kv: None,
        images: whole(IMAGES),
        speed: real(SPEED),
    };
    RawWishes {
        wants: words(query, MODELS).into_iter().map(want).collect(),
        budget_usd: real(BUDGET),
        power_w: real(POWER),
        buy: text(BUY),
        vendors: words(query, VENDORS),
        forms: words(query, FORMS),
        os: text(OS),
        max_devices: whole(MOST),
        min_devices: whole(LEAST).map(|least| least.min(whole(MOST).unwrap_or(2))),
        host: real(RAM).map(|gib| RawHost { memory_gib: Some(gib), bandwidth_gb_s: None }),
        order: text(ORDER),
        list: text(LIST),
        ..RawWishes::default()
    }
}

/// The query of wishes whose wants differ in the model alone, as those of a form do; defaults are left out.
#[must_use]
pub fn query(wishes: &RawWishes) -> String {
    let models: Vec<&str> = wishes.wants.iter().map(|want| want.model.as_str()).collect();
    let want = wishes.wants.first();
    let whole = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
    let real = |number: Option<f64>| number.map(plain).unwrap_or_default();
    let but =
        |text: &Option<String>, usual: &str| text.clone().filter(|text| text != usual).unwrap_or_default();
    let fields = [
        (MODELS, models.join(",")),
        (QUANT, want.and_then(|want| want.quant.clone()).unwrap_or_default()),
        (CONTEXT, whole(want.and_then(|want| want.context))),
        (USERS, whole(want.and_then(|want| want.users))),
        (DEPTH, whole(want.and_then(|want| want.depth))),
        (IMAGES, whole(want.and_then(|want| want.images))),
        (SPEED, real(want.and_then(|want| want.speed))),
        (BUDGET, real(wishes.budget_usd)),
        (POWER, real(wishes.power_w)),
        (BUY, but(&wishes.buy, "any")),
        (VENDORS, wishes.vendors.join(",")),
        (FORMS, wishes.forms.join(",")),
        (OS, wishes.os.clone().unwrap_or_default()),
        (MOST, whole(wishes.max_devices.filter(|most| *most != 2))),
        (LEAST, whole(wishes.min_devices.filter(|least| *least != 1))),
        (RAM, real(wishes.host.as_ref().and_then(|host| host.memory_gib))),
        (ORDER, but(&wishes.order, "price")),
        (LIST, but(&wishes.list, "best")),
    ];
    fields.iter().fold(String::new(), |query, (key, value)| query_with(&query, key, value))
}

#[cfg(test)]
mod tests {
    use will_it_run_engine::recommend::BEST;

    use super::*;

    #[test]
    fn every_saved_question_survives_the_address() {
        for list in BEST {
            let saved = list.wishes();
            let back = wishes(&query(&saved));
            assert_eq!(back.wants, saved.wants, "{}", list.slug);
            assert_eq!((back.budget_usd, back.power_w), (saved.budget_usd, saved.power_w));
            assert_eq!((&back.vendors, &back.forms), (&saved.vendors, &saved.forms));
            assert_eq!(back.max_devices.unwrap_or(2), saved.max_devices.unwrap_or(2));
            assert_eq!(back.min_devices.unwrap_or(1), saved.min_devices.unwrap_or(1));
            assert_eq!(back.buy.as_deref().unwrap_or("any"), saved.buy.as_deref().unwrap_or("any"));
            assert_eq!(back.order.as_deref().unwrap_or("price"), saved.order.as_deref().unwrap_or("price"));
        }
    }

    #[test]
    fn what_is_no_number_is_left_out() {
        let found = wishes("m=a,,b&budget=many&power=-3&ctx=0&speed=2.5&users=1e400");
        assert_eq!(found.wants.len(), 2);
        assert_eq!((found.budget_usd, found.power_w), (None, None));
        assert_eq!(found.wants[0].context, None);
        assert_eq!(found.wants[1].speed, Some(2.5));
        assert_eq!(found.wants[0].users, None);
    }
}
