//! Choices a question makes, each a closed set of words.

/// Declares an enum with one word per variant, read without regard to case.
macro_rules! choice {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $word)] $variant),+ }

        impl $name {
            /// All of them, in the order a list shows.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word in questions, answers and addresses.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// Reads the word; `None` when it is none of them.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|c| c.word().eq_ignore_ascii_case(text.trim()))
            }
        }
    };
}

pub(crate) use choice;

choice! {
    /// The programming interface the runtime drives the device through.
    Backend {
        /// NVIDIA CUDA.
        Cuda = "cuda",
        /// Apple Metal.
        Metal = "metal",
        /// AMD ROCm (HIP).
        Rocm = "rocm",
        /// Vulkan.
        Vulkan = "vulkan",
        /// Intel SYCL.
        Sycl = "sycl",
        /// The host's processor.
        Cpu = "cpu",
    }
}

choice! {
    /// The program that runs the model. The first three share llama.cpp's rules; the others have their own ([`crate::runtimes`]).
    Runtime {
        /// llama.cpp (`llama-server`, `llama-cli`).
        LlamaCpp = "llama.cpp",
        /// Ollama.
        Ollama = "ollama",
        /// LM Studio.
        LmStudio = "lm-studio",
        /// MLX (`mlx_lm.server`).
        Mlx = "mlx",
        /// vLLM.
        Vllm = "vllm",
        /// SGLang.
        Sglang = "sglang",
        /// TensorRT-LLM (`trtllm-serve`).
        TensorRt = "tensorrt-llm",
        /// ExLlamaV3 (TabbyAPI).
        ExLlama = "exllamav3",
        /// KTransformers.
        KTransformers = "ktransformers",
    }
}

choice! {
    /// Operating system of the host.
    Os {
        /// Linux.
        Linux = "linux",
        /// Windows.
        Windows = "windows",
        /// macOS.
        MacOs = "macos",
    }
}

choice! {
    /// Where layers may go.
    Placement {
        /// On the devices; layers or experts go to the host only when they must.
        Auto = "auto",
        /// On the devices or not at all.
        Device = "device",
        /// All on the host.
        Host = "host",
    }
}

/// Whether the vision projector is loaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Projector {
    /// Loaded beside the language model.
    Loaded,
    /// Not loaded.
    Absent,
}

/// Whether a display hangs on the device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Display {
    /// A display draws from the device's memory.
    Attached,
    /// Headless.
    Headless,
}

/// Error correction of device memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ecc {
    /// As the device ships.
    Default,
    /// On.
    On,
    /// Off.
    Off,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_back() {
        for backend in Backend::ALL {
            assert_eq!(Backend::parse(backend.word()), Some(*backend));
        }
        assert_eq!(Runtime::parse(" LM-Studio "), Some(Runtime::LmStudio));
        assert_eq!(Os::parse("beos"), None);
    }
}
