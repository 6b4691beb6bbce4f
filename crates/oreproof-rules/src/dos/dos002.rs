//! # A right that the register does not show
//!
//! A licence can be looked up. When the extract of the register has none of that kind for the
//! holder and the place, the claim of it needs a number and a date.
//!
//! ## Fires when
//!
//! A licence, lease or contract is claimed and the register extract of the dossier has no right
//! of that kind whose holder and place the document names, on the date of the document.
//!
//! ## Silent when
//!
//! The extract has it; the right is denied, applied for or still to come; or the dossier has no
//! register extract, in which case the rule says so.
//!
//! ## Underlines
//!
//! The claim of the right.
//! Every claim.

use std::ops::Range;

use jiff::civil::Date;
use oreproof_promise::{Case, Cue, Hit, Sentence, TokenKind};
use rustc_hash::FxHashSet;

use crate::document::{Document, Right};
use crate::dos::words;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const DOS002: Rule = Rule {
    code: "DOS002",
    name: "right-not-in-register",
    severity: Severity::Warn,
    decided_by: DecidedBy::Dossier,
    forms: Forms::All,
    tier: 2,
    message: "no {right} for {holder} in the register of {date}",
    help: "ask for the licence number; attach the cadastre extract",
    norm: "EITI Standard 2023 Req. 2.3 and 2.4",
    fires_on: &[],
    silent_on: &[
        Example::new("Lease ML 204 is in the extract of 1 May."),
        Example::new("The company will apply for a mining lease."),
    ],
    source: include_str!("dos002.rs"),
    check,
};

/// The kinds of right that a register tells apart.
const KINDS: &[(Cue, &str)] = &[(words::EXPLORING, "exploration"), (words::MINING_RIGHT, "mining")];

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let reading = document.reading;
    if !KINDS.iter().any(|(list, _)| document.says(*list)) {
        return;
    }
    let register = document.dossier.and_then(|dossier| dossier.register.as_ref());
    let mut said: Option<FxHashSet<String>> = None;
    for sentence in &reading.sentences {
        for (list, kind) in KINDS {
            let claim =
                reading.hits_in(sentence, *list).find(|hit| is_claim(document, sentence, hit));
            let Some(claim) = claim else { continue };
            let bytes = document.bytes(claim);
            let Some(register) = register else {
                sink.needs(bytes, "an extract of the register of mineral rights");
                return;
            };
            let said = said.get_or_insert_with(|| vocabulary(document));
            let shown = register.rights.iter().any(|right| {
                is_kind(right, kind) && is_in_force(right, document.date()) && is_named(right, said)
            });
            if shown {
                continue;
            }
            let right = reading.quote(&bytes).to_lowercase();
            let holder = holder(document, sentence, claim)
                .map_or("the holder", |tokens| reading.words(tokens));
            let date =
                register.date.map_or_else(|| "an unknown date".to_owned(), |date| date.to_string());
            sink.fire(bytes, format!("no {right} for {holder} in the register of {date}"));
        }
    }
}

/// Whether a sentence says that the right is held or was given, and neither denies it nor puts it off.
fn is_claim(document: &Document<'_>, sentence: &Sentence, hit: &Hit) -> bool {
    let near = |other: &Hit| {
        other.end <= hit.token && hit.token - other.end <= 6
            || other.token >= hit.end && other.token - hit.end <= 6
    };
    document.reading.hits_in(sentence, words::HOLDING).any(near)
        && !sentence.cues.has(words::NOT_YET)
        && !document.denies(sentence)
}

/// Every word of the document, in lower case.
fn vocabulary(document: &Document<'_>) -> FxHashSet<String> {
    let cursor = document.reading.cursor();
    let words = 0..document.reading.tokens.len();
    words
        .filter(|&at| matches!(cursor.kind(at), TokenKind::Word | TokenKind::Number))
        .map(|at| cursor.raw(at).to_lowercase())
        .collect()
}

fn is_kind(right: &Right, kind: &str) -> bool {
    let entry = right.kind.to_lowercase();
    let explores =
        ["exploration", "prospecting", "reconnaissance"].iter().any(|word| entry.contains(word));
    (kind == "exploration") == explores
}

fn is_in_force(right: &Right, date: Option<Date>) -> bool {
    let Some(date) = date else { return true };
    right.from.is_none_or(|from| from <= date) && right.until.is_none_or(|until| date <= until)
}

/// Whether the document names the right: by its number, or by its holder and its place.
fn is_named(right: &Right, said: &FxHashSet<String>) -> bool {
    let all = |name: &str| {
        let mut words = telling(name).peekable();
        words.peek().is_some() && words.all(|word| said.contains(&word))
    };
    right.number.as_deref().is_some_and(all)
        || all(&right.holder) && (right.place.is_empty() || all(&right.place))
}

/// The words of a name that tell it from others, in lower case.
fn telling(name: &str) -> impl Iterator<Item = String> + '_ {
    const COMMON: &[&str] = &[
        "ltd",
        "limited",
        "inc",
        "corp",
        "corporation",
        "plc",
        "llc",
        "ag",
        "sa",
        "ab",
        "as",
        "nl",
        "pty",
        "co",
        "company",
        "the",
        "of",
        "and",
        "area",
        "licence",
        "district",
        "province",
    ];
    name.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .filter(|word| !COMMON.contains(&word.as_str()))
}

/// The nearest name before the claim.
fn holder(document: &Document<'_>, sentence: &Sentence, claim: &Hit) -> Option<Range<usize>> {
    let reading = document.reading;
    let name = |at: usize| {
        reading.tokens[at].kind == TokenKind::Word && reading.tokens[at].case != Case::Lower
    };
    let before = sentence.tokens.start..claim.token as usize;
    let last = before.clone().rev().find(|&at| {
        name(at) && !reading.opens_sentence(at) || name(at) && at + 1 < before.end && name(at + 1)
    })?;
    let first = (before.start..=last).rev().take_while(|&at| name(at)).last()?;
    Some(first..last + 1)
}
