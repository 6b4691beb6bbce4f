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

use std::ops::Range;

use oreproof_promise::{Case, Sentence};

use crate::stg::{acts, certainty, words};

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
        Example::new(
            "The company has an exploration licence only. It will export 4,000 tonnes of ore a month from July.",
        ),
        Example::new("Under its exploration licence Norvik has begun mining the upper terrace."),
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
        Example::new(
            "Its exploration licences lie 20 km from the producing Tarn mine, which ships 40,000 tonnes a year.",
        ),
        Example::new("The exploration permit allows the company to extract samples."),
    ],
    source: include_str!("stg002.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let reading = document.reading;
    for (at, sentence) in reading.sentences_with(words::EXPLORATION_RIGHT) {
        if document.denies(sentence) || sentence.cues.has(words::CONVERSION) {
            continue;
        }
        if let Some(tokens) = acts::first(document, sentence, span_of_right(document, sentence)) {
            fire(document, tokens, sink);
        } else if let Some(next) = continued(document, at)
            && let Some(tokens) = acts::first(document, next, next.tokens.clone())
        {
            fire(document, tokens, sink);
        }
    }
}

fn fire(document: &Document<'_>, tokens: Range<usize>, sink: &mut Sink<'_>) {
    let bytes = document.reading.bytes(tokens);
    let act = document.reading.quote(&bytes);
    sink.fire(bytes, format!("{act} under a right that only allows exploration"));
}

/// The part of a sentence that speaks of the ground under the right: all of it, up to a mine
/// named behind the right.
fn span_of_right(document: &Document<'_>, sentence: &Sentence) -> Range<usize> {
    let reading = document.reading;
    let right = reading.hits_in(sentence, words::EXPLORATION_RIGHT).next().map_or(0, |hit| hit.end);
    let cursor = reading.cursor();
    let other = reading.hits_in(sentence, words::OTHER_MINE).find(|hit| {
        let at = hit.token as usize;
        let named = |back: usize| cursor.tokens[at - back].case != Case::Lower;
        hit.token >= right
            && at > sentence.tokens.start
            && (named(1) || cursor.is(at - 1, "neighbouring"))
    });
    sentence.tokens.start..other.map_or(sentence.tokens.end, |hit| hit.token as usize)
}

/// The next sentence of the paragraph, where it goes on about the same holder: “It will export …”.
fn continued<'a>(document: &Document<'a>, at: usize) -> Option<&'a Sentence> {
    let reading = document.reading;
    let next = reading.sentences.get(at + 1)?;
    let cursor = reading.cursor();
    let first = next.tokens.start;
    let same = cursor.is_any(first, &["it", "they", "he", "she", "we"])
        || cursor.is_any(first, &["under", "with"])
            && cursor.is_any(first + 1, &["it", "this", "that"])
        || cursor.is(first, "the")
            && cursor.is_any(
                first + 1,
                &["company", "firm", "holder", "group", "venture", "contractor"],
            );
    let other_right = next.cues.has(words::CONVERSION) || certainty::is_conditional(document, next);
    let follows = next.paragraph == reading.sentences[at].paragraph;
    (same && follows && !other_right && !document.denies(next)).then_some(next)
}
