//! Badges: a picture for each model and size of memory, which says the best quant that fits. For README files and other places where nothing runs.

use std::path::{Path, PathBuf};

use will_it_run_engine::catalog::{Catalog, HardwareKey};
use will_it_run_engine::fit::Thresholds;
use will_it_run_engine::portable::{Ask, Portable, PortableDevices};
use will_it_run_engine::units::{Bytes, Known};
use will_it_run_engine::weights::Quant;

use super::files;
use super::html::escape;

/// Memory of cards that are sold, GiB.
pub const SIZES: [u32; 10] = [8, 12, 16, 24, 32, 48, 64, 80, 96, 128];
/// Quants that are tried, the best first.
const QUANTS: [Quant; 8] = [
    Quant::Q8_0,
    Quant::Q6_K,
    Quant::Q5_K_M,
    Quant::Q4_K_M,
    Quant::IQ4_XS,
    Quant::Q3_K_M,
    Quant::Q2_K,
    Quant::IQ1_M,
];
/// The card that stands for all of a size: what CUDA and its driver hold differs by a few hundred MiB between cards, and no speed is said.
pub const CARD: &str = "nvidia-l40s";
/// Width of a letter at 11 px in common sans-serif fonts, on average; the text is fitted to it.
const LETTER: f64 = 6.3;

/// Where they go, and the card that they are reckoned with.
pub struct Badges {
    folder: PathBuf,
    card: Vec<u8>,
}

/// What a badge says of a model in so much memory.
enum Says {
    Comfortable(Quant),
    Tight(Quant),
    DoesNotFit,
    Unknown,
}

impl Badges {
    /// Makes the folder.
    pub fn new(catalog: &Catalog, folder: &Path) -> Result<Self, String> {
        files::folder(folder)?;
        let card: Vec<HardwareKey> = catalog.hardware_key(CARD).into_iter().collect();
        Ok(Self { folder: folder.to_path_buf(), card: PortableDevices::pack(catalog, &card) })
    }

    /// All of a model, from its packed rules.
    pub fn write(&self, model: &[u8]) -> Result<(), String> {
        let portable = Portable::new(model, &self.card).map_err(|error| error.to_string())?;
        let (id, name) = (&portable.model().id, &portable.model().name);
        for gib in SIZES {
            let path = self.folder.join(format!("{id}-{gib}gb.svg"));
            let text = svg(name, gib, &says(&portable, gib), portable.day());
            files::put(&path, text)?;
        }
        Ok(())
    }
}

fn says(portable: &Portable, gib: u32) -> Says {
    let wanted = Thresholds::standard().headroom;
    let room = |quant| {
        let ask = Ask {
            hardware: CARD,
            count: 1,
            memory: Some(Bytes::gib(gib.into())),
            host: Known::Unknown,
            quant: Some(quant),
            context: None,
        };
        let answer = portable.answer(&ask).ok()?;
        let (needed, usable) = (answer.memory.device.total.get()?, answer.memory.usable.get()?);
        let whole =
            answer.placement.gpu_layers == answer.placement.layers && answer.placement.cpu_moe_layers == 0;
        Some(if whole { 1.0 - needed.as_f64() / usable.as_f64() } else { -1.0 })
    };
    let rooms: Vec<(Quant, Option<f64>)> = QUANTS.into_iter().map(|quant| (quant, room(quant))).collect();
    let first = |least: f64| {
        rooms.iter().find(|(_, room)| room.is_some_and(|room| room >= least)).map(|(quant, _)| *quant)
    };
    match (first(wanted), first(0.0)) {
        (Some(quant), _) => Says::Comfortable(quant),
        (None, Some(quant)) => Says::Tight(quant),
        (None, None) if rooms.iter().all(|(_, room)| room.is_none()) => Says::Unknown,
        (None, None) => Says::DoesNotFit,
    }
}

fn svg(name: &str, gib: u32, says: &Says, day: &str) -> String {
    // Colours are those of the verdicts, dark enough for white letters.
    let (word, colour) = match says {
        Says::Comfortable(quant) => (format!("fits at {}", quant.label()), "#006a4c"),
        Says::Tight(quant) => (format!("tight at {}", quant.label()), "#6c5a00"),
        Says::DoesNotFit => ("does not fit".to_owned(), "#a81d1d"),
        Says::Unknown => ("unknown".to_owned(), "#505a68"),
    };
    let left = format!("{name} in {gib} GB");
    let width = |text: &str| (text.chars().count() as f64 * LETTER).round();
    let (a, b) = (width(&left) + 12.0, width(&word) + 12.0);
    let title = escape(&format!(
        "{left}: {word}, all of it on a CUDA card, usual context, llama.cpp. will it run? Data of {day}."
    ));
    let text = |x: f64, says: &str| {
        let inside = width(says);
        format!(
            "<text x=\"{x}\" y=\"14\" textLength=\"{inside}\" lengthAdjust=\"spacingAndGlyphs\">{}</text>",
            escape(says)
        )
    };
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{all}\" height=\"20\" viewBox=\"0 0 {all} 20\" role=\"img\" aria-label=\"{title}\"><title>{title}</title>\
<rect width=\"{all}\" height=\"20\" rx=\"3\" fill=\"#2b333f\"/><path d=\"M{a} 0h{flat}a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3H{a}z\" fill=\"{colour}\"/>\
<g fill=\"#fff\" font-family=\"Verdana,DejaVu Sans,sans-serif\" font-size=\"11\">{first}{second}</g></svg>\n",
        all = a + b,
        flat = b - 3.0,
        first = text(6.0, &left),
        second = text(a + 6.0, &word),
    )
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
mod tests {
    use super::*;
    use will_it_run_engine::portable::portable_model;

    fn said(model: &str, gib: u32) -> String {
        let catalog = Catalog::from_json(include_str!("../../catalog.json")).unwrap();
        let card = PortableDevices::pack(&catalog, &[catalog.hardware_key(CARD).unwrap()]);
        let portable =
            Portable::new(&portable_model(&catalog, catalog.model_key(model).unwrap()), &card).unwrap();
        svg(&portable.model().name, gib, &says(&portable, gib), portable.day())
    }

    #[test]
    fn more_memory_takes_a_better_quant() {
        // 8.19 billion weights at 8.5 bits are 8.7 GB: not in 8 GiB, and easily in 16.
        assert!(said("qwen3-8b", 16).contains("fits at Q8_0"), "{}", said("qwen3-8b", 16));
        assert!(!said("qwen3-8b", 8).contains("Q8_0"), "{}", said("qwen3-8b", 8));
        assert!(said("deepseek-r1-0528", 48).contains("does not fit"), "{}", said("deepseek-r1-0528", 48));
    }

    #[test]
    fn what_stands_in_it_is_text() {
        let badge = svg("A & <B>", 8, &Says::Unknown, "2026-01-02");
        assert!(badge.contains("A &amp; &lt;B&gt; in 8 GB") && badge.contains(">unknown<"), "{badge}");
    }
}
