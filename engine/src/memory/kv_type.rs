//! The types a KV cache can be kept in.

use serde::{Deserialize, Serialize};

use crate::units::Bytes;
use crate::weights::GgmlType;

macro_rules! kv_types {
    ($($variant:ident = $name:literal, $ggml:ident, $doc:literal;)*) => {
        /// A type of cached keys or values: the list llama.cpp accepts for `--cache-type-k` and `--cache-type-v`
        /// (`kv_cache_types` in llama.cpp `common/arg.cpp`).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum KvType {
            $(#[doc = $doc] #[serde(rename = $name)] $variant,)*
            /// 8-bit floats, one byte an element: none of llama.cpp's.
            #[serde(rename = "fp8")]
            Fp8,
        }

        impl KvType {
            /// llama.cpp's types, most precise first.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
            /// Those of other runtimes, too.
            const EVERY: &'static [Self] = &[$(Self::$variant,)* Self::Fp8];

            /// The name used on llama.cpp's command line and in questions.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* Self::Fp8 => "fp8" }
            }

            /// The tensor type behind it.
            #[must_use]
            pub const fn ggml(self) -> GgmlType {
                match self { $(Self::$variant => GgmlType::$ggml,)* Self::Fp8 => GgmlType::BYTE }
            }
        }
    };
}

kv_types! {
    F32 = "f32", F32, "4 bytes an element.";
    F16 = "f16", F16, "2 bytes an element: the default.";
    Bf16 = "bf16", BF16, "2 bytes an element.";
    Q8_0 = "q8_0", Q8_0, "34 bytes per 32 elements.";
    Q5_1 = "q5_1", Q5_1, "24 bytes per 32 elements.";
    Q5_0 = "q5_0", Q5_0, "22 bytes per 32 elements.";
    Q4_1 = "q4_1", Q4_1, "20 bytes per 32 elements.";
    Q4_0 = "q4_0", Q4_0, "18 bytes per 32 elements.";
    Iq4Nl = "iq4_nl", IQ4_NL, "18 bytes per 32 elements.";
}

/// Elements per block of every quantised cache type (`QK8_0` and its kin, ggml `src/ggml-common.h`).
const QUANTISED_BLOCK: u64 = 32;

impl KvType {
    /// The type of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::EVERY.iter().copied().find(|ty| ty.name() == name)
    }

    /// Elements per block.
    #[must_use]
    pub const fn block(self) -> u64 {
        self.ggml().block()
    }

    /// Whether elements share a block scale: such a cache needs whole blocks per head, and as V flash attention.
    #[must_use]
    pub const fn is_quantised(self) -> bool {
        !matches!(self, Self::F32 | Self::F16 | Self::Bf16 | Self::Fp8)
    }

    /// Bytes of `elements`; a part of a block counts as a whole one.
    #[must_use]
    pub const fn row(self, elements: u64) -> Bytes {
        // A constant divisor instead of the type's own: this runs for every part of every cache of a sweep.
        let blocks = if self.is_quantised() { elements.div_ceil(QUANTISED_BLOCK) } else { elements };
        Bytes::new(crate::math::times(blocks, self.ggml().block_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_ggmls_own() {
        for &ty in KvType::EVERY {
            assert_eq!(KvType::from_name(ty.name()), Some(ty));
            assert_eq!(ty.is_quantised(), ty.block() > 1);
            for elements in [0, 1, 31, 32, 33, 1024, 80 * 32] {
                assert_eq!(ty.row(elements), ty.ggml().row(elements), "{}", ty.name());
            }
        }
    }
}
