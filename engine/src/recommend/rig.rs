//! Rigs to try: every device in every size, once or as several equal cards, that the wishes leave.

use serde::Serialize;

use super::checked::Wishes;
use super::form::Form;
use super::result::RigPart;
use crate::catalog::{Catalog, DeviceKind, Hardware, HardwareKey};
use crate::offers::{Buy, Offer, Offers};
use crate::question::{Backend, Os, default_os};
use crate::units::{Bytes, Known, Usd, Watts};

/// How far above the budget the one rig beyond it is looked for.
const BEYOND: f64 = 2.0;

/// A rig to try: one device, several equal ones, or two unequal cards.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'c> {
    /// The other card of a pair of unequal ones, after the device below.
    pub other: Option<Other<'c>>,
    /// The device.
    pub key: HardwareKey,
    /// Its record.
    pub device: &'c Hardware,
    /// Installed memory of each.
    pub memory: Bytes,
    /// How many.
    pub count: u32,
    /// What drives it.
    pub backend: Backend,
    /// Its operating system.
    pub os: Os,
    /// The price of one; unknown where nobody saw one.
    pub offer: Known<Offer>,
    /// The price of one in a condition that was not asked for, where none was seen in the one that was.
    pub elsewhere: Known<Offer>,
}

/// The other card of a pair.
#[derive(Debug, Clone, Copy)]
pub struct Other<'c> {
    /// The card.
    pub key: HardwareKey,
    /// Its record.
    pub device: &'c Hardware,
    /// Installed memory.
    pub memory: Bytes,
    /// Its price.
    pub offer: Offer,
}

impl Candidate<'_> {
    /// The form to print: that of its price, or the first of its own that the wishes name.
    #[must_use]
    pub fn form(&self, wished: &[Form]) -> Option<Form> {
        let own = || self.device.forms().into_iter().flatten();
        let priced = self.offer.get().and_then(|offer| offer.form_factor.get());
        own()
            .find(|form| priced.is_some_and(|priced| priced.is(*form)))
            .or_else(|| own().find(|form| wished.contains(form)))
            .or_else(|| own().next())
    }

    /// The price of all.
    #[must_use]
    pub fn price(&self) -> Known<Usd> {
        let usd = self.offer.map(|offer| offer.usd * f64::from(self.count));
        match self.other {
            None => usd,
            Some(other) => usd.map(|usd| usd + other.offer.usd),
        }
    }

    /// Rated power of all.
    #[must_use]
    pub fn power(&self) -> Known<Watts> {
        let power = self.device.tdp.known().map(|power| power * f64::from(self.count));
        match self.other {
            None => power,
            Some(other) => power.zip(other.device.tdp.known()).map(|(power, other)| power + other),
        }
    }

    /// Its devices, kind by kind.
    #[must_use]
    pub fn parts(&self) -> Vec<RigPart> {
        let part =
            |device: &Hardware, count, memory| RigPart { hardware: device.id.to_string(), count, memory };
        let mut parts = vec![part(self.device, self.count, self.memory)];
        parts.extend(self.other.map(|other| part(other.device, 1, other.memory)));
        parts
    }
}

/// Rigs the wishes leave out, by what left them out. Sizes and counts of a device are rigs of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct LeftOut {
    /// Another maker, market, form, backend or operating system.
    pub kind: u32,
    /// Above the budget.
    pub above_budget: u32,
    /// Above the power.
    pub above_power: u32,
    /// Rated power is not recorded, and a limit was given.
    pub power_unknown: u32,
    /// No backend of the engine drives the device.
    pub no_backend: u32,
    /// Sockets and phones, which nobody asked for.
    pub sockets_and_phones: u32,
    /// Pairs of unequal cards that one of the two outdoes, alone or twice.
    pub outdone_pairs: u32,
}

/// Rigs to try, and those above the budget that show what more money would do.
pub(crate) struct Field<'c> {
    pub(crate) within: Vec<Candidate<'c>>,
    pub(crate) beyond: Vec<Candidate<'c>>,
    /// Cards with a price, one of each: what pairs are made of.
    pub(crate) cards: Vec<Candidate<'c>>,
    pub(crate) left_out: LeftOut,
}

impl<'c> Field<'c> {
    /// All rigs of the catalog that the wishes leave.
    pub(crate) fn new(wishes: &Wishes, catalog: &'c Catalog, offers: &Offers) -> Self {
        let mut field = Self {
            within: Vec::with_capacity(512),
            beyond: Vec::new(),
            cards: Vec::new(),
            left_out: LeftOut::default(),
        };
        for key in catalog.hardware_keys() {
            if let Some(device) = catalog.device(key) {
                field.device(wishes, key, device, offers);
            }
        }
        field
    }

    fn device(&mut self, wishes: &Wishes, key: HardwareKey, device: &'c Hardware, offers: &Offers) {
        let most = if can_be_several(device) { wishes.max_devices } else { 1 };
        let counts = wishes.min_devices..=most;
        let rigs = (most + 1).saturating_sub(wishes.min_devices)
            * u32::try_from(device.memory.sizes().len()).unwrap_or(0);
        let Some((backend, os)) = driven(wishes, device) else {
            let no_backend = device.kind != DeviceKind::Cpu && device.backends() == [Backend::Cpu];
            let out = if no_backend { &mut self.left_out.no_backend } else { &mut self.left_out.kind };
            *out += rigs;
            return;
        };
        if !of_kind(wishes, device) {
            self.left_out.kind += rigs;
            return;
        }
        if wishes.forms.is_empty() && (device.has_form(Form::Socket) || device.has_form(Form::Phone)) {
            self.left_out.sockets_and_phones += rigs;
            return;
        }
        for &memory in device.memory.sizes() {
            let offer = offers.going(key, memory, wishes.buy, &wishes.forms);
            let elsewhere = if offer.is_known() || wishes.buy == Buy::Any {
                Known::Unknown
            } else {
                offers.going(key, memory, Buy::Any, &wishes.forms)
            };
            let rig = Candidate { other: None, key, device, memory, count: 1, backend, os, offer, elsewhere };
            if most > 1 && offer.is_known() && device.has_form(Form::Card) {
                self.cards.push(rig);
            }
            for count in counts.clone() {
                self.place(wishes, Candidate { count, ..rig });
            }
        }
    }

    pub(super) fn place(&mut self, wishes: &Wishes, rig: Candidate<'c>) {
        match (wishes.power, rig.power()) {
            (Some(_), Known::Unknown) => {
                self.left_out.power_unknown += 1;
                return;
            }
            (Some(most), Known::Known(power)) if power > most => {
                self.left_out.above_power += 1;
                return;
            }
            _ => {}
        }
        match (wishes.budget, rig.price()) {
            (Some(most), Known::Known(price)) if price > most => {
                self.left_out.above_budget += 1;
                if price <= most * BEYOND {
                    self.beyond.push(rig);
                }
            }
            _ => self.within.push(rig),
        }
    }
}

/// Cards of a computer with slots can stand in it several times; chips that share memory, laptops and sockets cannot.
fn can_be_several(device: &Hardware) -> bool {
    device.kind == DeviceKind::Gpu && device.forms().into_iter().flatten().all(Form::is_card)
}

/// Backend and operating system of a device under the wishes; none where they do not go together.
fn driven(wishes: &Wishes, device: &Hardware) -> Option<(Backend, Os)> {
    let offered = device.backends();
    let own = offered.first().copied()?;
    if own == Backend::Cpu && device.kind != DeviceKind::Cpu {
        return None;
    }
    let backend = match wishes.backend {
        // The processor beside a card is not the card: nobody buys it for that.
        Some(Backend::Cpu) if device.kind != DeviceKind::Cpu => return None,
        Some(asked) => offered.contains(&asked).then_some(asked)?,
        None => own,
    };
    // Apple's machines run macOS, the others do not.
    let usual = default_os(Some(own));
    let os = match wishes.os {
        Some(asked) if (asked == Os::MacOs) != (usual == Os::MacOs) => return None,
        Some(asked) => asked,
        None => usual,
    };
    Some((backend, os))
}

fn of_kind(wishes: &Wishes, device: &Hardware) -> bool {
    (wishes.vendors.is_empty() || wishes.vendors.contains(&device.vendor))
        && (wishes.classes.is_empty() || wishes.classes.contains(&device.class))
        && (wishes.forms.is_empty() || wishes.forms.iter().any(|form| device.has_form(*form)))
}
