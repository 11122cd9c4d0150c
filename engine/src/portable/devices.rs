//! The file of one device, or of all.

use crate::catalog::{
    Catalog, Class, ComputeApi, ComputeCapability, DeviceKind, Figure, FormFactor, Hardware, HardwareKey,
    MemoryKind, MemorySize, Pcie, Rates, SourceKey, Vendor, Word,
};
use crate::packed::{Corrupt, Packed, Reader, Writer, packed};
use crate::speed::{Heard, Record, mark};
use crate::units::{Bytes, BytesPerSecond, Date, FlopsPerSecond, Known, Watts};

packed! {
    /// What rules read of a device. Where a figure is from is for the device's own page.
    #[derive(Debug)]
    struct Device {
        id: Box<str>,
        name: Box<str>,
        vendor: Vendor,
        kind: DeviceKind,
        class: Class,
        architecture: Box<str>,
        sizes: Vec<Bytes>,
        memory_kind: MemoryKind,
        bandwidth: Known<BytesPerSecond>,
        power: Known<Watts>,
        vector: Known<FlopsPerSecond>,
        matrix: Known<FlopsPerSecond>,
        pcie: Known<Pcie>,
        apis: Vec<ComputeApi>,
        compute_capability: Known<ComputeCapability>,
    }
}

impl Device {
    fn of(record: &Hardware) -> Self {
        let rates = record.device_rates();
        Self {
            id: record.id.clone(),
            name: record.name.clone(),
            vendor: record.vendor,
            kind: record.kind,
            class: record.class,
            architecture: record.architecture.clone(),
            sizes: record.memory.sizes().to_vec(),
            memory_kind: record.memory_kind,
            bandwidth: record.bandwidth.known(),
            power: rates.power,
            vector: rates.vector,
            matrix: rates.matrix,
            pcie: record.pcie.known(),
            apis: record.apis.clone(),
            compute_capability: record.compute_capability.known(),
        }
    }

    fn record(self, date: Date) -> Hardware {
        let source = SourceKey::READER;
        let memory = match *self.sizes {
            [size] => MemorySize::One { size, source },
            _ => MemorySize::Choice { sizes: self.sizes, source },
        };
        Hardware {
            id: self.id,
            name: self.name,
            vendor: self.vendor,
            kind: self.kind,
            class: self.class,
            architecture: self.architecture,
            memory,
            memory_kind: self.memory_kind,
            memory_detail: Box::default(),
            bandwidth: figure(self.bandwidth),
            bus_bits: Figure::Unknown,
            tdp: figure(self.power),
            rates: Rates {
                fp32: figure(self.vector),
                fp16: figure(self.matrix),
                bf16: Figure::Unknown,
                fp8: Figure::Unknown,
                int8: Figure::Unknown,
                fp4: Figure::Unknown,
            },
            pcie: figure(self.pcie),
            nvlink: Figure::Unknown,
            released: Figure::Unknown,
            msrp: Figure::Unknown,
            form_factor: FormFactor::FIRST,
            apis: self.apis,
            compute_capability: figure(self.compute_capability),
            notes: Box::default(),
            date,
        }
    }
}

fn figure<T>(known: Known<T>) -> Figure<T> {
    match known {
        Known::Known(value) => Figure::Known { value, source: SourceKey::READER },
        Known::Unknown => Figure::Unknown,
    }
}

packed! {
    /// What is packed.
    #[derive(Debug)]
    struct File {
        date: Date,
        /// The same as it is written.
        day: Box<str>,
        hardware: Vec<Device>,
        corrections: Vec<Record>,
        heard: Vec<Heard>,
    }
}

/// Devices with what their measurements say, and without prices and sources.
#[derive(Debug)]
pub struct PortableDevices {
    catalog: Catalog,
    day: Box<str>,
    heard: Vec<Heard>,
}

impl PortableDevices {
    /// The file of some devices of the catalog.
    #[must_use]
    pub fn pack(catalog: &Catalog, devices: &[HardwareKey]) -> Vec<u8> {
        let records = devices.iter().filter_map(|key| catalog.device(*key));
        let hardware: Vec<Device> = records.map(Device::of).collect();
        let marks: Vec<u16> = hardware.iter().map(|device| mark(&device.id)).collect();
        let of_one = |device: u16| marks.contains(&device);
        let corrections = catalog.corrections().iter().filter(|record| of_one(record.device)).copied();
        let heard =
            Heard::all(catalog).into_iter().filter(|heard| marks.iter().any(|mark| heard.is_on(*mark)));
        let file = File {
            date: catalog.date(),
            day: catalog.date().to_string().into(),
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
        let File { date, day, hardware, corrections, heard } = File::read(&mut from);
        from.finish([0; 5])?;
        let hardware = hardware.into_iter().map(|device| device.record(date)).collect();
        Ok(Self { catalog: Catalog::of_devices(date, hardware, corrections), day, heard })
    }

    pub(super) const fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    pub(super) fn day(&self) -> &str {
        &self.day
    }

    pub(super) fn heard(&self) -> &[Heard] {
        &self.heard
    }
}
