//! What an answer would need and nobody stated: asked for, never assumed.

use serde::Serialize;

macro_rules! fields {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $field:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $field)] $variant),+ }

        impl $name {
            /// The field of the question that states it.
            #[must_use]
            pub const fn field(self) -> &'static str {
                match self { $(Self::$variant => $field),+ }
            }
        }
    };
}

fields! {
    /// A figure to ask for, by the field of the question that states it.
    Ask {
        /// What is to be done.
        Load = "load",
        /// How fast the rig answers.
        Decode = "speed.decode_tok_s",
        /// How fast it reads.
        Prefill = "speed.prefill_tok_s",
        /// What the rig costs.
        Price = "buy.price_usd",
        /// What it can be sold for on the first day.
        FirstShare = "buy.resale.first_share",
        /// What it draws at work.
        LoadPower = "power.load_w",
        /// What it draws waiting.
        IdlePower = "power.idle_w",
        /// What energy costs.
        Tariff = "power.tariff_usd_kwh",
        /// What it costs by the hour.
        RentalRate = "rent.usd_per_hour",
        /// What disk costs.
        StoragePrice = "rent.storage_usd_gb_month",
        /// What data taken out costs.
        EgressPrice = "rent.egress_usd_gb",
        /// What prompt tokens cost.
        ApiInput = "api.input_usd",
        /// What answered tokens cost.
        ApiOutput = "api.output_usd",
    }
}

fields! {
    /// A term that nobody stated and that is not counted.
    LeftOut {
        /// Power: figures are before power.
        Power = "power",
        /// The computer around the cards.
        Host = "buy.host_usd",
        /// What the computer around the cards draws: rated power is of the devices alone.
        HostPower = "power.host_w",
        /// Tax.
        Tax = "buy.tax",
        /// Repairs, space, network.
        Maintenance = "buy.maintenance_usd_month",
        /// Resale.
        Resale = "buy.resale",
        /// Interest.
        Loan = "buy.loan",
        /// That later money is worth less.
        Discount = "discount_rate",
        /// Cooling besides PUE.
        Cooling = "power.cooling_share",
        /// Disk while stopped.
        Storage = "rent.storage_gb",
        /// Data taken out.
        Egress = "rent.egress_gb_month",
        /// That tokens get cheaper.
        ApiDecline = "api.yearly_decline",
    }
}

/// A figure that stands where nobody stated one; an input like any other.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Assumed {
    /// The field of the question that states it.
    pub field: &'static str,
    /// What stands there.
    pub value: f64,
}
