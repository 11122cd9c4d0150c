//! Elements, drawn call by call: `el("p").class("note").say(Key::Unknown)`.
//!
//! Yew's `html!` writes every element out where it stands, some 150 bytes of wasm each; a call here costs a tenth of that, and
//! the pages are most of what a reader downloads.

use std::rc::Rc;

use yew::virtual_dom::{Key as NodeKey, Listener, ListenerKind, VComp, VList, VNode, VTag, VText};
use yew::{AttrValue, BaseComponent, Callback, Event, Html, NodeRef};

use crate::text::Fixed;

/// An element being drawn. Boxed, so that each call hands on a single pointer.
#[must_use]
pub struct El(Box<Draft>);

struct Draft {
    tag: VTag,
    inside: Vec<Html>,
}

/// An event that something listens to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum On {
    /// Pressed, by pointer or key.
    Click,
    /// Changed while it is being edited.
    Input,
    /// Changed for good.
    Change,
    /// A key went down.
    KeyDown,
    /// A button of the pointer went down.
    PointerDown,
    /// It got the focus.
    Focus,
    /// It lost the focus.
    Blur,
    /// A dialog was closed.
    Close,
}

impl On {
    const fn kind(self) -> ListenerKind {
        match self {
            Self::Click => ListenerKind::onclick,
            Self::Input => ListenerKind::oninput,
            Self::Change => ListenerKind::onchange,
            Self::KeyDown => ListenerKind::onkeydown,
            Self::PointerDown => ListenerKind::onmousedown,
            Self::Focus => ListenerKind::onfocus,
            Self::Blur => ListenerKind::onblur,
            Self::Close => ListenerKind::onclose,
        }
    }
}

struct Listening {
    on: On,
    then: Callback<Event>,
}

impl Listener for Listening {
    fn kind(&self) -> ListenerKind {
        self.on.kind()
    }

    fn handle(&self, event: Event) {
        self.then.emit(event);
    }

    fn passive(&self) -> bool {
        false
    }
}

/// An element of this tag.
#[inline(never)]
pub fn el(tag: &'static str) -> El {
    El(Box::new(Draft { tag: VTag::new(AttrValue::Static(tag)), inside: Vec::new() }))
}

/// Nodes in a row, without an element around them.
#[inline(never)]
pub fn list(nodes: Vec<Html>) -> Html {
    VNode::VList(Rc::new(VList::with_children(nodes, None)))
}

/// Elements in a row, without one around them; they may become more or fewer.
pub fn all(elements: impl IntoIterator<Item = El>) -> Html {
    list(elements.into_iter().map(Html::from).collect())
}

/// A text.
#[inline(never)]
pub fn words(text: AttrValue) -> Html {
    VNode::VText(VText { text })
}

/// A Yew component with its props.
pub fn component<C: BaseComponent>(props: C::Properties) -> Html {
    VNode::VComp(Rc::new(VComp::new::<C>(Rc::new(props), None)))
}

impl El {
    /// The class.
    #[inline(never)]
    pub fn class(self, class: &'static str) -> Self {
        self.is("class", class)
    }

    /// An attribute that is always the same.
    #[inline(never)]
    pub fn is(self, name: &'static str, value: &'static str) -> Self {
        self.set(name, AttrValue::Static(value))
    }

    /// An attribute.
    pub fn with(self, name: &'static str, value: impl Into<AttrValue>) -> Self {
        self.set(name, value.into())
    }

    /// An attribute that stands there when it has a value.
    #[inline(never)]
    pub fn maybe(self, name: &'static str, value: Option<&'static str>) -> Self {
        match value {
            Some(value) => self.is(name, value),
            None => self,
        }
    }

    #[inline(never)]
    fn set(mut self, name: &'static str, value: AttrValue) -> Self {
        self.0.tag.add_attribute(name, value);
        self
    }

    /// What tells this element from its siblings when they change places.
    pub fn key(self, key: impl Into<NodeKey>) -> Self {
        self.keyed(key.into())
    }

    #[inline(never)]
    fn keyed(mut self, key: NodeKey) -> Self {
        self.0.tag.key = Some(key);
        self
    }

    /// Lets the code reach the element in the page.
    #[inline(never)]
    pub fn node(mut self, node: &NodeRef) -> Self {
        self.0.tag.node_ref = node.clone();
        self
    }

    /// What an input holds.
    pub fn value(self, value: impl Into<AttrValue>) -> Self {
        self.holds(value.into())
    }

    #[inline(never)]
    fn holds(mut self, value: AttrValue) -> Self {
        self.0.tag.set_value(Some(value));
        self
    }

    /// What an input holds that is taken once it is finished. It is written only when it changes: what is drawn anew while somebody types leaves
    /// what stands there so far.
    #[inline(never)]
    pub fn settled(mut self, value: &str) -> Self {
        #[cfg(target_arch = "wasm32")]
        self.0.tag.add_property("value", wasm_bindgen::JsValue::from_str(value));
        #[cfg(not(target_arch = "wasm32"))]
        self.0.tag.add_attribute("value", value.to_owned());
        self
    }

    /// Whether a button of a group is the chosen one.
    #[inline(never)]
    pub fn checked(mut self, checked: bool) -> Self {
        self.0.tag.set_checked(checked);
        self
    }

    /// Calls back at an event.
    pub fn on(self, on: On, then: impl Fn(Event) + 'static) -> Self {
        self.listen(on, Callback::from(then))
    }

    #[inline(never)]
    fn listen(mut self, on: On, then: Callback<Event>) -> Self {
        self.0.tag.add_listener(Rc::new(Listening { on, then }));
        self
    }

    /// A fixed text inside.
    pub fn say(self, key: impl Fixed) -> Self {
        self.fixed(key.text())
    }

    #[inline(never)]
    fn fixed(self, says: &'static str) -> Self {
        self.inside(words(AttrValue::Static(says)))
    }

    /// A text inside.
    pub fn text(self, says: impl Into<AttrValue>) -> Self {
        self.text_inside(says.into())
    }

    #[inline(never)]
    fn text_inside(self, says: AttrValue) -> Self {
        self.inside(words(says))
    }

    /// A node inside.
    pub fn put(self, node: impl Into<Html>) -> Self {
        self.inside(node.into())
    }

    #[inline(never)]
    fn inside(mut self, node: Html) -> Self {
        self.0.inside.push(node);
        self
    }

    /// An element inside, if there is one. Without it its place is kept, so that what follows stays what it is.
    #[inline(never)]
    pub fn maybe_put(self, element: Option<El>) -> Self {
        self.inside(element.map(Html::from).unwrap_or_default())
    }

    /// Elements inside that may become more or fewer.
    pub fn all(self, elements: impl IntoIterator<Item = El>) -> Self {
        self.inside(all(elements))
    }
}

impl From<El> for Html {
    #[inline(never)]
    fn from(el: El) -> Self {
        let Draft { mut tag, inside } = *el.0;
        if !inside.is_empty()
            && let Some(children) = tag.children_mut()
        {
            *children = list(inside);
        }
        VNode::VTag(Rc::new(tag))
    }
}
