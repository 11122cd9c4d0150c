//! Work that waits until the page is drawn and the reader rests.

use std::cell::Cell;
use std::rc::Rc;

use yew::{hook, use_effect_with, use_state};

use crate::web::idle;

/// How long the reader must rest before a whole catalog is swept, in milliseconds: longer than the gap between two steps of a
/// dragged slider, shorter than a glance away.
const REST: u32 = 120;

/// What `work` gives for `input`, once the reader has rested; until then what it gave last, `None` at first and where it
/// gives nothing yet.
#[hook]
pub fn use_rested<I, T>(input: I, work: impl FnOnce(&I) -> Option<T> + 'static) -> Option<Rc<T>>
where
    I: PartialEq + Clone + 'static,
    T: 'static,
{
    #[cfg(target_arch = "wasm32")]
    let result = use_state(|| None);
    // The build waits for nobody.
    #[cfg(not(target_arch = "wasm32"))]
    let (result, work) = (use_state(|| work(&input).map(Rc::new)), |_: &I| None::<T>);
    let set = result.setter();
    use_effect_with(input, move |input| {
        let input = input.clone();
        // Drawing what was found is a task of its own, which is called off with the work.
        let drawing = Rc::new(Cell::new(None));
        let timer = {
            let drawing = Rc::clone(&drawing);
            idle::after_rest(REST, move || {
                if let Some(done) = work(&input) {
                    drawing.set(Some(idle::after_rest(0, move || set.set(Some(Rc::new(done))))));
                }
            })
        };
        move || drop((timer, drawing.take()))
    });
    (*result).clone()
}
