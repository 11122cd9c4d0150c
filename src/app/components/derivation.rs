//! How a figure comes about: its tree of terms in a dialog.

use std::rc::Rc;

use will_it_run_engine::answer::{Quantity, Term};
use will_it_run_engine::units::{Bytes, Known, Tokens};
use yew::{
    Callback, Html, Properties, UseStateHandle, component, hook, use_effect_with, use_memo, use_node_ref,
    use_state_eq,
};

use super::button;
use crate::app::derive::Derived;
use crate::app::draw::{El, On, el};
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
    let closed = props.on_close.clone();
    let shut = {
        let node = node.clone();
        move |_| dialog::close(&node)
    };
    let title = [t(Key::Derivation), ": ", &derivation_name(props.term.word())].concat();
    let head = el("header")
        .put(el("h2").is("id", "derivation-title").text(title))
        .put(button("quiet-button", Key::Close).on(On::Click, shut));
    let body = match &root {
        Some(root) => el("ul").class("terms").put(branch(root, &props.page, 0)),
        None => el("p").class("quiet").say(Key::DerivationNone),
    };
    el("dialog")
        .node(&node)
        .class("derivation")
        .is("aria-labelledby", "derivation-title")
        .on(On::Close, move |_| closed.emit(()))
        .put(head)
        .put(body)
        .into()
}

/// How many levels are open from the start; deeper ones open on demand.
const OPEN_LEVELS: usize = 1;

/// A term with its inputs below it.
fn branch(term: &Term, page: &Page, depth: usize) -> El {
    let unit = page.state.reader.unit;
    let line = |around: &'static str| {
        el(around)
            .put(el("span").class("name").text(derivation_name(term.key)))
            .put(el("span").class("value").text(value(term, unit)))
    };
    let (source, mark) = page.world.source(&term.source);
    let said: Vec<String> =
        [derivation_rule(term.rule), source].into_iter().filter(|text| !text.is_empty()).collect();
    let note = el("p").class("note").text(will_it_run_engine::within::joined(&said, " · "));
    let note = match mark {
        Mark::Confirmed => note,
        Mark::Unconfirmed => note.text(" ").put(el("span").class("unconfirmed").say(Key::Unconfirmed)),
    };
    if term.inputs.is_empty() {
        return el("li").put(line("div").class("leaf")).put(note);
    }
    let inputs = term.inputs.iter().map(|input| branch(input, page, depth + 1));
    let inside = el("details")
        .maybe("open", (depth < OPEN_LEVELS).then_some("open"))
        .put(line("summary"))
        .put(note)
        .put(el("ul").all(inputs));
    el("li").put(inside)
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
