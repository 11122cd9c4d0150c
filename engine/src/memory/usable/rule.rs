//! The rules by which installed memory becomes usable memory: one line each, printed beside the figure.

use serde::Serialize;

use super::apple::wired_limit;
use crate::units::Bytes;

/// Whether a figure was read somewhere or entered from memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// The source prints it, or prints the figures it follows from.
    Confirmed,
    /// A plausible figure nobody looked up: shown as such.
    Unconfirmed,
}

macro_rules! rules {
    ($($(#[doc = $doc:literal])+ $variant:ident = $key:literal, $standing:ident, $source:literal;)*) => {
        /// Something that takes memory before a model can have it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
        pub enum UsableRule { $($(#[doc = $doc])+ #[serde(rename = $key)] $variant),* }

        impl UsableRule {
            /// All rules, for the table of the page.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// A stable key for answers and texts.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self { $(Self::$variant => $key),* }
            }

            /// Where the figure comes from.
            #[must_use]
            pub const fn source(self) -> &'static str {
                match self { $(Self::$variant => $source),* }
            }

            /// How far the figure is to be trusted.
            #[must_use]
            pub const fn standing(self) -> Standing {
                match self { $(Self::$variant => Standing::$standing),* }
            }
        }
    };
}

rules! {
    /// Error correction of GDDR memory keeps its check bits in the memory itself: one sixteenth.
    EccInline = "ecc-inline", Confirmed,
        "NVIDIA T4: 15 of 16 GB with ECC (exafunction.com/blog/ecc-gpu); L40S 45,596 of 49,152 MiB, Radeon Pro V620 30,704 of 32,768 MiB, Pro W7900 48.3 of 51.5 GB in device listings";
    /// What NVIDIA's driver keeps of a card: 300 MiB and 0.8 %.
    NvidiaDriver = "nvidia-driver", Confirmed,
        "totals CUDA reports in MiB: RTX 4090 24,080 (llama.cpp PR 15860), RTX PRO 6000 97,247 (PR 23604), RTX 4070 Laptop 7,805 (PR 20184), RTX 2000 Ada Laptop 7,807 (PR 22673), RTX 3090 24,124 (ollama issue 17482), RTX 3080 9,875, A100 80 GB 81,152";
    /// What AMD's driver keeps of a card: 64 MiB.
    AmdDriver = "amd-driver", Confirmed,
        "totals llama.cpp lists in MiB: RX 7900 XTX 24,560, RX 9070 XT 16,304, MI50 32,752, MI210 65,520, AI PRO R9700 32,624";
    /// What is missing of a first-generation Arc card: 5.6 %.
    ArcFirst = "arc-first", Confirmed, "llama.cpp SYCL lists 15,473 MiB for an Arc A770 of 16 GB";
    /// What is missing of a later Arc card: 112 MiB.
    ArcLater = "arc-later", Confirmed, "llama.cpp SYCL lists 32,656 MiB for an Arc Pro B70 of 32 GB";
    /// What other accelerators keep: 2 %.
    AcceleratorDriver = "accelerator-driver", Unconfirmed, "no listing found";
    /// A Linux desktop on the card: 400 MiB.
    DesktopLinux = "desktop-linux", Unconfirmed, "typical of a compositor and a browser; varies with resolution and windows";
    /// Windows keeps part of a card that draws no display: 500 MiB.
    WindowsHeadless = "windows-headless", Confirmed,
        "RTX 3090 as second card under Windows: 23,332 of 24,575 MiB free (ollama PR 16031), less driver and context";
    /// Windows keeps part of a card that draws the desktop: 800 MiB.
    WindowsDesktop = "windows-desktop", Confirmed,
        "free MiB llama.cpp lists under Windows: RTX 5090 30,991, RTX 4090 23,008 and 23,424, RTX 5080 Laptop 15,067, RTX 5060 Ti 15,055 (lmstudio bug 1360), RTX 3060 11,250; a busy desktop takes up to twice that";
    /// macOS lets the GPU wire a share of memory that grows with it: 74 % up to 24 GB to 91 % of 512 GB.
    AppleWiredLimit = "apple-wired-limit", Confirmed,
        "recommendedMaxWorkingSetSize that llama.cpp logs under macOS 26: 12,124 MiB of 16 GB, 18,186 of 24, 25,559 of 32, 28,753 of 36, 38,338 of 48, 53,084 of 64, 110,100 of 128, 475,136 of 512; releases before give 2/3 up to 32 GB and 3/4 above";
    /// Linux lets an AMD APU map half of the RAM that the BIOS did not set aside (512 MiB unless changed).
    LinuxGttHalf = "linux-gtt-half", Confirmed,
        "Linux drivers/gpu/drm/ttm/ttm_device.c: about 50 % of system memory; raised by ttm.pages_limit (rocm.docs.amd.com, RDNA3.5 system optimization)";
    /// Windows lets an integrated GPU use half of the RAM.
    WindowsSharedHalf = "windows-shared-half", Confirmed,
        "learn.microsoft.com windows-hardware/drivers/display/calculating-graphics-memory: TotalSystemMemory / 2";
    /// Linux gives Intel's integrated GPU nearly all RAM: 11 % are left out.
    IntelLinuxShare = "intel-linux-share", Confirmed, "llama.cpp SYCL lists 29,283 MiB for an integrated Arc with 32 GB";
    /// Half of the RAM, for integrated GPUs without a rule of their own.
    SharedHalf = "shared-half", Unconfirmed, "no listing found";
    /// What firmware and kernel of a Jetson keep: 5 %.
    JetsonCarveout = "jetson-carveout", Confirmed,
        "totals llama.cpp lists in MiB: Orin 62,840 of 64 GB, 30,697 of 32, 15,655 of 16, 7,619 of 8";
    /// Linux on a Jetson: 2 GiB.
    JetsonSystem = "jetson-system", Unconfirmed, "llama.cpp lists 57,700 of 62,840 MiB free on an idle Orin with containers";
    /// What firmware and kernel of a GB10 keep: 5 %.
    SparkCarveout = "spark-carveout", Confirmed, "llama.cpp lists 124,610 MiB for an NVIDIA GB10 of 128 GB";
    /// Linux and its services on a GB10: 4 GiB.
    SparkSystem = "spark-system", Unconfirmed, "typical of DGX OS with a desktop";
    /// Windows on RTX Spark keeps 16 GB for the CPU alone, at least 20 % and at most half.
    RtxSparkWindows = "rtx-spark-windows", Confirmed,
        "docs.nvidia.com/rtx-spark porting guide, unified memory architecture; without a dedicated carve-out";
    /// iOS lets an app with the memory entitlement have 70 %.
    IosAppLimit = "ios-app-limit", Confirmed,
        "4.20 of 6 GB on an iPhone 13 Pro (pocketpal-ai PR 651), 6 of 8 GB on an iPhone 15 Pro (rtabmap PR 1446)";
    /// Android leaves an app about 60 %.
    AndroidAppLimit = "android-app-limit", Unconfirmed, "varies with maker and other apps";
    /// Linux without a desktop: 1 GiB.
    SystemLinux = "system-linux", Unconfirmed, "typical of an idle server";
    /// Linux with a desktop: 2.5 GiB.
    SystemLinuxDesktop = "system-linux-desktop", Unconfirmed, "typical of an idle desktop with a browser";
    /// Windows: 4 GiB.
    SystemWindows = "system-windows", Unconfirmed, "typical of idle Windows 11";
    /// macOS: 4 GiB.
    SystemMacOs = "system-macos", Unconfirmed, "typical of idle macOS";
}

impl UsableRule {
    /// What the rule takes of this much memory; never more than there is.
    #[must_use]
    pub fn takes(self, of: Bytes) -> Bytes {
        let gib = |gib: u64| Bytes::GIB * gib;
        let mib = |mib: u64| Bytes::MIB * mib;
        let taken = match self {
            Self::EccInline => Bytes::new(of.get() / 16),
            Self::NvidiaDriver => mib(300) + per_mille(of, 8),
            Self::AmdDriver => mib(64),
            Self::ArcFirst => per_mille(of, 56),
            Self::ArcLater => mib(112),
            Self::AcceleratorDriver => per_mille(of, 20),
            Self::DesktopLinux => mib(400),
            Self::WindowsHeadless => mib(500),
            Self::WindowsDesktop => mib(800),
            Self::AppleWiredLimit => of - wired_limit(of),
            Self::LinuxGttHalf => Bytes::new((of - mib(512)).get() / 2),
            Self::WindowsSharedHalf | Self::SharedHalf => Bytes::new(of.get() / 2),
            Self::IntelLinuxShare => per_mille(of, 110),
            Self::JetsonCarveout | Self::SparkCarveout => per_mille(of, 50),
            Self::JetsonSystem => gib(2),
            Self::SparkSystem | Self::SystemWindows | Self::SystemMacOs => gib(4),
            Self::RtxSparkWindows => gib(16).clamp(per_mille(of, 200), per_mille(of, 500)),
            Self::IosAppLimit => per_mille(of, 300),
            Self::AndroidAppLimit => per_mille(of, 400),
            Self::SystemLinux => gib(1),
            Self::SystemLinuxDesktop => mib(2560),
        };
        taken.min(of)
    }
}

fn per_mille(of: Bytes, share: u64) -> Bytes {
    Bytes::new(of.get() / 1000 * share)
}
