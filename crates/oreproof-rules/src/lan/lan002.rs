//! # A superlative nobody can check
//!
//! Largest by rock, by metal, by hope? Among how many, counted by whom?
//!
//! ## Fires when
//!
//! A superlative or rank of the SUPERLATIVE list is said of a deposit, district or resource,
//! and the sentence names neither the measure nor the source.
//!
//! ## Silent when
//!
//! Measure and source are in the sentence.
//!
//! ## Underlines
//!
//! The superlative phrase.
//! Every use.

use std::ops::Range;

use oreproof_promise::{Hit, Sentence, TokenKind};

use crate::lan::words;

use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const LAN002: Rule = Rule {
    code: "LAN002",
    name: "superlative-uncheckable",
    severity: Severity::Info,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 1,
    message: "largest by what measure, and who says so?",
    help: "name the measure, the list and its date",
    norm: "IFCN Code of Principles, commitment 2; JORC 2012 cl.4",
    fires_on: &[
        Example::new("It is one of the world’s largest nickel deposits."),
        Example::new("The lode is among the largest undeveloped platinum systems anywhere."),
        Example::new("Upper Sere is the biggest deposit in the southern hemisphere."),
        Example::new("It is a world-class orebody."),
    ],
    silent_on: &[
        Example::new("By contained nickel it ranked ninth in the survey’s 2024 list."),
        Example::new("The survey’s report ranks it the third largest deposit by contained tin."),
        Example::new("The largest hall in town was full."),
        Example::new("It is not one of the largest deposits."),
    ],
    source: include_str!("lan002.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let reading = document.reading;
    for (_, sentence) in reading.sentences_with(words::SUPERLATIVE) {
        let checkable = sentence.cues.has(words::MEASURED_BY) || sentence.cues.has(words::RANKING);
        if checkable || !sentence.cues.has(words::RANKED) || document.denies(sentence) {
            continue;
        }
        for hit in reading.hits_in(sentence, words::SUPERLATIVE) {
            if let Some(tokens) = phrase(document, sentence, hit) {
                sink.fire(reading.bytes(tokens), "largest by what measure, and who says so?");
            }
        }
    }
}

/// The superlative with the deposit it is said of, and where: `one of the richest antimony districts on Earth`.
fn phrase(document: &Document<'_>, sentence: &Sentence, hit: &Hit) -> Option<Range<usize>> {
    let reading = document.reading;
    let cursor = reading.cursor();
    let (token, end) = (hit.token as usize, hit.end as usize);
    let ranked = reading.hits_in(sentence, words::RANKED).find(|noun| {
        let at = noun.token as usize;
        let plain = (end..at.max(end)).all(|i| {
            matches!(reading.tokens[i].kind, TokenKind::Word | TokenKind::Hyphen)
                && !cursor.is_any(i, &["and", "of", "in", "is", "was", "to", "by"])
        });
        at >= end && at - end <= 5 && plain
    })?;
    let mut last = ranked.end as usize;
    if cursor.is_any(last, &["in", "on", "of", "anywhere"]) {
        let tail = last..(last + 5).min(sentence.tokens.end);
        last = tail
            .take_while(|&i| {
                reading.tokens[i].kind == TokenKind::Word
                    && !cursor.is_any(i, &["and", "with", "that", "which", "is", "has"])
            })
            .last()
            .map_or(last, |i| i + 1);
    }
    Some(token..last)
}
