//! One model: architecture, quants, memory over context, what runs it, how to start it.

mod asked;
mod curves;
mod head;
mod launch;
mod layers;
mod memory;
mod missing;
mod parts;
mod quants;
mod rigs;
mod sources;
mod sweep;

use will_it_run_engine::answer::{Answer, QuantRow};
use will_it_run_engine::catalog::{Model, ModelKey};
use yew::{AttrValue, Html, Properties, component, use_effect_with, use_memo, use_state_eq};

use crate::app::draw::list;
use crate::app::hooks::{part, use_rested};
use crate::app::world::World;
use crate::atlas::place::Place;
use crate::text::{Fixed, Key, ModelPageKey, t};
use crate::web::theme;
use asked::Asked;
use launch::Copying;
use sweep::Sweep;

/// Props of [`ModelPage`].
#[derive(Properties, PartialEq)]
pub struct ModelPageProps {
    /// Where the reader is.
    pub place: Place,
    /// From the address.
    pub id: AttrValue,
}

/// The model that is meant, and what is asked of it.
#[derive(Clone, PartialEq)]
struct Subject {
    key: ModelKey,
    maximum: Option<u32>,
    asked: Asked,
}

/// One model: architecture, quants, memory over context, what runs it.
#[component]
pub fn ModelPage(props: &ModelPageProps) -> Html {
    let (place, world) = (&props.place, &props.place.world);
    let meant = world.catalog().find_model(&props.id);
    let record = meant.as_ref().ok().and_then(|key| Some((*key, world.catalog().model(*key)?)));
    let title = record.map_or(ModelPageKey::NotListed.text(), |(_, record)| &record.name);
    use_effect_with([title, " · ", t(Key::Brand)].concat(), |title: &String| theme::title(title));
    let subject = record.map(|(key, record)| subject(place, key, record));
    let figures = use_memo((world.clone(), subject.clone()), |(world, subject)| {
        subject.as_ref().map(|subject| Figures::of(world, subject))
    });
    let found = use_rested((world.clone(), subject.clone()), |(world, subject)| {
        let subject = subject.as_ref()?;
        rigs::find(world, &subject.asked, world.calculator().basis(subject.key).1)
    });
    let drawn = place.drawn;
    let from = use_state_eq(|| 0_usize);
    let draft = use_state_eq(|| None);
    let copying = use_state_eq(|| Copying::Idle);
    {
        // Another question is another command, which nobody copied, and another list, which begins at its top.
        let (copying, from) = (copying.setter(), from.setter());
        use_effect_with(subject.clone(), move |_| {
            copying.set(Copying::Idle);
            from.set(0);
        });
    }
    let (Some((_, record)), Some(subject), Some(figures)) = (record, subject, figures.as_ref()) else {
        let near = meant.err().map(|none| none.near).unwrap_or_default();
        return missing::missing(place, &props.id, &near).into();
    };
    let stands = world.calculator().basis(subject.key);
    let (asked, unit) = (&subject.asked, place.reader.unit);
    // What was found of the model before says nothing of this one.
    let found = found.as_deref().filter(|found| found.asked.model == asked.model);
    let layers = figures.answer.as_ref().map_or(1, |answer| answer.placement.layers);
    let (answer, maximum) = (figures.answer.as_ref(), subject.maximum);
    list(vec![
        head::head(place, record, stands).into(),
        layers::layers(record, unit).into(),
        layers::components(record, unit).map(Html::from).unwrap_or_default(),
        part(drawn > 1, || {
            memory::memory(place, asked, answer, &figures.sweep, maximum, stands.1, &draft).into()
        }),
        part(drawn > 2, || rigs::rigs(place, asked, stands.1, found, &from, &draft).into()),
        part(drawn > 2, || quants::quants(place, asked, stands.0, &figures.quants).into()),
        part(drawn > 3, || launch::launch(place, record, asked, stands, layers, &copying).into()),
        part(drawn > 3, || sources::sources(record, world).into()),
    ])
}

fn subject(place: &Place, key: ModelKey, record: &Model) -> Subject {
    let maximum = record.context.max.known().get().map(|tokens| tokens.get());
    Subject { key, maximum, asked: Asked::of(place, &record.id, maximum) }
}

/// What the engine says of the model, whatever runs it.
struct Figures {
    quants: Vec<QuantRow>,
    answer: Option<Answer>,
    sweep: Sweep,
}

impl Figures {
    fn of(world: &World, subject: &Subject) -> Self {
        let question = subject.asked.needs();
        let quants = world.quants(&question);
        let sweep = subject
            .maximum
            .map(|maximum| sweep::sweep(world.calculator(), &subject.asked, &quants, maximum))
            .unwrap_or_default();
        Self { answer: world.answer(&question).ok(), sweep, quants }
    }
}
