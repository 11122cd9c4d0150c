//! The fields of a question as the address bar, the form and the links write them: one table for all three.

/// Declares the fields with the short word each has in the address.
macro_rules! fields {
    ($($(#[$doc:meta])* $variant:ident = $word:literal),+ $(,)?) => {
        /// A field of the question.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Field { $($(#[$doc])* $variant),+ }

        impl Field {
            /// All fields, in the order the address shows them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word in the address. Add, never rename.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The field with this word.
            #[must_use]
            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|field| field.word() == word)
            }
        }
    };
}

fields! {
    /// Catalog id, alias or repository of the model.
    Model = "model",
    /// Catalog id or alias of the device; `cpu` for a rig without devices. A second one starts a second device.
    Device = "on",
    /// How many of the device.
    Count = "n",
    /// Installed memory of the device in GiB.
    MemoryGib = "mem",
    /// Usable memory of the device in GiB, in place of the rule.
    UsableGib = "usable",
    /// Quant label.
    Quant = "quant",
    /// Importance matrix.
    Imatrix = "imatrix",
    /// Vision projector.
    Mmproj = "mmproj",
    /// Images in the prompt.
    Images = "images",
    /// Tokens per user.
    Context = "ctx",
    /// Type of cached keys.
    KvK = "k",
    /// Type of cached values.
    KvV = "v",
    /// Users at once.
    Users = "users",
    /// Runtime.
    Runtime = "runtime",
    /// Backend.
    Backend = "backend",
    /// Tokens of the prompt.
    Prompt = "prompt",
    /// Tokens of thinking before the answer.
    Thinking = "think",
    /// Tokens of the answer.
    Output = "out",
    /// Tokens already in the context.
    Depth = "depth",
    /// Host RAM in GiB.
    HostMemory = "ram",
    /// Host RAM bandwidth in GB/s.
    HostBandwidth = "rambw",
    /// Operating system.
    Os = "os",
    /// A display hangs on the device.
    Display = "display",
    /// Error correction.
    Ecc = "ecc",
    /// Where layers may go.
    Placement = "place",
    /// Flash attention.
    FlashAttention = "fa",
    /// Physical batch.
    Ubatch = "ub",
    /// Logical batch.
    Batch = "batch",
    /// One cache for all users.
    KvUnified = "unified",
    /// Windowed layers keep the whole context.
    SwaFull = "swafull",
    /// Rows of logits at once.
    LogitsRows = "logits",
    /// llama.cpp's n_ctx.
    TotalContext = "nctx",
    /// Layers on the devices.
    GpuLayers = "ngl",
    /// Layers with experts on the host.
    CpuMoeLayers = "ncmoe",
    /// What runtime and driver add on each device in MiB, in place of the rule.
    RuntimeOverhead = "overhead",
    /// Headroom of a comfortable fit in percent.
    Headroom = "room",
    /// Usable decode rate.
    UsableRate = "rate",
    /// Date the answer stands for.
    AsOf = "asof",
}

#[cfg(test)]
mod tests {
    use super::Field;

    #[test]
    fn words_are_unique_and_read_back() {
        for field in Field::ALL {
            assert_eq!(Field::parse(field.word()), Some(*field));
        }
    }
}
