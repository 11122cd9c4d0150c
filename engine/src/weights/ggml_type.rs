//! ggml's tensor types: id, name, block size, bytes per block.
//!
//! Source: `ggml_get_type_traits` of llama.cpp at commit 0c1e57098; checked against the oracle's table in the tests.

use serde::{Deserialize, Serialize};

use crate::packed::{Packed, Reader, Writer, choice, place};
use crate::units::Bytes;

macro_rules! ggml_types {
    ($($variant:ident = $id:literal, $name:literal, $block:literal, $bytes:literal;)*) => {
        /// A tensor type: ggml's, and those that other runtimes store matrices in.
        #[allow(missing_docs, reason = "the names are ggml's own")]
        #[allow(non_camel_case_types, reason = "the names are ggml's own")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum GgmlType { $($variant),* }

        impl GgmlType {
            /// All types.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The type of a GGUF file's type id; `None` for removed and unknown ids.
            #[must_use]
            pub const fn from_id(id: u32) -> Option<Self> {
                if id >= OTHERS {
                    return None;
                }
                match id { $($id => Some(Self::$variant),)* _ => None }
            }

            /// The id in a GGUF file.
            #[must_use]
            pub const fn id(self) -> u32 {
                match self { $(Self::$variant => $id),* }
            }

            /// ggml's name, as `q4_K`.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// Elements per block.
            #[must_use]
            pub const fn block(self) -> u64 {
                match self { $(Self::$variant => $block),* }
            }

            /// Bytes per block.
            #[must_use]
            pub const fn block_bytes(self) -> u64 {
                match self { $(Self::$variant => $bytes),* }
            }
        }
    };
}

ggml_types! {
    F32 = 0, "f32", 1, 4;
    F16 = 1, "f16", 1, 2;
    Q4_0 = 2, "q4_0", 32, 18;
    Q4_1 = 3, "q4_1", 32, 20;
    Q5_0 = 6, "q5_0", 32, 22;
    Q5_1 = 7, "q5_1", 32, 24;
    Q8_0 = 8, "q8_0", 32, 34;
    Q8_1 = 9, "q8_1", 32, 36;
    Q2_K = 10, "q2_K", 256, 84;
    Q3_K = 11, "q3_K", 256, 110;
    Q4_K = 12, "q4_K", 256, 144;
    Q5_K = 13, "q5_K", 256, 176;
    Q6_K = 14, "q6_K", 256, 210;
    Q8_K = 15, "q8_K", 256, 292;
    IQ2_XXS = 16, "iq2_xxs", 256, 66;
    IQ2_XS = 17, "iq2_xs", 256, 74;
    IQ3_XXS = 18, "iq3_xxs", 256, 98;
    IQ1_S = 19, "iq1_s", 256, 50;
    IQ4_NL = 20, "iq4_nl", 32, 18;
    IQ3_S = 21, "iq3_s", 256, 110;
    IQ2_S = 22, "iq2_s", 256, 82;
    IQ4_XS = 23, "iq4_xs", 256, 136;
    I8 = 24, "i8", 1, 1;
    I16 = 25, "i16", 1, 2;
    I32 = 26, "i32", 1, 4;
    I64 = 27, "i64", 1, 8;
    F64 = 28, "f64", 1, 8;
    IQ1_M = 29, "iq1_m", 256, 56;
    BF16 = 30, "bf16", 1, 2;
    TQ1_0 = 34, "tq1_0", 256, 54;
    TQ2_0 = 35, "tq2_0", 256, 66;
    MXFP4 = 39, "mxfp4", 32, 17;
    NVFP4 = 40, "nvfp4", 64, 36;
    Q1_0 = 41, "q1_0", 128, 18;
    Q2_0 = 42, "q2_0", 64, 18;
    // Not ggml's: what other runtimes store matrices in. Their numbers stand in no file ([`OTHERS`]).
    // 8-bit floats or whole numbers.
    BYTE = 1000, "byte", 1, 1;
    // AWQ and GPTQ in groups of 128: 4 bits, a 16-bit scale and a 4-bit zero point each (AutoAWQ `awq/modules/linear`).
    INT4_G128 = 1001, "int4-g128", 256, 133;
    // MLX in groups of 64: a 16-bit scale and a 16-bit bias each (`mlx/nn/layers/quantized.py`, `mx.quantize`).
    MLX3 = 1002, "mlx-3", 64, 28;
    MLX4 = 1003, "mlx-4", 64, 36;
    MLX6 = 1004, "mlx-6", 64, 52;
    MLX8 = 1005, "mlx-8", 64, 68;
    // EXL3 in tiles of 16 × 16 (exllamav3 `doc/exl3.md`); a rate between two is a mix of them.
    EXL2_0 = 1006, "exl-2.0", 16, 4;
    EXL2_5 = 1007, "exl-2.5", 16, 5;
    EXL3_0 = 1008, "exl-3.0", 16, 6;
    EXL3_5 = 1009, "exl-3.5", 16, 7;
    EXL4_0 = 1010, "exl-4.0", 16, 8;
    EXL5_0 = 1011, "exl-5.0", 16, 10;
    EXL6_0 = 1012, "exl-6.0", 16, 12;
    EXL8_0 = 1013, "exl-8.0", 16, 16;
    // MXFP4 as servers hold it.
    MXFP4_PADDED = 1014, "mxfp4-padded", 32, 17;
}

/// The first number that is none of ggml's.
const OTHERS: u32 = 1000;

impl GgmlType {
    /// Bytes of a row of `elements`; a part of a block counts as a whole one.
    #[must_use]
    pub const fn row(self, elements: u64) -> Bytes {
        Bytes::new(elements.div_ceil(self.block()).saturating_mul(self.block_bytes()))
    }

    /// Bytes of some equal matrices of so many rows. What lies around the blocks of types that are none of ggml's counts, too:
    ///
    /// - 8 bits: a 32-bit scale for each block of 128 × 128 (`weight_block_size` of DeepSeek's and Qwen's FP8 checkpoints). Scales by output row
    ///   are as little: both are below a thousandth.
    /// - EXL3: a 16-bit sign and scale for each input and each output (`suh`, `svh` in exllamav3 `modules/quant/exl3.py`).
    /// - MXFP4: inputs are padded to multiples of 256, outputs to multiples of 128 (`Mxfp4MoEMethod.create_weights`, vLLM
    ///   `vllm/model_executor/layers/quantization/mxfp4.py`: Marlin, and 256 both on Blackwell). Triton's kernels on Hopper need no padding.
    #[must_use]
    #[inline(never)]
    pub fn matrices(self, row: u64, rows: u64, count: u64) -> Bytes {
        let blocks = |n: u64| n.saturating_add(127) / 128;
        let (row, rows, around) = match self {
            Self::MXFP4_PADDED => (row.saturating_add(255) / 256 * 256, blocks(rows) * 128, [0, 0]),
            Self::BYTE => (row, rows, [blocks(row), blocks(rows) * 4]),
            _ if self.id() >= Self::EXL2_0.id() => (row, rows, [row.saturating_add(rows), 2]),
            _ => (row, rows, [0, 0]),
        };
        let [more, bytes] = around;
        (self.row(row) * rows + Bytes::new(more) * bytes) * count
    }

    /// Bits per element.
    #[must_use]
    pub fn bits(self) -> f64 {
        self.block_bytes() as f64 * 8.0 / self.block() as f64
    }
}

impl Packed for GgmlType {
    const WIDTH: usize = 1;
    fn write(&self, out: &mut Writer) {
        out.number(place(Self::ALL, self));
    }
    fn read(from: &mut Reader<'_>) -> Self {
        choice(from, Self::ALL, Self::F32)
    }
}
