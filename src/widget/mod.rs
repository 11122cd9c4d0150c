//! The widget's engine: one model with everything prepared, asked about devices, answered in the reader's words.
//!
//! What stands on the page is drawn by `assets/embed/will-it-run.js`; texts and figures are made here, by the same functions as the site's.

mod json;
pub mod money;
mod reply;

use will_it_run_engine::portable::{Ask, Portable, Unanswered};
use will_it_run_engine::units::{Bytes, Tokens};
use will_it_run_engine::weights::Quant;

use json::Json;

/// Answers. The input is the file of a model, the file of its devices, and a question, each but the last after its length in four bytes, the lowest
/// first. The question is a line of fields between blanks: id of the device, how many, its memory in MiB, RAM of the host in MiB, quant,
/// tokens of context; `-` is what nobody said.
///
/// One call with everything, and nothing kept between two: files are read in a fraction of a millisecond, and what is kept must be given back.
#[must_use]
pub fn ask(input: &[u8]) -> String {
    let Some((model, devices, line)) = parts(input) else { return refused(&DAMAGED) };
    let Ok(portable) = Portable::new(model, devices) else { return refused(&DAMAGED) };
    let asked = match read(line) {
        Ok(asked) => asked,
        Err(refusal) => return refused(refusal),
    };
    match portable.answer(&asked) {
        Ok(answer) => reply::answered(&portable, &asked, &answer),
        Err(why) => refused(refusal(why)),
    }
}

fn parts(input: &[u8]) -> Option<(&[u8], &[u8], &str)> {
    let (model, rest) = cut(input)?;
    let (devices, line) = cut(rest)?;
    Some((model, devices, core::str::from_utf8(line).ok()?))
}

/// What stands after its length, and the rest.
fn cut(input: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = input.split_first_chunk::<4>()?;
    rest.split_at_checked(u32::from_le_bytes(*length) as usize)
}

fn read(line: &str) -> Result<Ask<'_>, &'static Refusal> {
    let mut fields = line.split(' ').map(|field| (field != "-").then_some(field));
    let mut field = || fields.next().flatten();
    let hardware = field().unwrap_or_default();
    let count = whole(field(), &COUNT)?;
    let memory = mib(field(), &MEMORY)?;
    let host = mib(field(), &HOST)?;
    let quant = match field().map(str::parse::<Quant>) {
        Some(Err(_)) => return Err(&QUANT),
        Some(Ok(quant)) => Some(quant),
        None => None,
    };
    let context = whole(field(), &CONTEXT)?.map(Tokens::new);
    Ok(Ask { hardware, count: count.unwrap_or(1), memory, host: host.into(), quant, context })
}

fn whole(field: Option<&str>, refusal: &'static Refusal) -> Result<Option<u32>, &'static Refusal> {
    field.map(|field| field.parse().map_err(|_| refusal)).transpose()
}

fn mib(field: Option<&str>, refusal: &'static Refusal) -> Result<Option<Bytes>, &'static Refusal> {
    match whole(field, refusal)? {
        None => Ok(None),
        // 64 TiB: more than any machine has.
        Some(mib @ 1..=67_108_864) => Ok(Some(Bytes::mib(mib.into()))),
        Some(_) => Err(refusal),
    }
}

/// Code, attribute to look at, and what is wrong with it.
type Refusal = [&'static str; 3];

const DAMAGED: Refusal = ["damaged-data", "", "The data do not belong to this program. Reload the page."];
const HARDWARE: Refusal = ["unknown-hardware", "hardware", "There is no such device."];
const MEMORY: Refusal =
    ["choose-memory", "memory", "This device is sold with several sizes of memory. Say which, in GiB."];
const COUNT: Refusal = ["out-of-range", "count", "A rig has from 1 to 16 devices."];
const HOST: Refusal = ["out-of-range", "host", "RAM is a number of GiB."];
const CONTEXT: Refusal = ["out-of-range", "context", "Such a context is not reckoned with here."];
const QUANT: Refusal = ["unknown-quant", "quant", "There is no such quant."];

const fn refusal(why: Unanswered) -> &'static Refusal {
    match why {
        Unanswered::UnknownDevice => &HARDWARE,
        Unanswered::ChooseMemory => &MEMORY,
        Unanswered::TooManyDevices => &COUNT,
        Unanswered::ContextOutOfRange => &CONTEXT,
        Unanswered::UnknownQuant => &QUANT,
    }
}

/// `{"ok":false,"code":…,"field":…,"message":…}`
fn refused([code, field, message]: &Refusal) -> String {
    let mut out = Json::object();
    out.put("ok", "false").text("code", code).text("field", field).text("message", message);
    out.done()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on fails")]
mod tests;
