//! What is asked: the engine's question and the lengths of a typical answer. The whole state that an address holds.

use will_it_run_engine::math::decimal;
use will_it_run_engine::question::{RawDevice, RawHost, RawOptions, RawQuestion, RawThresholds};

use super::field::Field;

/// The question of the page.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// For the engine.
    pub question: RawQuestion,
    /// Tokens of thinking before the answer.
    pub thinking: u32,
    /// Tokens of the answer.
    pub output: u32,
}

/// A value that a field cannot take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadValue;

/// Tokens of a typical answer when nobody says: about 380 words.
pub const OUTPUT: u32 = 500;

/// The word for a rig without devices.
pub const CPU: &str = "cpu";

/// What a visitor without a question is shown: a well-known model on a well-known card.
const FIRST_MODEL: &str = "llama-3.1-8b-instruct";
/// The card.
const FIRST_DEVICE: &str = "nvidia-l40s";

impl Asked {
    /// The question a first visitor sees.
    #[must_use]
    pub fn first() -> Self {
        Self::about(FIRST_MODEL, FIRST_DEVICE)
    }

    /// A question about a model on a device, all else by default.
    #[must_use]
    pub fn about(model: &str, hardware: &str) -> Self {
        let mut asked = Self { question: RawQuestion::default(), thinking: 0, output: OUTPUT };
        asked.question.model = model.to_owned();
        if hardware != CPU {
            asked
                .question
                .rig
                .devices
                .push(RawDevice { hardware: hardware.to_owned(), ..RawDevice::default() });
        }
        asked
    }

    /// The device the form shows.
    #[must_use]
    pub fn device(&self) -> Option<&RawDevice> {
        self.question.rig.devices.last()
    }

    /// What a field of device `at` holds, as the address writes it; `None` when it is left to its default.
    #[must_use]
    pub fn get_at(&self, field: Field, at: usize) -> Option<String> {
        let q = &self.question;
        let device = q.rig.devices.get(at);
        let host = q.rig.host.as_ref();
        let options = q.options.as_ref();
        let limits = q.thresholds.as_ref();
        match field {
            Field::Model => Some(q.model.clone()),
            Field::Device => Some(device.map_or(CPU, |d| d.hardware.as_str()).to_owned()),
            Field::Count => device?.count.map(whole),
            Field::MemoryGib => device?.memory_gib.map(real),
            Field::UsableGib => device?.usable_gib.map(real),
            Field::Quant => q.quant.clone(),
            Field::Imatrix => q.imatrix.map(switch),
            Field::Mmproj => q.mmproj.map(switch),
            Field::Images => q.images.map(whole),
            Field::Context => q.context.map(whole),
            Field::KvK => q.kv_k.clone(),
            Field::KvV => q.kv_v.clone(),
            Field::Users => q.users.map(whole),
            Field::Runtime => q.runtime.clone(),
            Field::Backend => q.backend.clone(),
            Field::Prompt => q.prompt.map(whole),
            Field::Thinking => (self.thinking > 0).then(|| whole(self.thinking)),
            Field::Output => (self.output != OUTPUT).then(|| whole(self.output)),
            Field::Depth => q.depth.map(whole),
            Field::HostMemory => host?.memory_gib.map(real),
            Field::HostBandwidth => host?.bandwidth_gb_s.map(real),
            Field::Os => q.rig.os.clone(),
            Field::Display => q.rig.display.map(switch),
            Field::Ecc => q.rig.ecc.map(switch),
            Field::Placement => q.placement.clone(),
            Field::FlashAttention => options?.flash_attention.map(switch),
            Field::Ubatch => options?.ubatch.map(whole),
            Field::Batch => options?.batch.map(whole),
            Field::KvUnified => options?.kv_unified.map(switch),
            Field::SwaFull => options?.swa_full.map(switch),
            Field::LogitsRows => options?.logits_rows.map(whole),
            Field::TotalContext => options?.total_context.map(whole),
            Field::GpuLayers => options?.gpu_layers.map(whole),
            Field::CpuMoeLayers => options?.cpu_moe_layers.map(whole),
            Field::RuntimeOverhead => options?.runtime_overhead_mib.map(real),
            // The address and the form speak of percent, the engine of a share.
            Field::Headroom => limits?.headroom.map(|share| real(share * 100.0)),
            Field::UsableRate => limits?.usable_rate.map(real),
            Field::AsOf => q.as_of.clone(),
        }
    }

    /// What a field of the question (and of the device the form shows) holds.
    #[must_use]
    pub fn get(&self, field: Field) -> Option<String> {
        self.get_at(field, self.question.rig.devices.len().saturating_sub(1))
    }

    /// Writes a field from text; empty text leaves it to its default. Values are only read here: whether such a model or
    /// quant exists is for the engine to say.
    ///
    /// # Errors
    /// When the text is not a number or switch where one is needed; nothing is changed then.
    pub fn set(&mut self, field: Field, text: &str) -> Result<(), BadValue> {
        let text = text.trim();
        match field {
            Field::Model => text.clone_into(&mut self.question.model),
            Field::Device => self.set_device(text),
            Field::Count => self.on_device(|d, v| d.count = v, read_whole(text)?),
            Field::MemoryGib => self.on_device(|d, v| d.memory_gib = v, read_real(text)?),
            Field::UsableGib => self.on_device(|d, v| d.usable_gib = v, read_real(text)?),
            Field::Quant => self.question.quant = word(text),
            Field::Imatrix => self.question.imatrix = read_switch(text)?,
            Field::Mmproj => self.question.mmproj = read_switch(text)?,
            Field::Images => self.question.images = read_whole(text)?,
            Field::Context => self.question.context = read_whole(text)?,
            Field::KvK => self.question.kv_k = word(text),
            Field::KvV => self.question.kv_v = word(text),
            Field::Users => self.question.users = read_whole(text)?,
            Field::Runtime => self.question.runtime = word(text),
            Field::Backend => self.question.backend = word(text),
            Field::Prompt => self.question.prompt = read_whole(text)?,
            Field::Thinking => self.thinking = read_whole(text)?.unwrap_or(0),
            Field::Output => self.output = read_whole(text)?.unwrap_or(OUTPUT),
            Field::Depth => self.question.depth = read_whole(text)?,
            Field::HostMemory => self.host().memory_gib = read_real(text)?,
            Field::HostBandwidth => self.host().bandwidth_gb_s = read_real(text)?,
            Field::Os => self.question.rig.os = word(text),
            Field::Display => self.question.rig.display = read_switch(text)?,
            Field::Ecc => self.question.rig.ecc = read_switch(text)?,
            Field::Placement => self.question.placement = word(text),
            Field::FlashAttention => self.options().flash_attention = read_switch(text)?,
            Field::Ubatch => self.options().ubatch = read_whole(text)?,
            Field::Batch => self.options().batch = read_whole(text)?,
            Field::KvUnified => self.options().kv_unified = read_switch(text)?,
            Field::SwaFull => self.options().swa_full = read_switch(text)?,
            Field::LogitsRows => self.options().logits_rows = read_whole(text)?,
            Field::TotalContext => self.options().total_context = read_whole(text)?,
            Field::GpuLayers => self.options().gpu_layers = read_whole(text)?,
            Field::CpuMoeLayers => self.options().cpu_moe_layers = read_whole(text)?,
            Field::RuntimeOverhead => self.options().runtime_overhead_mib = read_real(text)?,
            Field::Headroom => self.limits().headroom = read_real(text)?.map(|percent| percent / 100.0),
            Field::UsableRate => self.limits().usable_rate = read_real(text)?,
            Field::AsOf => self.question.as_of = word(text),
        }
        self.drop_empty_parts();
        Ok(())
    }

    /// Puts another device in place of the one the form shows. What was said about the old one does not hold for it.
    fn set_device(&mut self, text: &str) {
        if self.get(Field::Device).as_deref() == Some(text) {
            return;
        }
        let count = self.device().and_then(|d| d.count);
        self.question.backend = None;
        self.question.rig.ecc = None;
        self.question.rig.devices.clear();
        if text != CPU && !text.is_empty() {
            let device = RawDevice { hardware: text.to_owned(), count, ..RawDevice::default() };
            self.question.rig.devices.push(device);
        }
    }

    /// Adds a device of another kind to the rig.
    pub(super) fn add_device(&mut self, text: &str) {
        self.question.rig.devices.push(RawDevice { hardware: text.to_owned(), ..RawDevice::default() });
    }

    fn on_device<T>(&mut self, write: impl FnOnce(&mut RawDevice, T), value: T) {
        if let Some(device) = self.question.rig.devices.last_mut() {
            write(device, value);
        }
    }

    fn host(&mut self) -> &mut RawHost {
        self.question.rig.host.get_or_insert_with(RawHost::default)
    }

    fn options(&mut self) -> &mut RawOptions {
        self.question.options.get_or_insert_with(RawOptions::default)
    }

    fn limits(&mut self) -> &mut RawThresholds {
        self.question.thresholds.get_or_insert_with(RawThresholds::default)
    }

    /// Equal questions are to be equal values, however they came about.
    fn drop_empty_parts(&mut self) {
        self.question.rig.host.take_if(|host| *host == RawHost::default());
        self.question.options.take_if(|options| *options == RawOptions::default());
        self.question.thresholds.take_if(|limits| *limits == RawThresholds::default());
    }
}

fn whole(number: u32) -> String {
    number.to_string()
}

/// A real number in at most three decimals, without trailing zeros: what a reader types and an address repeats.
fn real(number: f64) -> String {
    let thousandths = (number.clamp(0.0, 1e12) * 1000.0 + 0.5) as u64;
    let mut out = (thousandths / 1000).to_string();
    let fraction = thousandths % 1000;
    if fraction > 0 {
        // One thousand more keeps the leading zeros; its own digit is dropped.
        let digits = (fraction + 1000).to_string();
        out.push('.');
        out.push_str(digits.strip_prefix('1').unwrap_or(&digits).trim_end_matches('0'));
    }
    out
}

fn switch(on: bool) -> String {
    if on { "on" } else { "off" }.to_owned()
}

fn word(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// Digits, perhaps grouped (`8,192`), perhaps with a binary suffix (`32k`).
fn read_whole(text: &str) -> Result<Option<u32>, BadValue> {
    if text.is_empty() {
        return Ok(None);
    }
    let digits: String = text.chars().filter(|c| !matches!(c, ',' | '_' | ' ' | '\u{a0}')).collect();
    let (digits, factor) = match digits.strip_suffix(['k', 'K']) {
        Some(thousands) => (thousands.to_owned(), 1024),
        None => (digits, 1),
    };
    digits.parse::<u32>().ok().and_then(|n| n.checked_mul(factor)).map(Some).ok_or(BadValue)
}

/// A plain decimal number; a comma may stand for the point.
fn read_real(text: &str) -> Result<Option<f64>, BadValue> {
    if text.is_empty() {
        return Ok(None);
    }
    decimal(text).filter(|number| *number < 1e9).map(Some).ok_or(BadValue)
}

fn read_switch(text: &str) -> Result<Option<bool>, BadValue> {
    match text {
        "" => Ok(None),
        "on" | "true" | "1" | "yes" => Ok(Some(true)),
        "off" | "false" | "0" | "no" => Ok(Some(false)),
        _ => Err(BadValue),
    }
}
