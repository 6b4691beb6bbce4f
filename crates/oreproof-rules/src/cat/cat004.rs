//! # A category of no code
//!
//! Words such as possible reserves sound like a classification and belong to none that is in
//! force.
//!
//! ## Fires when
//!
//! One of the phrases of the NONSTANDARD list is used (inferred reserves, possible reserves,
//! geological reserves, proven resources, mineable resource, drill-indicated, potential ore,
//! mineral inventory …).
//!
//! ## Silent when
//!
//! The phrase is quoted as the original wording of a historical estimate that carries the
//! CAT006 caution.
//!
//! ## Underlines
//!
//! The phrase.
//! Every use.

use std::ops::Range;

use oreproof_promise::{Cue, Hit, Modality, Quantity, Sentence, vocabulary as v};

use crate::cat::words;
use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const CAT004: Rule = Rule {
    code: "CAT004",
    name: "nonstandard-category-term",
    severity: Severity::Error,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 1,
    message: "“{phrase}” is not a category of any current code",
    help: "use the code's own words; for an old estimate, quote the old word and explain how it differs",
    norm: "NI 43-101 s.2.2(a) and s.2.4(d); CIM Definition Standards 2014; JORC 2012 cl.12 and cl.28",
    fires_on: &[
        Example::new("We have possible reserves of 7 million tonnes."),
        Example::new("Proven resources stand at 4 million tonnes."),
        Example::new("The inferred gold reserves are large."),
        Example::new("The company speaks of a mineral inventory of 2 Mt."),
        Example::new("A 1978 brochure lists drill-indicated reserves."),
    ],
    silent_on: &[
        Example::new("The Inferred Resource is 7 million tonnes at 1.2% nickel."),
        Example::new("Proved Ore Reserves are 3 Mt at 1% tin (JORC 2012)."),
        Example::new("The Indicated and Inferred Resources are listed below."),
        Example::new("There is potential for resources at depth."),
    ],
    source: include_str!("cat004.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let reading = document.reading;
    const LISTS: [Cue; 3] = [words::QUALIFIERS, words::RESOURCE_QUALIFIERS, words::NONSTANDARD];
    if !LISTS.iter().any(|list| document.says(*list)) {
        return;
    }
    for sentence in &reading.sentences {
        let lists = [(words::QUALIFIERS, "reserve"), (words::RESOURCE_QUALIFIERS, "resource")];
        let mut phrases: Vec<Range<usize>> = Vec::new();
        for (list, noun) in lists {
            phrases.extend(
                reading
                    .hits_in(sentence, list)
                    .filter_map(|hit| phrase(document, sentence, hit, noun)),
            );
        }
        phrases.extend(
            reading
                .hits_in(sentence, words::NONSTANDARD)
                .map(|hit| hit.token as usize..hit.end as usize),
        );
        if phrases.is_empty() || quoted_old(document, sentence) {
            continue;
        }
        phrases.sort_by_key(|phrase| phrase.start);
        // “drill-indicated reserves” is one phrase of two lists.
        phrases.dedup_by(|next, phrase| {
            let overlaps = next.start < phrase.end;
            if overlaps {
                phrase.end = phrase.end.max(next.end);
            }
            overlaps
        });
        for tokens in phrases {
            let bytes = reading.bytes(tokens);
            let message =
                format!("“{}” is not a category of any current code", reading.quote(&bytes));
            sink.fire(bytes, message);
        }
    }
}

/// The qualifier with its noun, a commodity or “mineral” between: `inferred gold reserves`.
fn phrase(
    document: &Document<'_>,
    sentence: &Sentence,
    hit: &Hit,
    noun: &str,
) -> Option<Range<usize>> {
    let reading = document.reading;
    let cursor = reading.cursor();
    let mut at = hit.end as usize;
    if let Some(commodity) =
        reading.hits_in(sentence, v::COMMODITY).find(|c| c.token as usize == at)
    {
        at = commodity.end as usize;
    }
    at += usize::from(cursor.is_any(at, &["mineral", "ore"]));
    let word = cursor.lower(at);
    let is_noun = word.as_str().strip_suffix('s').unwrap_or(word.as_str()) == noun;
    is_noun.then_some(hit.token as usize..at + 1)
}

/// The wording of a historical estimate that carries its caution.
fn quoted_old(document: &Document<'_>, sentence: &Sentence) -> bool {
    let is_old = |q: &Quantity| q.modality == Modality::Historic;
    let old = document.paragraph_says(sentence.paragraph, v::HISTORIC)
        || document.reading.quantities_in(sentence).iter().any(is_old);
    old && document.says(words::UNVERIFIED) && document.says(words::NOT_CURRENT)
}
