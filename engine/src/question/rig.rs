//! The rig of a question: devices found in the catalog, memory sizes chosen.

use super::checked::{Host, Rig, RigDevices};
use super::parse::near;
use super::read::{choice, number_in, plain, positive};
use super::{Backend, Display, Ecc, Fault, FaultCode, Os, RawDevice, RawRig};
use crate::catalog::{Catalog, DeviceKind, Hardware, HardwareKey};
use crate::units::{Bytes, BytesPerSecond, Known};
use crate::within::joined;

/// Most devices in one rig.
const MAX_DEVICES: u32 = crate::answer::MAX_DEVICES as u32;

/// Checks a rig. A CPU named as a device is the host itself: its memory is RAM.
pub(crate) fn rig(raw: &RawRig, catalog: &Catalog) -> Result<Rig, Fault> {
    let mut host = host(raw)?;
    let mut unequal: Vec<RigDevices> = Vec::new();
    let mut shared = false;
    for (i, device) in raw.devices.iter().enumerate() {
        let place = ["rig.devices.", &i.to_string(), "."].concat();
        let field = |name: &str| [&place, name].concat();
        let (key, record, memory) = find_device(device, catalog, &place)?;
        let count = number_in(device.count, &field("count"), 1, MAX_DEVICES)?.unwrap_or(1);
        let usable = positive(device.usable_gib, &field("usable_gib"))?.map(Bytes::gib);
        if record.kind == DeviceKind::Cpu {
            host.take(record, memory, usable);
            continue;
        }
        shared |= record.kind == DeviceKind::Unified;
        for _ in 0..count {
            unequal.push(RigDevices { hardware: key, count: 1, memory, usable });
        }
        number_in(Some(unequal.len() as u32), &field("count"), 1, MAX_DEVICES)?;
    }
    let mut devices = unequal.first().copied();
    if let Some(first) = &mut devices {
        if unequal.iter().all(|device| device == first) {
            first.count = unequal.len() as u32;
            unequal.clear();
        } else if shared {
            return Err(mixed("a chip that shares its processor's memory stands alone in a rig so far"));
        }
    }
    let first = devices.and_then(|d| catalog.device(d.hardware));
    let default_os = super::default_os(first.map(Hardware::usual_backend));
    Ok(Rig {
        devices,
        unequal,
        host,
        os: choice(raw.os.as_deref(), "rig.os", FaultCode::UnknownChoice, Os::ALL, Os::word)?
            .unwrap_or(default_os),
        display: if raw.display == Some(true) { Display::Attached } else { Display::Headless },
        ecc: match raw.ecc {
            None => Ecc::Default,
            Some(true) => Ecc::On,
            Some(false) => Ecc::Off,
        },
    })
}

/// A device by the name somebody wrote, and the size asked for.
///
/// # Errors
/// `unknown-hardware` with the nearest ids; `choose-memory` with the sizes; a size nobody could build. `place` stands before the field's name.
pub(crate) fn find_device<'c>(
    device: &RawDevice,
    catalog: &'c Catalog,
    place: &str,
) -> Result<(HardwareKey, &'c Hardware, Bytes), Fault> {
    let field = |name: &str| [place, name].concat();
    let unknown = |near| {
        let way_on = "`list hardware` shows all";
        Fault::unknown(FaultCode::UnknownHardware, &field("hardware"), &device.hardware, near, way_on)
    };
    let key = catalog.find_hardware(&device.hardware).map_err(|missing| unknown(near(missing)))?;
    let record = catalog.device(key).ok_or_else(|| unknown(Vec::new()))?;
    Ok((key, record, memory(device, record, &field("memory_gib"))?))
}

impl Host {
    /// A processor of the catalog in it, as far as nobody said otherwise.
    fn take(&mut self, record: &Hardware, memory: Bytes, usable: Option<Bytes>) {
        self.memory = self.memory.or(Known::Known(memory));
        self.bandwidth = self.bandwidth.or(record.bandwidth.known());
        self.usable = self.usable.or(usable);
    }
}

impl Rig {
    /// A rig of equal devices, or of one processor, with nothing else said of it.
    pub(crate) fn of_equal(
        key: HardwareKey,
        record: &Hardware,
        memory: Bytes,
        count: u32,
        host: Host,
    ) -> Self {
        let mut rig = Self {
            devices: None,
            unequal: Vec::new(),
            host,
            os: super::default_os(Some(record.usual_backend())),
            display: Display::Headless,
            ecc: Ecc::Default,
        };
        if record.kind == DeviceKind::Cpu {
            rig.host.take(record, memory, None);
        } else {
            rig.devices = Some(RigDevices { hardware: key, count, memory, usable: None });
        }
        rig
    }
}

fn host(raw: &RawRig) -> Result<Host, Fault> {
    let given = raw.host.clone().unwrap_or_default();
    Ok(Host {
        memory: positive(given.memory_gib, "rig.host.memory_gib")?.map(Bytes::gib).into(),
        bandwidth: positive(given.bandwidth_gb_s, "rig.host.bandwidth_gb_s")?
            .map(BytesPerSecond::gb_s)
            .into(),
        usable: None,
    })
}

/// The size asked for, or the only one there is. A size nobody sells is taken as asked: boards are modified, and
/// machines with soldered memory come in new sizes; it must only be a plausible one.
fn memory(device: &RawDevice, record: &Hardware, field: &str) -> Result<Bytes, Fault> {
    match (positive(device.memory_gib, field)?, record.memory.only()) {
        (Some(gib), _) if gib <= 65_536.0 => Ok(Bytes::gib(gib)),
        (Some(gib), _) => Err(Fault::range(field, &plain(gib), "at most 65536 GiB")),
        (None, Some(only)) => Ok(only),
        (None, None) => {
            let near: Vec<String> = record.memory.sizes().iter().map(|size| plain(size.as_gib())).collect();
            Err(Fault {
                code: FaultCode::ChooseMemory,
                field: field.to_owned(),
                message: [
                    &*record.name,
                    " is sold with ",
                    &joined(&near, ", "),
                    " GiB: say which in ",
                    field,
                ]
                .concat(),
                near,
            })
        }
    }
}

/// Devices that do not work together.
pub(super) fn mixed(message: &str) -> Fault {
    Fault {
        code: FaultCode::MixedRig,
        field: "rig.devices".to_owned(),
        message: message.to_owned(),
        near: Vec::new(),
    }
}

impl Hardware {
    /// The backend to prefer: the first of [`Self::backends`].
    #[must_use]
    pub fn usual_backend(&self) -> Backend {
        self.backends().first().copied().unwrap_or(Backend::Cpu)
    }

    /// Backends the device's driver offers, the one to prefer first: its vendor's own, then Vulkan, then the CPU.
    #[must_use]
    pub fn backends(&self) -> Vec<Backend> {
        use crate::catalog::ComputeApi;
        let mut offered: Vec<Backend> = [
            (ComputeApi::Cuda, Backend::Cuda),
            (ComputeApi::Metal, Backend::Metal),
            (ComputeApi::Rocm, Backend::Rocm),
            (ComputeApi::Sycl, Backend::Sycl),
            (ComputeApi::Vulkan, Backend::Vulkan),
        ]
        .into_iter()
        .filter(|(api, _)| self.apis.contains(api))
        .map(|(_, backend)| backend)
        .collect();
        offered.push(Backend::Cpu);
        offered
    }
}
