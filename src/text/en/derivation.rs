//! Names of figures and rules in a derivation. The engine may add keys at any time; one without a text here is shown as
//! its own words, so that a derivation is never cut short.

/// What a figure is.
#[must_use]
pub fn derivation_name(key: &str) -> String {
    let known = match key {
        "memory.total" => "Memory needed",
        "memory.usable" => "Usable memory",
        "memory.headroom" => "Headroom",
        "memory.file" => "Tensor bytes of the file",
        "decode" => "Decode rate",
        "prefill" => "Prefill rate",
        "ttft" => "Time to the first token",
        "max_context" => "Longest context that fits",
        "joules_per_token" => "Energy per token",
        _ => return plain(key),
    };
    known.to_owned()
}

/// What a rule does.
#[must_use]
pub fn derivation_rule(rule: &str) -> String {
    let known = match rule {
        "given" => "from the question",
        "catalog" => "from the catalog",
        "sum" => "sum of its parts",
        _ => return plain(rule),
    };
    known.to_owned()
}

/// `memory.device.kv_cache` as words, the first letter a capital.
fn plain(key: &str) -> String {
    let tail = key.rsplit('.').next().unwrap_or(key);
    let mut letters = tail.chars().map(|c| if matches!(c, '_' | '-') { ' ' } else { c });
    let first = letters.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}
