//! A reader's own workload as one line of text: in an address, on a command line, in a browser's storage.

use super::{READING_RATE, Workload};
use crate::math::decimal;
use crate::question::{Fault, FaultCode, plain};

/// Most characters of a name: what a chip has room for.
const LONGEST_NAME: usize = 40;
/// Marks that the line is made of; a name holds none of them.
const MARKS: [char; 5] = ['=', '@', ',', ';', '~'];

impl Workload {
    /// Reads `NAME=MODEL@QUANT,context=16384,depth=8192,users=1,rate=10`. Only name and model are needed: the quant is then the question's
    /// default, the context that of a chat, half of it used, at reading rate, for one user. The model is looked up when a rig is asked about.
    ///
    /// # Errors
    /// What does not read, under its own name.
    pub fn parse(line: &str) -> Result<Self, Fault> {
        let (name, rest) = line.split_once('=').unwrap_or((line, ""));
        let name = Self::name_of(name)?;
        let mut fields = rest.split(',');
        let (model, quant) = match fields.next().unwrap_or("").trim().split_once('@') {
            Some((model, quant)) => (model, Some(quant.to_owned()).filter(|quant| !quant.is_empty())),
            None => (rest.split(',').next().unwrap_or("").trim(), None),
        };
        if model.is_empty() {
            return Err(fault(
                FaultCode::UnknownModel,
                "model",
                "say which: NAME=MODEL@QUANT,context=16384,rate=10",
            ));
        }
        let (mut context, mut depth, mut users, mut rate) = (None, None, None, None);
        for field in fields.filter(|field| !field.trim().is_empty()) {
            let (key, text) = field.split_once('=').unwrap_or((field, ""));
            let (key, text) = (key.trim(), text.trim());
            match key {
                "context" => context = Some(whole(key, text)?),
                "depth" => depth = Some(whole(key, text)?),
                "users" => users = Some(whole(key, text)?),
                "rate" => rate = Some(above_zero(key, text)?),
                _ => return Err(fault(FaultCode::UnknownChoice, key, "one of context, depth, users, rate")),
            }
        }
        let context = context.unwrap_or(super::CHAT_CONTEXT);
        let (depth, rate) = (depth.unwrap_or(context / 2), rate.unwrap_or(READING_RATE));
        let mut own = Self::without_model(&name, context, depth, rate);
        model.clone_into(&mut own.question.model);
        own.question.quant = quant;
        own.question.users = users;
        Ok(own)
    }

    /// A name as it may stand: without blanks around it, not one of the seven.
    ///
    /// # Errors
    /// It is empty, too long, taken, or holds one of `= @ , ; ~`.
    pub fn name_of(text: &str) -> Result<String, Fault> {
        let name = text.trim();
        if name.is_empty() {
            return Err(fault(FaultCode::OutOfRange, "name", "give it one"));
        }
        if name.chars().count() > LONGEST_NAME {
            return Err(fault(FaultCode::OutOfRange, "name", "at most 40 characters"));
        }
        if name.contains(MARKS) {
            return Err(fault(FaultCode::OutOfRange, "name", "without = @ , ; ~"));
        }
        if Self::standard().iter().any(|standard| standard.key == name) {
            return Err(fault(
                FaultCode::OutOfRange,
                "name",
                "one of the seven is called so; choose another",
            ));
        }
        Ok(name.to_owned())
    }

    /// The line that [`Self::parse`] reads back.
    #[must_use]
    pub fn line(&self) -> String {
        let question = &self.question;
        let mut line = [&self.key, "=", &question.model].concat();
        if let Some(quant) = &question.quant {
            line = [&line, "@", quant].concat();
        }
        let rate = question.thresholds.as_ref().and_then(|limits| limits.usable_rate);
        let fields = [
            (",context=", question.context.map(|tokens| tokens.to_string())),
            (",depth=", question.depth.map(|tokens| tokens.to_string())),
            (",users=", question.users.map(|users| users.to_string())),
            (",rate=", rate.map(plain)),
        ];
        for (name, value) in fields {
            if let Some(value) = value {
                line = [&line, name, &value].concat();
            }
        }
        line
    }
}

fn whole(field: &str, text: &str) -> Result<u32, Fault> {
    text.parse().map_err(|_| fault(FaultCode::OutOfRange, field, "a whole number"))
}

fn above_zero(field: &str, text: &str) -> Result<f64, Fault> {
    decimal(text)
        .filter(|number| *number > 0.0)
        .ok_or_else(|| fault(FaultCode::OutOfRange, field, "a number above zero"))
}

fn fault(code: FaultCode, field: &str, way_on: &str) -> Fault {
    let message = ["workload.", field, ": ", way_on].concat();
    Fault { code, field: ["workload.", field].concat(), message, near: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_survives() {
        for line in [
            "notes=qwen3-8b@Q4_K_M,context=16384,depth=8192,rate=10",
            "Four at once=llama-3.1-8b-instruct,context=8192,depth=4096,users=4,rate=7.5",
        ] {
            let own = Workload::parse(line).expect(line);
            assert_eq!(own.line(), line);
            assert_eq!(Workload::parse(&own.line()).expect(line), own);
        }
    }

    #[test]
    fn a_name_and_a_model_are_enough() {
        let own = Workload::parse(" notes = qwen3-8b ").expect("a workload");
        assert_eq!(own.line(), "notes=qwen3-8b,context=8192,depth=4096,rate=5");
        assert_eq!(own.question.placement.as_deref(), Some("device"));
    }

    #[test]
    fn faults_name_the_field() {
        for (line, field) in [
            ("", "workload.name"),
            ("=m", "workload.name"),
            ("7b=m", "workload.name"),
            ("a;b=m", "workload.name"),
            ("a", "workload.model"),
            ("a=@Q8_0", "workload.model"),
            ("a=m,context=many", "workload.context"),
            ("a=m,rate=0", "workload.rate"),
            ("a=m,speed=3", "workload.speed"),
        ] {
            assert_eq!(Workload::parse(line).expect_err(line).field, field, "{line}");
        }
    }
}
