//! The device a page is about, with the size of memory the reader chose.

use will_it_run_engine::catalog::{Catalog, Confirmed, DeviceKind, Figure, Hardware, HardwareKey, SourceKey};
use will_it_run_engine::question::{Backend, RawDevice, RawQuestion, RawRig};
use will_it_run_engine::units::Bytes;

use crate::app::draw::El;
use crate::app::world::World;
use crate::atlas::place::Place;
use crate::text::measure::MemoryUnit;
use crate::text::{UNCONFIRMED, device_says};

/// The device of a page.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    /// Where the reader is.
    pub place: &'a Place,
    /// The device.
    pub key: HardwareKey,
    /// Its record.
    pub device: &'a Hardware,
    /// Installed memory: the size chosen, its only one, or the largest it is sold with.
    pub memory: Bytes,
}

impl<'a> Subject<'a> {
    /// The device of an id or name.
    ///
    /// # Errors
    /// Ids that come near.
    pub fn find(place: &'a Place, id: &str) -> Result<Self, Vec<Box<str>>> {
        let catalog = place.world.catalog();
        let key = catalog.find_hardware(id).map_err(|missing| missing.near)?;
        let device = catalog.device(key).ok_or_else(Vec::new)?;
        let sizes = device.memory.sizes();
        let asked = place.asked("mem");
        let chosen = sizes.iter().find(|size| whole_gib(**size) == asked).or(sizes.last());
        Ok(Self { place, key, device, memory: chosen.copied().unwrap_or(Bytes::ZERO) })
    }

    /// The world.
    #[must_use]
    pub const fn world(&self) -> &'a World {
        &self.place.world
    }

    /// The catalog.
    #[must_use]
    pub fn catalog(&self) -> &'a Catalog {
        self.place.world.catalog()
    }

    /// The reader's unit of memory.
    #[must_use]
    pub const fn unit(&self) -> MemoryUnit {
        self.place.reader.unit
    }

    /// Whether it is sold in several sizes.
    #[must_use]
    pub fn has_sizes(&self) -> bool {
        self.device.memory.sizes().len() > 1
    }

    /// It as a side of a comparison: with its memory, where it is sold in several sizes.
    #[must_use]
    pub fn side(&self) -> String {
        if self.has_sizes() { sized(&self.device.id, self.memory) } else { self.device.id.to_string() }
    }

    /// A link into the calculator with a model on this device, all of it on the device. Put inside what it says.
    pub fn ask(&self, model: &str, quant: &str, context: Option<u32>) -> El {
        let mut query = ["model=", model, "&on=", &self.device.id, "&quant=", quant].concat();
        if let Some(context) = context {
            query = query + "&ctx=" + &context.to_string();
        }
        if self.has_sizes() {
            query = query + "&mem=" + &whole_gib(self.memory);
        }
        self.place.ask(&(query + "&place=device"))
    }

    /// The name of a model.
    #[must_use]
    pub fn model_name<'b>(&self, id: &'b str) -> &'b str
    where
        'a: 'b,
    {
        self.place.world.model(id).map_or(id, |card| card.name.as_str())
    }
}

/// Whole gibibytes, as on the box and in addresses.
#[must_use]
pub fn whole_gib(size: Bytes) -> String {
    ((size.as_gib() + 0.5) as u64).to_string()
}

/// A device of that size in the address of a comparison, which the engine's `rig_of` reads back.
#[must_use]
pub fn sized(id: &str, memory: Bytes) -> String {
    [id, "@", &whole_gib(memory)].concat()
}

/// A device with its memory, for the engine.
#[must_use]
pub fn raw(device: &Hardware, memory: Bytes) -> RawDevice {
    let memory_gib = device.memory.only().is_none().then(|| memory.as_gib());
    RawDevice { hardware: device.id.to_string(), memory_gib, ..RawDevice::default() }
}

/// The same as a rig.
#[must_use]
pub fn rig(device: &Hardware, memory: Bytes) -> RawRig {
    RawRig { devices: vec![raw(device, memory)], ..RawRig::default() }
}

/// A question about a model on it, on the device alone: the page says what a device does, not what the host around it can rescue.
#[must_use]
pub fn question(device: &Hardware, memory: Bytes, model: &str) -> RawQuestion {
    RawQuestion {
        model: model.to_owned(),
        placement: Some("device".to_owned()),
        rig: rig(device, memory),
        ..RawQuestion::default()
    }
}

/// Whether one of the backends with rules here drives the device; what shares memory with its processor, and a processor, are driven anyway.
#[must_use]
pub fn driven(device: &Hardware) -> bool {
    device.backends().first() != Some(&Backend::Cpu)
        || matches!(device.kind, DeviceKind::Cpu | DeviceKind::Unified)
}

/// A figure as text with the mark of an unconfirmed source; none where nobody said.
pub fn said<T: Copy>(
    catalog: &Catalog,
    figure: &Figure<T>,
    write: impl FnOnce(T) -> String,
) -> Option<String> {
    let text = write(figure.known().get()?);
    Some(marked(text, catalog, figure.source()))
}

/// A text with the mark of its source, where nobody looked at a copy.
#[must_use]
pub fn marked(text: String, catalog: &Catalog, source: Option<SourceKey>) -> String {
    let source = source.and_then(|key| catalog.source(key));
    device_says::mark(text, source.filter(|s| s.confirmed == Confirmed::No).map(|_| UNCONFIRMED))
}

/// The text of a source.
#[must_use]
pub fn source_text(catalog: &Catalog, source: Option<SourceKey>) -> String {
    source.and_then(|key| catalog.source(key)).map(|source| source.text.to_string()).unwrap_or_default()
}
