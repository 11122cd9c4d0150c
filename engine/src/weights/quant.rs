//! Quants: the file types a model is stored in, by the labels people know.
//!
//! Source: `llama_ftype` and `QUANT_OPTIONS` of llama.cpp (`include/llama.h`, `tools/quantize/quantize.cpp`).

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::GgmlType;
use crate::catalog::NativeType;
use crate::packed::{Packed, Reader, Writer, choice, place};

macro_rules! quants {
    (
        gguf {
            $($(#[$doc:meta])* $variant:ident = $label:literal, $default:ident, $bits:literal;)*
        }
        others {
            $($(#[$other_doc:meta])* $other:ident = $other_label:literal, $other_default:ident, $other_bits:literal;)*
        }
    ) => {
        /// A quant: the recipe that gives each tensor of a file its type.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(non_camel_case_types, reason = "the names are llama.cpp's own")]
        pub enum Quant { $($(#[$doc])* $variant,)* $($(#[$other_doc])* $other),* }

        impl Quant {
            /// All quants of GGUF files, smallest first as a dense model of 8 billion parameters stores them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The label, as `Q4_K_M`.
            #[must_use]
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)* $(Self::$other => $other_label),* }
            }

            /// The type tensors get where no rule says otherwise (`llama_ftype_get_default_type`).
            #[must_use]
            pub const fn default_type(self) -> GgmlType {
                match self { $(Self::$variant => GgmlType::$default,)* $(Self::$other => GgmlType::$other_default),* }
            }

            /// The number in the label: whole bits per weight as people speak of it. The real figure is always higher.
            #[must_use]
            pub const fn nominal_bits(self) -> u8 {
                match self { $(Self::$variant => $bits,)* $(Self::$other => $other_bits),* }
            }
        }
    };
}

quants! {
    gguf {
        /// Not in a released `llama-quantize` label set of the oracle; one bit and a scale per 128 weights.
        Q1_0 = "Q1_0", Q1_0, 1;
        /// 1.56 bits.
        IQ1_S = "IQ1_S", IQ1_S, 1;
        /// 1.75 bits.
        IQ1_M = "IQ1_M", IQ1_M, 1;
        /// Ternary, 1.69 bits: for models trained so.
        TQ1_0 = "TQ1_0", TQ1_0, 1;
        /// 2.06 bits.
        IQ2_XXS = "IQ2_XXS", IQ2_XXS, 2;
        /// Two bits and a scale per 64 weights.
        Q2_0 = "Q2_0", Q2_0, 2;
        /// Ternary, 2.06 bits: for models trained so.
        TQ2_0 = "TQ2_0", TQ2_0, 2;
        /// 2.31 bits.
        IQ2_XS = "IQ2_XS", IQ2_XS, 2;
        /// 2.5 bits.
        IQ2_S = "IQ2_S", IQ2_XS, 2;
        /// 2.7 bits.
        IQ2_M = "IQ2_M", IQ2_S, 2;
        /// 2-bit K-quant, small.
        Q2_K_S = "Q2_K_S", Q2_K, 2;
        /// 2-bit K-quant.
        Q2_K = "Q2_K", Q2_K, 2;
        /// 3.06 bits.
        IQ3_XXS = "IQ3_XXS", IQ3_XXS, 3;
        /// 3.3 bits.
        IQ3_XS = "IQ3_XS", IQ3_S, 3;
        /// 3-bit K-quant, small.
        Q3_K_S = "Q3_K_S", Q3_K, 3;
        /// 3.44 bits.
        IQ3_S = "IQ3_S", IQ3_S, 3;
        /// 3.66 bits.
        IQ3_M = "IQ3_M", IQ3_S, 3;
        /// 3-bit K-quant, medium.
        Q3_K_M = "Q3_K_M", Q3_K, 3;
        /// 3-bit K-quant, large.
        Q3_K_L = "Q3_K_L", Q3_K, 3;
        /// 4.25 bits.
        IQ4_XS = "IQ4_XS", IQ4_XS, 4;
        /// 4 bits and a scale per 32 weights.
        Q4_0 = "Q4_0", Q4_0, 4;
        /// 4.5 bits, non-linear levels.
        IQ4_NL = "IQ4_NL", IQ4_NL, 4;
        /// NVIDIA's 4-bit float: 4.5 bits.
        NVFP4 = "NVFP4", NVFP4, 4;
        /// 4-bit K-quant, small.
        Q4_K_S = "Q4_K_S", Q4_K, 4;
        /// 4-bit K-quant, medium: the usual choice.
        Q4_K_M = "Q4_K_M", Q4_K, 4;
        /// 4 bits, a scale and a minimum per 32 weights.
        Q4_1 = "Q4_1", Q4_1, 4;
        /// Experts in MXFP4 as the maker published them, the rest in 16 or 32 bits: what the converter writes.
        F16_MXFP4_EXPERTS = "F16+MXFP4_EXPERTS", MXFP4, 4;
        /// Experts in MXFP4, the rest in Q8_0.
        MXFP4_MOE = "MXFP4_MOE", MXFP4, 4;
        /// 5 bits and a scale per 32 weights.
        Q5_0 = "Q5_0", Q5_0, 5;
        /// 5-bit K-quant, small.
        Q5_K_S = "Q5_K_S", Q5_K, 5;
        /// 5-bit K-quant, medium.
        Q5_K_M = "Q5_K_M", Q5_K, 5;
        /// 5 bits, a scale and a minimum per 32 weights.
        Q5_1 = "Q5_1", Q5_1, 5;
        /// 6-bit K-quant.
        Q6_K = "Q6_K", Q6_K, 6;
        /// 8 bits and a scale per 32 weights: nearly lossless.
        Q8_0 = "Q8_0", Q8_0, 8;
        /// 16-bit floats.
        F16 = "F16", F16, 16;
        /// 16-bit floats with the range of 32-bit ones.
        BF16 = "BF16", BF16, 16;
        /// 32-bit floats.
        F32 = "F32", F32, 32;
    }
    others {
        /// Safetensors: 16-bit floats, as most makers publish.
        HF_BF16 = "BF16", BF16, 16;
        /// Safetensors: matrices in 8-bit floats, the rest in 16 bits.
        FP8 = "FP8", BYTE, 8;
        /// Safetensors: matrices in 8-bit whole numbers, the rest in 16 bits.
        INT8 = "INT8", BYTE, 8;
        /// AWQ: matrices in 4 bits, groups of 128.
        AWQ = "AWQ-INT4", INT4_G128, 4;
        /// GPTQ: matrices in 4 bits, groups of 128.
        GPTQ = "GPTQ-INT4", INT4_G128, 4;
        /// Safetensors: matrices in NVIDIA's 4-bit floats, the rest in 16 bits.
        HF_NVFP4 = "NVFP4", NVFP4, 4;
        /// Safetensors: experts in MXFP4 as the maker published them, the rest in 16 bits.
        HF_MXFP4 = "MXFP4", MXFP4_PADDED, 4;
        /// MLX, 3 bits in groups of 64.
        MLX_3 = "MLX-3bit", MLX3, 3;
        /// MLX, 4 bits in groups of 64.
        MLX_4 = "MLX-4bit", MLX4, 4;
        /// MLX, 6 bits in groups of 64.
        MLX_6 = "MLX-6bit", MLX6, 6;
        /// MLX, 8 bits in groups of 64.
        MLX_8 = "MLX-8bit", MLX8, 8;
        /// EXL3, 2 bits.
        EXL_2_0 = "EXL3-2.0bpw", EXL2_0, 2;
        /// EXL3, 2.5 bits.
        EXL_2_5 = "EXL3-2.5bpw", EXL2_5, 2;
        /// EXL3, 3 bits.
        EXL_3_0 = "EXL3-3.0bpw", EXL3_0, 3;
        /// EXL3, 3.5 bits.
        EXL_3_5 = "EXL3-3.5bpw", EXL3_5, 3;
        /// EXL3, 4 bits.
        EXL_4_0 = "EXL3-4.0bpw", EXL4_0, 4;
        /// EXL3, 5 bits.
        EXL_5_0 = "EXL3-5.0bpw", EXL5_0, 5;
        /// EXL3, 6 bits.
        EXL_6_0 = "EXL3-6.0bpw", EXL6_0, 6;
        /// EXL3, 8 bits.
        EXL_8_0 = "EXL3-8.0bpw", EXL8_0, 8;
    }
}

/// Whether the quantiser was given an importance matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, PartialOrd, Ord)]
pub enum Imatrix {
    /// Without.
    #[default]
    Without,
    /// With.
    With,
}

/// The text names no quant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownQuant;

impl fmt::Display for UnknownQuant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("unknown quant")
    }
}

impl core::error::Error for UnknownQuant {}

impl Quant {
    /// Other spellings, upper case: the short names `llama-quantize` takes and names seen in published file names.
    const ALIASES: [(&'static str, Self); 11] = [
        ("Q3_K", Self::Q3_K_M),
        ("Q4_K", Self::Q4_K_M),
        ("Q5_K", Self::Q5_K_M),
        ("MXFP4", Self::MXFP4_MOE),
        ("FP16", Self::F16),
        ("FP32", Self::F32),
        ("HALF", Self::F16),
        ("FLOAT16", Self::F16),
        ("BFLOAT16", Self::BF16),
        ("F16_MXFP4_EXPERTS", Self::F16_MXFP4_EXPERTS),
        ("Q6_K_M", Self::Q6_K),
    ];

    /// Whether a dense model of usual shapes cannot be quantised so without an importance matrix.
    /// For a given model [`super::Mix::needs_imatrix`] says it exactly.
    #[must_use]
    pub const fn usually_needs_imatrix(self) -> bool {
        matches!(
            self,
            Self::IQ1_S
                | Self::IQ1_M
                | Self::IQ2_XXS
                | Self::IQ2_XS
                | Self::IQ2_S
                | Self::IQ2_M
                | Self::IQ3_XXS
                | Self::IQ3_XS
                | Self::Q2_K_S
        )
    }

    /// The quant to take when nobody chose one: the maker's own where the experts were published in 4-bit floats only
    /// (anything else would be made from those), else the usual one.
    #[must_use]
    pub const fn default_for(native: NativeType) -> Self {
        match native {
            NativeType::Mxfp4 | NativeType::Bf16Mxfp4Experts | NativeType::Fp8Fp4Experts => Self::MXFP4_MOE,
            NativeType::Bf16
            | NativeType::Fp32
            | NativeType::Fp16
            | NativeType::Fp8
            | NativeType::Int8
            | NativeType::Int4Experts
            | NativeType::Ternary => Self::Q4_K_M,
        }
    }

    /// The quant of some whose label a text is.
    #[must_use]
    pub fn among(some: &[Self], text: &str) -> Option<Self> {
        some.iter().copied().find(|quant| same(quant.label(), text))
    }

    /// What a file that is no GGUF stores matrices, the embedding table and the output head in; the rest has 16 bits. None of GGUF's.
    /// Sources: `modules_to_not_convert` of compressed-tensors, AutoAWQ and GPTQModel (head and embedding stay as they are); `mlx_lm/utils.py`,
    /// `quantize_model` (every linear layer and the embedding); exllamav3 `conversion/convert_model.py` (`head_bits` 6, the embedding stays).
    #[must_use]
    pub const fn stored(self) -> Option<[GgmlType; 3]> {
        use GgmlType as T;
        let matrix = self.default_type();
        match self {
            Self::HF_BF16
            | Self::FP8
            | Self::INT8
            | Self::AWQ
            | Self::GPTQ
            | Self::HF_NVFP4
            | Self::HF_MXFP4 => Some([matrix, T::BF16, T::BF16]),
            Self::MLX_3 | Self::MLX_4 | Self::MLX_6 | Self::MLX_8 => Some([matrix; 3]),
            Self::EXL_2_0
            | Self::EXL_2_5
            | Self::EXL_3_0
            | Self::EXL_3_5
            | Self::EXL_4_0
            | Self::EXL_5_0
            | Self::EXL_6_0
            | Self::EXL_8_0 => Some([matrix, T::BF16, T::EXL6_0]),
            _ => None,
        }
    }

    /// Whether llama.cpp's quantiser makes this file from a 16-bit source; the other is the converter's own layout.
    #[must_use]
    pub const fn is_quantiser_type(self) -> bool {
        !matches!(self, Self::F16_MXFP4_EXPERTS)
    }
}

impl FromStr for Quant {
    type Err = UnknownQuant;

    /// Case, blanks around and `-` or blank for `_` do not matter: `q4-k-m` is `Q4_K_M`.
    fn from_str(text: &str) -> Result<Self, UnknownQuant> {
        let alias = || Self::ALIASES.iter().find(|(name, _)| same(name, text)).map(|(_, quant)| *quant);
        Self::among(Self::ALL, text).or_else(alias).ok_or(UnknownQuant)
    }
}

/// Whether a text is this name, in whatever case and with whatever between its words.
fn same(name: &str, text: &str) -> bool {
    let plain = |letter: u8| if matches!(letter, b'-' | b' ') { b'_' } else { letter.to_ascii_uppercase() };
    let text = text.trim();
    name.len() == text.len() && name.bytes().zip(text.bytes()).all(|(a, b)| plain(a) == plain(b))
}

impl fmt::Display for Quant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.label())
    }
}

impl Serialize for Quant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.label())
    }
}

impl<'de> Deserialize<'de> for Quant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Label;
        impl serde::de::Visitor<'_> for Label {
            type Value = Quant;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a quant label")
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Quant, E> {
                text.parse().map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Label)
    }
}

impl Packed for Quant {
    const WIDTH: usize = 1;
    fn write(&self, out: &mut Writer) {
        out.number(place(Self::ALL, self));
    }
    fn read(from: &mut Reader<'_>) -> Self {
        choice(from, Self::ALL, Self::Q4_K_M)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_label_and_spelling_is_read() {
        for &quant in Quant::ALL {
            assert_eq!(quant.label().parse(), Ok(quant));
            assert_eq!(quant.label().to_ascii_lowercase().replace('_', "-").parse(), Ok(quant));
        }
        for (text, quant) in [("q4_k", Quant::Q4_K_M), (" mxfp4 ", Quant::MXFP4_MOE), ("fp16", Quant::F16)] {
            assert_eq!(text.parse(), Ok(quant));
        }
        for wrong in ["", "Q4", "Q4_K_", "Q4_K_MM", "Q4ÄK_M"] {
            assert_eq!(wrong.parse::<Quant>(), Err(UnknownQuant), "{wrong}");
        }
    }
}
