//! The part of the answer that is about time.

use will_it_run_engine::answer::Answer;
use will_it_run_engine::fit::{Fit, Thresholds};
use yew::{Callback, Html};

use crate::app::components::{
    Playback, PlaybackProps, RateFigure, ask, download, figure, number_field, rate_figure, section,
};
use crate::app::derive::Derived;
use crate::app::draw::{self, El, el};
use crate::app::hooks::Page;
use crate::app::state::Field;
use crate::text::measure::{duration, or_unknown};
use crate::text::number::{grouped, three};
use crate::text::{Key, finished, t};
use will_it_run_engine::units::Tokens;

/// Rates, times, play-back, download.
pub fn speeds(page: &Page, answer: &Answer, quant: &str, explain: &Callback<Derived>) -> El {
    let asked = &page.state.asked;
    // What does not fit has no speed; that is known.
    let unknown = if answer.fit == Fit::DoesNotFit { "–" } else { t(Key::Unknown) };
    let why = match answer.fit {
        Fit::DoesNotFit => t(Key::NoSpeedDoesNotFit),
        _ if answer.decode.is_known() => "",
        _ => t(Key::NoSpeedUnknown),
    };
    let usable = asked.question.thresholds.as_ref().and_then(|limits| limits.usable_rate);
    let usable = usable.unwrap_or_else(|| Thresholds::standard().usable_rate.get());
    let done = answer.ttft_seconds.zip(answer.decode).map(|(first, rate)| {
        finished(first, asked.thinking.saturating_add(asked.output), rate.low, rate.high)
    });
    let stem = page.world.model(&asked.question.model).map(|m| m.file_stem.as_str()).unwrap_or_default();
    let unless = |known: bool| if known { "" } else { why };
    let value = |term, text: String| ask(term, explain, "ask-figure").text(text);
    let lengths = [
        (Field::Prompt, Key::Prompt, "512"),
        (Field::Thinking, Key::Thinking, "0"),
        (Field::Output, Key::Output, "500"),
    ];
    let lengths =
        lengths.map(|(field, label, default)| number_field(page, field, label, default, t(Key::Tokens)));
    let lengths = Html::from(el("div").class("lengths").put(draw::list(lengths.to_vec())));
    let none = Html::default;
    let energy = if answer.joules_per_token.is_known() { t(Key::EnergyMeans) } else { t(Key::NoEnergy) };
    let rate = |name, means, rate, usable, term| {
        rate_figure(&RateFigure { name, means, rate, why, unknown, usable, term, explain })
    };
    let tokens = |n: Tokens| grouped(u64::from(n.get())) + "\u{a0}" + t(Key::Tokens);
    let joules = |j: f64| three(j) + "\u{a0}" + t(Key::JoulesPerToken);
    let first = or_unknown(answer.ttft_seconds, unknown, duration);
    let longest = or_unknown(answer.max_context, unknown, tokens);
    let power = or_unknown(answer.joules_per_token, unknown, joules);
    let known = (answer.ttft_seconds.is_known(), done.is_known(), answer.max_context.is_known());
    let ending = if page.state.asked.question.runtime().rules().is_none() { ".gguf" } else { "" };
    let figures = [
        figure(Key::Ttft, value(Derived::FirstToken, first), unless(known.0), none()),
        figure(
            Key::Finished,
            value(Derived::Finished, or_unknown(done, unknown, |d| d)),
            unless(known.1),
            lengths,
        ),
        figure(Key::MaxContext, value(Derived::Engine("max_context"), longest), unless(known.2), none()),
        figure(Key::Energy, value(Derived::Energy, power), energy, none()),
        download(page, answer.memory.file, [stem, "-", quant, ending].concat(), explain),
    ];
    let played = answer.decode.get().map(|rate| rate.tokens_per_second.get());
    let rates = [
        rate(Key::Decode, Key::DecodeMeans, answer.decode, Some(usable), Derived::Engine("decode")),
        rate(Key::Prefill, Key::PrefillMeans, answer.prefill, None, Derived::Engine("prefill")),
    ];
    section("speed", "speed-title", Key::SpeedTitle)
        .put(el("div").class("rates").all(rates))
        .put(draw::component::<Playback>(PlaybackProps { rate: played }))
        .put(el("dl").class("figures").all(figures))
}
