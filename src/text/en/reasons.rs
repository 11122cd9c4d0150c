//! Reasons in sentences.

use will_it_run_engine::answer::Reason;

use crate::text::measure::{MemoryUnit, bytes};
use crate::text::number::{decimals, grouped, percent, three};

/// A reason of the verdict.
#[must_use]
pub fn reason(reason: &Reason, unit: MemoryUnit) -> String {
    let memory = |amount| bytes(amount, unit);
    match reason {
        Reason::FitsWithHeadroom { headroom } => {
            ["All of it is on the device, with ", &percent(*headroom), " of the usable memory free."].concat()
        }
        Reason::TakesAtMost { share } => {
            ["The runtime takes at most ", &percent(*share), " of what a device has."].concat()
        }
        Reason::HeadroomLow { headroom, wanted } => [
            "Only ",
            &percent(*headroom),
            " of the usable memory stays free; comfortable starts at ",
            &percent(*wanted),
            ".",
        ]
        .concat(),
        Reason::NeedsMoreMemory { needed, usable } => [
            "It needs ",
            &memory(*needed),
            " and ",
            &memory(*usable),
            " is usable: ",
            &memory(*needed - *usable),
            " short.",
        ]
        .concat(),
        Reason::HostMemoryShort { needed, usable } => [
            "What stays on the host needs ",
            &memory(*needed),
            " of RAM, and ",
            &memory(*usable),
            " is usable there.",
        ]
        .concat(),
        Reason::HostMemoryNotGiven { needed } => {
            ["It needs ", &memory(*needed), " of host RAM; how much there is was not said."].concat()
        }
        Reason::HostBandwidthAssumed { bandwidth } => [
            "How fast the host’s RAM is was not said; ",
            &three(bandwidth.as_gb_s()),
            " GB/s is assumed, two channels of DDR4-3200.",
        ]
        .concat(),
        Reason::LayersOnHost { layers, of, bytes: weights } => [
            &grouped(u64::from(*layers)),
            " of ",
            &grouped(u64::from(*of)),
            " layers (",
            &memory(*weights),
            " of weights) stay in host RAM, which is slower to read.",
        ]
        .concat(),
        Reason::ExpertsOnHost { layers, of, bytes: weights } => [
            "The experts of ",
            &grouped(u64::from(*layers)),
            " of ",
            &grouped(u64::from(*of)),
            " layers (",
            &memory(*weights),
            ") stay in host RAM.",
        ]
        .concat(),
        Reason::WeightsBelowFourBits { bits } => {
            ["The weights have ", &decimals(*bits, 2), " bits each; below four, quality suffers noticeably."].concat()
        }
        Reason::DecodeBelowUsableRate { rate, wanted } => [
            "It writes ",
            &three(rate.get()),
            " tok/s; usable starts at ",
            &three(wanted.get()),
            " tok/s.",
        ]
        .concat(),
        Reason::ContextAboveMaximum { asked, maximum } => [
            "A context of ",
            &grouped(u64::from(*asked)),
            " tokens was asked for; the model was made for ",
            &grouped(u64::from(*maximum)),
            ".",
        ]
        .concat(),
        Reason::Refused { rule } => refusal(rule),
        Reason::LayoutUnknown => {
            "How this model’s layers are laid out is not recorded, so its cache and compute buffer are unknown.".to_owned()
        }
        Reason::NotALanguageModel => "This is not a language model: memory by its parts, and no token rate.".to_owned(),
        Reason::WeightsByParameters => {
            "The list of its tensors is not known; the weights are parameters × bits, which is less exact.".to_owned()
        }
        Reason::DeviceFigureUnknown { figure } => {
            ["The catalog does not record the device’s ", &figure.replace(['_', '-'], " "), "."].concat()
        }
        Reason::NoDecode => "This model reads text and writes none, so there is no decode rate.".to_owned(),
    }
}

/// Why the runtime refuses a combination of settings; rules are named by the engine.
#[must_use]
pub fn refusal(rule: &str) -> String {
    let known = match rule {
        "kv-types-differ" => "This model keeps keys and values in one row, so both need the same type.",
        "kv-block-does-not-divide-head" => {
            "A head of this model is not a whole number of blocks of that cache type."
        }
        "kv-block-does-not-divide-row" => {
            "A row of this model’s cache is not a whole number of blocks of that type."
        }
        "heads-do-not-divide" => {
            "It splits every layer by its heads, and these do not divide by so many devices: take half as many, or twice."
        }
        "one-device-only" => "It uses one device.",
        "quantised-v-needs-flash-attention" => {
            "Values can be kept in a quantised type only with flash attention on."
        }
        other => {
            return ["The runtime refuses these settings: ", &other.replace(['_', '-'], " "), "."].concat();
        }
    };
    ["The runtime refuses these settings. ", known].concat()
}
