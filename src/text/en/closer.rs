//! The page with curves around an answer, in English.

use will_it_run_engine::answer::Rate;
use will_it_run_engine::calculator::Served;
use will_it_run_engine::units::{Bytes, BytesPerSecond, Known, Seconds, Tokens};

use crate::text::measure::{MemoryUnit, bytes, duration};
use crate::text::number::{grouped, percent, range, three};
use crate::text::{CloserKey, Fixed};

impl Fixed for CloserKey {
    fn text(self) -> &'static str {
        closer_text(self)
    }
}

/// The English text of a key.
#[must_use]
pub const fn closer_text(key: CloserKey) -> &'static str {
    use CloserKey as K;
    match key {
        K::Title => "A closer look",
        K::Change => "Change the question",
        K::Depth => "Speed over context",
        K::DepthField => "Tokens already in the context",
        K::DepthTable => "Speed over context as a table",
        K::DepthNote => {
            "Each new token reads the cache of all tokens before it, so decode slows down as a conversation grows. The band holds the measured rate in 80 % of cases."
        }
        K::DepthUnknown => "The speed is unknown, so there is no curve: the reasons stand beside the answer.",
        K::Tokens => "Tokens in the context",
        K::Rate => "Decode, tok/s",
        K::Low => "Low end of 80 %, tok/s",
        K::High => "High end of 80 %, tok/s",
        K::Memory => "Memory over context",
        K::MemoryTable => "Memory over context as a table",
        K::MemoryNote => {
            "What the fullest device holds with all layers where they are now. The line is what it can hold."
        }
        K::MemoryUnknown => "The cache of this model is unknown, so its memory over context is, too.",
        K::Usable => "Usable",
        K::Needed => "Needed",
        K::Users => "Speed over users",
        K::UsersTable => "Speed over users as a table",
        K::UsersNote => {
            "Users at once, each with the context of the question, answered in one batch as llama.cpp's server does with as many slots (--parallel)."
        }
        K::UsersUnknown => "The caches do not fit, or the speed is unknown: there is no curve over users.",
        K::UsersField => "Users at once",
        K::Each => "Each, tok/s",
        K::Together => "All together, tok/s",
        K::Load => "Under a load of requests",
        K::LoadField => "Requests an hour",
        K::LoadNote => {
            "A request is the prompt below with thinking and answer. Requests are alike and come independently of each other; prompts go before answers. Slots are enough at 19 of 20 moments, or as many as fit."
        }
        K::Bound => "Limited by",
        K::ByMemory => "memory bandwidth",
        K::ByCompute => "arithmetic",
        K::Course => "Until the answer is there",
        K::CourseTable => "The course as a table",
        K::CourseNote => {
            "From a question sent to a loaded model. Loading is apart: it happens once. What of the prompt is cached from an earlier request is not read again."
        }
        K::Prompt => "Prompt, tokens",
        K::Cached => "Of it cached, %",
        K::Thinking => "Thinking, tokens",
        K::Answer => "Answer, tokens",
        K::Disk => "Disk reads, GB/s",
        K::Loading => "Loading the model, once",
        K::Reading => "Reading the prompt",
        K::Step => "Step",
        K::Time => "Time",
        K::Launch => "How to start it",
        K::LaunchNote => {
            "With the flags that make this answer true, as the runtime's documentation names them."
        }
        K::LaunchNone => {
            "There is no command: the question does not run, or its layers are not known to the runtime."
        }
        K::OwnFile => {
            "The model's own repository holds no GGUF file. The name stands for the file you have: look for it among the repositories of those who publish quants."
        }
        K::Shell => "Shell",
        K::Copy => "Copy",
        K::Copied => "Copied.",
        K::CopyFailed => "The browser did not allow copying: select the text instead.",
        K::Plans => "Where memory is short",
        K::PlansTable => "Ways as a table",
        K::PlansNote => {
            "Decode of each way that fits, each at its best. The answer takes the fastest; -ngl and --n-cpu-moe ask for the others."
        }
        K::Way => "Way",
        K::OnDevices => "On devices",
        K::OnHost => "In RAM",
        K::Commands => "Commands",
        K::NotANumber => "Not a number this field can take",
        K::Cluster => "Over several machines",
        K::Host => "RAM and disk",
        K::HostNote => {
            "What RAM moves limits every layer that is computed there. Kinds are rate × channels of 64 bits."
        }
        K::HostMemory => "RAM, GiB",
        K::MemoryKind => "Kind of RAM",
        K::Moves => "RAM moves, GB/s",
        K::NotSaid => "not said",
        K::OwnFigure => "other, GB/s",
        K::DiskKind => "Disk with the model",
        K::NoDisk => "not said",
        K::DiskNotSaid => {
            "Choose a disk to see whether weights could be read from it while it answers, where RAM is short."
        }
        K::DiskNote => {
            "The file is mapped: the system keeps what RAM has room for, and reads the rest again for each token. The range is wide, for no such speed was measured here."
        }
        K::DiskRate => "Decode from the disk",
        K::DiskTable => "What is read from the disk",
        K::Drafter => "With a drafter",
        K::DrafterNote => {
            "A drafter guesses some tokens and the model checks them in one step (speculative decoding). It takes memory, and gains where guesses are mostly right."
        }
        K::DrafterField => "Drafter",
        K::DrafterOff => "none",
        K::DrafterBest => "best of the catalog",
        K::DrafterQuant => "Its quant",
        K::Guesses => "Guesses in a row",
        K::DrafterOffSays => "No drafter: every figure of this page is of the model alone.",
        K::DrafterMemory => "What the drafter takes",
        K::DrafterDevices => "Each device with it",
        K::Component => "Component",
        K::Total => "Total",
        K::Device => "Device",
        K::ModelAlone => "Model",
        K::Both => "Both",
        K::Gain => "What it gains",
        K::GainTable => "What it gains as a table",
        K::GainNote => {
            "Estimated from published shares of right guesses, lowest and highest, and the costs of guessing and checking here. Of 39 published gains 30 lie in such a range."
        }
        K::GainUnknown => "What it gains is unknown, because the time of a step is.",
        K::AsFast => "as fast as without",
        K::TextKind => "Text",
        K::Times => "Times as fast",
        K::WithIt => "Decode with it, tok/s",
        K::Accepted => "Right guesses",
        K::Expect => "Expect",
        K::LaunchDrafter => "The drafter chosen on this page is among the flags.",
        K::LaunchDrafterNone => {
            "There is no command: with this drafter the question does not run, or its layers are not known to the runtime."
        }
    }
}

/// How long loading takes once, from which disk.
#[must_use]
pub fn loading(time: Seconds, disk: BytesPerSecond) -> String {
    let from = [" from a disk that reads ", &three(disk.as_gb_s()), "\u{a0}GB/s."].concat();
    [closer_text(CloserKey::Loading), ": ", &duration(time), &from].concat()
}

/// Decode at the reader's depth.
#[must_use]
pub fn at_depth(depth: u32, rate: &Rate) -> String {
    let ends = range(rate.low.get(), rate.high.get());
    ["At ", &tokens(depth), ": ", &three(rate.tokens_per_second.get()), " tok/s (", &ends, ")."].concat()
}

/// How far the memory reaches; `device` is the fullest, where there are several.
#[must_use]
pub fn reaches(longest: Known<Tokens>, maximum: Option<u32>, users: u32, device: Option<&str>) -> String {
    let on = device.map(|name| [" on ", name, ", the fullest"].concat()).unwrap_or_default();
    let each = if users > 1 { " for each user" } else { "" };
    match longest {
        Known::Known(longest) if maximum.is_some_and(|maximum| longest.get() >= maximum) => {
            ["All ", &tokens(longest.get()), " that the model knows fit", &on, each, "."].concat()
        }
        Known::Known(longest) => ["Fits up to ", &tokens(longest.get()), each, &on, "."].concat(),
        Known::Unknown => "No context fits, or nobody knows what is usable.".to_owned(),
    }
}

/// Where users end: caches full, or arithmetic at its limit.
#[must_use]
pub fn users_end(most: u32, compute_from: Option<u32>) -> String {
    let mut text = ["The caches of ", &users(most), " fit."].concat();
    if let Some(from) = compute_from {
        text =
            [&text, " From ", &users(from), " on arithmetic is the limit, and more no longer gain."].concat();
    }
    text
}

/// A rig under a load.
#[must_use]
pub fn load(per_hour: &str, served: &Served) -> String {
    match *served {
        Served::Keeps { at_once, first, finished, half, nine_of_ten, prompts } => {
            let slots = if at_once == 1 { "1 slot".to_owned() } else { grouped(at_once.into()) + " slots" };
            [
                "Keeps up with ",
                per_hour,
                " an hour in ",
                &slots,
                ": first token after ",
                &duration(first),
                ", finished after ",
                &duration(finished),
                " on average; half within ",
                &duration(half),
                ", nine of ten within ",
                &duration(nine_of_ten),
                ". Prompts take ",
                &percent(prompts),
                " of the time.",
            ]
            .concat()
        }
        Served::Behind { at_once, most_per_hour } => [
            "Cannot keep up with ",
            per_hour,
            " an hour: with ",
            &users(at_once),
            " at once, as many as fit, it does ",
            &three(most_per_hour),
            " an hour.",
        ]
        .concat(),
    }
}

/// A setting that no command of the runtime makes.
#[must_use]
pub fn not_by_command(field: &str) -> String {
    let what = match field {
        "kv_k" => "the types of the KV cache",
        "users" => "the number of slots",
        "options.cpu_moe_layers" => "experts on the host",
        "rig.devices" => "how layers are dealt over the devices",
        "draft" => "the drafter",
        "draft.context" => "the drafter's own context",
        other => other,
    };
    ["No command of this runtime sets ", what, ": the answer holds where it is set elsewhere."].concat()
}

/// A placement in words: layers of the model, on devices, and layers with experts on the host.
#[must_use]
pub fn way([layers, on_devices, cpu_moe]: [u32; 3], chosen: bool) -> String {
    let count = |n: u32| grouped(n.into());
    let mut text = if on_devices == 0 {
        "all on the host".to_owned()
    } else if on_devices == layers && cpu_moe == 0 {
        "all on the devices".to_owned()
    } else if on_devices == layers {
        ["experts of ", &count(cpu_moe), " layers on the host"].concat()
    } else if cpu_moe == 0 {
        [&count(on_devices), " of ", &count(layers), " layers on the devices"].concat()
    } else {
        ["-ngl ", &count(on_devices), ", experts of ", &count(cpu_moe), " layers on the host"].concat()
    };
    if chosen {
        text.push_str(" ✓");
    }
    text
}

/// The version that flags were read from.
#[must_use]
pub fn flags_of(version: &str) -> String {
    ["Flags as in version ", version, "."].concat()
}

/// An amount in a cell.
#[must_use]
pub fn amount(amount: Option<Bytes>, unit: MemoryUnit) -> String {
    amount.map_or_else(|| "unknown".to_owned(), |amount| bytes(amount, unit))
}

fn tokens(count: u32) -> String {
    grouped(count.into()) + " tokens"
}

fn users(count: u32) -> String {
    if count == 1 { "1 user".to_owned() } else { grouped(count.into()) + " users" }
}
