//! A drafter beside the question's model: who may guess, what it takes, what it gains.

mod guesser;
mod weigh;

use super::Calculator;
use super::prepared::Prepared;
use crate::assess::assess;
use crate::catalog::Vision;
use crate::draft::{
    DraftAnswer, DraftCandidate, Drafter, Drafting, Range, RawDraft, Text, Vocabulary, drafting, vocabulary,
};
use crate::fit::Fit;
use crate::memory::MAX_SEQUENCES;
use crate::order;
use crate::question::{Fault, FaultCode, RawQuestion, number_in};
use crate::rules::Kind;
use guesser::Guesser;

/// Most tokens guessed in a row: far above what pays anywhere.
const MOST_TOKENS: u32 = 64;
/// A drafter is worth naming when it is this many times smaller.
const SMALLER: u64 = 5;
/// Drafters that are named.
const NAMED: usize = 5;

impl Calculator {
    /// The question's model with a drafter beside it: memory, verdict, and the gain as a range by kind of text.
    ///
    /// # Errors
    /// What is wrong with the question or the drafter; where the runtime does not take it, `near` names drafters that suit, the best first.
    pub fn draft(&self, raw: &RawQuestion, asked: &RawDraft) -> Result<DraftAnswer, Fault> {
        let main = self.prepare(raw)?;
        let rule = rule(&main)?;
        let tokens = tokens(&main, &rule, asked)?;
        match asked.model.trim() {
            word if word.eq_ignore_ascii_case("auto") => self.best_draft(raw, &main, &rule, asked, tokens),
            word if word.eq_ignore_ascii_case("mtp") => {
                if !rule.mtp {
                    let why = "does not use a model's own blocks for multi-token prediction";
                    return Err(refused(&main, "draft.model", why, self.suiting(raw, &main, &rule, tokens)));
                }
                let guesser = self.own_blocks(&main, asked, tokens)?.ok_or_else(|| {
                    let why = "finds no blocks for multi-token prediction in this model";
                    refused(&main, "draft.model", why, self.suiting(raw, &main, &rule, tokens))
                })?;
                Ok(self.drafted(&main, &guesser))
            }
            _ => {
                let guesser = self.smaller(raw, &main, asked, tokens)?;
                let shared = self.vocabularies(&main, &guesser, &rule);
                let Some(vocabulary) = shared else {
                    let why = self.apart(&main, &guesser, &rule);
                    return Err(refused(&main, "draft.model", &why, self.suiting(raw, &main, &rule, tokens)));
                };
                Ok(self.drafted(&main, &guesser.with_vocabulary(vocabulary)))
            }
        }
    }

    /// The best of all that suit, and the others beside it.
    fn best_draft(
        &self,
        raw: &RawQuestion,
        main: &Prepared,
        rule: &Drafting,
        asked: &RawDraft,
        tokens: u32,
    ) -> Result<DraftAnswer, Fault> {
        if asked.quant.is_some() {
            let message =
                "draft.quant goes with a model's name; `auto` tries each model in its usual quant".to_owned();
            let near = Vec::new();
            return Err(Fault {
                code: FaultCode::UnknownChoice,
                field: "draft.quant".to_owned(),
                message,
                near,
            });
        }
        let mut all = self.candidates(raw, main, rule, asked, tokens);
        if all.is_empty() {
            let why = "finds no model with this vocabulary in the catalog that is five times smaller, and no blocks for multi-token prediction";
            return Err(refused(main, "draft.model", why, Vec::new()));
        }
        let mut best = all.remove(0);
        best.candidates.push(named(&best));
        best.candidates.extend(all.iter().take(NAMED - 1).map(named));
        Ok(best)
    }

    /// Ids of drafters that suit, the best first.
    fn suiting(&self, raw: &RawQuestion, main: &Prepared, rule: &Drafting, tokens: u32) -> Vec<String> {
        let all = self.candidates(raw, main, rule, &RawDraft::default(), tokens);
        let word = |answer: &DraftAnswer| match answer.drafter {
            Drafter::Mtp => Drafter::Mtp.word().to_owned(),
            Drafter::Model => answer.model.clone(),
        };
        all.iter().take(NAMED).map(word).collect()
    }

    /// Every drafter that suits: the model's own blocks, and smaller models of its publisher with its vocabulary. Those that fit come first, then
    /// those whose vocabulary is known to be the model's, then by the least gain in prose. Acceptance is taken to be the same for all models,
    /// which favours the smallest: what is published does not tell them apart.
    fn candidates(
        &self,
        raw: &RawQuestion,
        main: &Prepared,
        rule: &Drafting,
        asked: &RawDraft,
        tokens: u32,
    ) -> Vec<DraftAnswer> {
        let mut all = Vec::new();
        if let Ok(Some(guesser)) = self.own_blocks(main, asked, tokens)
            && rule.mtp
        {
            all.push(self.drafted(main, &guesser));
        }
        let Some(model) = self.catalog().model(main.question.model) else { return all };
        let size = model.params.total.known().get().unwrap_or(0);
        for key in self.catalog().model_keys() {
            let Some(other) = self.catalog().model(key).filter(|other| other.publisher == model.publisher)
            else {
                continue;
            };
            let less = other.params.total.known().get().unwrap_or(u64::MAX);
            let Some(vocabulary) = vocabulary(model, other, rule) else { continue };
            // One that sees is for one that sees; a judge of texts or a solver of sums is not for one that chats.
            let sees = other.vision != Vision::None && model.vision == Vision::None;
            let alike = other.tasks.iter().any(|task| model.tasks.contains(task));
            if less > size / SMALLER || sees || !alike || self.rules(key).kind != Kind::Language {
                continue;
            }
            let asked = RawDraft { model: other.id.to_string(), quant: None, ..asked.clone() };
            if let Ok(guesser) = self.smaller(raw, main, &asked, tokens) {
                all.push(self.drafted(main, &guesser.with_vocabulary(vocabulary)));
            }
        }
        let worth = |answer: &DraftAnswer| {
            let chat = answer.gains.iter().find(|gain| gain.text == Text::Chat);
            let Range { low, .. } = chat.map_or(Range { low: 0.0, high: 0.0 }, |gain| gain.gain);
            (answer.fit != Fit::DoesNotFit, answer.vocabulary == Vocabulary::Shared, low)
        };
        order::sort_by(&mut all, |a, b| {
            let ((fits, shared, low), (than, other, least)) = (worth(a), worth(b));
            (than, other).cmp(&(fits, shared)).then(least.total_cmp(&low))
        });
        all
    }

    fn vocabularies(&self, main: &Prepared, guesser: &Guesser, rule: &Drafting) -> Option<Vocabulary> {
        let (model, draft) = (self.catalog().model(main.question.model)?, self.catalog().model(guesser.key)?);
        vocabulary(model, draft, rule)
    }

    /// Why two vocabularies are not one.
    fn apart(&self, main: &Prepared, guesser: &Guesser, rule: &Drafting) -> String {
        let size = |key| {
            let size =
                self.catalog().model(key).and_then(|model| model.gguf.as_ref().get().map(|h| h.vocab_size));
            size.map_or_else(|| "unknown".to_owned(), |size| size.to_string())
        };
        let (own, other) = (size(main.question.model), size(guesser.key));
        let most = rule.vocabulary.to_string();
        let wants = match rule.vocabulary {
            0 => "takes a drafter with as many tokens in its vocabulary".to_owned(),
            _ => ["takes a drafter whose vocabulary differs by at most ", &most, " tokens"].concat(),
        };
        [&wants, "; the model has ", &own, ", the drafter ", &other].concat()
    }
}

fn named(answer: &DraftAnswer) -> DraftCandidate {
    let memory = &answer.memory;
    let total = if memory.per_device.is_empty() { memory.host.total } else { memory.device.total };
    DraftCandidate {
        drafter: answer.drafter,
        model: answer.model.clone(),
        quant: answer.quant,
        vocabulary: answer.vocabulary,
        fit: answer.fit,
        total,
        gains: answer.gains.clone(),
    }
}

fn rule(main: &Prepared) -> Result<Drafting, Fault> {
    if main.model.kind != Kind::Language {
        return Err(refused(main, "draft", "has nothing to guess: the model does not decode", Vec::new()));
    }
    drafting(main.question.runtime).ok_or_else(|| {
        let instead = crate::question::Runtime::LlamaCpp.word().to_owned();
        refused(main, "draft", "documents no drafting", vec![instead])
    })
}

/// Tokens in a row: a step checks them for all users at once.
fn tokens(main: &Prepared, rule: &Drafting, asked: &RawDraft) -> Result<u32, Fault> {
    let users = main.question.settings.n_seq();
    let most = (MAX_SEQUENCES / users.max(1)).saturating_sub(1).min(MOST_TOKENS);
    if most == 0 {
        return Err(Fault::range("users", &users.to_string(), "at most 128 with a drafter"));
    }
    let tokens = number_in(asked.tokens, "draft.tokens", 1, most)?;
    Ok(tokens.unwrap_or(rule.tokens.min(most)))
}

/// What the runtime does not do of it, and what suits.
fn refused(main: &Prepared, field: &str, why: &str, near: Vec<String>) -> Fault {
    let message = [main.question.runtime.word(), " ", why].concat();
    Fault { code: FaultCode::NotWithRuntime, field: field.to_owned(), message, near }
}

impl Calculator {
    /// The figures without a drafter.
    fn alone(&self, main: &Prepared) -> crate::assess::Figures {
        self.stand(main, assess(&main.case()))
    }
}
