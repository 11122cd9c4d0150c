//! How a figure comes about: its tree of terms in a dialog.

use std::rc::Rc;

use will_it_run_engine::answer::{Quantity, Term};
use will_it_run_engine::units::{Bytes, Known, Tokens};
use yew::{
    Callback, Html, Properties, UseStateHandle, component, hook, html, use_effect_with, use_memo,
    use_node_ref, use_state_eq,
};

use crate::app::derive::Derived;
use crate::app::hooks::Page;
use crate::app::world::Mark;
use crate::text::measure::{MemoryUnit, bytes, duration, exact};
use crate::text::number::{compact, grouped, three};
use crate::text::{Key, derivation_name, derivation_rule, t};
use crate::web::dialog;

/// Which figure is being explained, and the callback that figures call.
#[hook]
pub fn use_derivation() -> (UseStateHandle<Option<Derived>>, Callback<Derived>) {
    let open = use_state_eq(|| None);
    let set = open.setter();
    (open, Callback::from(move |term| set.set(Some(term))))
}

/// Props of [`Derivation`].
#[derive(Properties, PartialEq)]
pub struct DerivationProps {
    /// The page.
    pub page: Page,
    /// The figure.
    pub term: Derived,
    /// Called when the reader closes it.
    pub on_close: Callback<()>,
}

/// The dialog.
#[component]
pub fn Derivation(props: &DerivationProps) -> Html {
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with(props.term, move |_| dialog::open(&node));
    }
    let question = Rc::new(props.page.state.asked.question.clone());
    let terms = use_memo((props.page.world.clone(), question), |(world, question)| world.explain(question));
    let state = &props.page.state;
    let root = props.page.outcome.as_ref().as_ref().ok();
    let root = root.and_then(|answer| props.term.term(&terms, answer, &state.asked, &state.reader));
    let on_close = props.on_close.reform(|_: yew::Event| ());
    let shut = {
        let node = node.clone();
        move |_| dialog::close(&node)
    };
    html! {
        <dialog ref={node} class="derivation" aria-labelledby="derivation-title" onclose={on_close}>
            <header>
                <h2 id="derivation-title">{ t(Key::Derivation) }{ ": " }{ derivation_name(props.term.word()) }</h2>
                <button type="button" class="quiet-button" onclick={shut}>{ t(Key::Close) }</button>
            </header>
            if let Some(root) = &root {
                <ul class="terms">{ branch(root, &props.page, 0) }</ul>
            } else {
                <p class="quiet">{ t(Key::DerivationNone) }</p>
            }
        </dialog>
    }
}

/// How many levels are open from the start; deeper ones open on demand.
const OPEN_LEVELS: usize = 1;

/// A term with its inputs below it.
fn branch(term: &Term, page: &Page, depth: usize) -> Html {
    let unit = page.state.reader.unit;
    let line = html! { <>
        <span class="name">{ derivation_name(term.key) }</span>
        <span class="value">{ value(term, unit) }</span>
    </> };
    let (source, mark) = page.world.source(&term.source);
    let said: Vec<String> =
        [derivation_rule(term.rule), source].into_iter().filter(|text| !text.is_empty()).collect();
    let note = html! {
        <p class="note">
            { said.join(" · ") }
            if mark == Mark::Unconfirmed { { " " }<span class="unconfirmed">{ t(Key::Unconfirmed) }</span> }
        </p>
    };
    html! {
        <li>
            if term.inputs.is_empty() {
                <div class="leaf">{ line }</div>
                { note }
            } else {
                <details open={depth < OPEN_LEVELS}>
                    <summary>{ line }</summary>
                    { note }
                    <ul>{ for term.inputs.iter().map(|input| branch(input, page, depth + 1)) }</ul>
                </details>
            }
        </li>
    }
}

/// A term's figure with its unit; memory to the byte as well.
fn value(term: &Term, unit: MemoryUnit) -> String {
    let Known::Known(quantity) = term.value else { return t(Key::DerivationUnknown).to_owned() };
    let tokens = |n: Tokens| grouped(u64::from(n.get())) + "\u{a0}" + t(Key::Tokens);
    match quantity {
        Quantity::Bytes(Bytes::ZERO) => exact(Bytes::ZERO),
        Quantity::Bytes(amount) => [bytes(amount, unit), " = ".to_owned(), exact(amount)].concat(),
        Quantity::BytesPerSecond(rate) => three(rate.as_gb_s()) + "\u{a0}GB/s",
        Quantity::Seconds(time) => duration(time),
        Quantity::Tokens(count) => tokens(count),
        Quantity::TokensPerSecond(rate) => three(rate.get()) + "\u{a0}" + t(Key::TokPerSecond),
        Quantity::Flops(work) => compact(work.get()) + "\u{a0}FLOP",
        Quantity::FlopsPerSecond(rate) => three(rate.get() / 1e12) + "\u{a0}TFLOP/s",
        Quantity::Count(count) => grouped(count),
        Quantity::Ratio(ratio) => three(ratio),
    }
}
