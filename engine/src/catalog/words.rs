//! The closed vocabularies of the catalog: what a record may say where it does not say a number.

use crate::packed::{Packed, Reader, Writer, choice, place};

/// A vocabulary: an enum whose variants are spelled in the file exactly as given here.
pub trait Word: Copy + PartialEq + Sized + 'static {
    /// All words, in the order of the enum.
    const ALL: &'static [Self];
    /// Stands in for a word that could not be read, in a catalog that is refused anyway.
    const FIRST: Self;
    /// The spelling in the file.
    fn as_str(self) -> &'static str;
    /// Reads a spelling.
    #[must_use]
    fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|word| word.as_str() == text)
    }
}

impl<W: Word> Packed for W {
    const WIDTH: usize = 1;
    fn write(&self, out: &mut Writer) {
        out.number(place(Self::ALL, self));
    }
    fn read(from: &mut Reader<'_>) -> Self {
        choice(from, Self::ALL, Self::FIRST)
    }
}

macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $first:ident = $first_text:literal $(, $variant:ident = $text:literal)* $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            #[doc = concat!("`", $first_text, "`")]
            $first,
            $( #[doc = concat!("`", $text, "`")] $variant, )*
        }

        impl $crate::catalog::Word for $name {
            const ALL: &'static [Self] = &[Self::$first $(, Self::$variant)*];
            const FIRST: Self = Self::$first;
            fn as_str(self) -> &'static str {
                match self {
                    Self::$first => $first_text,
                    $( Self::$variant => $text, )*
                }
            }
        }

        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str($crate::catalog::Word::as_str(*self))
            }
        }
    };
}

words! {
    /// Who makes a device; `generic` for classes such as "dual-channel DDR5 desktop".
    Vendor {
        Amd = "amd", Ampere = "ampere", Apple = "apple", Generic = "generic", Huawei = "huawei", Intel = "intel",
        Nvidia = "nvidia", Qualcomm = "qualcomm", RaspberryPi = "raspberry-pi", Rockchip = "rockchip",
    }
}

words! {
    /// What a device is to a model: a card with memory of its own, a chip that shares memory with its host, a CPU.
    DeviceKind { Gpu = "gpu", Unified = "unified", Cpu = "cpu", Npu = "npu" }
}

words! {
    /// The market a device is made for.
    Class {
        Consumer = "consumer", Datacenter = "datacenter", Laptop = "laptop", MiniPc = "mini-pc", Phone = "phone",
        Sbc = "sbc", Workstation = "workstation",
    }
}

words! {
    /// The technology of a device's memory.
    MemoryKind {
        Ddr4 = "ddr4", Ddr5 = "ddr5", Mrdimm = "mrdimm", Lpddr4x = "lpddr4x", Lpddr5 = "lpddr5", Lpddr5x = "lpddr5x",
        Gddr5 = "gddr5", Gddr5x = "gddr5x", Gddr6 = "gddr6", Gddr6x = "gddr6x", Gddr7 = "gddr7",
        Hbm2 = "hbm2", Hbm2e = "hbm2e", Hbm3 = "hbm3", Hbm3e = "hbm3e",
    }
}

words! {
    /// A programming interface the device's driver offers for compute.
    ComputeApi {
        Cuda = "cuda", Rocm = "rocm", Metal = "metal", Mlx = "mlx", Vulkan = "vulkan", Sycl = "sycl",
        DirectMl = "directml", Cann = "cann",
    }
}

words! {
    /// The shape a device is sold in.
    FormFactor {
        SingleSlot = "single-slot", DualSlot = "dual-slot", TripleSlot = "triple-slot",
        PassiveSingleSlot = "passive single-slot", PassiveDualSlot = "passive dual-slot",
        Sxm = "SXM", Oam = "OAM", Nvl72 = "NVL72 module", Superchip = "superchip module", Module = "module",
        Server = "server", Desktop = "desktop system", DesktopApu = "desktop APU", Laptop = "laptop",
        LaptopOrDesktop = "laptop or desktop system", MiniPc = "mini PC", DeveloperKit = "developer kit",
        SingleBoard = "single-board computer", Phone = "phone",
    }
}

words! {
    /// What a model takes in or puts out.
    Modality {
        Text = "text", Vision = "vision", AudioIn = "audio-in", AudioOut = "audio-out", ImageOut = "image-out",
        VideoOut = "video-out", Embedding = "embedding", Rerank = "rerank",
    }
}

words! {
    /// What a model is made for.
    Task {
        Chat = "chat", Agent = "agent", Reasoning = "reasoning", Coding = "coding", Vision = "vision",
        LongContext = "long-context", Embedding = "embedding", Rerank = "rerank", Rag = "rag",
        TextToSpeech = "text-to-speech", SpeechToText = "speech-to-text", Audio = "audio",
        TextToImage = "text-to-image", ImageEdit = "image-edit", TextToVideo = "text-to-video",
        ImageToVideo = "image-to-video", Base = "base", Ocr = "ocr", Medical = "medical",
        Translation = "translation", Math = "math", Science = "science", Moderation = "moderation",
        HtmlToMarkdown = "html-to-markdown",
    }
}

words! {
    /// The precision a model is published in.
    NativeType {
        Bf16 = "bf16", Fp32 = "fp32", Fp16 = "fp16", Fp8 = "fp8", Fp8Fp4Experts = "fp8-fp4-experts", Int8 = "int8",
        Int4Experts = "int4-experts", Mxfp4 = "mxfp4", Bf16Mxfp4Experts = "bf16-mxfp4-experts", Ternary = "ternary",
    }
}

words! {
    /// Whether a model's parameter count was recomputed from its architecture and agreed within 1 %.
    Checked { Recomputed = "recomputed", Unverified = "unverified" }
}

words! {
    /// Whether a source was looked at, or a figure was entered from memory.
    Confirmed { Yes = "yes", No = "no" }
}

words! {
    /// The family a quantisation label belongs to.
    QuantFamily {
        Float = "float", Legacy = "legacy", KQuant = "k-quant", IQuant = "i-quant", Ternary = "ternary", Mx = "mx",
    }
}

words! {
    /// What an importance matrix does to a quantisation label's mix of tensor types.
    ImatrixEffect { Indifferent = "indifferent", ChangesMix = "changes-mix", Needed = "needed" }
}

words! {
    /// The state of the goods at a price.
    Condition { Msrp = "msrp", New = "new", Used = "used" }
}

words! {
    /// The terms of a rental.
    RentalKind { OnDemand = "on-demand", Spot = "spot", Community = "community", Reserved = "reserved" }
}

words! {
    /// Which of a provider's offers a rental row is.
    RentalStat { Only = "only", Cheapest = "cheapest", Median = "median", Lowest = "lowest", Highest = "highest" }
}
pub(crate) use words;
