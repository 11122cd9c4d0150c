//! What the reader asks of the page, as its address holds it, and the questions to the engine that follow from it.

use will_it_run_engine::math::decimal;
use will_it_run_engine::memory::KvType;
use will_it_run_engine::question::{RawDevice, RawQuestion, RawRig, RawThresholds};
use will_it_run_engine::recommend::{RawWant, RawWishes};
use will_it_run_engine::weights::Quant;

use crate::app::state::{Field, query_with};
use crate::app::world::World;
use crate::atlas::place::Place;

/// Context when nobody says, tokens: the engine's own default.
const CONTEXT: u32 = 8192;
/// The card whose runtime and driver memory figures count with.
pub const CARD: &str = "nvidia-l40s";
/// Room enough for every model, GiB: what it needs is asked, not whether it fits.
const ROOM: f64 = 65_536.0;
/// The type of a cache when nobody says.
pub const KV: &str = "f16";
/// Words of the address.
pub const SPEED: &str = "speed";

/// The state of the page.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// Catalog id of the model.
    pub model: String,
    /// Quant label.
    pub quant: &'static str,
    /// Tokens.
    pub context: u32,
    /// Type of cached keys and values.
    pub kv: &'static str,
    /// Least decode rate, tokens per second.
    pub speed: f64,
}

impl Asked {
    /// What the address asks of this model; what it does not say, or cannot be read, is the default.
    #[must_use]
    pub fn of(place: &Place, model: &str, maximum: Option<u32>) -> Self {
        let quant = place.asked(Field::Quant.word()).parse::<Quant>();
        let most = maximum.unwrap_or(u32::MAX);
        let context = whole(&place.asked(Field::Context.word())).unwrap_or(CONTEXT);
        let speed = figure(&place.asked(SPEED));
        Self {
            quant: quant.map_or_else(|_| place.world.default_quant(model), Quant::label),
            context: context.clamp(1, most),
            kv: KvType::from_name(&place.asked(Field::KvK.word())).map_or(KV, KvType::name),
            speed: speed.filter(|rate| *rate < 1e6).unwrap_or_else(|| usable(&place.world)),
            model: model.to_owned(),
        }
    }

    fn question(&self) -> RawQuestion {
        RawQuestion {
            model: self.model.clone(),
            quant: Some(self.quant.to_owned()),
            context: Some(self.context),
            kv_k: Some(self.kv.to_owned()),
            kv_v: Some(self.kv.to_owned()),
            thresholds: Some(RawThresholds { headroom: None, usable_rate: Some(self.speed) }),
            ..RawQuestion::default()
        }
    }

    /// How much memory it needs: on one card with room for everything.
    #[must_use]
    pub fn needs(&self) -> RawQuestion {
        let card = RawDevice { hardware: CARD.to_owned(), usable_gib: Some(ROOM), ..RawDevice::default() };
        RawQuestion {
            rig: RawRig { devices: vec![card], ..RawRig::default() },
            placement: Some("device".to_owned()),
            ..self.question()
        }
    }

    /// The model on every device alone, as the picks are judged; the rig itself is replaced by each of them.
    #[must_use]
    pub fn everywhere(&self) -> RawQuestion {
        RawQuestion { placement: Some("device".to_owned()), ..self.question() }
    }

    /// Which rig for it.
    #[must_use]
    pub fn wishes(&self) -> RawWishes {
        let want = RawWant {
            model: self.model.clone(),
            quant: Some(self.quant.to_owned()),
            context: Some(self.context),
            kv: Some(self.kv.to_owned()),
            speed: Some(self.speed),
            ..RawWant::default()
        };
        RawWishes { wants: vec![want], limit: Some(1), ..RawWishes::default() }
    }

    /// The query that asks the calculator the same, on a device in a size and number where one is named.
    #[must_use]
    pub fn query(&self, world: &World, quant: &str, on: Option<(&str, u32, &str)>) -> String {
        let number = |n: u32| n.to_string();
        let (device, count, size) = on.unwrap_or(("", 1, ""));
        let kv = if self.kv == KV { "" } else { self.kv };
        let rate = if rate_differs(self.speed, usable(world)) { plain(self.speed) } else { String::new() };
        let count = if count > 1 { number(count) } else { String::new() };
        let context = number(self.context);
        let fields = [
            (Field::Model, self.model.as_str()),
            (Field::Device, device),
            (Field::Count, count.as_str()),
            (Field::MemoryGib, size),
            (Field::Quant, quant),
            (Field::Context, context.as_str()),
            (Field::KvK, kv),
            (Field::KvV, kv),
            (Field::UsableRate, rate.as_str()),
            (Field::Placement, if device.is_empty() { "" } else { "device" }),
        ];
        fields.iter().fold(String::new(), |query, (field, value)| query_with(&query, field.word(), value))
    }
}

/// The rate from which an answer is usable when the reader does not say.
pub fn usable(world: &World) -> f64 {
    world.thresholds().usable_rate.get()
}

fn rate_differs(a: f64, b: f64) -> bool {
    (a - b).abs() > 1e-9
}

/// A rate as an address and an input have it: `7.5`.
pub fn plain(rate: f64) -> String {
    let text = crate::text::number::decimals(rate, 2).replace(',', "");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A whole number above zero, with or without commas.
fn whole(text: &str) -> Option<u32> {
    text.trim().replace(',', "").parse().ok().filter(|n| *n > 0)
}

/// A figure above zero as people type it: `7.5`.
pub fn figure(text: &str) -> Option<f64> {
    decimal(text.trim()).filter(|figure| *figure > 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        assert_eq!(whole(" 32,768 "), Some(32_768));
        assert_eq!(whole("0"), None);
        assert_eq!(whole("many"), None);
        assert_eq!([figure("7.5"), figure(" 10 "), figure(".25")], [Some(7.5), Some(10.0), Some(0.25)]);
        assert_eq!(["0", "", "x", "1.2.3", "-4"].map(figure), [None; 5]);
        assert_eq!((plain(10.0), plain(7.5), plain(0.25)), ("10".into(), "7.5".into(), "0.25".into()));
    }
}
