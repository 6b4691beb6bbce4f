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

use oreproof_promise::{Case, Cue, Hit, Sentence, TokenKind};
use rustc_hash::FxHashSet;

use crate::document::Document;
use crate::exp::words;
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
        Example::new("The ground is contiguous with the deposit of Karst."),
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
        Example::new("Two neighbouring communities near the Bor project have objected."),
        Example::new("The road runs next to the Bor mine’s fence."),
        Example::new("The village lies next to the Bor mine."),
    ],
    source: include_str!("exp005.rs"),
    check,
};

/// How many words behind the phrase may hold the neighbour's name and what it is.
const REACH: usize = 9;

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    if document.says(words::NEIGHBOUR_CAUTION) {
        return;
    }
    let reading = document.reading;
    let mut named: FxHashSet<&str> = FxHashSet::default();
    for (_, sentence) in reading.sentences_with(words::PROXIMITY) {
        for hit in reading.hits_in(sentence, words::PROXIMITY) {
            let Some(tokens) = neighbour(document, sentence, hit) else { continue };
            let name = reading.words(hit.end as usize..tokens.end);
            if !is_ground(document, sentence, hit) || !named.insert(name) {
                continue;
            }
            sink.fire(reading.bytes(tokens), "neighbouring deposit used without a caution");
        }
    }
}

/// Whether what stands beside the neighbour is ground to explore, not a road or a village.
fn is_ground(document: &Document<'_>, sentence: &Sentence, hit: &Hit) -> bool {
    let last = |list: Cue| {
        let hits = document.reading.hits_in(sentence, list);
        hits.map(|other| other.end).filter(|&end| end <= hit.token).max()
    };
    last(words::ELSE).is_none_or(|other| last(words::GROUND).is_some_and(|ground| other < ground))
}

/// The phrase with the neighbour's name, where a named mine or deposit follows it closely:
/// `on trend with Barrow’s Stony Creek project`, `next to the mine of Karst`.
fn neighbour(document: &Document<'_>, sentence: &Sentence, hit: &Hit) -> Option<Range<usize>> {
    let reading = document.reading;
    let cursor = reading.cursor();
    let end = hit.end as usize;
    let reach = end..(end + REACH).min(sentence.tokens.end);
    let named =
        |at: usize| cursor.kind(at) == TokenKind::Word && reading.tokens[at].case != Case::Lower;
    let joins = |at: usize| cursor.is_any(at, &["-", "’s", "'s", "&", "and"]);
    let name = reach.clone().find(|&at| named(at))?;
    let last = (name..reach.end)
        .take_while(|&at| named(at) || joins(at) && at + 1 < reach.end && named(at + 1))
        .last()?;
    let property = reading
        .hits_in(sentence, words::PROPERTY)
        .find(|property| reach.contains(&(property.token as usize)))?;
    let (token, stop) = (property.token as usize, property.end as usize);
    // Another noun phrase or a verb between them makes the property somebody else's.
    let between = if name <= token { (last + 1).min(token)..token } else { stop..name };
    let plain = |at: usize| !cursor.is_any(at, PARTS) && cursor.kind(at) != TokenKind::Mark;
    let own = name <= token && between.clone().all(plain)
        || token < name
            && between
                .clone()
                .all(|at| cursor.is_any(at, &["of", "the", "at", "in", "called", "named"]));
    let led = (end..name.min(token)).all(|at| !cursor.is_any(at, BREAKS));
    // `the Bor mine’s fence` is a fence.
    let owns = cursor.is_any(stop, &["’s", "'s"]);
    (own && led && !owns).then(|| hit.token as usize..(last + 1).max(stop))
}

/// Words that begin another phrase between a name and a noun.
const PARTS: &[&str] = &[
    "the", "a", "an", "its", "their", "to", "of", "from", "in", "at", "near", "by", "with", "for",
    "and", "or", "who", "which", "that", "is", "are", "was", "were", "has", "have", "had", "said",
];

/// Words that lead away from the neighbour before its name.
const BREAKS: &[&str] = &[
    "near", "from", "who", "which", "that", "said", "have", "has", "had", "is", "are", "were",
    "was", "by", "for",
];
