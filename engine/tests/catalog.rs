//! The catalog of the repository, and broken ones.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

mod catalog_support;

use catalog_support::{broken, catalog};
use will_it_run_engine::architecture::TensorBasis;
use will_it_run_engine::catalog::{Catalog, Confirmed, Fault, FaultKind, Measured, MemorySize, canonical};
use will_it_run_engine::units::{Bytes, Known};

#[test]
fn the_catalog_has_no_faults_and_is_canonical() {
    let catalog = catalog();
    assert!(catalog.hardware().len() >= 283, "{}", catalog.hardware().len());
    assert!(catalog.models().len() >= 567, "{}", catalog.models().len());
}

#[test]
fn every_name_of_every_model_finds_it() {
    let catalog = catalog();
    for model in catalog.models() {
        for name in [&model.id, &model.name, &model.repo].into_iter().chain(&model.aliases) {
            let found = catalog.find_model(name).ok().and_then(|key| catalog.model(key));
            assert_eq!(found.map(|m| &m.id), Some(&model.id), "{name}");
        }
    }
    for device in catalog.hardware() {
        for name in [&device.id, &device.name] {
            let found = catalog.find_hardware(name).ok().and_then(|key| catalog.device(key));
            assert_eq!(found.map(|d| &d.id), Some(&device.id), "{name}");
        }
    }
}

#[test]
fn people_find_what_they_mean() {
    let catalog = catalog();
    for (written, id) in [
        ("llama 3.1 8b", "llama-3.1-8b-instruct"),
        ("llama3.1:8b", "llama-3.1-8b-instruct"),
        ("bartowski/Meta-Llama-3.1-8B-Instruct-GGUF", "llama-3.1-8b-instruct"),
        ("meta-llama/Llama-2-7b-hf", "llama-2-7b-chat"),
        ("unsloth/Qwen3-8B-GGUF", "qwen3-8b"),
        ("gpt-oss:20b", "gpt-oss-20b"),
        ("deepseek-r1:8b", "deepseek-r1-0528-qwen3-8b"),
        ("deepseek-ai/DeepSeek-V2-Chat", "deepseek-v2-chat"),
        ("state-spaces/mamba-130m-hf", "mamba-130m"),
    ] {
        let found = catalog.find_model(written).ok().and_then(|key| catalog.model(key));
        assert_eq!(found.map(|m| &*m.id), Some(id), "{written}");
    }
    for (written, id) in
        [("rtx 4090", "nvidia-rtx-4090"), ("RTX3090", "nvidia-rtx-3090"), ("L40S", "nvidia-l40s")]
    {
        let found = catalog.find_hardware(written).ok().and_then(|key| catalog.device(key));
        assert_eq!(found.map(|d| &*d.id), Some(id), "{written}");
    }
}

#[test]
fn a_slip_is_answered_with_what_is_near() {
    let catalog = catalog();
    let near = |written: &str| catalog.find_model(written).expect_err(written).near;
    assert!(near("lama-3.1-8b-instrct").iter().any(|id| **id == *"llama-3.1-8b-instruct"));
    assert!(near("qwen3 8bb").iter().any(|id| **id == *"qwen3-8b"));
    let near = catalog.find_hardware("nvidia-rtx-4091").expect_err("there is none").near;
    assert!(near.iter().any(|id| **id == *"nvidia-rtx-4090"), "{near:?}");
    assert!(near.len() <= 5);
}

#[test]
fn typing_finds_models_and_devices() {
    let catalog = catalog();
    let models = |typed: &str| -> Vec<&str> {
        catalog.search_models(typed).iter().filter_map(|hit| catalog.model(hit.key)).map(|m| &*m.id).collect()
    };
    let devices = |typed: &str| -> Vec<&str> {
        catalog
            .search_hardware(typed)
            .iter()
            .filter_map(|hit| catalog.device(hit.key))
            .map(|d| &*d.id)
            .collect()
    };
    assert_eq!(models("").len(), catalog.models().len());
    assert_eq!(models("qwen3 8b").first(), Some(&"qwen3-8b"));
    assert!(models("moe").contains(&"gpt-oss-20b") && !models("moe").contains(&"llama-3.1-8b-instruct"));
    assert!(models("alibaba vision").contains(&"qwen3-vl-8b-instruct"));
    assert_eq!(devices("4090").first(), Some(&"nvidia-rtx-4090"));
    assert!(devices("rtx4090").contains(&"nvidia-rtx-4090"));
    for typed in ["24GB", "24 gb", "24 GiB"] {
        assert!(
            devices(typed).contains(&"nvidia-rtx-3090") && !devices(typed).contains(&"nvidia-rtx-3080"),
            "{typed}"
        );
    }
    assert!(!devices("4gb").contains(&"nvidia-rtx-3090"), "4 GB is not found in 24 GB");
    assert_eq!(devices("rtx 4090").first(), Some(&"nvidia-rtx-4090"), "the plain one before its variants");
    assert_eq!(models("phi 4").first(), Some(&"phi-4"));
    assert_eq!(models("deepseek r1").first(), Some(&"deepseek-r1"));
    assert!(devices("strix halo").contains(&"amd-ryzen-ai-max-395"));
    assert!(devices("macbook 64gb").contains(&"apple-m3-max-40c"));
    assert!(devices("apple laptop").iter().all(|id| id.starts_with("apple")));
    assert!(devices("no such thing at all").is_empty());
}

#[test]
fn sizes_are_binary_and_choices_are_kept() {
    let catalog = catalog();
    let memory = |id: &str| {
        catalog
            .hardware_key(id)
            .and_then(|key| catalog.device(key))
            .map(|device| device.memory.clone())
            .expect(id)
    };
    assert_eq!(memory("nvidia-l40s").only(), Some(Bytes::gib(48.0)));
    let MemorySize::Choice { sizes, .. } = memory("apple-m3-max-40c") else {
        panic!("sold in several sizes")
    };
    assert_eq!(sizes, [48.0, 64.0, 128.0].map(Bytes::gib));
}

#[test]
fn recalled_figures_are_unconfirmed() {
    let catalog = catalog();
    let unconfirmed = catalog
        .hardware()
        .iter()
        .filter(|device| {
            device.tdp.known() != Known::Unknown && catalog.confirmed(&device.tdp) == Confirmed::No
        })
        .count();
    assert!(unconfirmed > 0);
    for source in catalog.sources() {
        let recalled =
            source.text.contains("recalled without a copy") && !source.text.contains("; agrees with");
        assert!(!recalled || source.confirmed == Confirmed::No, "{}", source.key);
    }
}

#[test]
fn formatting_restores_order_and_changes_nothing_else() {
    let text = catalog_support::TEXT;
    let mut lines: Vec<&str> = text.lines().collect();
    let first = lines.iter().position(|line| line.starts_with("    \"amd-")).expect("a device");
    lines.swap(first, first + 1);
    let shuffled = lines.join("\n") + "\n";
    assert!(Catalog::from_canonical_json(&shuffled).is_err());
    assert_eq!(canonical::format(&shuffled).as_deref(), Ok(text));
}

/// Every kind of fault, made by one change to a small catalog, is reported with its section, record and field.
#[test]
fn every_fault_is_found() {
    for (from, to, kind, section, record, field) in [
        (
            r#""vendor": "nvidia""#,
            r#""vendor": "nvidea""#,
            FaultKind::UnknownWord,
            "hardware",
            "card",
            "vendor",
        ),
        (
            r#""memory_gib": 24"#,
            r#""memory_gib": 24000"#,
            FaultKind::Implausible,
            "hardware",
            "card",
            "memory_gib",
        ),
        (
            r#""bandwidth_gb_s": 936"#,
            r#""bandwidth_gb_s": 500"#,
            FaultKind::Implausible,
            "hardware",
            "card",
            "bandwidth_gb_s",
        ),
        (
            r#""released": "2020-09""#,
            r#""released": "2020-19""#,
            FaultKind::BadDate,
            "hardware",
            "card",
            "released",
        ),
        (
            r#""released": "2020-09""#,
            r#""released": "2031""#,
            FaultKind::BadDate,
            "hardware",
            "card",
            "released",
        ),
        (
            r#""released": "sheet""#,
            r#""released": "shet""#,
            FaultKind::UnknownReference,
            "hardware",
            "card",
            "released",
        ),
        (r#", "released": "sheet""#, "", FaultKind::MissingSource, "hardware", "card", "released"),
        (r#", "tdp_w": 350"#, "", FaultKind::MissingSource, "hardware", "card", "tdp_w"),
        (r#""tdp_w": 350"#, r#""tdp": 350"#, FaultKind::Structure, "hardware", "card", ""),
        (
            r#""aliases": ["tiny"]"#,
            r#""aliases": ["Other Model"]"#,
            FaultKind::DuplicateAlias,
            "models",
            "tiny-model",
            "aliases",
        ),
        (
            r#""active": 1000000000"#,
            r#""active": 1000000001"#,
            FaultKind::Implausible,
            "models",
            "other-model",
            "params.active",
        ),
        (
            r#""repo": "maker/other""#,
            r#""repo": "other""#,
            FaultKind::Structure,
            "models",
            "other-model",
            "repo",
        ),
        (
            r#""hardware": "card", "usd""#,
            r#""hardware": "crad", "usd""#,
            FaultKind::UnknownReference,
            "prices",
            "crad 2026-01",
            "hardware",
        ),
        (
            r#""observed": "2026-01", "source""#,
            r#""observed": "2026-01", "memory_gib": 48, "source""#,
            FaultKind::UnknownReference,
            "prices",
            "card 2026-01",
            "memory_gib",
        ),
        (
            r#""observed": "2026-01", "source""#,
            r#""observed": "2026-01", "form_factor": "laptop", "source""#,
            FaultKind::UnknownReference,
            "prices",
            "card 2026-01",
            "form_factor",
        ),
        (
            r#""model_id": "tiny-model""#,
            r#""model_id": "tinny""#,
            FaultKind::UnknownReference,
            "api_prices",
            "host tiny",
            "model_id",
        ),
        (
            r#""quant": "Q4_K_M", "ppl""#,
            r#""quant": "Q4_K_Z", "ppl""#,
            FaultKind::UnknownReference,
            "quant_quality",
            "Tiny Q4_K_Z",
            "quant",
        ),
        (
            r#""min": 90"#,
            r#""min": 110"#,
            FaultKind::Implausible,
            "measurements",
            "card tiny-model q4_k_m decode",
            "min",
        ),
        (
            r#""old-card": {"name""#,
            r#""card": {"name""#,
            FaultKind::DuplicateKey,
            "measured_hardware",
            "card",
            "",
        ),
        (r#""tiny-model": {"#, r#""a-model": {"#, FaultKind::Unsorted, "models", "a-model", ""),
        (r#""tiny-model": {"#, r#""other-model": {"#, FaultKind::DuplicateKey, "models", "other-model", ""),
        (r#""tiny-model": {"#, r#""Tiny-Model": {"#, FaultKind::Structure, "models", "Tiny-Model", ""),
        (
            r#""sheet": {"#,
            r#""nobody": {"text": "?"}, "sheet": {"#,
            FaultKind::Unused,
            "sources",
            "nobody",
            "",
        ),
        (r#""version": 1"#, r#""version": 2"#, FaultKind::Structure, "catalog", "", "version"),
        ("{\n", "[\n", FaultKind::Unreadable, "catalog", "", ""),
    ] {
        let text = broken(from, to);
        let faults = Catalog::from_json(&text).expect_err(&text);
        let found = faults
            .iter()
            .any(|f| (f.kind, f.section, &*f.record, &*f.field) == (kind, section, record, field));
        assert!(found, "{kind:?} in {section}/{record}/{field} after {from} -> {to}: {faults:#?}");
    }
}

#[test]
fn all_faults_are_told_at_once() {
    let text = broken(r#""vendor": "nvidia""#, r#""vendor": "nvidea""#)
        .replace(r#""observed": "2026-01""#, r#""observed": "last year""#)
        .replace(r#""repo": "maker/other""#, r#""repo": "other", "weight": 1"#);
    let faults = Catalog::from_json(&text).expect_err("three faults");
    let sections: Vec<&str> = faults.iter().map(|fault| fault.section).collect();
    for section in ["hardware", "models", "prices"] {
        assert!(sections.contains(&section), "{section}: {faults:#?}");
    }
}

#[test]
fn a_deviating_count_needs_a_note() {
    let deviating = broken(r#""block_count": 4"#, r#""block_count": 5"#);
    assert!(Catalog::from_json(&deviating).is_err());
    let noted =
        deviating.replace(r#""aliases": ["tiny"]"#, r#""gguf_note": "one block more", "aliases": ["tiny"]"#);
    assert!(Catalog::from_json(&noted).is_ok());
}

#[test]
fn most_models_have_a_full_tensor_list() {
    let basis = |basis| catalog().models().iter().filter(|model| model.tensor_basis() == basis).count();
    let exact = basis(TensorBasis::Exact);
    assert!(exact >= 450, "{exact}");
    assert_eq!(exact + basis(TensorBasis::ByRule) + basis(TensorBasis::Fallback), catalog().models().len());
    let printed = will_it_run_engine::catalog::stats(catalog()).to_string();
    for model in catalog().models() {
        assert!(
            printed.lines().any(|line| line.split_whitespace().next() == Some(&*model.id)),
            "{}",
            model.id
        );
    }
}

#[test]
fn measurements_are_found_by_device() {
    let catalog = catalog();
    let mut found = 0;
    for device in catalog.hardware() {
        let key = catalog.hardware_key(&device.id).expect("by its own id");
        let rows = catalog.measured_on(key);
        assert!(rows.iter().all(|row| row.hardware == Measured::Listed(key)), "{}", device.id);
        found += rows.len();
    }
    let listed =
        catalog.measurements().iter().filter(|row| matches!(row.hardware, Measured::Listed(_))).count();
    assert_eq!(found, listed);
    let rows: u32 = catalog.measurements().iter().map(|row| u32::from(row.n)).sum();
    assert!(rows >= 3225, "every row of the sources is counted: {rows}");
}

#[test]
fn two_devices_of_one_name_and_a_field_given_twice_are_found() {
    let text = broken(r#""name": "Card""#, r#""name": "Card""#);
    let line = text.lines().find(|line| line.contains(r#""card": {"#)).expect("the card");
    let twice = text.replace(line, &format!("{},\n{line}", line.replace(r#""card": {"#, r#""a-card": {"#)));
    let faults = Catalog::from_json(&twice).expect_err("two cards");
    let clash =
        |f: &Fault| f.kind == FaultKind::DuplicateAlias && f.section == "hardware" && f.record == "card";
    assert!(faults.iter().any(clash), "{faults:#?}");

    let twice = text.replace(r#""name": "Card""#, r#""name": "Other", "name": "Card""#);
    let faults = Catalog::from_canonical_json(&twice).expect_err("two names");
    assert_eq!(faults.first().map(|fault| fault.kind), Some(FaultKind::NotCanonical));
}
