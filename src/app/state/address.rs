//! The address bar: the whole question as a flat, readable query, and back.

use super::asked::{Asked, CPU};
use super::field::Field;

/// Something in an address that could not be taken over; the rest of the question stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AddressFault {
    /// No field has this name.
    UnknownField {
        /// The name.
        name: String,
    },
    /// The field cannot take this value.
    BadValue {
        /// The field.
        field: Field,
        /// The value.
        value: String,
    },
}

/// The question as `model=…&on=…&ctx=…`: only what differs from its default.
#[must_use]
pub fn write(asked: &Asked) -> String {
    let mut out = String::new();
    let devices = asked.question.rig.devices.len().max(1);
    for at in 0..devices {
        for &field in Field::ALL {
            let of_device =
                matches!(field, Field::Device | Field::Count | Field::MemoryGib | Field::UsableGib);
            let turn = if of_device {
                true
            } else if field == Field::Model {
                at == 0
            } else {
                at + 1 == devices
            };
            if let Some(value) = asked.get_at(field, at).filter(|_| turn) {
                if !out.is_empty() {
                    out.push('&');
                }
                out.push_str(field.word());
                out.push('=');
                encode(&value, &mut out);
            }
        }
    }
    out
}

/// Reads an address over a question that fills what it leaves out. An empty address is that question.
#[must_use]
pub fn read(query: &str, default: &Asked) -> (Asked, Vec<AddressFault>) {
    let query = query.trim_start_matches('?');
    let mut faults = Vec::new();
    if query.is_empty() {
        return (default.clone(), faults);
    }
    let model = default.question.model.as_str();
    let mut asked = Asked::about(model, default.device().map_or(CPU, |d| d.hardware.as_str()));
    let mut devices = 0_u32;
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let (name, value) = (decode(name), decode(value));
        let Some(field) = Field::parse(&name) else {
            faults.push(AddressFault::UnknownField { name });
            continue;
        };
        if field == Field::Device {
            devices += 1;
            if devices > 1 {
                asked.add_device(&value);
                continue;
            }
        }
        let empty = value.is_empty() && matches!(field, Field::Model | Field::Device);
        if empty || asked.set(field, &value).is_err() {
            faults.push(AddressFault::BadValue { field, value });
        }
    }
    (asked, faults)
}

/// The decoded value of a key in a query; empty if it is not there.
#[must_use]
pub fn value_of(query: &str, key: &str) -> String {
    let mut pairs = query.trim_start_matches('?').split('&').filter_map(|pair| pair.split_once('='));
    pairs.find(|(name, _)| *name == key).map(|(_, value)| decode(value)).unwrap_or_default()
}

/// The query with a key set to a value, at the place where the key stood; without the key where the value is empty.
#[must_use]
pub fn query_with(query: &str, key: &str, value: &str) -> String {
    let mut set = String::new();
    if !value.is_empty() {
        set = [key, "="].concat();
        encode(value, &mut set);
    }
    let pairs = query.trim_start_matches('?').split('&').filter(|pair| !pair.is_empty());
    let is_it = |pair: &str| pair.split_once('=').map_or(pair, |(name, _)| name) == key;
    let mut out: Vec<&str> = Vec::new();
    let mut placed = false;
    for pair in pairs {
        if !is_it(pair) {
            out.push(pair);
        } else if !placed {
            placed = true;
            out.push(&set);
        }
    }
    if !placed {
        out.push(&set);
    }
    out.retain(|pair| !pair.is_empty());
    out.join("&")
}

/// Percent-encodes all but what reads well and is safe in a query.
fn encode(text: &str, out: &mut String) {
    const HEX: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~' | b'/' | b':' | b',') {
            out.push(char::from(byte));
        } else {
            out.push('%');
            for nibble in [byte >> 4, byte & 15] {
                out.push(HEX.get(usize::from(nibble)).copied().unwrap_or('0'));
            }
        }
    }
}

/// Undoes percent-encoding; what is not valid stays as it is.
fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let hex = |b: Option<u8>| b.and_then(|b| char::from(b).to_digit(16));
        match byte {
            b'+' => bytes.push(b' '),
            b'%' => {
                let mut ahead = rest.clone();
                if let (Some(high), Some(low)) = (hex(ahead.next()), hex(ahead.next())) {
                    bytes.push((high * 16 + low) as u8);
                    rest = ahead;
                } else {
                    bytes.push(b'%');
                }
            }
            other => bytes.push(other),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_of_a_query_is_read_and_set_where_it_stands() {
        assert_eq!(value_of("?q=two%20cards&sort=price", "q"), "two cards");
        assert_eq!(value_of("q=x", "r"), "");
        assert_eq!(query_with("q=x&sort=price", "q", "a&b"), "q=a%26b&sort=price");
        assert_eq!(query_with("q=x&sort=price", "q", ""), "sort=price");
        assert_eq!(query_with("", "q", "x"), "q=x");
        assert_eq!(query_with("q=x&q=y", "q", "z"), "q=z");
    }

    fn default() -> Asked {
        Asked::about("some-model", "some-device")
    }

    /// A value each field can take, none of them its default.
    fn sample(field: Field) -> &'static str {
        match field {
            Field::Model => "org/Model-8B é&=?",
            Field::Device => "nvidia-l40s",
            Field::MemoryGib | Field::HostMemory => "48",
            Field::UsableGib => "44.25",
            Field::HostBandwidth => "89.6",
            Field::RuntimeOverhead => "512",
            Field::Headroom => "7.5",
            Field::UsableRate => "6.5",
            Field::Quant => "IQ4_XS",
            Field::KvK | Field::KvV => "q8_0",
            Field::Runtime => "ollama",
            Field::Backend => "vulkan",
            Field::Os => "windows",
            Field::Placement => "device",
            Field::AsOf => "2026-11-22",
            Field::Imatrix
            | Field::Mmproj
            | Field::Display
            | Field::Ecc
            | Field::FlashAttention
            | Field::KvUnified
            | Field::SwaFull => "off",
            Field::Count
            | Field::Images
            | Field::Context
            | Field::Users
            | Field::Prompt
            | Field::Thinking
            | Field::Output
            | Field::Depth
            | Field::Ubatch
            | Field::Batch
            | Field::LogitsRows
            | Field::TotalContext
            | Field::GpuLayers
            | Field::CpuMoeLayers => "4",
        }
    }

    #[test]
    fn every_field_survives_the_address() {
        for &field in Field::ALL {
            let mut asked = default();
            asked.set(field, sample(field)).expect("a value the field can take");
            assert_eq!(asked.get(field).as_deref(), Some(sample(field)));
            let (back, faults) = read(&write(&asked), &default());
            assert_eq!((back, faults), (asked, vec![]), "{field:?}");
        }
    }

    #[test]
    fn all_fields_survive_together_and_two_kinds_of_devices_too() {
        let mut asked = default();
        for &field in Field::ALL {
            asked.set(field, sample(field)).expect("a value the field can take");
        }
        assert_eq!(read(&write(&asked), &default()), (asked.clone(), vec![]));
        asked.add_device("other");
        asked.set(Field::Count, "3").expect("a count");
        assert_eq!(read(&write(&asked), &default()), (asked, vec![]));
    }

    #[test]
    fn the_address_is_short_and_readable() {
        assert_eq!(write(&default()), "model=some-model&on=some-device");
        assert_eq!(write(&Asked::about("m", CPU)), "model=m&on=cpu");
        assert_eq!(read("?model=m&on=cpu", &default()).0, Asked::about("m", CPU));
    }

    #[test]
    fn a_bad_field_is_named_and_the_rest_is_kept() {
        let (asked, faults) = read("?model=m&ctx=many&colour=red&on=d&ecc=perhaps&n=2&mem=-3", &default());
        assert_eq!(asked.get(Field::Model).as_deref(), Some("m"));
        assert_eq!(asked.get(Field::Device).as_deref(), Some("d"));
        assert_eq!(asked.get(Field::Count).as_deref(), Some("2"));
        assert_eq!(asked.get(Field::Context), None);
        let bad = |field, value: &str| AddressFault::BadValue { field, value: value.to_owned() };
        assert_eq!(
            faults,
            [
                bad(Field::Context, "many"),
                AddressFault::UnknownField { name: "colour".to_owned() },
                bad(Field::Ecc, "perhaps"),
                bad(Field::MemoryGib, "-3"),
            ]
        );
    }

    #[test]
    fn any_text_is_read_without_a_panic() {
        for query in [
            "?",
            "&&=&",
            "%",
            "%4",
            "%zz=%ff",
            "model",
            "model=",
            "on=&on=&n",
            "ctx=99999999999",
            "room=1e400",
        ] {
            let _ = read(query, &default());
        }
    }

    #[test]
    fn empty_text_returns_a_field_to_its_default() {
        let mut asked = default();
        for &field in Field::ALL {
            if !matches!(field, Field::Model | Field::Device) {
                asked.set(field, sample(field)).expect("a value");
                asked.set(field, "").expect("empty is the default");
            }
        }
        assert_eq!(asked, default());
    }
}
