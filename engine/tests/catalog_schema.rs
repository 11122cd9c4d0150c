//! The published schema names the same words as the engine.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

use serde_json::Value;
use will_it_run_engine::catalog::{
    Checked, Class, ComputeApi, Condition, DeviceKind, Engine, FlashAttention, FormFactor, ImatrixEffect,
    Mark, MeasuredBackend, MemoryKind, Modality, NativeType, Offload, QuantFamily, RentalKind, RentalStat,
    Task, Test, Vendor, Word,
};

const SCHEMA: &str = include_str!("../../assets/catalog.schema.json");

#[test]
fn words_are_those_of_the_engine() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let same = |place: &str, words: Vec<&str>| {
        let listed = schema.pointer(&format!("/$defs/{place}/enum")).unwrap_or_else(|| panic!("{place}"));
        let listed: Vec<&str> = listed.as_array().unwrap().iter().filter_map(Value::as_str).collect();
        assert_eq!(listed, words, "{place}");
    };
    same("hardware/properties/vendor", spelled::<Vendor>());
    same("hardware/properties/kind", spelled::<DeviceKind>());
    same("hardware/properties/class", spelled::<Class>());
    same("hardware/properties/memory_kind", spelled::<MemoryKind>());
    same("hardware/properties/form_factor", spelled::<FormFactor>());
    same("hardware/properties/compute_api/items", spelled::<ComputeApi>());
    same("model/properties/modality/items", spelled::<Modality>());
    same("model/properties/tasks/items", spelled::<Task>());
    same("model/properties/native_dtype", spelled::<NativeType>());
    same("params/properties/checked", spelled::<Checked>());
    same("quant/properties/kind", spelled::<QuantFamily>());
    same("quant/properties/imatrix", spelled::<ImatrixEffect>());
    same("price/properties/form_factor", spelled::<FormFactor>());
    same("price/properties/condition", spelled::<Condition>());
    same("rental/properties/kind", spelled::<RentalKind>());
    same("rental/properties/stat", spelled::<RentalStat>());
    same("measurement/properties/engine", spelled::<Engine>());
    same("measurement/properties/backend", spelled::<MeasuredBackend>());
    same("measurement/properties/test", spelled::<Test>());
    same("measurement/properties/offload", spelled::<Offload>());
    same("measurement/properties/flash_attention", spelled::<FlashAttention>());
    same("measurement/properties/mark", spelled::<Mark>());
}

fn spelled<W: Word>() -> Vec<&'static str> {
    W::ALL.iter().map(|word| word.as_str()).collect()
}
