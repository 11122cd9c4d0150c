//! Figures beside memory: what is trained, how far it reaches, how fast.

use will_it_run_engine::tune::TuneAnswer;
use will_it_run_engine::units::Known;

use crate::app::draw::{El, el};
use crate::text::number::{compact, grouped, range};
use crate::text::{FineTuneKey as Key, Fixed, fine_tune as says};

/// The figures.
pub fn section(answer: &TuneAnswer) -> El {
    let s = &answer.settings;
    let most = |n: Known<u32>| match n {
        Known::Known(0) => Key::NoneFits.text().to_owned(),
        Known::Known(n) => grouped(n.into()),
        Known::Unknown => Key::Unknown.text().to_owned(),
    };
    let devices = answer.devices.len().max(1) as u64;
    let step = [s.sequence, s.batch, s.accumulation]
        .iter()
        .map(|n| u64::from(*n))
        .fold(devices, u64::saturating_mul);
    let (rate, why) = match answer.tokens_per_second {
        Known::Known(rate) => ([&range(rate.low, rate.high), "\u{a0}tok/s"].concat(), Key::SpeedNote.text()),
        Known::Unknown => (Key::Unknown.text().to_owned(), says::no_speed(s, answer.devices.len()).text()),
    };
    let sequence = answer.max_sequence;
    let rows = [
        (
            "trainable",
            Key::Trainable,
            grouped(answer.trainable),
            says::share_of(answer.trainable, answer.parameters, &compact(answer.parameters as f64)),
        ),
        ("max-sequence", Key::MaxSequence, most(sequence), says::at_batch(s.batch)),
        ("max-batch", Key::MaxBatch, most(answer.max_batch), says::at_sequence(s.sequence)),
        ("step", Key::StepTokens, grouped(step), says::step(s, answer.devices.len())),
        ("speed", Key::Speed, rate, why.to_owned()),
        (
            "stage",
            Key::Peak,
            answer.stage.get().map_or(Key::Unknown, says::stage).text().to_owned(),
            answer.stage.get().map_or(Key::PeakUnknown, says::stage_means).text().to_owned(),
        ),
    ];
    el("dl").class("figures tune-figures").all(rows.map(|(key, name, figure, note)| {
        el("div").class("figure").put(el("dt").say(name)).put(
            el("dd")
                .is("data-figure", key)
                .put(el("b").text(figure))
                .put(el("span").class("note").text(note)),
        )
    }))
}
