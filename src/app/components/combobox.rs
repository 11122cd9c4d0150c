//! A picker with search by typing, after the ARIA pattern "editable combobox with list autocomplete".

use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;
use will_it_run_engine::within::holds;
use yew::{
    AttrValue, Callback, Event, Html, Properties, component, use_effect_with, use_node_ref, use_state_eq,
};

use super::choices::Search;
use crate::app::draw::{On, el};
use crate::app::world::World;
use crate::text::number::grouped;
use crate::text::{UNCONFIRMED, said};
use crate::web::{dialog, event};

/// The list below the input.
#[derive(Debug, Clone, PartialEq)]
enum List {
    /// Not shown.
    Closed,
    /// Shown whole, nothing typed yet.
    All,
    /// Narrowed down to what is typed.
    Typed(String),
}

/// Props of [`Combobox`].
#[derive(Properties, PartialEq)]
pub struct ComboboxProps {
    /// Id in the document, unique.
    pub id: &'static str,
    /// Its label.
    pub label: &'static str,
    /// What can be typed.
    pub hint: &'static str,
    /// Name of what is chosen, shown while nobody types.
    pub chosen: AttrValue,
    /// The value chosen.
    pub value: AttrValue,
    /// What is searched.
    pub world: World,
    /// What of it.
    pub search: Search,
    /// Called with the value chosen.
    pub on_choose: Callback<String>,
}

/// The picker.
#[component]
pub fn Combobox(props: &ComboboxProps) -> Html {
    let list = use_state_eq(|| List::Closed);
    let active = use_state_eq(|| 0_usize);
    let input = use_node_ref();
    let (choices, all) = match &*list {
        List::Closed => (Vec::new(), 0),
        List::All => props.search.find(&props.world, ""),
        List::Typed(text) => props.search.find(&props.world, text),
    };
    let open = *list != List::Closed;
    let at = (*active).min(choices.len().saturating_sub(1));
    let list_id = [props.id, "-list"].concat();
    let option_id = |at: usize| [props.id, "-option-", &at.to_string()].concat();
    let active_id = (open && !choices.is_empty()).then(|| option_id(at));
    use_effect_with(active_id.clone(), |id| {
        if let Some(id) = id {
            dialog::reveal(id);
        }
    });

    {
        let input = input.clone();
        // Closed by a choice or by Escape, it shows a whole name again; what is typed next replaces that.
        use_effect_with((open, props.chosen.clone()), move |(open, _)| {
            if !open {
                dialog::select_if_focused(&input);
            }
        });
    }

    let show = {
        let (list, active) = (list.clone(), active.clone());
        move |shown: List| {
            list.set(shown);
            active.set(0);
        }
    };
    let choose = {
        let (list, on_choose) = (list.clone(), props.on_choose.clone());
        move |value: &AttrValue| {
            list.set(List::Closed);
            on_choose.emit(value.to_string());
        }
    };
    let on_key = {
        let (list, active, show, choose) = (list.clone(), active.clone(), show.clone(), choose.clone());
        let choices = choices.clone();
        move |e: Event| {
            let last = choices.len().saturating_sub(1);
            match (e.unchecked_ref::<KeyboardEvent>().key().as_str(), open) {
                ("ArrowDown" | "ArrowUp" | "Enter", false) => show(List::All),
                ("ArrowDown", true) => active.set(if at == last { 0 } else { at + 1 }),
                ("ArrowUp", true) => active.set(if at == 0 { last } else { at - 1 }),
                ("PageDown", true) => active.set((at + 8).min(last)),
                ("PageUp", true) => active.set(at.saturating_sub(8)),
                ("Enter", true) => {
                    if let Some(choice) = choices.get(at) {
                        choose(&choice.value);
                    }
                }
                ("Escape", true) => list.set(List::Closed),
                _ => return,
            }
            e.prevent_default();
        }
    };
    // After the press, when the caret stands already: what is typed next replaces the whole name.
    let on_click = {
        let show = show.clone();
        move |e| {
            if !open {
                event::select_all(&e);
                show(List::All);
            }
        }
    };
    let close = {
        let list = list.clone();
        move |_| list.set(List::Closed)
    };
    let shown = match &*list {
        List::Typed(text) => AttrValue::from(text.clone()),
        List::Closed | List::All => props.chosen.clone(),
    };
    let options = choices.iter().enumerate().map(|(n, choice)| {
        let (choose, value) = (choose.clone(), choice.value.clone());
        el("li")
            .key(&*choice.value)
            .with("id", option_id(n))
            .is("role", "option")
            .is("aria-selected", if choice.value == props.value { "true" } else { "false" })
            .maybe("class", (n == at).then_some("active"))
            .put(el("span").class("name").text(choice.name.clone()))
            .put(el("span").class("detail").text(choice.detail.clone()))
            .on(On::PointerDown, move |e| {
                // The press must not take the focus away before the choice is made.
                e.prevent_default();
                choose(&value);
            })
    });
    let field = el("input")
        .node(&input)
        .is("id", props.id)
        .is("type", "text")
        .is("role", "combobox")
        .is("autocomplete", "off")
        .is("spellcheck", "false")
        .is("aria-autocomplete", "list")
        .is("aria-expanded", if open { "true" } else { "false" })
        .with("aria-controls", list_id.clone())
        .value(shown)
        .is("placeholder", props.hint)
        .on(On::Focus, |e| event::select_all(&e))
        .on(On::Click, on_click)
        .on(On::Blur, close)
        .on(On::KeyDown, on_key)
        .on(On::Input, move |e| show(List::Typed(event::value(&e))));
    let field = match active_id {
        Some(id) => field.with("aria-activedescendant", id),
        None => field,
    };
    let quiet = || el("p").class("quiet");
    let none = (open && choices.is_empty()).then(|| quiet().is("role", "status").text(said!(NoMatch)));
    let doubtful = choices.iter().any(|choice| holds(&choice.detail, UNCONFIRMED));
    let doubtful = doubtful.then(|| quiet().text([UNCONFIRMED, " ", said!(UnconfirmedMeans)].concat()));
    let more = all.saturating_sub(choices.len());
    let more =
        (more > 0).then(|| quiet().text([grouped(more as u64).as_str(), " ", said!(MoreMatches)].concat()));
    let popup = el("div")
        .class("popup")
        .maybe("hidden", (!open).then_some("hidden"))
        .put(el("ul").with("id", list_id).is("role", "listbox").is("aria-label", props.label).all(options))
        .maybe_put(none)
        .maybe_put(doubtful)
        .maybe_put(more);
    el("div")
        .class("combobox")
        .put(el("label").class("label").is("for", props.id).text(props.label))
        .put(field)
        .put(popup)
        .into()
}
