//! The part of the answer that is about time.

use will_it_run_engine::answer::Answer;
use will_it_run_engine::fit::{Fit, Thresholds};
use yew::{Callback, Html, html};

use crate::app::components::{Playback, RateFigure, ask, download, figure, number_field, rate_figure};
use crate::app::derive::Derived;
use crate::app::hooks::Page;
use crate::app::state::Field;
use crate::text::measure::{duration, or_unknown};
use crate::text::number::{grouped, three};
use crate::text::{Key, finished, t};

/// Rates, times, play-back, download.
pub fn speeds(page: &Page, answer: &Answer, quant: &str, explain: &Callback<Derived>) -> Html {
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
    let value = |term, text: String| ask(term, explain, "", html! { text });
    let lengths = [
        (Field::Prompt, Key::Prompt, "512"),
        (Field::Thinking, Key::Thinking, "0"),
        (Field::Output, Key::Output, "500"),
    ];
    let lengths =
        lengths.map(|(field, label, default)| number_field(page, field, label, default, t(Key::Tokens)));
    let lengths = html! { <div class="lengths">{ for lengths }</div> };
    let none = Html::default;
    let energy = if answer.joules_per_token.is_known() { t(Key::EnergyMeans) } else { t(Key::NoEnergy) };
    let rate = |name, means, rate, usable, term| {
        rate_figure(&RateFigure { name, means, rate, why, unknown, usable, term, explain })
    };
    html! {
        <section class="speed" aria-labelledby="speed-title">
            <h2 id="speed-title">{ t(Key::SpeedTitle) }</h2>
            <div class="rates">
                { rate(Key::Decode, Key::DecodeMeans, answer.decode, Some(usable), Derived::Engine("decode")) }
                { rate(Key::Prefill, Key::PrefillMeans, answer.prefill, None, Derived::Engine("prefill")) }
            </div>
            <Playback rate={answer.decode.get().map(|rate| rate.tokens_per_second.get())} />
            <dl class="figures">
                { figure(Key::Ttft, value(Derived::FirstToken, or_unknown(answer.ttft_seconds, unknown, duration)), unless(answer.ttft_seconds.is_known()), none()) }
                { figure(Key::Finished, value(Derived::Finished, or_unknown(done.clone(), unknown, |d| d)), unless(done.is_known()), lengths) }
                { figure(Key::MaxContext, value(Derived::Engine("max_context"), or_unknown(answer.max_context, unknown, |n| grouped(u64::from(n.get())) + "\u{a0}" + t(Key::Tokens))),
                    unless(answer.max_context.is_known()), none()) }
                { figure(Key::Energy, value(Derived::Energy, or_unknown(answer.joules_per_token, unknown, |j| three(j) + "\u{a0}" + t(Key::JoulesPerToken))), energy, none()) }
                { download(page, answer.memory.file, &[stem, "-", quant, ".gguf"].concat(), explain) }
            </dl>
        </section>
    }
}
