//! The file of one device, or of all.

use crate::catalog::{Catalog, Hardware, HardwareKey};
use crate::packed::{Corrupt, Packed, Reader, Writer, packed};
use crate::speed::{Heard, Record, mark};
use crate::units::Date;

packed! {
    /// What is packed.
    #[derive(Debug)]
    struct File {
        date: Date,
        hardware: Vec<Hardware>,
        corrections: Vec<Record>,
        heard: Vec<Heard>,
    }
}

/// Devices with what their measurements say, and without prices and sources.
#[derive(Debug)]
pub struct PortableDevices {
    catalog: Catalog,
    heard: Vec<Heard>,
}

impl PortableDevices {
    /// The file of some devices of the catalog.
    #[must_use]
    pub fn pack(catalog: &Catalog, devices: &[HardwareKey]) -> Vec<u8> {
        let records = devices.iter().filter_map(|key| catalog.device(*key));
        // Notes are for the device's own page.
        let bare = |record: &Hardware| Hardware { notes: "".into(), memory_detail: "".into(), ..record.clone() };
        let hardware: Vec<Hardware> = records.map(bare).collect();
        let marks: Vec<u16> = hardware.iter().map(|device| mark(&device.id)).collect();
        let of_one = |device: u16| marks.contains(&device);
        let corrections = catalog.corrections().iter().filter(|record| of_one(record.device)).copied();
        let heard = Heard::all(catalog).into_iter().filter(|heard| marks.iter().any(|mark| heard.is_on(*mark)));
        let file = File {
            date: catalog.date(),
            corrections: corrections.collect(),
            heard: heard.collect(),
            hardware,
        };
        let mut out = Writer::new(File::WIDTH);
        file.write(&mut out);
        out.into_bytes()
    }

    pub(super) fn unpack(bytes: &[u8]) -> Result<Self, Corrupt> {
        let mut from = Reader::new(bytes, File::WIDTH);
        let File { date, hardware, corrections, heard } = File::read(&mut from);
        // Sources stay behind.
        from.finish([usize::MAX, hardware.len(), 0, 0, 0])?;
        Ok(Self { catalog: Catalog::of_devices(date, hardware, corrections), heard })
    }

    pub(super) const fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    pub(super) fn heard(&self) -> &[Heard] {
        &self.heard
    }
}
