//! The packed catalog: what is packed comes back, and whatever else is read is refused or is a catalog.
#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a test that cannot go on fails")]

mod catalog_support;

use catalog_support::{broken, catalog};
use proptest::prelude::*;
use will_it_run_engine::catalog::{Catalog, Corrupt, Figure, Measured};

#[test]
fn packing_keeps_everything() {
    let packed = catalog().pack();
    assert!(Catalog::unpack(&packed).as_ref() == Ok(catalog()));
}

#[test]
fn answers_come_without_money() {
    let catalog = catalog();
    let answers = Catalog::unpack_answers(&catalog.pack()).expect("unpacks");
    assert_eq!(answers.date(), catalog.date());
    assert_eq!(answers.hardware(), catalog.hardware());
    assert_eq!(answers.models(), catalog.models());
    assert_eq!(answers.measurements(), catalog.measurements());
    assert!(answers.prices().is_empty() && answers.rentals().is_empty());
    assert!(answers.api_prices().is_empty() && answers.electricity().is_empty());
}

#[test]
fn other_lengths_are_refused() {
    let packed = catalog().pack();
    let mut longer = packed.clone();
    longer.push(0);
    for bytes in [&longer, &packed[..packed.len() - 1], &packed[..1000], b"{}", b""] {
        assert_eq!(Catalog::unpack(bytes).err(), Some(Corrupt));
        assert_eq!(Catalog::unpack_answers(bytes).err(), Some(Corrupt));
    }
}

/// Refused, or a catalog in which every place that is named exists.
fn refused_or_whole(bytes: &[u8]) {
    let Ok(catalog) = Catalog::unpack(bytes) else { return };
    for measurement in catalog.measurements() {
        assert!(catalog.source(measurement.source).is_some());
        assert!(match measurement.hardware {
            Measured::Listed(key) => catalog.device(key).is_some(),
            Measured::Unlisted(place) => usize::from(place) < catalog.measured_hardware().len(),
        });
        assert!(match measurement.model {
            Measured::Listed(key) => catalog.model(key).is_some(),
            Measured::Unlisted(place) => usize::from(place) < catalog.measured_models().len(),
        });
    }
    let known = |figure: &Figure<_>| figure.source().is_none_or(|key| catalog.source(key).is_some());
    assert!(catalog.hardware().iter().all(|device| known(&device.bandwidth)));
    assert!(catalog.prices().iter().all(|price| catalog.device(price.hardware).is_some()));
    assert!(catalog.rentals().iter().all(|rental| catalog.device(rental.hardware).is_some()));
}

/// A small catalog, so that every byte can be tried.
#[test]
fn each_changed_byte_is_refused_or_whole() {
    let small =
        Catalog::from_json(&broken(r#""aliases": ["tiny"]"#, r#""aliases": ["tiny"]"#)).expect("reads");
    let packed = small.pack();
    assert!(Catalog::unpack(&packed).as_ref() == Ok(&small));
    for place in 0..packed.len() {
        for byte in [0, 1, 2, 3, 7, 127, 128, 255, packed[place] ^ 1] {
            let mut changed = packed.clone();
            changed[place] = byte;
            refused_or_whole(&changed);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_refused_or_whole(bytes in prop::collection::vec(any::<u8>(), 0..4000)) {
        refused_or_whole(&bytes);
    }

    /// Lengths that fit, so that the columns themselves are read.
    #[test]
    fn any_columns_are_refused_or_whole(
        lengths in prop::collection::vec(0..100_u8, 400),
        bytes in prop::collection::vec(prop_oneof![0..4_u8, any::<u8>()], 40_000),
    ) {
        refused_or_whole(&[lengths, bytes].concat());
    }

    #[test]
    fn changed_bytes_are_refused_or_whole(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20)) {
        let mut packed = catalog().pack();
        for (place, byte) in changes {
            let place = place.index(packed.len());
            packed[place] = byte;
        }
        refused_or_whole(&packed);
    }

    #[test]
    fn cut_bytes_are_refused(end in any::<prop::sample::Index>()) {
        let packed = catalog().pack();
        prop_assert!(Catalog::unpack(&packed[..end.index(packed.len())]).is_err());
    }
}
