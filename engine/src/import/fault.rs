//! Why a row, or a whole text, is refused.

use crate::catalog::words;

words! {
    /// A stable code for each reason.
    FaultCode {
        Empty = "empty",
        TooLong = "too-long",
        UnknownFormat = "unknown-format",
        BadJson = "bad-json",
        NoRows = "no-rows",
        NoRate = "no-rate",
        WrongUnits = "wrong-units",
        RateNotANumber = "rate-not-a-number",
        RateImpossible = "rate-impossible",
        AboveCeiling = "above-ceiling",
        UnknownTest = "unknown-test",
        CombinedTest = "combined-test",
        TotalOnly = "total-only",
        CacheType = "cache-type",
        MixedModels = "mixed-models",
        MixedDevices = "mixed-devices",
        DevicesUnnamed = "devices-unnamed",
        ModelDisagrees = "model-disagrees",
        DeviceDisagrees = "device-disagrees",
        OverNetwork = "over-network",
        DateInFuture = "date-in-future",
    }
}

/// A refusal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowFault {
    /// Why.
    pub code: FaultCode,
    /// The row's place in the text, from 1; 0 for the whole text.
    pub at: u32,
    /// What the text says there, as written; may be empty.
    pub detail: String,
}
