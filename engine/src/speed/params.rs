//! The shape of the constants; their values are in `constants.rs`, which `cargo xtask calibrate` writes.

use super::family::Family;
use super::pace::ByPace;

/// Everything the formula does not know from data sheets.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Constants {
    /// Constants all families share.
    pub shared: Shared,
    /// Constants of each family, in the order of [`Family::ALL`].
    pub families: [FamilyConstants; FAMILIES],
}

/// Number of families.
pub const FAMILIES: usize = Family::ALL.len();

/// Constants all families share.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shared {
    /// Vector operations to unpack a weight, by class of type; F16 costs [`ByPace`]'s first entry.
    pub unpack: ByPace,
    /// Bytes of routed experts cost this many times as much as bytes read whole: gathered rows, half-used blocks.
    pub routed: f64,
    /// BF16 routed experts under Vulkan take this many times as long (a known slow path: no BF16 matrix–vector kernel for them).
    pub bf16_experts_vulkan: f64,
    /// Unpacking on Apple's first generation (M1) takes this many times as long per printed operation: its cores do not issue integer
    /// and floating-point work side by side.
    pub apple_first: f64,
    /// Fixed cost of each kind of layer half, in multiples of a plain dense layer.
    pub steps: StepCosts,
    /// Rows at which a matrix unit reaches half of its rate: small prompts and small experts do not fill it.
    pub half_rows: f64,
    /// Prefill of unquantised weights, as a multiple of the rate for quantised ones.
    pub prefill_plain: f64,
    /// The same of routed experts: llama.cpp multiplies unquantised ones one by one, with a wait between them.
    pub prefill_plain_routed: f64,
    /// How far power and not the printed rate bounds a prompt: the exponent of rated watts per printed rate in the prefill basis.
    pub power: f64,
    /// Step time grows by this share for each further device of a layer split: activations cross a link, the devices take turns.
    pub hop: f64,
}

/// Fixed cost of a layer's parts, in multiples of one plain transformer layer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StepCosts {
    /// Plain attention.
    pub attention: f64,
    /// Latent attention.
    pub latent: f64,
    /// Compressed sparse attention.
    pub compressed: f64,
    /// Gated delta rule.
    pub delta: f64,
    /// State space.
    pub state_space: f64,
    /// Dense feed-forward.
    pub dense: f64,
    /// Mixture of experts.
    pub experts: f64,
    /// Embedding, final norm, head and sampling.
    pub ends: f64,
}

/// Constants of one family.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FamilyConstants {
    /// Share of the printed bandwidth that weights are read at, at most 1.
    pub read: f64,
    /// Share of the printed bandwidth that the cache is read at, at most 1.
    pub cache: f64,
    /// Fixed time of a plain layer, seconds: launches, synchronisation, small operations.
    pub step_seconds: f64,
    /// Efficiency of unpacking: multiplies [`Shared::unpack`].
    pub unpack: f64,
    /// Vector operations spent per operation of attention over the cache.
    pub attention: f64,
    /// Multiplies the unpacking of code-book types.
    pub codebook: f64,
    /// Multiplies [`StepCosts::experts`].
    pub experts: f64,
    /// Multiplies [`StepCosts::delta`].
    pub delta: f64,
    /// Prefill rate as a multiple of the prefill basis ([`super::prefill`]).
    pub prefill: f64,
    /// Rate of attention in prefill, as a multiple of the same basis.
    pub prefill_attention: f64,
    /// Prefill of BF16 weights, as a multiple of that of other unquantised ones: below 1 where a backend has no matrices of that type.
    pub prefill_bf16: f64,
    /// What multiplies in attention.
    pub attention_on: Units,
    /// Share of the printed matrix rate that the instructions of the family's kernels can reach.
    pub matrix_share: f64,
    /// Vector operations per byte of bandwidth, where the device's rate is not recorded.
    pub vector_per_byte: f64,
    /// Range of decode, dense models.
    pub dense: Spread,
    /// Range of decode, routed models.
    pub routed: Spread,
    /// Range of prefill.
    pub prefill_spread: Spread,
    /// How the constants of the family were obtained.
    pub basis: Basis,
}

/// Factors from the typical rate to the ends of the 80 % range.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// Lower end ÷ typical, below 1.
    pub low: f64,
    /// Upper end ÷ typical, above 1.
    pub high: f64,
}

/// What of a chip does a piece of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Units {
    /// Matrix units, where there are any.
    Matrix,
    /// Vector units.
    Vector,
}

/// What the constants of a family rest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// Rows of several devices of the family.
    Devices,
    /// Rows of one device: leaving it out falls back to the parent.
    OneDevice,
    /// Only rows of an older engine that are kept apart (LocalScore).
    ApartOnly,
    /// No rows: the parent's constants.
    Parent,
}

impl Basis {
    /// Whether rows of the family itself stand behind its constants.
    #[must_use]
    pub const fn has_rows(self) -> bool {
        matches!(self, Self::Devices | Self::OneDevice)
    }
}

impl Constants {
    /// The constants of a family.
    #[must_use]
    pub fn family(&self, family: Family) -> &FamilyConstants {
        let [.., last] = &self.families;
        self.families.get(family as usize).unwrap_or(last)
    }
}

impl Spread {
    /// No range: low and high are the typical figure.
    pub const NONE: Self = Self { low: 1.0, high: 1.0 };

    /// Wider by a factor on the logarithmic scale, for figures the formula had to assume: `times` 1 changes nothing.
    #[must_use]
    pub fn widened(self, times: f64) -> Self {
        self.scaled(times.max(1.0))
    }

    /// To this power on either side: below 1 narrower.
    #[must_use]
    pub fn scaled(self, times: f64) -> Self {
        if times.to_bits() == 1.0_f64.to_bits() || self == Self::NONE {
            return self;
        }
        Self { low: crate::math::pow(self.low, times), high: crate::math::pow(self.high, times) }
    }
}
