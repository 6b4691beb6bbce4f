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

use oreproof_promise::{Hit, Quantity, Sentence, TokenKind, vocabulary as v};

use crate::stg::{certainty, words};

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
        Example::new(
            "Kestrel has invested $90 million in the valley under a statement of intent, the ministry said.",
        ),
    ],
    silent_on: &[
        Example::new("The letter of intent, which binds neither side, was signed on Friday."),
        Example::new("The memorandum is not a contract and binds nobody."),
        Example::new(
            "The memorandum of understanding lapsed. The mining lease was gazetted in May, and the deal is done.",
        ),
        Example::new("The concentrate contract with the smelter runs to 2027."),
        Example::new("The memorandum may lead to a contract if the study is good."),
        Example::new("The memorandum gives either party the right to withdraw on 30 days’ notice."),
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
    let bound = [words::BINDING, words::INVESTING, words::GIVEN];
    for sentence in &reading.sentences {
        if !bound.iter().any(|list| sentence.cues.has(*list)) || document.denies(sentence) {
            continue;
        }
        // “Deal.” over a paragraph is its heading.
        if sentence.tokens.len() <= 2 {
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

/// The first words of a sentence that make the instrument bind, with their amount or article.
fn binding(document: &Document<'_>, sentence: &Sentence) -> Option<Range<usize>> {
    let reading = document.reading;
    let instrument = reading
        .hits_in(sentence, words::BINDING)
        .filter(|hit| is_instrument(document, sentence, hit))
        .map(|hit| noun_phrase(document, sentence, hit))
        .find(|tokens| is_stated(document, sentence, tokens));
    let investing = reading
        .hits_in(sentence, words::INVESTING)
        .find(|hit| has_money(document, sentence, hit))
        .map(|hit| verb_phrase(document, sentence, hit));
    let given = reading
        .hits_in(sentence, words::GIVEN)
        .filter(|hit| is_given(document, sentence, hit))
        .map(|hit| noun_phrase(document, sentence, hit))
        .find(|tokens| is_stated(document, sentence, tokens));
    instrument.into_iter().chain(investing).chain(given).min_by_key(|tokens| tokens.start)
}

/// Whether a word means an instrument: no great deal of talk, no contract for drilling.
fn is_instrument(document: &Document<'_>, sentence: &Sentence, hit: &Hit) -> bool {
    let reading = document.reading;
    let overlaps = |other: &Hit| other.token < hit.end && hit.token < other.end;
    let serves = |other: &Hit| {
        other.end <= hit.token && hit.token - other.end <= 1
            || other.token >= hit.end && other.token - hit.end <= 4
    };
    let contract =
        reading.cursor().is_any(hit.token as usize, &["contract", "contracts", "deal", "deals"]);
    let other = reading.hits_in(sentence, words::NO_DEAL).any(overlaps);
    let bought = contract && reading.hits_in(sentence, words::SERVICE).any(serves);
    !other && !bought
}

/// Whether a right is handed over: the giving stands before it, or behind it in the passive.
fn is_given(document: &Document<'_>, sentence: &Sentence, hit: &Hit) -> bool {
    let reading = document.reading;
    let cursor = reading.cursor();
    let overlaps = |other: &Hit| other.token < hit.end && hit.token < other.end;
    if reading.hits_in(sentence, words::NO_RIGHT).any(overlaps) {
        return false;
    }
    reading.hits_in(sentence, words::GIVING).any(|giving| {
        let before = giving.end <= hit.token && hit.token - giving.end <= 8;
        let behind = giving.token >= hit.end && giving.token - hit.end <= 3;
        let passive = cursor.is_any(
            (giving.token as usize).wrapping_sub(1),
            &["is", "are", "was", "were", "been", "be", "being"],
        );
        before || behind && passive
    })
}

/// Whether the words are said of the instrument itself: “the deal”, or “a contract” with no “would” or “if” beside it.
fn is_stated(document: &Document<'_>, sentence: &Sentence, tokens: &Range<usize>) -> bool {
    let reading = document.reading;
    let named = ["the", "this", "that", "its", "their", "our", "these", "by"];
    if reading.cursor().is_any(tokens.start, &named) {
        return true;
    }
    let near = |hit: &Hit| {
        let (token, end) = (hit.token as usize, hit.end as usize);
        end <= tokens.start && tokens.start - end <= 8
            || token >= tokens.start && token <= tokens.end + 8
    };
    !reading
        .hits_in(sentence, words::HYPOTHESIS)
        .any(|hit| near(hit) && !certainty::is_month(document, hit))
}

/// Whether a verb of investing has money for its object, or names none at all.
fn has_money(document: &Document<'_>, sentence: &Sentence, hit: &Hit) -> bool {
    let quantities = document.reading.quantities_in(sentence);
    let behind = |q: &Quantity| q.tokens.start >= hit.end as usize && q.is_money();
    quantities.is_empty() || quantities.iter().any(behind)
}

/// The verb with its amount: `is investing $500m`.
fn verb_phrase(document: &Document<'_>, sentence: &Sentence, hit: &Hit) -> Range<usize> {
    let end = hit.end as usize;
    let amount = document
        .reading
        .quantities_in(sentence)
        .iter()
        .find(|q| q.is_money() && q.tokens.start >= end && q.tokens.start - end <= 3);
    hit.token as usize..amount.map_or(end, |q| q.tokens.end)
}

/// The noun with its amount or article: `$2.4bn minerals deal`, `the critical minerals deal`.
fn noun_phrase(document: &Document<'_>, sentence: &Sentence, hit: &Hit) -> Range<usize> {
    let reading = document.reading;
    let cursor = reading.cursor();
    let (first, end) = (hit.token as usize, hit.end as usize);
    let amount = reading
        .quantities_in(sentence)
        .iter()
        .find(|q| q.is_money() && q.tokens.end <= first && first - q.tokens.end <= 4);
    if let Some(amount) = amount {
        return amount.tokens.start..end;
    }
    let articles = ["the", "a", "an", "this", "that", "its", "their", "our", "any"];
    let from = first.saturating_sub(4).max(sentence.tokens.start);
    let article = (from..first)
        .rev()
        .take_while(|&at| reading.tokens[at].kind != TokenKind::Mark)
        .find(|&at| cursor.is_any(at, &articles));
    article.unwrap_or(first)..end
}
