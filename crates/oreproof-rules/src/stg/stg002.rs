//! # Mining under an exploration right
//!
//! A right to look for ore is no right to take it.
//!
//! ## Fires when
//!
//! Mining, extraction, production or export is stated as present or certain under a right that
//! the text calls an exploration, prospecting or reconnaissance licence or permit.
//!
//! ## Silent when
//!
//! The sentence holds a NEGATION word, or a conversion to a mining right is stated.
//!
//! ## Underlines
//!
//! The verb phrase with its quantity.
//! Every statement.

use crate::stg::words;

use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const STG002: Rule = Rule {
    code: "STG002",
    name: "exploration-licence-as-mining",
    severity: Severity::Error,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 1,
    message: "{verb} under a right that only allows exploration",
    help: "name the right, its number and holder, and what it permits; look it up in the cadastre",
    norm: "EITI Standard 2023 Req. 2.2 and 2.3",
    fires_on: &[
        Example::new("Under its prospecting permit the firm will extract 5,000 t a month."),
        Example::new(
            "The company will extract 200,000 tonnes a year under an exploration licence granted in May.",
        ),
        Example::new(
            "Holding only a reconnaissance permit, the firm exports ore through the port.",
        ),
        Example::new("On the strength of its prospecting right Norvik will mine 900 t a day."),
    ],
    silent_on: &[
        Example::new(
            "The prospecting permit allows drilling; a mining lease would be needed to extract ore.",
        ),
        Example::new("The exploration licence does not allow the company to mine."),
        Example::new(
            "Once the exploration licence is converted, the company will mine 900 t a day.",
        ),
        Example::new("The exploration licence covers 40 km²."),
    ],
    source: include_str!("stg002.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let reading = document.reading;
    for (_, sentence) in reading.sentences_with(words::EXPLORATION_RIGHT) {
        if document.denies(sentence) || sentence.cues.has(words::CONVERSION) {
            continue;
        }
        let Some(verb) = reading.hits_in(sentence, words::MINING_VERB).next() else { continue };
        let quantity = reading.quantities_in(sentence).iter().find(|q| {
            q.tokens.start >= verb.end as usize && q.tokens.start <= verb.end as usize + 4
        });
        let end = quantity.map_or(verb.end as usize, |q| q.tokens.end);
        let verb_words = reading.words(verb.token as usize..verb.end as usize);
        sink.fire(
            reading.bytes(verb.token as usize..end),
            format!("{verb_words} under a right that only allows exploration"),
        );
    }
}
