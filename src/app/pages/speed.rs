//! The part of the answer that is about time.

use will_it_run_engine::answer::Answer;
use will_it_run_engine::fit::{Fit, Thresholds};
use will_it_run_engine::units::Known;
use yew::{Callback, Html, Properties, component, html};

use crate::app::components::{Download, Figure, NumberField, Playback, RateFigure};
use crate::app::derive::Derived;
use crate::app::hooks::Page;
use crate::app::state::Field;
use crate::text::measure::{duration, or_unknown};
use crate::text::number::{grouped, three};
use crate::text::{Key, finished, t};

/// Props of [`Speeds`].
#[derive(Properties, PartialEq)]
pub struct SpeedsProps {
    /// The page.
    pub page: Page,
    /// The answer.
    pub answer: Answer,
    /// The quant asked for.
    pub quant: String,
    /// Opens a derivation.
    pub explain: Callback<Derived>,
}

/// Rates, times, play-back, download.
#[component]
pub fn Speeds(props: &SpeedsProps) -> Html {
    let (page, answer, explain) = (&props.page, &props.answer, &props.explain);
    let asked = &page.state.asked;
    let unknown = t(Key::Unknown);
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
    html! {
        <section class="speed" aria-labelledby="speed-title">
            <h2 id="speed-title">{ t(Key::SpeedTitle) }</h2>
            <div class="rates">
                <RateFigure name={Key::Decode} means={Key::DecodeMeans} rate={answer.decode} {why} usable={Some(usable)} term={Derived::Engine("decode")} explain={explain.clone()} />
                <RateFigure name={Key::Prefill} means={Key::PrefillMeans} rate={answer.prefill} {why} term={Derived::Engine("prefill")} explain={explain.clone()} />
            </div>
            <Playback rate={answer.decode.get().map(|rate| rate.tokens_per_second.get())} />
            <dl class="figures">
                <Figure name={Key::Ttft} value={or_unknown(answer.ttft_seconds, unknown, duration)} note={unless(answer.ttft_seconds.is_known())} term={Derived::FirstToken} explain={explain.clone()} />
                <Figure name={Key::Finished} value={or_unknown(done.clone(), unknown, |d| d)} note={unless(done.is_known())} term={Derived::Finished} explain={explain.clone()}>
                    <div class="lengths">
                        <NumberField page={page.clone()} field={Field::Prompt} label={Key::Prompt} default="512" />
                        <NumberField page={page.clone()} field={Field::Thinking} label={Key::Thinking} default="0" />
                        <NumberField page={page.clone()} field={Field::Output} label={Key::Output} default="500" unit={t(Key::Tokens)} />
                    </div>
                </Figure>
                <Figure name={Key::MaxContext} value={or_unknown(answer.max_context, unknown, |n| grouped(u64::from(n.get())) + "\u{a0}" + t(Key::Tokens))}
                    note={unless(answer.max_context.is_known())} term={Derived::Engine("max_context")} explain={explain.clone()} />
                <Figure name={Key::Energy} value={or_unknown(answer.joules_per_token, unknown, |j| three(j) + "\u{a0}" + t(Key::JoulesPerToken))}
                    note={if matches!(answer.joules_per_token, Known::Known(_)) { t(Key::EnergyMeans) } else { t(Key::NoEnergy) }} term={Derived::Energy} explain={explain.clone()} />
                <Download page={page.clone()} file={answer.memory.file} name={[stem, "-", &props.quant, ".gguf"].concat()} explain={explain.clone()} />
            </dl>
        </section>
    }
}
