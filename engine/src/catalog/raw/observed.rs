//! Sources, quants, prices and tariffs as written.

use serde::{Deserialize, Serialize};

use super::{Number, record};

record! {
    /// A source.
    RawSource { text: String, } optional { confirmed: bool, } last {}
}

record! {
    /// A quantisation label.
    RawQuant { kind: String, imatrix: String, } optional { bits_per_weight: Number, } last { date: String, source: String, }
}

record! {
    /// A published loss of quality.
    RawQuantQuality {
        model: String,
        quant: String,
    } optional {
        imatrix: String,
        bits_per_weight: Number,
        size_gib: Number,
        ppl: Number,
        ppl_delta: Number,
        ppl_delta_percent: Number,
        ln_ppl_ratio: Number,
        kld_mean: Number,
        kld_median: Number,
        kld_q99: Number,
        mean_delta_p_percent: Number,
        rms_delta_p_percent: Number,
        same_top_token_percent: Number,
        top_token_differs: Number,
        note: String,
    } last {
        source: String,
    }
}

record! {
    /// A price of a device.
    RawPrice { hardware: String, usd: Number, condition: String, observed: String, } optional { memory_gib: Number, form_factor: String, note: String, } last { source: String, }
}

record! {
    /// An offer to rent a device.
    RawRental {
        provider: String,
        hardware: String,
        gpus: u8,
        usd_per_gpu_hour: Number,
        kind: String,
        stat: String,
        observed: String,
    } optional {
        region: String,
        note: String,
    } last {
        source: String,
    }
}

record! {
    /// A provider's price of tokens.
    RawApiPrice {
        provider: String,
        model: String,
        usd_per_m_input: Number,
        usd_per_m_output: Number,
        observed: String,
    } optional {
        usd_per_m_cached_input: Number,
        context: u64,
        model_id: String,
    } last {
        source: String,
    }
}

record! {
    /// A country's tariffs.
    RawElectricity {
        country: String,
        observed: String,
    } optional {
        usd_per_kwh_household: Number,
        usd_per_kwh_business: Number,
        eurostat_eur_per_kwh_household: Number,
        eurostat_eur_per_kwh_business: Number,
        eurostat_source: String,
        note: String,
    } last {
        source: String,
    }
}
