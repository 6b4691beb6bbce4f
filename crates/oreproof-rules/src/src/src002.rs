//! # No qualified person named
//!
//! Somebody must answer for a number that investors will act on.
//!
//! ## Fires when
//!
//! An issuer document reports intercepts, targets, resources or reserves and names no qualified
//! or competent person.
//!
//! ## Silent when
//!
//! A name with Qualified Person, Competent Person, QP, CP, P.Geo., P.Eng., MAusIMM, FAusIMM,
//! MAIG, EurGeol, CGeol, Pr.Sci.Nat. or the like, or a third-party firm under S-K 1300.
//!
//! ## Underlines
//!
//! The first in-ground quantity, or the length of the first intercept.
//! Once per document.

use oreproof_promise::{Case, FormGroup, Hit, Sentence, TokenKind, WordId};

use crate::exp::intercepts;
use crate::words;

use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const SRC002: Rule = Rule {
    code: "SRC002",
    name: "qualified-person-missing",
    severity: Severity::Error,
    decided_by: DecidedBy::Text,
    forms: Forms::Groups(&[FormGroup::Issuer]),
    tier: 1,
    message: "no qualified or competent person named",
    help: "name the person, the membership, the employer and the consent",
    norm: "NI 43-101 s.2.1 and s.3.1; JORC 2012 cl.9; S-K 1300 Item 1302(a)",
    fires_on: &[
        Example::new("The company reports an Inferred Resource of 9 Mt at 1% zinc."),
        Example::new("Hole 4 cut 12 m at 2.1% tin."),
        Example::new("The exploration target is 5 to 9 Mt at 1% to 2% tin."),
        Example::new("Probable Reserves (NI 43-101) are 9 Mt at 1% zinc."),
        Example::new(
            "The Inferred Resource is 9 Mt at 1% zinc. No Qualified Person has reviewed it.",
        ),
    ],
    silent_on: &[
        Example::new(
            "The Inferred Resource of 9 Mt at 1% zinc was approved by Jo Lind, P.Geo., a Qualified Person.",
        ),
        Example::new(
            "The Inferred Resource is 9 Mt at 1% zinc; the Competent Person is Jo Lind, MAIG.",
        ),
        Example::new("The plant treated 400,000 tonnes in the quarter."),
        Example::new("Cash at the end of the quarter was A$4 million."),
        Example::new(
            "The Inferred Resource is 9 Mt. Jane Roe, PGeo, vice-president exploration, approved this release.",
        ),
    ],
    source: include_str!("src002.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let reading = document.reading;
    let named =
        reading.sentences_with(words::QUALIFIED).any(|(_, sentence)| is_named(document, sentence));
    if named {
        return;
    }
    let stock = document
        .quantities()
        .map(|(q, _)| q)
        .find(|q| q.is_in_ground() && q.unit.is_some_and(|u| u.is_mass()));
    let first = stock.into_iter().chain(intercepts::first(document)).min_by_key(|q| q.bytes.start);
    if let Some(first) = first {
        sink.fire(first.bytes.clone(), "no qualified or competent person named");
    }
}

/// Whether the title in a sentence is not denied, and its paragraph has what may be a name: two
/// capitalised words side by side, at least one of them on no word list.
fn is_named(document: &Document<'_>, sentence: &Sentence) -> bool {
    let reading = document.reading;
    let granted = |title: &Hit| {
        let denied = |hit: &Hit| hit.end <= title.token && title.token - hit.end <= 2;
        !reading.hits_in(sentence, words::NEGATION).any(denied)
    };
    let capital = |at: usize| {
        let token = &reading.tokens[at];
        token.kind == TokenKind::Word && token.case != Case::Lower
    };
    let name = |at: usize| {
        // An initial has its full stop between: “R. Okafor”.
        let next = at + 1 + usize::from(reading.cursor().raw(at + 1) == ".");
        let words = [at, next];
        words.iter().all(|&i| i < reading.tokens.len() && capital(i))
            && words.iter().any(|&i| reading.tokens[i].word == WordId::NONE)
    };
    let paragraph = reading.sentences_of(sentence.paragraph);
    reading.hits_in(sentence, words::QUALIFIED).any(granted)
        && paragraph.iter().any(|s| s.tokens.clone().any(name))
}
