//! Drawings of the page as files.

use gloo::events::EventListener;
use gloo::utils::document;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement, XmlSerializer};

use super::download;

/// How much larger than its own units a drawing is saved: its words stay sharp.
const TIMES: u32 = 2;

/// The drawing inside the element with this id, as a file of its own: its size, its style and a white ground.
#[must_use]
pub fn svg(id: &str, style: &str) -> Option<String> {
    let drawing = document().query_selector(&["#", id, " svg"].concat()).ok()??;
    let text = XmlSerializer::new().ok()?.serialize_to_string(&drawing).ok()?;
    let (width, height) = size(&drawing.get_attribute("viewBox")?)?;
    let size = [" width=\"", &width.to_string(), "\" height=\"", &height.to_string(), "\""].concat();
    let (head, inside) = text.split_once('>')?;
    let ground = "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>";
    Some([head, &size, "><style>", style, "</style>", ground, inside].concat())
}

/// Width and height of a drawing as it is saved.
fn size(view_box: &str) -> Option<(u32, u32)> {
    let mut sides = view_box.split(' ').skip(2).map(|side| side.parse::<u32>().ok().map(|side| side * TIMES));
    Some((sides.next()??, sides.next()??))
}

/// Draws it on a canvas and hands that to the browser as a file.
pub fn save_png(name: String, svg: &str) {
    let Ok(image) = HtmlImageElement::new() else { return };
    let source = String::from(js_sys::encode_uri_component(svg));
    let drawn = image.clone();
    let drawing = EventListener::new(&image, "load", move |_| {
        let _ = draw(&drawn).map(|address| download::offer(&name, &address));
    });
    // It lives as long as the image, which nothing else holds.
    drawing.forget();
    image.set_src(&["data:image/svg+xml;charset=utf-8,", &source].concat());
}

fn draw(image: &HtmlImageElement) -> Result<String, JsValue> {
    let canvas: HtmlCanvasElement = document().create_element("canvas")?.unchecked_into();
    canvas.set_width(image.natural_width());
    canvas.set_height(image.natural_height());
    let context = canvas.get_context("2d")?.ok_or(JsValue::NULL)?;
    context
        .unchecked_ref::<CanvasRenderingContext2d>()
        .draw_image_with_html_image_element(image, 0.0, 0.0)?;
    canvas.to_data_url()
}
