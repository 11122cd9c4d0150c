//! The question: a rig and its models.

use serde::{Deserialize, Serialize};

use crate::question::{Fault, FaultCode, RawOptions, RawQuestion, RawRig, RawThresholds};

/// Several models on one rig.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawTogether {
    /// What they run on.
    pub rig: RawRig,
    /// The models, in any order.
    pub models: Vec<Member>,
}

/// A model among others: an ordinary question without its rig, a name, and the devices it must be on.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(from = "Fields", into = "Fields")]
pub struct Member {
    /// What it is called in the answer; else its model's id, with a number where two are the same.
    pub name: Option<String>,
    /// Devices it lies on, counted from 0 in the order of the rig; else wherever there is room.
    pub devices: Option<Vec<u32>>,
    /// The question; its rig is replaced.
    pub question: RawQuestion,
}

/// The same, flat: what is written. Field names are those of a question.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Fields {
    name: Option<String>,
    devices: Option<Vec<u32>>,
    model: String,
    quant: Option<String>,
    imatrix: Option<bool>,
    mmproj: Option<bool>,
    images: Option<u32>,
    runtime: Option<String>,
    backend: Option<String>,
    context: Option<u32>,
    users: Option<u32>,
    kv_k: Option<String>,
    kv_v: Option<String>,
    depth: Option<u32>,
    prompt: Option<u32>,
    options: Option<RawOptions>,
    placement: Option<String>,
    as_of: Option<String>,
    thresholds: Option<RawThresholds>,
}

impl From<Fields> for Member {
    fn from(f: Fields) -> Self {
        let question = RawQuestion {
            id: None,
            model: f.model,
            quant: f.quant,
            imatrix: f.imatrix,
            mmproj: f.mmproj,
            images: f.images,
            rig: RawRig::default(),
            runtime: f.runtime,
            backend: f.backend,
            context: f.context,
            users: f.users,
            kv_k: f.kv_k,
            kv_v: f.kv_v,
            depth: f.depth,
            prompt: f.prompt,
            options: f.options,
            placement: f.placement,
            as_of: f.as_of,
            thresholds: f.thresholds,
        };
        Self { name: f.name, devices: f.devices, question }
    }
}

impl From<Member> for Fields {
    fn from(member: Member) -> Self {
        let q = member.question;
        Self {
            name: member.name,
            devices: member.devices,
            model: q.model,
            quant: q.quant,
            imatrix: q.imatrix,
            mmproj: q.mmproj,
            images: q.images,
            runtime: q.runtime,
            backend: q.backend,
            context: q.context,
            users: q.users,
            kv_k: q.kv_k,
            kv_v: q.kv_v,
            depth: q.depth,
            prompt: q.prompt,
            options: q.options,
            placement: q.placement,
            as_of: q.as_of,
            thresholds: q.thresholds,
        }
    }
}

impl Member {
    /// Reads `MODEL@QUANT,context=16384,users=2,name=chat,devices=0+1`; only the model is needed. Fields are `name`, `devices`, `context`,
    /// `users`, `depth`, `prompt`, `kv`, `placement`, `runtime` and `backend`.
    ///
    /// # Errors
    /// What does not read, under its own name.
    pub fn parse(line: &str) -> Result<Self, Fault> {
        let mut fields = line.split(',');
        let first = fields.next().unwrap_or_default().trim();
        let (model, quant) = match first.split_once('@') {
            Some((model, quant)) => (model, Some(quant.to_owned()).filter(|quant| !quant.is_empty())),
            None => (first, None),
        };
        if model.is_empty() {
            return Err(fault(FaultCode::UnknownModel, "model", "say which: MODEL@QUANT,context=16384"));
        }
        let question = RawQuestion { model: model.to_owned(), quant, ..RawQuestion::default() };
        let mut member = Self { name: None, devices: None, question };
        for field in fields.filter(|field| !field.trim().is_empty()) {
            let (key, text) = field.split_once('=').unwrap_or((field, ""));
            member.set(key.trim(), text.trim())?;
        }
        Ok(member)
    }

    fn set(&mut self, key: &str, text: &str) -> Result<(), Fault> {
        let q = &mut self.question;
        let word = || Some(text.to_owned());
        match key {
            "name" => self.name = word(),
            "devices" => {
                let numbers: Result<Vec<u32>, Fault> =
                    text.split('+').map(|number| whole(key, number)).collect();
                self.devices = Some(numbers?);
            }
            "context" => q.context = Some(whole(key, text)?),
            "users" => q.users = Some(whole(key, text)?),
            "depth" => q.depth = Some(whole(key, text)?),
            "prompt" => q.prompt = Some(whole(key, text)?),
            "kv" => (q.kv_k, q.kv_v) = (word(), word()),
            "placement" => q.placement = word(),
            "runtime" => q.runtime = word(),
            "backend" => q.backend = word(),
            _ => {
                let all =
                    "one of name, devices, context, users, depth, prompt, kv, placement, runtime, backend";
                return Err(fault(FaultCode::UnknownChoice, key, all));
            }
        }
        Ok(())
    }
}

fn whole(field: &str, text: &str) -> Result<u32, Fault> {
    text.trim().parse().map_err(|_| fault(FaultCode::OutOfRange, field, "a whole number"))
}

fn fault(code: FaultCode, field: &str, way_on: &str) -> Fault {
    let message = ["models.", field, ": ", way_on].concat();
    Fault { code, field: ["models.", field].concat(), message, near: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read() {
        let member = Member::parse(" qwen3-8b@Q5_K_M , context=4096,name=chat,devices=0+2,kv=q8_0,users=3")
            .expect("a member");
        assert_eq!(member.name.as_deref(), Some("chat"));
        assert_eq!(member.devices.as_deref(), Some(&[0, 2][..]));
        assert_eq!(member.question.quant.as_deref(), Some("Q5_K_M"));
        assert_eq!(member.question.kv_v.as_deref(), Some("q8_0"));
        assert_eq!((member.question.context, member.question.users), (Some(4096), Some(3)));
        let bare = Member::parse("qwen3-8b").expect("a member");
        assert_eq!(bare.question, RawQuestion { model: "qwen3-8b".to_owned(), ..RawQuestion::default() });
    }

    #[test]
    fn faults_name_the_field() {
        for (line, field) in [
            ("", "models.model"),
            ("@Q8_0", "models.model"),
            ("m,context=many", "models.context"),
            ("m,devices=0+x", "models.devices"),
            ("m,speed=3", "models.speed"),
        ] {
            assert_eq!(Member::parse(line).expect_err(line).field, field, "{line}");
        }
    }

    #[test]
    fn json_has_the_fields_of_a_question() {
        let text =
            r#"{"name":"chat","devices":[1],"model":"qwen3-8b","context":4096,"options":{"ubatch":256}}"#;
        let member: Member = serde_json::from_str(text).expect("a member");
        assert_eq!(member.question.options.as_ref().and_then(|o| o.ubatch), Some(256));
        let again: Member =
            serde_json::from_str(&serde_json::to_string(&member).expect("json")).expect("again");
        assert_eq!(again, member);
        assert!(serde_json::from_str::<Member>(r#"{"model":"m","rig":{}}"#).is_err());
    }

    /// A field of a question that a member does not have would be lost without a word.
    #[test]
    fn every_field_of_a_question_but_id_and_rig_is_one_of_a_member() {
        let keys = |value: serde_json::Value| -> Vec<String> {
            value.as_object().expect("an object").keys().cloned().collect()
        };
        let question = keys(serde_json::to_value(RawQuestion::default()).expect("json"));
        let mut member = keys(serde_json::to_value(Member::default()).expect("json"));
        member.retain(|key| key != "name" && key != "devices");
        member.extend(["id".to_owned(), "rig".to_owned()]);
        member.sort();
        let mut wanted = question;
        wanted.sort();
        assert_eq!(member, wanted);
    }
}
