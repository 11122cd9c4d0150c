//! A picker with search by typing, after the ARIA pattern "editable combobox with list autocomplete".

use web_sys::{FocusEvent, InputEvent, KeyboardEvent, MouseEvent};
use yew::{
    AttrValue, Callback, Html, Properties, classes, component, html, use_effect_with, use_node_ref,
    use_state_eq,
};

use crate::text::number::grouped;
use crate::text::{Key, t};
use crate::web::{dialog, event};

/// Something to choose.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// The value chosen.
    pub value: AttrValue,
    /// Its name.
    pub name: AttrValue,
    /// Key figures beside it.
    pub detail: AttrValue,
    /// Holds unconfirmed figures.
    pub unconfirmed: Option<AttrValue>,
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
    /// The choices for what is typed, best first, and how many there are in all.
    pub search: Callback<String, (Vec<Choice>, usize)>,
    /// Called with the value chosen.
    pub on_choose: Callback<String>,
}

/// The picker.
#[component]
pub fn Combobox(props: &ComboboxProps) -> Html {
    // What is typed while the list is open; `None` when it is closed.
    let typed = use_state_eq(|| None::<String>);
    let active = use_state_eq(|| 0_usize);
    let input = use_node_ref();
    let (choices, all) = match &*typed {
        Some(text) => props.search.emit(text.clone()),
        None => (Vec::new(), 0),
    };
    let open = typed.is_some();
    let at = (*active).min(choices.len().saturating_sub(1));
    let list_id = [props.id, "-list"].concat();
    let option_id = |at: usize| [props.id, "-option-", &at.to_string()].concat();
    let active_id = (open && !choices.is_empty()).then(|| option_id(at));
    use_effect_with(active_id.clone(), |id| {
        if let Some(id) = id {
            dialog::reveal(id);
        }
    });

    let show = {
        let (typed, active) = (typed.clone(), active.clone());
        move |text: String| {
            typed.set(Some(text));
            active.set(0);
        }
    };
    let choose = {
        let (typed, on_choose) = (typed.clone(), props.on_choose.clone());
        move |value: &AttrValue| {
            typed.set(None);
            on_choose.emit(value.to_string());
        }
    };
    let on_key = {
        let (typed, active, show, choose) = (typed.clone(), active.clone(), show.clone(), choose.clone());
        let choices = choices.clone();
        move |e: KeyboardEvent| {
            let last = choices.len().saturating_sub(1);
            match (e.key().as_str(), open) {
                ("ArrowDown" | "ArrowUp", false) => show(String::new()),
                ("ArrowDown", true) => active.set(if at == last { 0 } else { at + 1 }),
                ("ArrowUp", true) => active.set(if at == 0 { last } else { at - 1 }),
                ("PageDown", true) => active.set((at + 8).min(last)),
                ("PageUp", true) => active.set(at.saturating_sub(8)),
                ("Enter", true) => {
                    if let Some(choice) = choices.get(at) {
                        choose(&choice.value);
                    }
                }
                ("Escape", true) => typed.set(None),
                _ => return,
            }
            e.prevent_default();
        }
    };
    let on_focus = {
        let show = show.clone();
        move |e: FocusEvent| {
            show(String::new());
            event::select_all(&e);
        }
    };
    let on_click = {
        let show = show.clone();
        move |_: MouseEvent| {
            if !open {
                show(String::new());
            }
        }
    };
    let close = {
        let typed = typed.clone();
        move |_: FocusEvent| typed.set(None)
    };
    let shown = match &*typed {
        Some(text) if !text.is_empty() => AttrValue::from(text.clone()),
        _ => props.chosen.clone(),
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
                    if let Some(mark) = &choice.unconfirmed {
                        { " · " }<span class="unconfirmed">{ mark.clone() }</span>
                    }
                </span>
            </li>
        }
    });
    html! {
        <div class="combobox">
            <label class="label" for={props.id}>{ t(props.label) }</label>
            <input ref={input} id={props.id} type="text" role="combobox" autocomplete="off" spellcheck="false" aria-autocomplete="list"
                aria-expanded={if open { "true" } else { "false" }} aria-controls={list_id.clone()} aria-activedescendant={active_id}
                value={shown} placeholder={t(props.hint)} onfocus={on_focus} onclick={on_click} onblur={close} onkeydown={on_key}
                oninput={move |e: InputEvent| show(event::value(&e))} />
            <div class="popup" hidden={!open}>
                <ul id={list_id} role="listbox" aria-label={t(props.label)}>{ for options }</ul>
                if open && choices.is_empty() {
                    <p class="quiet" role="status">{ t(Key::NoMatch) }</p>
                } else if all > choices.len() {
                    <p class="quiet">{ grouped((all - choices.len()) as u64) }{ " " }{ t(Key::MoreMatches) }</p>
                }
            </div>
        </div>
    }
}
