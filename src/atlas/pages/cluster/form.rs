//! The form: the model and its load, the node, how many and what joins them, and how the model is laid over them.

use will_it_run_engine::cluster::{ClusterRuntime, Preset};
use will_it_run_engine::units::Bytes;
use yew::{AttrValue, Callback};

use super::asked::{
    EXPERT, GBIT, LATENCY, NET, NODES, NODES_USUAL, OWN, OWN_USUAL, PIPELINE, REPLICAS, TENSOR, on_a_node,
};
use super::{Found, examples};
use crate::app::components::{Combobox, ComboboxProps, Search, option};
use crate::app::draw::{self, El, On, el};
use crate::app::state::{Field, query_with};
use crate::atlas::components::typed::{self, Typed};
use crate::atlas::place::Place;
use crate::text::compare::plain;
use crate::text::{ClusterKey as Key, Fixed, cluster, said};
use crate::web::event;

/// The whole form.
pub fn form(place: &Place, found: &Found) -> El {
    let form = Form { place, found };
    let device = place.asked(Field::Device.word());
    let sizes = place.world.device(&device).filter(|card| card.sizes.len() > 1).map(|card| {
        let gib = |size: &Bytes| plain(size.as_gib());
        let sizes = card.sizes.iter().map(|size| (gib(size), gib(size) + "\u{a0}GiB")).collect();
        form.select(Field::MemoryGib.word(), said!(MemorySize), "–", sizes)
    });
    let own = (place.asked(NET) == OWN).then(|| {
        el("div")
            .class("pair")
            .put(form.number(GBIT, Key::Gbit, "Gbit/s", &plain(OWN_USUAL.0)))
            .put(form.number(LATENCY, Key::Latency, "µs", &plain(OWN_USUAL.1)))
    });
    let laid = [(TENSOR, Key::Tensor), (PIPELINE, Key::Pipeline), (REPLICAS, Key::Replicas)];
    let given = laid.iter().map(|(word, _)| *word).chain([EXPERT]).any(|word| !place.asked(word).is_empty());
    let experts = [("on", Key::ExpertsWhole), ("off", Key::ExpertsSplit)]
        .map(|(word, says)| (word.to_owned(), says.text().to_owned()));
    let layout = el("details")
        .class("more")
        .maybe("open", given.then_some("open"))
        .put(el("summary").say(Key::LayoutGroup))
        .put(
            el("div")
                .class("more-wishes")
                .put(el("p").class("note").say(Key::LayoutHelp))
                .put(
                    el("div")
                        .class("trio")
                        .all(laid.map(|(word, label)| form.number(word, label, "", Key::Chosen.text()))),
                )
                .put(form.select(EXPERT, Key::Expert.text(), Key::Chosen.text(), experts.into())),
        );
    el("section")
        .class("question cluster-form")
        .is("aria-labelledby", "cluster-question")
        .put(el("h2").is("id", "cluster-question").say(Key::Question))
        .put(form.picker("cluster-model", (said!(Model), said!(ModelHint)), Search::Models, Field::Model))
        .put(
            el("div")
                .class("trio")
                .put(form.quant())
                .put(form.number(Field::Context.word(), Key::Context, "", "8192"))
                .put(form.number(Field::Users.word(), Key::Users, "", "1")),
        )
        .put(form.runtimes())
        .put(form.picker(
            "cluster-device",
            (said!(Device), said!(DeviceHint)),
            Search::DevicesOnly,
            Field::Device,
        ))
        .put(
            el("div")
                .class("pair")
                .put(form.number(Field::Count.word(), Key::Count, "", "1"))
                .maybe_put(sizes)
                .put(form.number(NODES, Key::Nodes, "", &NODES_USUAL.to_string()))
                .put(form.number(Field::HostMemory.word(), Key::HostMemory, "GiB", "–")),
        )
        .put(form.select(NET, Key::Network.text(), "–", networks()))
        .maybe_put(own)
        .put(layout)
        .put(el("p").class("label").say(Key::Examples))
        .put(examples(place))
}

fn networks() -> Vec<(String, String)> {
    let presets = Preset::ALL.iter().map(|preset| (preset.word().to_owned(), cluster::network_name(*preset)));
    presets.chain([(OWN.to_owned(), Key::OwnNetwork.text().to_owned())]).collect()
}

struct Form<'a> {
    place: &'a Place,
    found: &'a Found,
}

impl Form<'_> {
    fn number(&self, word: &'static str, label: Key, unit: &'static str, usual: &str) -> El {
        let unread = self.found.wrong.iter().any(|wrong| wrong == word);
        let refused = self.found.refused_at() == Some(word);
        let note = if unread { Some(Key::NotANumber) } else { refused.then_some(Key::SeeAnswer) };
        typed::field(self.place, Typed { word, label, unit, usual, note, wrong: unread || refused })
    }

    fn picker(
        &self,
        id: &'static str,
        (label, hint): (&'static str, &'static str),
        search: Search,
        field: Field,
    ) -> yew::Html {
        let place = self.place;
        let value = place.asked(field.word());
        let (models, devices) = (place.world.model(&value), place.world.device(&value));
        let name = match search {
            Search::Models => models.map(|card| card.name.clone()),
            Search::Devices | Search::DevicesOnly => devices.map(|card| card.name.clone()),
        };
        let chosen = name.unwrap_or_else(|| value.clone()).into();
        let on_choose = {
            let place = place.clone();
            Callback::from(move |id: String| {
                let set = query_with(&place.query, field.word(), &id);
                // Another device is sold in other sizes, another model as other quants.
                let of_the_old = if field == Field::Device { Field::MemoryGib } else { Field::Quant };
                place.step(&query_with(&set, of_the_old.word(), ""));
            })
        };
        let (world, value) = (place.world.clone(), value.into());
        draw::component::<Combobox>(ComboboxProps {
            id,
            label,
            hint,
            chosen,
            value,
            world,
            search,
            on_choose,
        })
    }

    fn quant(&self) -> El {
        let world = &self.place.world;
        let usual = world.default_quant_of(&on_a_node(&self.found.raw));
        let labels = world.quant_labels().map(|label| (label.to_owned(), label.to_owned()));
        self.select(Field::Quant.word(), said!(Quant), usual, labels.collect())
    }

    fn runtimes(&self) -> El {
        let word = Field::Runtime.word();
        let place = self.place.clone();
        let now = self.place.asked(word);
        let now = if now.is_empty() { ClusterRuntime::LlamaCpp.word() } else { &now };
        let all = ClusterRuntime::ALL.iter().map(|engine| {
            (AttrValue::Static(engine.word()), AttrValue::Static(cluster::runtime_name(*engine)))
        });
        let choose =
            Callback::from(move |chosen: String| place.step(&query_with(&place.query, word, &chosen)));
        let label = AttrValue::Static(Key::Runtime.text());
        crate::app::components::segmented("cluster-runtime", "segmented", label, all.collect(), now, &choose)
    }

    /// One of a closed list; the first holds without a word in the address. What is none of them is shown as it is.
    fn select(
        &self,
        word: &'static str,
        label: &'static str,
        first: &'static str,
        others: Vec<(String, String)>,
    ) -> El {
        let place = self.place.clone();
        let chosen = place.asked(word);
        let known = chosen.is_empty() || others.iter().any(|(value, _)| value.eq_ignore_ascii_case(&chosen));
        let stray = (!known).then(|| option(chosen.clone().into(), chosen.clone().into(), true));
        let wrong = !known || self.found.refused_at() == Some(word);
        let others = others.into_iter().map(|(value, text)| {
            let selected = value.eq_ignore_ascii_case(&chosen);
            option(value.clone().into(), text.into(), selected).key(value)
        });
        let select = el("select")
            .is("data-field", word)
            .maybe("aria-invalid", wrong.then_some("true"))
            .on(On::Change, move |e| place.step(&query_with(&place.query, word, &event::value(&e))));
        let first = option(AttrValue::Static(""), AttrValue::Static(first), chosen.is_empty());
        el("label")
            .class("field")
            .put(el("span").class("label").text(label))
            .put(select.put(first).maybe_put(stray).all(others))
    }
}
