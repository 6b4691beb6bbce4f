//! # An estimate with no author
//!
//! “Is believed to” hides who believes it, since when and why.
//!
//! ## Fires when
//!
//! A VAGUE phrase (is believed to, is thought to, it is estimated, reports suggest, experts
//! say, reportedly, some estimates) carries an in-ground quantity, a valuation, a share of the
//! world, or a magnitude adjective (vast, huge, massive, enormous, untold) with a STOCK noun.
//!
//! ## Silent when
//!
//! The sentence names a document or a person.
//!
//! ## Underlines
//!
//! The vague phrase.
//! Once per sentence.

use std::ops::Range;

use oreproof_promise::{Case, FormGroup, Hit, Kind, Sentence, TokenKind, vocabulary as v};

use crate::src::words as src;
use crate::words;

use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const SRC003: Rule = Rule {
    code: "SRC003",
    name: "unattributed-quantity",
    severity: Severity::Warn,
    decided_by: DecidedBy::Text,
    forms: Forms::Groups(&[FormGroup::Press, FormGroup::State]),
    tier: 1,
    message: "estimate with no author",
    help: "name the report, its year and who wrote it, or leave the number out",
    norm: "IFCN Code of Principles, commitment 2; NI 43-101 s.2.4(a)",
    fires_on: &[
        Example::new("The desert is thought to hold 20 million tonnes of potash."),
        Example::new("Reports suggest an enormous gold deposit under the pass."),
        Example::new("The hills are said to hold a third of the world’s tungsten."),
        Example::new("Some estimates put the copper ore at 40 million tonnes."),
    ],
    silent_on: &[
        Example::new("The survey’s 2021 bulletin gives 20 million tonnes of potash, Inferred."),
        Example::new(
            "The reserve estimate of 4 Mt is in the technical report, and is believed to be sound.",
        ),
        Example::new("The river is believed to be deep."),
        Example::new("A geologist said the hill is believed to be old."),
    ],
    source: include_str!("src003.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let reading = document.reading;
    for (_, sentence) in reading.sentences_with(src::VAGUE) {
        if document.denies(sentence)
            || sentence.cues.has(src::NAMED_DOCUMENT)
            || sentence.cues.has(v::ACCORDING)
            || names_speaker(document, sentence)
        {
            continue;
        }
        let quantities = reading.quantities_in(sentence);
        let carries = quantities.iter().any(|q| q.is_in_ground() || q.kind == Kind::ValuationGross)
            || quantities.iter().any(|q| q.kind == Kind::Share)
                && sentence.cues.has(src::SHARE_OF_WORLD)
            || sentence.cues.has(src::MAGNITUDE)
                && (sentence.cues.has(words::STOCK) || sentence.cues.has(v::COMMODITY));
        if !carries {
            continue;
        }
        if let Some(hit) = reading.hits_in(sentence, src::VAGUE).next() {
            sink.fire(reading.bytes(phrase(document, sentence, hit)), "estimate with no author");
        }
    }
}

/// Whether a name stands directly beside a verb of speech: `,” Khan told`, `said Lena Ford`.
fn names_speaker(document: &Document<'_>, sentence: &Sentence) -> bool {
    let reading = document.reading;
    let name = |at: usize| {
        let token = &reading.tokens[at];
        token.kind == TokenKind::Word && token.case == Case::Title && !reading.opens_sentence(at)
    };
    let vague = |hit: &Hit| {
        reading.hits_in(sentence, src::VAGUE).any(|v| v.token <= hit.token && hit.end <= v.end)
    };
    reading.hits_in(sentence, src::SPEECH).filter(|hit| !vague(hit)).any(|hit| {
        let (token, end) = (hit.token as usize, hit.end as usize);
        token > sentence.tokens.start && name(token - 1)
            || end + 1 < sentence.tokens.end && name(end) && name(end + 1)
    })
}

/// The phrase with the verb that follows it: `is believed to contain`.
fn phrase(document: &Document<'_>, sentence: &Sentence, hit: &Hit) -> Range<usize> {
    let reading = document.reading;
    let cursor = reading.cursor();
    let end = hit.end as usize;
    let to = cursor.is(end - 1, "to")
        && end < sentence.tokens.end
        && reading.tokens[end].kind == TokenKind::Word;
    hit.token as usize..end + usize::from(to)
}
