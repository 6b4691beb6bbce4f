//! # Several signed, one described
//!
//! “Two memorandums were signed.” Where the text then speaks of one only, the reader
//! cannot know what the other binds anybody to.
//!
//! ## Fires when
//!
//! A sentence says that two or more papers of one kind were signed, and the rest of the text
//! speaks of one such paper without telling it from the others.
//!
//! ## Silent when
//!
//! The others are described, or the papers are spoken of together: the second memorandum,
//! both agreements, one with A and one with B; or none is described.
//!
//! ## Underlines
//!
//! The number with its papers.
//! Once per document.

use oreproof_promise::Sentence;

use super::{linked, words};
use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const SUM010: Rule = Rule {
    code: "SUM010",
    name: "counted-but-not-described",
    severity: Severity::Warn,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 3,
    message: "{stated} {papers} stated, {described} described",
    help: "describe each paper: its parties, what it binds them to, and where it can be read",
    norm: "EITI Standard 2023 Req. 2.4; ASX GN 8 (material terms of announced memoranda)",
    fires_on: &[
        Example::new(
            "On Monday two memorandums of understanding were signed. The memorandum between the state builder and Kestrel aims at a refinery.",
        ),
        Example::new(
            "Three agreements were signed at the palace. The agreement with Norvik covers zinc.",
        ),
        Example::new(
            "The ministry signed four contracts on Friday.\nUnder the contract Pellow Ridge will build a road.",
        ),
        Example::new("Two letters of intent were exchanged. The letter of intent names antimony."),
    ],
    silent_on: &[
        Example::new(
            "Two memorandums were signed. The first memorandum is with Kestrel, the second memorandum with Norvik.",
        ),
        Example::new(
            "Two memorandums were signed, one with Kestrel and one with Norvik. The memorandum with Kestrel lapses in May.",
        ),
        Example::new(
            "Two agreements were signed. Both agreements lapse in May, and the agreement on zinc binds nobody.",
        ),
        Example::new("One memorandum was signed. The memorandum lapses in May."),
        Example::new("Two agreements were signed."),
        Example::new("Two earlier agreements had lapsed before the memorandum was signed."),
    ],
    source: include_str!("sum010.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    if !document.says(words::PAPERS)
        || !document.says(words::PAPER)
        || document.says(words::TOLD_APART)
    {
        return;
    }
    let reading = document.reading;
    for (at, sentence) in reading.sentences_with(words::PAPERS) {
        if !linked::is_short(sentence)
            || !sentence.cues.has(words::SIGNED)
            || document.denies(sentence)
        {
            continue;
        }
        let Some((tokens, stated, papers)) = counted(document, sentence) else { continue };
        let described = reading.sentences[at + 1..].iter().any(|s| s.cues.has(words::PAPER));
        if described {
            let message = format!("{stated} {papers} stated, 1 described");
            sink.fire(reading.bytes(tokens), message);
            return;
        }
    }
}

/// “Two memorandums”: the tokens, how many, and what they are called.
fn counted<'a>(
    document: &Document<'a>,
    sentence: &Sentence,
) -> Option<(std::ops::Range<usize>, u32, &'a str)> {
    const NUMBERS: [(&str, u32); 8] = [
        ("two", 2),
        ("three", 3),
        ("four", 4),
        ("five", 5),
        ("six", 6),
        ("seven", 7),
        ("eight", 8),
        ("nine", 9),
    ];
    let reading = document.reading;
    let cursor = reading.cursor();
    reading.hits_in(sentence, words::PAPERS).find_map(|hit| {
        let (token, end) = (hit.token as usize, hit.end as usize);
        let number =
            (token.saturating_sub(2).max(sentence.tokens.start)..token).rev().find_map(|at| {
                let word = NUMBERS.iter().find(|(word, _)| cursor.is(at, word));
                let figure = || cursor.raw(at).parse().ok().filter(|n| (2..20).contains(n));
                word.map(|(_, n)| *n).or_else(figure).map(|n| (at, n))
            });
        // “Two earlier agreements” are not those that are signed here.
        let earlier = cursor.is_any(
            token.wrapping_sub(1),
            &["earlier", "previous", "old", "other", "former", "past"],
        );
        let (first, stated) = number.filter(|_| !earlier)?;
        Some((first..end, stated, reading.words(token..end)))
    })
}
