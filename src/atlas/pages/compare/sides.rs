//! The sides of a comparison: what they are, what can be changed about them, and adding one.

use will_it_run_engine::catalog::DeviceKind;
use will_it_run_engine::compare::{MOST_SIDES, rig_of};
use yew::{Callback, Html};

use super::with_side;
use crate::app::components::{Combobox, ComboboxProps, Search};
use crate::app::draw::{self, El, el};
use crate::atlas::components::compare_rig::{question_query, rig_text, side_name};
use crate::atlas::place::Place;
use crate::atlas::route::Route;
use crate::text::{CompareKey, Key, compare, t};
use will_it_run_engine::question::RawQuestion;

/// Most cards of one side that the page offers; an address may name more.
const MOST_CARDS: u32 = 8;

/// Rigs, each with its links, and a picker for one more.
pub fn rigs(place: &Place, sides: &[String]) -> El {
    let rows = sides.iter().enumerate().map(|(at, _)| rig(place, sides, at));
    let list = el("ul").class("sides").is("aria-label", t_sides()).all(rows);
    let more = sides.len() < MOST_SIDES;
    el("div")
        .put(list)
        .maybe_put(more.then(|| el("div").class("add-side").put(picker(place, sides, Search::DevicesOnly))))
}

/// Models, each with its links, and a picker for one more.
pub fn models(place: &Place, sides: &[String]) -> El {
    let rows = sides.iter().enumerate().map(|(at, id)| {
        let name = place.world.model(id).map_or(id.as_str(), |model| model.name.as_str()).to_owned();
        let head = place.link(Route::Model(id.clone())).class("name").text(name.clone());
        el("li").key(&**id).put(head).put(el("p").class("tools").put(remove(place, sides, at, &name)))
    });
    let list = el("ul").class("sides").is("aria-label", t_sides()).all(rows);
    let more = sides.len() < MOST_SIDES;
    el("div")
        .put(list)
        .maybe_put(more.then(|| el("div").class("add-side").put(picker(place, sides, Search::Models))))
}

const fn t_sides() -> &'static str {
    crate::text::compare::compare_text(CompareKey::Sides)
}

/// A picker whose choice becomes one more side.
pub fn picker(place: &Place, sides: &[String], search: Search) -> Html {
    let (label, hint, id) = match search {
        Search::Models => (Key::Model, Key::ModelHint, "add-model"),
        Search::Devices | Search::DevicesOnly => (Key::Device, Key::DeviceHint, "add-device"),
    };
    let on_choose = {
        let (place, sides) = (place.clone(), sides.to_vec());
        Callback::from(move |chosen: String| {
            place.go(&with_side(&sides, sides.len(), &chosen), &place.query_with("of", ""));
        })
    };
    let props = ComboboxProps {
        id,
        label: crate::text::t(label),
        hint: crate::text::t(hint),
        chosen: "".into(),
        value: "".into(),
        world: place.world.clone(),
        search,
        on_choose,
    };
    let another = el("p").class("note").say(CompareKey::AddSide);
    let another = if sides.is_empty() { Html::default() } else { another.into() };
    draw::list(vec![another, draw::component::<Combobox>(props)])
}

fn rig(place: &Place, sides: &[String], at: usize) -> El {
    let id = sides.get(at).cloned().unwrap_or_default();
    let raw = rig_of(&id);
    let name = side_name(&place.world, &id);
    let Some(device) = raw.devices.first() else { return el("li").text(name) };
    let card = place.world.device(&device.hardware);
    let head = match card {
        Some(card) => place.link(Route::Device(card.id.clone())).class("name").text(name.clone()),
        None => el("span").class("name").text(name.clone()),
    };
    let detail = card.map(|card| el("p").class("note").text(card.detail.clone()));
    // The sizes it is sold in, the one that stands here marked.
    let sizes = card.map(|card| card.sizes.clone()).filter(|sizes| sizes.len() > 1).unwrap_or_default();
    let sizes: Vec<El> = sizes
        .into_iter()
        .map(|size| {
            let mut sized = raw.clone();
            if let Some(device) = sized.devices.first_mut() {
                device.memory_gib = Some(size.as_gib());
            }
            let text = rig_text(&sized);
            let here = (text == id).then_some("true");
            let link = place.link_with(with_side(sides, at, &text), place.query.clone());
            el("li").put(link.class("choice").maybe("aria-current", here).text(compare::size(size.as_gib())))
        })
        .collect();
    let sizes = (!sizes.is_empty())
        .then(|| el("ul").class("choices sizes").is("aria-label", t(Key::MemorySize)).all(sizes));
    let count = device.count.unwrap_or(1);
    let record = place.world.catalog().find_hardware(&device.hardware).ok();
    let card_kind = record.and_then(|key| place.world.catalog().device(key)).map(|record| record.kind);
    let counted = |count: u32, says: CompareKey| {
        let mut counted = raw.clone();
        if let Some(device) = counted.devices.first_mut() {
            device.count = Some(count);
        }
        place.link_with(with_side(sides, at, &rig_text(&counted)), place.query.clone()).say(says)
    };
    let several = card_kind == Some(DeviceKind::Gpu);
    let question = RawQuestion { rig: raw.clone(), ..RawQuestion::default() };
    let query = question_query(&question).replacen("model=&", "", 1);
    let tools = el("p")
        .class("tools")
        .maybe_put((several && count < MOST_CARDS).then(|| counted(count + 1, CompareKey::OneMore)))
        .maybe_put((several && count > 1).then(|| counted(count - 1, CompareKey::OneFewer)))
        .maybe_put(card.map(|_| place.ask(&query).say(CompareKey::Check)))
        .put(remove(place, sides, at, &name));
    el("li").key(&*id).put(head).maybe_put(detail).maybe_put(sizes).put(tools)
}

fn remove(place: &Place, sides: &[String], at: usize, name: &str) -> El {
    place
        .link_with(with_side(sides, at, ""), place.query.clone())
        .say(CompareKey::Remove)
        .put(el("span").class("unseen").text([" ", name].concat()))
}
