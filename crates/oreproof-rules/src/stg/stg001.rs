//! # A memorandum called a deal
//!
//! A memorandum says that two parties mean to talk.
//! It gives no right, owes no money and lapses.
//!
//! ## Fires when
//!
//! The only instrument of the document is a SOFT one (memorandum of understanding, letter of
//! intent, heads of terms, framework, expression of interest) and a sentence calls it a deal, a
//! contract, a concession or a licence that is given, or says that money is being or has been
//! invested under it.
//!
//! ## Silent when
//!
//! The sentence holds a NEGATION word, or a hard instrument (gazetted licence, ratified
//! agreement) is shown.
//!
//! ## Underlines
//!
//! The binding word with its amount or article; the first one of the sentence.
//! Once per sentence.

use std::ops::Range;

use oreproof_promise::{Hit, Sentence, TokenKind, vocabulary as v};

use crate::stg::words;

use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const STG001: Rule = Rule {
    code: "STG001",
    name: "mou-as-deal",
    severity: Severity::Error,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 1,
    message: "{instrument} described as {word}",
    help: "say memorandum, name the parties, say what it binds them to, when it lapses, and where it can be read",
    norm: "ASX GN 8 and LR 3.1 (material terms of announced memoranda); EITI Standard 2023 Req. 2.2 and 2.4; NI 51-102 s.4A.2",
    fires_on: &[
        Example::new(
            "The $2bn lithium contract, set out in a letter of intent, was signed on Friday.",
        ),
        Example::new(
            "Under a memorandum of understanding the firm was handed rights to the whole belt.",
        ),
        Example::new("The memorandum, a contract for the ages, was signed in May."),
        Example::new(
            "The two sides signed a letter of intent. The investor will invest $40 million in the mine.",
        ),
    ],
    silent_on: &[
        Example::new("The letter of intent, which binds neither side, was signed on Friday."),
        Example::new("The memorandum is not a contract and binds nobody."),
        Example::new(
            "The memorandum of understanding lapsed. The mining lease was gazetted in May, and the deal is done.",
        ),
        Example::new("The concentrate contract with the smelter runs to 2027."),
    ],
    source: include_str!("stg001.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    if !document.says(v::SOFT_INSTRUMENT) || shows_hard(document) {
        return;
    }
    let reading = document.reading;
    let instrument = instrument(document);
    for sentence in
        reading.sentences.iter().filter(|s| s.cues.has(words::BINDING) || s.cues.has(words::GIVEN))
    {
        if document.denies(sentence) {
            continue;
        }
        let Some(tokens) = binding(document, sentence) else { continue };
        let bytes = reading.bytes(tokens);
        let message = format!("{instrument} described as {}", reading.quote(&bytes));
        sink.fire(bytes, message);
    }
}

/// Whether an instrument that binds is shown in a sentence that does not deny it.
fn shows_hard(document: &Document<'_>) -> bool {
    document
        .reading
        .sentences_with(words::SHOWN_HARD)
        .any(|(_, sentence)| !document.denies(sentence))
}

/// The first soft instrument, in the text's own words.
fn instrument<'a>(document: &Document<'a>) -> &'a str {
    let reading = document.reading;
    reading
        .hits_of(v::SOFT_INSTRUMENT)
        .next()
        .map_or("memorandum", |hit| reading.words(hit.token as usize..hit.end as usize))
}

/// The first word of a sentence that makes the instrument bind, with its amount or article.
fn binding(document: &Document<'_>, sentence: &Sentence) -> Option<Range<usize>> {
    let reading = document.reading;
    let harmless = |hit: &&Hit| {
        let overlaps = |other: &Hit| other.token < hit.end && hit.token < other.end;
        !reading.hits_in(sentence, words::NO_DEAL).any(overlaps)
    };
    let first = reading.hits_in(sentence, words::BINDING).find(harmless);
    let given = || {
        let giving = reading.hits_in(sentence, words::GIVING).next()?;
        reading
            .hits_in(sentence, words::GIVEN)
            .find(|hit| hit.token >= giving.end && hit.token <= giving.end + 8)
    };
    Some(phrase(document, sentence, first.or_else(given)?))
}

fn phrase(document: &Document<'_>, sentence: &Sentence, hit: &Hit) -> Range<usize> {
    let reading = document.reading;
    let cursor = reading.cursor();
    let (mut first, mut end) = (hit.token as usize, hit.end as usize);
    for quantity in reading.quantities_in(sentence).iter().filter(|q| q.is_money()) {
        if quantity.tokens.end <= first && first - quantity.tokens.end <= 4 {
            return quantity.tokens.start..end;
        }
        if quantity.tokens.start >= end && quantity.tokens.start - end <= 1 {
            end = quantity.tokens.end;
        }
    }
    let articles = ["the", "a", "an", "this", "that", "its", "their"];
    let from = first.saturating_sub(4).max(sentence.tokens.start);
    let article = (from..first)
        .rev()
        .take_while(|&at| reading.tokens[at].kind != TokenKind::Mark)
        .find(|&at| cursor.is_any(at, &articles));
    first = article.unwrap_or(first);
    first..end
}
