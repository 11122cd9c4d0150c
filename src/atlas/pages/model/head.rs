//! The model in one sentence, and its figures.

use will_it_run_engine::catalog::{Confirmed, Model, Word};
use will_it_run_engine::rules::{Basis, Kind};
use will_it_run_engine::units::Known;

use super::parts::{fact, unknown};
use crate::app::draw::{El, el};
use crate::atlas::place::Place;
use crate::atlas::route::Route;
use crate::text::number::{compact, grouped};
use crate::text::{Key as Common, ModelPageKey as Key, UNCONFIRMED, fine_tune, model, t};

/// The first section.
pub fn head(place: &Place, record: &Model, (basis, kind): (Basis, Kind)) -> El {
    let catalog = place.world.catalog();
    let modality: Vec<&str> = record.modality.iter().map(|way| way.as_str()).collect();
    let tasks: Vec<&str> = record.tasks.iter().map(|task| task.as_str()).collect();
    let (params, context) = (&record.params, &record.context);
    let intro = model::intro(&model::Intro {
        name: &record.name,
        publisher: &record.publisher,
        kind,
        modality: &modality,
        total: params.total.known(),
        read: params.read_per_token.known(),
        released: record.released.known(),
        context: context.max.known(),
        license: &record.license,
    });
    let basis = match basis {
        Basis::Tensors => Key::BasisTensors,
        Basis::TensorsByRule => Key::BasisRule,
        Basis::Parameters => Key::BasisParameters,
    };
    let count = |figure: &will_it_run_engine::catalog::Figure<u64>| {
        let said = figure.known().map(|n| (compact(n as f64), grouped(n)));
        (said, catalog.confirmed(figure))
    };
    let tokens = |figure: &will_it_run_engine::catalog::Figure<will_it_run_engine::units::Tokens>| {
        let said = figure.known().map(|n| (grouped(u64::from(n.get())), t(Common::Tokens).to_owned()));
        (said, catalog.confirmed(figure))
    };
    let released = record.released.known().map(|day| (day.to_string(), String::new()));
    let plain = |text: &str| {
        let said = (!text.is_empty()).then(|| (text.to_owned(), String::new()));
        (Known::from(said), Confirmed::Yes)
    };
    let mut facts = vec![
        (Key::Parameters, count(&params.total)),
        (Key::Active, count(&params.active)),
        (Key::Read, count(&params.read_per_token)),
    ];
    // Figures that only some models have are left out where there is nothing to say.
    if params.active_published.known().is_known() {
        facts.push((Key::ActivePublished, count(&params.active_published)));
    }
    facts.push((Key::Context, tokens(&context.max)));
    if context.extended.known().is_known() {
        facts.push((Key::Extended, tokens(&context.extended)));
    }
    facts.extend([
        (Key::Released, (released, catalog.confirmed(&record.released))),
        (Key::Licence, plain(&record.license)),
        (Key::Publisher, plain(&record.publisher)),
        (Key::Family, plain(&record.family)),
        (Key::Modality, plain(&modality.join(", "))),
        (Key::MadeFor, plain(&tasks.join(", "))),
        (Key::Native, plain(record.native.as_str())),
    ]);
    let doubtful = facts.iter().any(|(_, (said, confirmed))| said.is_known() && *confirmed == Confirmed::No);
    let doubtful = doubtful.then(|| {
        el("p").class("note model-doubt").text([UNCONFIRMED, " ", t(Common::UnconfirmedMeans)].concat())
    });
    let tune = place.link_with(Route::FineTune, ["model=", &record.id].concat());
    el("section")
        .class("sheet")
        .put(el("h1").text(record.name.to_string()))
        .put(el("p").class("model-intro").text(intro))
        .put(el("p").class("note").say(basis))
        .put(el("p").put(tune.text(fine_tune::LINK)))
        .put(el("dl").class("figures model-facts").all(facts.into_iter().map(|(name, (said, confirmed))| {
            let Known::Known((said, more)) = said else { return fact(name, unknown(Key::NotStated)) };
            let said = el("span").text(said);
            let more = (!more.is_empty()).then(|| el("span").class("note").text(more));
            let doubt = confirmed == Confirmed::No;
            let said =
                if doubt { said.class("unconfirmed").is("title", t(Common::UnconfirmedMeans)) } else { said };
            fact(name, el("dd").put(said).maybe_put(more))
        })))
        .maybe_put(doubtful)
}
