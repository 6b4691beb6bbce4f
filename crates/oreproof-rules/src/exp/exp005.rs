//! # A neighbour’s deposit borrowed
//!
//! Ore stops at no fence and starts at none either.
//!
//! ## Fires when
//!
//! A property is set beside another one by a PROXIMITY phrase (adjacent to, next to, along
//! strike from, on trend with, in the same belt as) that names the neighbour, without the
//! statement that the neighbour's results need not apply.
//!
//! ## Silent when
//!
//! “not necessarily indicative” or the like is in the document.
//!
//! ## Underlines
//!
//! The proximity phrase with the neighbour's name.
//! Once per neighbour.

use std::ops::Range;

use oreproof_promise::{Case, Hit, Sentence, TokenKind};

use crate::exp::words;

use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const EXP005: Rule = Rule {
    code: "EXP005",
    name: "adjacent-property-borrowed",
    severity: Severity::Warn,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 2,
    message: "neighbouring deposit used without a caution",
    help: "say that mineralisation next door is not necessarily indicative of mineralisation here, and name the source of any figure",
    norm: "NI 43-101F1 item 23 and 43-101CP s.3.3; JORC 2012 cl.4",
    fires_on: &[
        Example::new("Our claims lie in the same belt as the great Ardmore mine."),
        Example::new("The Piper Hill claims lie along strike from the producing Okanee mine."),
        Example::new("Our licence is adjacent to the Karst deposit of Norvik."),
        Example::new("The property adjoins Barrow’s Stony Creek project."),
    ],
    silent_on: &[
        Example::new(
            "Our claims adjoin the Ardmore mine; its results are not necessarily indicative of ours.",
        ),
        Example::new(
            "The property adjoins the Stony Creek project; results there are not necessarily indicative of results here.",
        ),
        Example::new("The office is next to the old mine."),
        Example::new("The hall is adjacent to the Ministry of Finance."),
    ],
    source: include_str!("exp005.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    if document.says(words::NEIGHBOUR_CAUTION) {
        return;
    }
    let reading = document.reading;
    let mut named: Vec<&str> = Vec::new();
    for (_, sentence) in reading.sentences_with(words::PROXIMITY) {
        for hit in reading.hits_in(sentence, words::PROXIMITY) {
            let Some(tokens) = neighbour(document, sentence, hit) else { continue };
            let name = reading.words(hit.end as usize..tokens.end);
            if !named.contains(&name) {
                named.push(name);
                sink.fire(reading.bytes(tokens), "neighbouring deposit used without a caution");
            }
        }
    }
}

/// The phrase with the neighbour's name, where a named mine or deposit follows it closely.
fn neighbour(document: &Document<'_>, sentence: &Sentence, hit: &Hit) -> Option<Range<usize>> {
    let reading = document.reading;
    let end = hit.end as usize;
    let reach = end..(end + 9).min(sentence.tokens.end);
    let named = |at: usize| {
        reading.tokens[at].kind == TokenKind::Word && reading.tokens[at].case != Case::Lower
    };
    let name = reach.clone().find(|&at| named(at))?;
    let last = (name..reach.end)
        .take_while(|&at| named(at) || reading.tokens[at].kind == TokenKind::Hyphen)
        .last()?;
    let property = reading
        .hits_in(sentence, words::PROPERTY)
        .find(|property| (end..reach.end).contains(&(property.token as usize)))?;
    Some(hit.token as usize..(last + 1).max(property.end as usize))
}
