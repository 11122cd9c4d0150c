//! A model's page in English: fixed texts, and sentences that rest on figures.

mod layers;
mod said;

pub use layers::{body, layer, vision};
pub use said::{Intro, at, beyond, choice_counts, images, intro, old, price, version, within, within_note};

use crate::text::ModelPageKey as Key;

/// The English text of a key.
#[must_use]
pub const fn model_text(key: Key) -> &'static str {
    match key {
        Key::NotListed => "The catalog has no model of this name",
        Key::NearNames => "Names that come near:",
        Key::AllModels => "All models",
        Key::Parameters => "Parameters",
        Key::Active => "Active for a token",
        Key::Read => "Read for a token",
        Key::ActivePublished => "Active, as its publisher rounds it",
        Key::Publisher => "Publisher",
        Key::Family => "Family",
        Key::Released => "Released",
        Key::Licence => "Licence",
        Key::Context => "Longest context",
        Key::Extended => "With rope scaling",
        Key::Modality => "In and out",
        Key::MadeFor => "Made for",
        Key::Native => "Published in",
        Key::NotStated => "no source at hand states it",
        Key::BasisTensors => "Its memory is counted to the byte: every tensor, as llama.cpp stores it.",
        Key::BasisRule => {
            "Its memory is counted by rule: every tensor from its published configuration, for an architecture that llama.cpp does not have."
        }
        Key::BasisParameters => {
            "Its memory is known roughly: parameters × bits, because the list of its tensors is not recorded."
        }
        Key::Architecture => "Architecture",
        Key::LayoutUnknown => {
            "Unknown layout: how its layers are laid out is not recorded, so its cache and compute buffer are unknown, too."
        }
        Key::Layers => "Layers",
        Key::EachLayer => "Each of them",
        Key::Components => "Components",
        Key::ComponentsNote => {
            "Each component at the precision it is published in. What the runtime adds while it works is not recorded, and there is no token rate."
        }
        Key::Component => "Component",
        Key::Quants => "Quants",
        Key::QuantsNote => {
            "Tensor bytes of the file as llama.cpp’s quantiser writes it, without header and tokenizer. Quality loss was measured on the model chosen here, never on this one; another model may lose more or less."
        }
        Key::QuantsRough => {
            "Sizes are rough: parameters × the bits that the quant has on an ordinary model. Quality loss was measured on the model chosen here, never on this one."
        }
        Key::QuantOfMemory => "Quant",
        Key::Quant => "Quant",
        Key::File => "File",
        Key::FileBytes => "Bytes",
        Key::Bits => "Bits per weight",
        Key::Ask => "Links ask the calculator with that quant.",
        Key::Memory => "Memory over context",
        Key::MemoryNote => "One user, everything on one CUDA card; what runtime and driver take is that of",
        Key::MemoryUnknown => "How much memory it needs at a given context is unknown.",
        Key::KvCache => "Cache",
        Key::Curves => "Memory needed over context",
        Key::CurvesTwin => "The same as a table",
        Key::Tokens => "Context, tokens",
        Key::Needed => "Memory needed",
        Key::WithinTitle => "Longest context within a memory size",
        Key::Within => "Memory",
        Key::Csv => "Download as CSV",
        Key::LineF16 => "cache in f16",
        Key::LineQ8 => "cache in q8_0",
        Key::Refused => {
            "llama.cpp refuses a q8_0 cache for this model: its heads are not whole blocks of that type."
        }
        Key::Runs => "What runs it",
        Key::RunsNote => {
            "On the devices alone, nothing in host RAM. Prices are what somebody saw on the day beside them; a card’s computer comes on top."
        }
        Key::LeastSpeed => "At least",
        Key::Cheapest => "Cheapest",
        Key::Fastest => "Fastest",
        Key::Efficient => "Most efficient",
        Key::NoCheapest => "No rig with a known price runs it comfortably.",
        Key::NoFastest => "No rig is known to run it comfortably.",
        Key::NoEfficient => "Of no rig that runs it comfortably are power and speed both known.",
        Key::NoTokenRate => "It writes no text, so it has no token rate.",
        Key::AskRig => "Ask the calculator",
        Key::Devices => "Every device, by fit",
        Key::Device => "Device",
        Key::Price => "Price",
        Key::PriceUnknown => "Price unknown: nobody saw one.",
        Key::ForDevices => "devices alone",
        Key::Launch => "Start it in llama.cpp",
        Key::Command => "Command",
        Key::Copy => "Copy",
        Key::Copied => "Copied",
        Key::CopyFailed => "Select it and copy by hand",
        Key::NoGguf => {
            "Its repository holds no GGUF file: make one with convert_hf_to_gguf.py and llama-quantize, or take one that somebody else made."
        }
        Key::LaunchUnknown => {
            "No command: whether llama.cpp runs this architecture is unknown, because its layout is not recorded."
        }
        Key::LaunchByRule => "No command: llama.cpp does not have this architecture.",
        Key::LaunchOther => "No command: llama.cpp’s server does not run models of this kind.",
        Key::Sources => "Licence and sources",
        Key::Repository => "Repository",
        Key::Record => "Record of",
        Key::Notes => "Note",
        Key::SourceParameters => "Parameters",
        Key::SourceActive => "Active parameters",
        Key::SourceContext => "Context",
        Key::SourceReleased => "Release",
        Key::SourceVision => "Encoder",
    }
}
