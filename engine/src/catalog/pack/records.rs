//! Which records are columns of what.

use super::columns::{Packed, columns, plain};
use crate::architecture::HParams;
use crate::catalog::{
    ApiPrice, Checked, Class, Component, ComputeApi, ComputeCapability, Condition, Confirmed, ContextWindow,
    Count, DeviceKind, Electricity, Engine, Figure, FlashAttention, FormFactor, Hardware, HardwareKey,
    ImatrixEffect, Listed, Lists, Mark, Measured, MeasuredBackend, MeasuredOnly, Measurement, MemoryKind,
    MemorySize, Modality, Model, ModelKey, Mtp, NativeType, Offload, Params, Pcie, Price, QuantFamily,
    QuantLabel, QuantQuality, Rates, Rental, RentalKind, RentalStat, Source, SourceKey, Spread, Task, Test,
    Vendor, Vision,
};
use crate::units::{BytesPerSecond, Date, FlopsPerSecond, Known, Tokens, TokensPerSecond, Usd, Watts};

plain! {
    u8, u16, u64, Date, Usd, TokensPerSecond, SourceKey, HardwareKey, Checked, Class, ComputeApi, Condition, Confirmed,
    Count, DeviceKind, Engine, FlashAttention, FormFactor, ImatrixEffect, Listed, Mark, Measured<HardwareKey>,
    Measured<ModelKey>, MeasuredBackend, MemoryKind, MemorySize, Modality, Mtp, NativeType, Offload, QuantFamily,
    RentalKind, RentalStat, Spread, Task, Test, Vendor, Vision, Known<HParams>,
}

columns! { SourceColumns of Source { key: Box<str>, text: Box<str>, confirmed: Confirmed, } }

columns! { HardwareColumns of Hardware {
    id: Box<str>, name: Box<str>, vendor: Vendor, kind: DeviceKind, class: Class, architecture: Box<str>,
    memory: MemorySize, memory_kind: MemoryKind, memory_detail: Box<str>, bandwidth: Figure<BytesPerSecond>,
    bus_bits: Figure<u32>, tdp: Figure<Watts>, rates: Rates, pcie: Figure<Pcie>, nvlink: Figure<BytesPerSecond>,
    released: Figure<Date>, msrp: Figure<Usd>, form_factor: FormFactor, apis: Vec<ComputeApi>,
    compute_capability: Figure<ComputeCapability>, notes: Box<str>, date: Date,
} }

columns! { RatesColumns of Rates {
    fp32: Figure<FlopsPerSecond>, fp16: Figure<FlopsPerSecond>, bf16: Figure<FlopsPerSecond>,
    fp8: Figure<FlopsPerSecond>, int8: Figure<FlopsPerSecond>, fp4: Figure<FlopsPerSecond>,
} }

columns! { ModelColumns of Model {
    id: Box<str>, name: Box<str>, family: Box<str>, publisher: Box<str>, repo: Box<str>, license: Box<str>,
    released: Figure<Date>, modality: Vec<Modality>, tasks: Vec<Task>, params: Params, context: ContextWindow,
    native: NativeType, components: Vec<Component>, vision: Vision, mtp: Mtp, gguf: Known<HParams>,
    aliases: Vec<Box<str>>, notes: Box<str>, date: Date,
} }

columns! { ParamsColumns of Params {
    total: Figure<u64>, active: Figure<u64>, read_per_token: Figure<u64>, stored: Figure<u64>, computed: Figure<u64>,
    active_published: Figure<u64>, checked: Checked,
} }

columns! { ContextColumns of ContextWindow { max: Figure<Tokens>, extended: Figure<Tokens>, } }

columns! { ComponentColumns of Component { role: Box<str>, params: u64, } }

columns! { QuantColumns of QuantLabel {
    label: Box<str>, family: QuantFamily, imatrix: ImatrixEffect, bits_per_weight: Figure<f64>, date: Date,
} }

columns! { QualityColumns of QuantQuality {
    model: Box<str>, quant: Box<str>, imatrix: Box<str>, bits_per_weight: Figure<f64>, ppl: Figure<f64>,
    ppl_delta: Figure<f64>, ppl_delta_percent: Figure<f64>, kld_mean: Figure<f64>,
    same_top_token_percent: Figure<f64>, source: SourceKey,
} }

columns! { PriceColumns of Price {
    hardware: HardwareKey, usd: Usd, condition: Condition, observed: Date, source: SourceKey, note: Box<str>,
} }

columns! { RentalColumns of Rental {
    provider: Box<str>, hardware: HardwareKey, gpus: u8, usd_per_gpu_hour: Usd, kind: RentalKind, stat: RentalStat,
    region: Box<str>, observed: Date, source: SourceKey, note: Box<str>,
} }

columns! { ApiPriceColumns of ApiPrice {
    provider: Box<str>, model: Box<str>, listed: Listed, input: Usd, output: Usd, cached_input: Figure<Usd>,
    context: Figure<Tokens>, observed: Date, source: SourceKey,
} }

columns! { ElectricityColumns of Electricity {
    iso2: Box<str>, country: Box<str>, household: Figure<Usd>, business: Figure<Usd>, observed: Date, note: Box<str>,
} }

columns! { MeasuredColumns of MeasuredOnly { id: Box<str>, name: Box<str>, source: SourceKey, } }

columns! { MeasurementColumns of Measurement {
    hardware: Measured<HardwareKey>, devices: u8, model: Measured<ModelKey>, quant: Box<str>, engine: Engine,
    engine_version: Box<str>, backend: MeasuredBackend, test: Test, prompt: Count, generated: Count, depth: Count,
    users: Count, offload: Offload, gpu_layers: Vec<u16>, flash_attention: FlashAttention, mark: Mark,
    speed: TokensPerSecond, n: u16, spread: Spread, date: Date, source: SourceKey,
} }

macro_rules! sections {
    ($($section:ident: $record:ty,)*) => {
        /// The whole catalog as columns.
        #[derive(serde::Serialize, serde::Deserialize)]
        pub(super) struct Sections {
            date: Date,
            $($section: <$record as Packed>::Column,)*
        }

        impl Sections {
            pub(super) fn of(lists: &Lists) -> Self {
                Self { date: lists.date, $($section: <$record as Packed>::column(lists.$section.iter()),)* }
            }

            pub(super) fn lists(self) -> Option<Lists> {
                Some(Lists { date: self.date, $($section: <$record as Packed>::entries(self.$section)?,)* })
            }
        }
    };
}

sections! {
    sources: Source, hardware: Hardware, models: Model, quants: QuantLabel, quant_quality: QuantQuality,
    prices: Price, rentals: Rental, api_prices: ApiPrice, electricity: Electricity,
    measured_hardware: MeasuredOnly, measured_models: MeasuredOnly, measurements: Measurement,
}
