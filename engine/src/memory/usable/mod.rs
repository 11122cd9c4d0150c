//! Usable memory: installed less what driver, operating system and display hold, as printed lines.

mod apple;
mod home;
mod rule;

pub use home::{EccCost, MemoryHome};
pub use rule::{Standing, UsableRule};

use crate::question::{Display, Ecc, Os};
use crate::units::Bytes;

/// Most rules that apply to one device.
const MAX_LINES: usize = 3;

/// What one rule takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UsableLine {
    /// The rule.
    pub rule: UsableRule,
    /// What it takes here.
    pub takes: Bytes,
}

/// Usable memory with its derivation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Usable {
    /// As sold.
    pub installed: Bytes,
    /// What is left for model, caches, buffers and the runtime itself.
    pub usable: Bytes,
    lines: [Option<UsableLine>; MAX_LINES],
}

impl Usable {
    /// What was taken, first to last; each rule sees what the ones before left.
    pub fn lines(&self) -> impl Iterator<Item = UsableLine> {
        self.lines.into_iter().flatten()
    }
}

/// Usable memory of a device (or of the host, as [`MemoryHome::HostRam`]) with this much installed.
#[must_use]
pub fn usable_memory(home: MemoryHome, installed: Bytes, os: Os, display: Display, ecc: Ecc) -> Usable {
    let mut left = installed;
    let lines = rules(home, os, display, ecc).map(|rule| {
        let takes = rule?.takes(left);
        left = left - takes;
        rule.map(|rule| UsableLine { rule, takes })
    });
    Usable { installed, usable: left, lines }
}

fn rules(home: MemoryHome, os: Os, display: Display, ecc: Ecc) -> [Option<UsableRule>; MAX_LINES] {
    use UsableRule as R;
    let card = |cost: EccCost, driver: R| {
        [cost.applies(ecc).then_some(R::EccInline), Some(driver), desktop(os, display)]
    };
    let one = |rule: R| [Some(rule), None, None];
    match home {
        MemoryHome::NvidiaCard(cost) => card(cost, R::NvidiaDriver),
        MemoryHome::AmdCard(cost) => card(cost, R::AmdDriver),
        MemoryHome::ArcFirst => card(EccCost::None, R::ArcFirst),
        MemoryHome::ArcLater => card(EccCost::None, R::ArcLater),
        MemoryHome::Accelerator => card(EccCost::None, R::AcceleratorDriver),
        MemoryHome::Apple => one(R::AppleWiredLimit),
        MemoryHome::AmdChip if os == Os::Windows => one(R::WindowsSharedHalf),
        MemoryHome::AmdChip => one(R::LinuxGttHalf),
        MemoryHome::IntelChip if os == Os::Windows => one(R::WindowsSharedHalf),
        MemoryHome::IntelChip => one(R::IntelLinuxShare),
        MemoryHome::OtherChip if os == Os::Windows => one(R::WindowsSharedHalf),
        MemoryHome::OtherChip => one(R::SharedHalf),
        MemoryHome::Jetson => [Some(R::JetsonCarveout), Some(R::JetsonSystem), desktop(Os::Linux, display)],
        MemoryHome::NvidiaSpark if os == Os::Windows => one(R::RtxSparkWindows),
        MemoryHome::NvidiaSpark => [Some(R::SparkCarveout), Some(R::SparkSystem), None],
        MemoryHome::IPhone => one(R::IosAppLimit),
        MemoryHome::Android => one(R::AndroidAppLimit),
        MemoryHome::HostRam => one(match (os, display) {
            (Os::Linux, Display::Headless) => R::SystemLinux,
            (Os::Linux, Display::Attached) => R::SystemLinuxDesktop,
            (Os::Windows, _) => R::SystemWindows,
            (Os::MacOs, _) => R::SystemMacOs,
        }),
    }
}

/// What the desktop takes of a card.
fn desktop(os: Os, display: Display) -> Option<UsableRule> {
    match (os, display) {
        (Os::Windows, Display::Attached) => Some(UsableRule::WindowsDesktop),
        (Os::Windows, Display::Headless) => Some(UsableRule::WindowsHeadless),
        (_, Display::Attached) => Some(UsableRule::DesktopLinux),
        (_, Display::Headless) => None,
    }
}

/// A setting of the owner's that gives the GPU more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Raise {
    /// `sudo sysctl iogpu.wired_limit_mb=…` (macOS). What it may be set to is the owner's risk; this leaves macOS 8 %, at
    /// least 4 GiB (unconfirmed).
    IogpuWiredLimit(Bytes),
    /// `ttm.pages_limit=…` on the kernel's command line (Linux, AMD). Listings show 122,880 of 131,072 MiB; this leaves
    /// Linux 8 GiB.
    TtmPagesLimit(Bytes),
    /// Variable Graphics Memory in AMD's driver or BIOS (Windows): up to 75 %, 96 of 128 GB
    /// (amd.com blog, FAQs on Variable Graphics Memory, 2025-07-29).
    VariableGraphicsMemory(Bytes),
    /// Error correction switched off.
    EccOff(Bytes),
}

impl Raise {
    /// What is usable then.
    #[must_use]
    pub const fn usable(self) -> Bytes {
        match self {
            Self::IogpuWiredLimit(b)
            | Self::TtmPagesLimit(b)
            | Self::VariableGraphicsMemory(b)
            | Self::EccOff(b) => b,
        }
    }
}

/// The setting that gives more than [`usable_memory`], where there is one.
#[must_use]
pub fn raise(home: MemoryHome, installed: Bytes, os: Os, display: Display, ecc: Ecc) -> Option<Raise> {
    let now = usable_memory(home, installed, os, display, ecc).usable;
    let raised = match home {
        MemoryHome::Apple => {
            let kept = Bytes::new(installed.get() / 100 * 8).max(Bytes::GIB * 4);
            Raise::IogpuWiredLimit(installed - kept)
        }
        MemoryHome::AmdChip if os == Os::Windows => {
            Raise::VariableGraphicsMemory(Bytes::new(installed.get() / 4 * 3))
        }
        MemoryHome::AmdChip => Raise::TtmPagesLimit(installed - Bytes::GIB * 8),
        MemoryHome::NvidiaCard(_) | MemoryHome::AmdCard(_) => {
            Raise::EccOff(usable_memory(home, installed, os, display, Ecc::Off).usable)
        }
        _ => return None,
    };
    (now < raised.usable()).then_some(raised)
}

#[cfg(test)]
mod tests;
