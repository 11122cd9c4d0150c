//! A picker with search by typing, after the ARIA pattern "editable combobox with list autocomplete".

use web_sys::{FocusEvent, InputEvent, KeyboardEvent, MouseEvent};
use yew::{
    AttrValue, Callback, Html, Properties, classes, component, html, use_effect_with, use_node_ref,
    use_state_eq,
};

use super::choices::Search;
use crate::app::world::World;
use crate::text::number::grouped;
use crate::text::{Key, UNCONFIRMED, t};
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
    pub label: Key,
    /// What can be typed.
    pub hint: Key,
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
        move |e: KeyboardEvent| {
            let last = choices.len().saturating_sub(1);
            match (e.key().as_str(), open) {
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
        move |e: MouseEvent| {
            if !open {
                event::select_all(&e);
                show(List::All);
            }
        }
    };
    let close = {
        let list = list.clone();
        move |_: FocusEvent| list.set(List::Closed)
    };
    let shown = match &*list {
        List::Typed(text) => AttrValue::from(text.clone()),
        List::Closed | List::All => props.chosen.clone(),
    };
    let options = choices.iter().enumerate().map(|(n, choice)| {
        let pick = {
            let (choose, value) = (choose.clone(), choice.value.clone());
            // The press must not take the focus away before the choice is made.
            move |e: MouseEvent| {
                e.prevent_default();
                choose(&value);
            }
        };
        html! {
            <li key={choice.value.to_string()} id={option_id(n)} role="option" aria-selected={if choice.value == props.value { "true" } else { "false" }}
                class={classes!((n == at).then_some("active"))} onmousedown={pick}>
                <span class="name">{ choice.name.clone() }</span>
                <span class="detail">
                    { choice.detail.clone() }
                </span>
            </li>
        }
    });
    html! {
        <div class="combobox">
            <label class="label" for={props.id}>{ t(props.label) }</label>
            <input ref={input} id={props.id} type="text" role="combobox" autocomplete="off" spellcheck="false" aria-autocomplete="list"
                aria-expanded={if open { "true" } else { "false" }} aria-controls={list_id.clone()} aria-activedescendant={active_id}
                value={shown} placeholder={t(props.hint)} onfocus={|e: FocusEvent| event::select_all(&e)} onclick={on_click} onblur={close} onkeydown={on_key}
                oninput={move |e: InputEvent| show(List::Typed(event::value(&e)))} />
            <div class="popup" hidden={!open}>
                <ul id={list_id} role="listbox" aria-label={t(props.label)}>{ for options }</ul>
                if open && choices.is_empty() {
                    <p class="quiet" role="status">{ t(Key::NoMatch) }</p>
                }
                if choices.iter().any(|choice| choice.detail.contains(UNCONFIRMED)) {
                    <p class="quiet">{ UNCONFIRMED }{ " " }{ t(Key::UnconfirmedMeans) }</p>
                }
                if all > choices.len() {
                    <p class="quiet">{ grouped((all - choices.len()) as u64) }{ " " }{ t(Key::MoreMatches) }</p>
                }
            </div>
        </div>
    }
}
