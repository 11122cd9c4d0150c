//! Where a device keeps its memory, as far as what is usable of it depends on that.

use crate::catalog::{Class, DeviceKind, Hardware, MemoryKind, Vendor};
use crate::question::Ecc;

/// What error correction costs a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EccCost {
    /// Nothing: HBM and GDDR7 hold check bits beside the data.
    None,
    /// A sixteenth when on; off as shipped (consumer and NVIDIA workstation cards with GDDR).
    OffByDefault,
    /// A sixteenth; on as shipped (data-centre cards with GDDR, Radeon Pro).
    OnByDefault,
}

impl EccCost {
    /// Whether memory is taken with this setting.
    #[must_use]
    pub const fn applies(self, ecc: Ecc) -> bool {
        match (self, ecc) {
            (Self::None, _) | (_, Ecc::Off) | (Self::OffByDefault, Ecc::Default) => false,
            (Self::OffByDefault | Self::OnByDefault, Ecc::On) | (Self::OnByDefault, Ecc::Default) => true,
        }
    }
}

/// The kinds of memory that rules know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MemoryHome {
    /// NVIDIA card or module with memory of its own.
    NvidiaCard(EccCost),
    /// AMD card with memory of its own.
    AmdCard(EccCost),
    /// Intel Arc A series.
    ArcFirst,
    /// Intel Arc B series and later, and Intel's data-centre GPUs.
    ArcLater,
    /// An accelerator of another kind with memory of its own.
    Accelerator,
    /// Mac.
    Apple,
    /// AMD APU: Ryzen with Radeon graphics.
    AmdChip,
    /// Intel processor with integrated graphics.
    IntelChip,
    /// Another chip with integrated graphics (Snapdragon laptops).
    OtherChip,
    /// NVIDIA Jetson.
    Jetson,
    /// NVIDIA GB10 and its kin: DGX Spark, RTX Spark.
    NvidiaSpark,
    /// iPhone and iPad.
    IPhone,
    /// Android phone.
    Android,
    /// RAM of a computer whose processor runs the model, and of small boards.
    HostRam,
}

impl MemoryHome {
    /// The kind of memory a device of the catalog has, from its maker, kind, market, memory and chip generation.
    #[must_use]
    pub fn of(hardware: &Hardware) -> Self {
        match (hardware.kind, hardware.vendor) {
            (DeviceKind::Cpu, _) => Self::HostRam,
            (DeviceKind::Npu, _) => Self::Accelerator,
            (DeviceKind::Gpu, Vendor::Nvidia) => Self::NvidiaCard(nvidia_ecc(hardware)),
            (DeviceKind::Gpu, Vendor::Amd) => Self::AmdCard(amd_ecc(hardware)),
            (DeviceKind::Gpu, Vendor::Intel) if &*hardware.architecture == "Xe-HPG" => Self::ArcFirst,
            (DeviceKind::Gpu, Vendor::Intel) => Self::ArcLater,
            (DeviceKind::Gpu, _) => Self::Accelerator,
            (DeviceKind::Unified, vendor) => shared(vendor, hardware.class),
        }
    }
}

fn shared(vendor: Vendor, class: Class) -> MemoryHome {
    match (vendor, class) {
        (Vendor::Apple, Class::Phone) => MemoryHome::IPhone,
        (Vendor::Apple, _) => MemoryHome::Apple,
        (_, Class::Phone) => MemoryHome::Android,
        (Vendor::Nvidia, Class::Sbc) => MemoryHome::Jetson,
        (Vendor::Nvidia, _) => MemoryHome::NvidiaSpark,
        (Vendor::Amd, Class::Datacenter) => MemoryHome::HostRam,
        (Vendor::Amd, _) => MemoryHome::AmdChip,
        (Vendor::Intel, _) => MemoryHome::IntelChip,
        (Vendor::Qualcomm, _) => MemoryHome::OtherChip,
        (Vendor::Ampere | Vendor::Generic | Vendor::Huawei | Vendor::RaspberryPi | Vendor::Rockchip, _) => {
            MemoryHome::HostRam
        }
    }
}

/// Whether check bits must share the memory with the data.
const fn inline_ecc(memory: MemoryKind) -> bool {
    matches!(memory, MemoryKind::Gddr5 | MemoryKind::Gddr5x | MemoryKind::Gddr6 | MemoryKind::Gddr6x)
}

/// Data-centre cards ship with error correction on, others with it off
/// (support.chaos.com, ECC state for NVIDIA GPUs).
fn nvidia_ecc(hardware: &Hardware) -> EccCost {
    match (inline_ecc(hardware.memory_kind), hardware.class) {
        (false, _) => EccCost::None,
        (true, Class::Datacenter) => EccCost::OnByDefault,
        (true, _) => EccCost::OffByDefault,
    }
}

/// Radeon Pro cards list a sixteenth less than they are sold with (V620, W7900); those of RDNA 4 list all of it (AI PRO R9700).
fn amd_ecc(hardware: &Hardware) -> EccCost {
    let professional = matches!(hardware.class, Class::Datacenter | Class::Workstation);
    match (inline_ecc(hardware.memory_kind), professional) {
        (false, _) | (true, false) => EccCost::None,
        (true, true) if &*hardware.architecture == "RDNA 4" => EccCost::OffByDefault,
        (true, true) => EccCost::OnByDefault,
    }
}
