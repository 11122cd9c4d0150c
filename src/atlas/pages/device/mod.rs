//! One device: score, workloads, what fits, speeds, prices, alternatives.

mod chart;
mod chips;
mod draw;
mod fits;
mod head;
mod heat;
mod measured;
mod money;
mod others;
mod score;
mod specs;
mod standing;
mod subject;
mod verdict;

use will_it_run_engine::alternatives::{Alternatives, alternatives};
use will_it_run_engine::catalog::HardwareKey;
use will_it_run_engine::offers::{Buy, Offer, Offers};
use will_it_run_engine::score::{Score, ScoreBasis, ScoreWeights};
use will_it_run_engine::units::{Bytes, Known};
use will_it_run_engine::workloads::{Workload, WorkloadRow};
use yew::{AttrValue, Callback, Html, Properties, component, use_effect_with, use_memo, use_state_eq};

use crate::app::draw::{component as draw_component, el, list};
use crate::app::hooks::{part, use_rested};
use crate::app::world::World;
use crate::atlas::place::Place;
use crate::text::{DeviceKey, Fixed, Key, t};
use crate::web::theme;
use fits::{Fits, FitsProps};
use subject::{Subject, raw, rig};

/// Props of [`DevicePage`].
#[derive(Properties, PartialEq)]
pub struct DevicePageProps {
    /// Where the reader is.
    pub place: Place,
    /// From the address.
    pub id: AttrValue,
}

/// A device with its memory.
type Of = (HardwareKey, Bytes);

/// What the reader opened or turned to, on this device.
#[derive(Clone, PartialEq)]
struct View {
    of: Option<HardwareKey>,
    /// Pressed chip; none before any was pressed.
    chip: Option<Option<usize>>,
    /// First measured row shown.
    measured: usize,
}

/// What is worked out at once.
struct Figures {
    score: Score,
    workloads: Vec<WorkloadRow>,
    offer: Known<Offer>,
}

impl Figures {
    fn of(world: &World, (key, memory): Of, basis: ScoreBasis, workloads: &[Workload]) -> Option<Self> {
        let catalog = world.catalog();
        let device = catalog.device(key)?;
        let calculator = world.calculator();
        let asked = raw(device, memory);
        Some(Self {
            score: calculator.score(&asked, basis, &ScoreWeights::STANDARD).ok()?,
            workloads: calculator.workloads(&rig(device, memory), workloads).ok()?,
            offer: Offers::new(catalog, catalog.date()).going(key, memory, Buy::Any, &[]),
        })
    }

    /// What the device can hold, by the engine's rule.
    fn usable(&self) -> Known<Bytes> {
        self.workloads.first().map_or(Known::Unknown, |row| row.usable)
    }
}

/// One device: score, workloads, what fits, speeds, prices, alternatives.
#[component]
pub fn DevicePage(props: &DevicePageProps) -> Html {
    let place = &props.place;
    let found = Subject::find(place, &props.id);
    let of: Option<Of> = found.as_ref().ok().map(|about| (about.key, about.memory));
    let name = found.as_ref().map_or(DeviceKey::NotFound.text(), |about| &about.device.name);
    use_effect_with([name, " · ", t(Key::Brand)].concat(), |title| theme::title(title));
    let asked = (place.world.clone(), of, score::basis(&place.asked("score")), place.all_workloads());
    let figures = use_memo(asked, |(world, of, basis, workloads)| {
        of.and_then(|of| Figures::of(world, of, *basis, workloads))
    });
    let drawn = place.drawn;
    let others = use_memo((place.world.clone(), of.filter(|_| drawn > 4)), |(world, of)| {
        of.and_then(|(key, memory)| near(world, key, memory))
    });
    let rested = use_rested((place.world.clone(), of), |(world, of)| {
        of.map(|(key, memory)| ((key, memory), standing::standings(world, key, memory)))
    });
    let workloads = figures.as_ref().as_ref().map_or(&[][..], |figures| &figures.workloads);
    let chosen = heat::model(&place.asked("model"), workloads);
    let map = use_memo((place.world.clone(), of.filter(|_| drawn > 2), chosen), |(world, of, chosen)| {
        of.map(|(key, memory)| heat::map(world, key, memory, chosen)).unwrap_or_default()
    });
    let chosen = heat::model(&place.asked("model"), workloads);
    let view = use_state_eq(|| View { of: None, chip: None, measured: 0 });
    let about = match found {
        Ok(about) => about,
        Err(near) => return head::missing(place, &props.id, &near).into(),
    };
    let Some(figures) = figures.as_ref() else {
        return head::head(&about).into();
    };
    let now = if view.of == Some(about.key) {
        (*view).clone()
    } else {
        View { of: Some(about.key), chip: None, measured: 0 }
    };
    let open = now.chip.unwrap_or_else(|| chips::telling(&figures.workloads));
    let on_open = {
        let (view, now) = (view.clone(), now.clone());
        Callback::from(move |chip| view.set(View { chip: Some(chip), ..now.clone() }))
    };
    let on_turn = {
        let (view, now) = (view.clone(), now.clone());
        Callback::from(move |measured| view.set(View { measured, ..now.clone() }))
    };
    let standings = rested.as_ref().filter(|rested| Some(rested.0) == of).map(|rested| rested.1.as_slice());
    let rows = &figures.workloads;
    let usable = figures.usable();
    let fits = FitsProps { place: place.clone(), device: about.key, memory: about.memory };
    let top = el("div")
        .class("dv-top")
        .put(score::score(&about, &figures.score))
        .put(chips::chips(&about, rows, open, &on_open));
    list(vec![
        head::head(&about).into(),
        top.into(),
        part(drawn > 1, || specs::specs(&about, usable).into()),
        part(drawn > 1, || draw_component::<Fits>(fits)),
        part(drawn > 2, || heat::heat(&about, &chosen, rows, &map).into()),
        part(drawn > 2, || measured::measured(&about, now.measured, &on_turn).into()),
        part(drawn > 3, || money::money(&about, figures.offer, &chosen).into()),
        part(drawn > 3, || verdict::verdict(&about, rows, usable, standings).into()),
        part(drawn > 4, || verdict::faq(&about, rows, figures.offer).into()),
        others.as_ref().as_ref().map(|found| others::others(&about, found).into()).unwrap_or_default(),
    ])
}

/// Devices near one.
fn near(world: &World, key: HardwareKey, memory: Bytes) -> Option<Alternatives> {
    let device = world.catalog().device(key)?;
    alternatives(world.catalog(), &raw(device, memory), None).ok()
}
