//! Where a device keeps its memory, as far as what is usable of it depends on that.

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
