//! The smallest changes that help; one press applies one, and going back takes it away.

use will_it_run_engine::fit::Fit;
use will_it_run_engine::tune::{Logits, Method, TuneAnswer, TuneChange};

use super::asked::{ATTENTION, HOST, OFFLOAD, devices, whole, with_devices};
use crate::app::charts::shape;
use crate::app::components::section as headed;
use crate::app::draw::{El, On, el};
use crate::app::state::query_with;
use crate::atlas::place::Place;
use crate::text::{FineTuneKey as Key, fine_tune as says, fit_key};

/// The section; none where nothing is to be fixed.
pub fn section(place: &Place, answer: &TuneAnswer) -> Option<El> {
    if answer.fit == Fit::Comfortable || answer.fit == Fit::Unknown {
        return None;
    }
    let rows = answer.fixes.iter().map(|fix| {
        let (here, to) = (place.clone(), applied(&place.query, fix.change));
        let button = el("button")
            .is("type", "button")
            .class("fix")
            .put(el("span").class("name").text(says::change(fix.change)))
            .put(el("span").class("result").put(shape(fix.fit)).say(fit_key(fix.fit)))
            .put(el("span").class("note").text(says::after(fix, place.reader.unit)))
            .on(On::Click, move |_| here.step(&to));
        el("li").put(button)
    });
    let none = answer.fixes.is_empty().then(|| el("p").class("quiet").say(Key::NoFix));
    Some(headed("fixes tune-fixes", "fixes", Key::Fixes).maybe_put(none).put(el("ul").all(rows)))
}

/// The query with a change applied.
fn applied(query: &str, change: TuneChange) -> String {
    let set = |word: &str, value: &str| query_with(query, word, value);
    match change {
        TuneChange::FlashAttention => set(ATTENTION, ""),
        TuneChange::Checkpointing { checkpointing } => set("checkpointing", checkpointing.word()),
        TuneChange::Logits { logits } => set("logits", logits.word()),
        TuneChange::Batch { batch } => set("batch", &batch.to_string()),
        TuneChange::Optimizer { optimizer } => set("optimizer", optimizer.word()),
        TuneChange::Sequence { sequence } => set("sequence", &sequence.to_string()),
        TuneChange::OffloadOptimizer => set(OFFLOAD, HOST),
        TuneChange::Sharding { sharding } => set("sharding", sharding.word()),
        TuneChange::Devices { count } => {
            let mut all = devices(query);
            let now = all.iter().map(|device| whole(&device.count).unwrap_or(1)).fold(0, u32::saturating_add);
            let times = count / now.max(1);
            for device in &mut all {
                device.count = whole(&device.count).unwrap_or(1).saturating_mul(times).to_string();
            }
            query_with(&with_devices(query, &all), "sharding", "zero-3")
        }
        // The engine tries another method with all that gives the same result for less.
        TuneChange::Method { method } => {
            let method = if method == Method::Qlora { "" } else { method.word() };
            let words = [
                (ATTENTION, ""),
                ("checkpointing", ""),
                ("logits", Logits::Fused.word()),
                ("method", method),
            ];
            words.iter().fold(query.to_owned(), |query, (word, value)| query_with(&query, word, value))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_written_into_the_address() {
        let devices = TuneChange::Devices { count: 4 };
        assert_eq!(
            applied("on=a&n=2&method=full&sharding=ddp", devices),
            "on=a&n=4&method=full&sharding=zero-3"
        );
        let method = TuneChange::Method { method: Method::Qlora };
        assert_eq!(applied("method=full&checkpointing=none&attention=plain", method), "logits=fused");
        assert_eq!(applied("attention=plain", TuneChange::FlashAttention), "");
    }
}
