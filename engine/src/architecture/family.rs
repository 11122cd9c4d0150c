//! llama.cpp's names of architectures (`general.architecture`).
//!
//! A family stands for rules that a GGUF header does not state (which layers slide, which projections are fused).
//! Source of the names: llama.cpp `src/llama-arch.cpp`.

use serde::{Deserialize, Serialize};

use crate::packed::{Packed, Reader, Writer, choice, place};

macro_rules! families {
    ($($variant:ident = $name:literal;)*) => {
        /// An architecture family by llama.cpp's name, and [`Family::Generic`] for models llama.cpp does not know.
        #[allow(missing_docs, reason = "the names are llama.cpp's own")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
        pub enum Family {
            /// Not a llama.cpp name: a pre-norm transformer as its figures describe it.
            #[default]
            #[serde(rename = "generic")]
            Generic,
            $(#[serde(rename = $name)] $variant),*
        }

        impl Family {
            /// All families, [`Family::Generic`] first.
            pub const ALL: &'static [Self] = &[Self::Generic, $(Self::$variant),*];

            /// llama.cpp's name, or `generic`.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { Self::Generic => "generic", $(Self::$variant => $name),* }
            }

            /// The family of that name; `None` for a name nobody has described here.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                match name { "generic" => Some(Self::Generic), $($name => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

families! {
    Llama = "llama";
    LlamaEmbed = "llama-embed";
    Llama4 = "llama4";
    Deci = "deci";
    Mllama = "mllama";
    Falcon = "falcon";
    FalconH1 = "falcon-h1";
    Grok = "grok";
    Gpt2 = "gpt2";
    GptNeox = "gptneox";
    GptOss = "gpt-oss";
    Starcoder = "starcoder";
    Starcoder2 = "starcoder2";
    Bert = "bert";
    ModernBert = "modern-bert";
    NomicBert = "nomic-bert";
    NomicBertMoe = "nomic-bert-moe";
    NeoBert = "neo-bert";
    JinaBertV2 = "jina-bert-v2";
    JinaBertV3 = "jina-bert-v3";
    Bloom = "bloom";
    StableLm = "stablelm";
    Qwen = "qwen";
    Qwen2 = "qwen2";
    Qwen2Moe = "qwen2moe";
    Qwen2Vl = "qwen2vl";
    Qwen3 = "qwen3";
    Qwen3Moe = "qwen3moe";
    Qwen3Vl = "qwen3vl";
    Qwen3VlMoe = "qwen3vlmoe";
    Qwen3Next = "qwen3next";
    Qwen35 = "qwen35";
    Qwen35Moe = "qwen35moe";
    Phi2 = "phi2";
    Phi3 = "phi3";
    PhiMoe = "phimoe";
    Plamo = "plamo";
    Plamo2 = "plamo2";
    Plamo3 = "plamo3";
    Orion = "orion";
    InternLm2 = "internlm2";
    MiniCpm = "minicpm";
    MiniCpm3 = "minicpm3";
    Gemma = "gemma";
    Gemma2 = "gemma2";
    Gemma3 = "gemma3";
    Gemma3n = "gemma3n";
    Gemma4 = "gemma4";
    GemmaEmbedding = "gemma-embedding";
    Mamba = "mamba";
    Mamba2 = "mamba2";
    Jamba = "jamba";
    Xverse = "xverse";
    CommandR = "command-r";
    Cohere2 = "cohere2";
    Cohere2Moe = "cohere2moe";
    Dbrx = "dbrx";
    Olmo = "olmo";
    Olmo2 = "olmo2";
    Olmoe = "olmoe";
    OpenElm = "openelm";
    Arctic = "arctic";
    DeepSeek = "deepseek";
    DeepSeek2 = "deepseek2";
    DeepSeek2Ocr = "deepseek2-ocr";
    DeepSeek32 = "deepseek32";
    DeepSeek4 = "deepseek4";
    ChatGlm = "chatglm";
    Glm4 = "glm4";
    Glm4Moe = "glm4moe";
    GlmDsa = "glm-dsa";
    Glm5Next = "glm5next";
    BitNet = "bitnet";
    Rwkv6 = "rwkv6";
    Rwkv6Qwen2 = "rwkv6qwen2";
    Rwkv7 = "rwkv7";
    Arwkv7 = "arwkv7";
    Granite = "granite";
    GraniteMoe = "granitemoe";
    GraniteHybrid = "granitehybrid";
    Chameleon = "chameleon";
    Exaone = "exaone";
    Exaone4 = "exaone4";
    ExaoneMoe = "exaone-moe";
    Nemotron = "nemotron";
    NemotronH = "nemotron_h";
    NemotronHMoe = "nemotron_h_moe";
    Plm = "plm";
    BailingMoe = "bailingmoe";
    BailingMoe2 = "bailingmoe2";
    BailingMoe3 = "bailingmoe3";
    Dots1 = "dots1";
    Arcee = "arcee";
    AfMoe = "afmoe";
    Ernie45 = "ernie4_5";
    Ernie45Moe = "ernie4_5-moe";
    HunyuanMoe = "hunyuan-moe";
    HunyuanDense = "hunyuan-dense";
    HyV3 = "hy_v3";
    SmolLm3 = "smollm3";
    Lfm2 = "lfm2";
    Lfm2Moe = "lfm2moe";
    Dream = "dream";
    SmallThinker = "smallthinker";
    Llada = "llada";
    LladaMoe = "llada-moe";
    SeedOss = "seed_oss";
    GroveMoe = "grovemoe";
    Apertus = "apertus";
    MiniMaxM2 = "minimax-m2";
    MiniMaxM3 = "minimax-m3";
    CogVlm = "cogvlm";
    PanguEmbed = "pangu-embedded";
    Mistral3 = "mistral3";
    Mistral4 = "mistral4";
    PaddleOcr = "paddleocr";
    MiMo2 = "mimo2";
    Step35 = "step35";
    KimiLinear = "kimi-linear";
    KimiK3 = "kimi-k3";
    Mellum = "mellum";
    Laguna = "laguna";
    MuseGlimmer = "muse-glimmer";
    Qwen4Exp = "qwen4exp";
}

impl Family {
    /// Whether the family's tensors and layers were compared with llama.cpp's loader line by line, or with files.
    ///
    /// The others are described by the rules of their nearest kin: their lists are good to about a percent.
    #[must_use]
    pub const fn is_compared(self) -> bool {
        !matches!(
            self,
            Self::Generic
                | Self::Mllama
                | Self::Gpt2
                | Self::GptNeox
                | Self::Starcoder
                | Self::NomicBertMoe
                | Self::NeoBert
                | Self::JinaBertV3
                | Self::Bloom
                | Self::Qwen
                | Self::Plamo
                | Self::Plamo2
                | Self::Plamo3
                | Self::Orion
                | Self::MiniCpm3
                | Self::Xverse
                | Self::OpenElm
                | Self::Arctic
                | Self::Rwkv6
                | Self::Rwkv6Qwen2
                | Self::Arwkv7
                | Self::Chameleon
                | Self::Nemotron
                | Self::Plm
                | Self::Dream
                | Self::SmallThinker
                | Self::LladaMoe
                | Self::GroveMoe
                | Self::CogVlm
                | Self::PanguEmbed
                | Self::PaddleOcr
                | Self::Qwen4Exp
        )
    }
}

impl Packed for Family {
    const WIDTH: usize = 1;
    fn write(&self, out: &mut Writer) {
        out.number(place(Self::ALL, self));
    }
    fn read(from: &mut Reader<'_>) -> Self {
        choice(from, Self::ALL, Self::Generic)
    }
}

impl core::fmt::Display for Family {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.name())
    }
}
