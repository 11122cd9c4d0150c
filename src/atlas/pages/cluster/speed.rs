//! How fast it is: for one user, for each of the users, for all together, the prompt, and how many users there is room for.

use will_it_run_engine::answer::Rate;
use will_it_run_engine::cluster::ClusterAnswer;
use will_it_run_engine::units::Known;

use super::Found;
use crate::app::charts::gauge;
use crate::app::components::section as headed;
use crate::app::draw::{El, el};
use crate::text::measure::duration;
use crate::text::number::{grouped, range, three};
use crate::text::{ClusterKey as Key, Fixed, cluster, evidence_keys, t};

/// The section.
pub fn section(found: &Found, answer: &ClusterAnswer) -> El {
    let users = found.raw.question.users.unwrap_or(1);
    let why = cluster::no_rate(answer);
    let each = (users > 1).then(|| rate("each", &cluster::each_of(users), &answer.decode_each, why));
    let plain = |name: &'static str, label: Key, value: Known<String>, note: &'static str| {
        let (value, note) = match value {
            Known::Known(value) => (value, note),
            Known::Unknown => (Key::Unknown.text().to_owned(), why),
        };
        let note = (!note.is_empty()).then(|| el("span").class("note").text(note));
        el("div")
            .class("figure")
            .is("data-figure", name)
            .put(el("dt").say(label))
            .put(el("dd").put(el("b").text(value)).maybe_put(note))
    };
    let all = (users > 1).then(|| {
        let together = answer.decode_all.map(|all| three(all.get()) + "\u{a0}tok/s");
        plain("all", Key::DecodeAll, together, "")
    });
    let first = answer.ttft_seconds.map(duration);
    let most = answer.most_users.map(|most| grouped(most.into()));
    headed("part", "speed", Key::Speed)
        .put(
            el("div")
                .class("rates")
                .put(rate("one", Key::DecodeOne.text(), &answer.decode, why))
                .maybe_put(each)
                .put(rate("prefill", Key::Prefill.text(), &answer.prefill, why)),
        )
        .put(
            el("dl")
                .class("figures")
                .maybe_put(all)
                .put(plain("first", Key::FirstToken, first, Key::FirstTokenNote.text()))
                .put(plain("most", Key::MostUsers, most, Key::MostUsersNote.text())),
        )
        .maybe_put(cluster::wider(answer).map(|text| el("p").class("note").text(text)))
}

/// The range large; the typical rate, the ceiling and the evidence below.
fn rate(name: &'static str, label: &str, known: &Known<Rate>, why: &'static str) -> El {
    let block =
        el("div").class("rate").is("data-figure", name).put(el("p").class("label").text(label.to_owned()));
    let Known::Known(rate) = known else {
        return block
            .put(el("p").class("cluster-rate").say(Key::Unknown))
            .put(el("p").class("note").text(why));
    };
    let (evidence, means) = evidence_keys(rate.evidence);
    let span = range(rate.low.get(), rate.high.get());
    let unit = el("span").class("unit").text("\u{a0}tok/s");
    let typical = cluster::typical(rate);
    let drawn = [label, ": ", &span, " tok/s, ", &typical].concat();
    block
        .put(el("p").class("cluster-rate").put(el("b").text(span)).put(unit))
        .put(gauge(rate, None, drawn))
        .put(
            el("p")
                .class("note")
                .text(typical + " · ")
                .put(el("abbr").is("title", t(means)).class("evidence").say(evidence)),
        )
}
