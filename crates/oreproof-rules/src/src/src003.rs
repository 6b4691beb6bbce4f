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

use oreproof_promise::{
    Case, FormGroup, Hit, Kind, Quantity, Sentence, TokenKind, vocabulary as v,
};

use crate::src::words as src;

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
        Example::new("The reserves are thought to be enormous."),
        Example::new(
            "According to some estimates, the plateau holds a tenth of the world’s cobalt.",
        ),
    ],
    silent_on: &[
        Example::new("The survey’s 2021 bulletin gives 20 million tonnes of potash, Inferred."),
        Example::new(
            "The reserve estimate of 4 Mt is in the technical report, and is believed to be sound.",
        ),
        Example::new("The river is believed to be deep."),
        Example::new("A geologist said the hill is believed to be old."),
        Example::new(
            "Mara Keel, who mapped the ridge, said it is thought to hold 6 million tonnes of tin ore.",
        ),
        Example::new("The village is said to be named after a huge rock."),
    ],
    source: include_str!("src003.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let reading = document.reading;
    for sentence in &reading.sentences {
        let vague = sentence.cues.has(src::VAGUE) || sentence.cues.has(src::VAGUE_PASSIVE);
        if !vague || !carries(document, sentence) || is_attributed(document, sentence) {
            continue;
        }
        if let Some(tokens) = phrase(document, sentence)
            && !document.denies_at(sentence, tokens.start)
        {
            sink.fire(reading.bytes(tokens), "estimate with no author");
        }
    }
}

/// Whether a sentence gives tonnes, a worth, a share of the world, or riches of great size.
fn carries(document: &Document<'_>, sentence: &Sentence) -> bool {
    let reading = document.reading;
    let quantities = reading.quantities_in(sentence);
    let stock = |q: &Quantity| q.is_in_ground() || q.kind == Kind::ValuationGross;
    let share = |q: &Quantity| q.kind == Kind::Share;
    let sized = |size: &Hit| {
        // “Vast reserves”, or “the reserves are thought to be vast”.
        let said = size.token > 0 && reading.cursor().is(size.token as usize - 1, "be");
        let beside = |hit: &Hit| {
            hit.token >= size.end && hit.token - size.end <= 3
                || said && hit.end <= size.token && size.token - hit.end <= 8
        };
        reading.hits_in(sentence, src::RICHES).any(beside)
            || reading.hits_in(sentence, v::COMMODITY).any(beside)
    };
    quantities.iter().any(stock)
        || sentence.cues.has(src::SHARE_OF_WORLD) && quantities.iter().any(share)
        || reading.hits_in(sentence, src::MAGNITUDE).any(sized)
}

/// Whether the sentence names a document or a person for what it says.
fn is_attributed(document: &Document<'_>, sentence: &Sentence) -> bool {
    let reading = document.reading;
    let cursor = reading.cursor();
    let named = |hit: &Hit| {
        !cursor.is_any(
            hit.end as usize,
            &["some", "one", "many", "unofficial", "local", "various", "several", "most"],
        )
    };
    sentence.cues.has(src::NAMED_DOCUMENT)
        || reading.hits_in(sentence, v::ACCORDING).any(named)
        || names_speaker(document, sentence)
}

/// Whether a name is the subject of a verb of speech: `,” Khan told`, `said Lena Ford`,
/// `Mara Keel, who mapped the ridge, said`.
fn names_speaker(document: &Document<'_>, sentence: &Sentence) -> bool {
    let reading = document.reading;
    let cursor = reading.cursor();
    let title = |at: usize| {
        let token = &reading.tokens[at];
        token.kind == TokenKind::Word && token.case == Case::Title
    };
    let name = |at: usize| title(at) && !reading.opens_sentence(at);
    reading.hits_in(sentence, src::SPEECH).any(|hit| {
        let (token, end) = (hit.token as usize, hit.end as usize);
        let floor = sentence.tokens.start;
        // “Experts say” names nobody, capital or not.
        let vague = |other: &Hit| other.token <= hit.token && hit.end <= other.end;
        if reading.hits_in(sentence, src::VAGUE).any(vague) {
            return false;
        }
        if token > floor && name(token - 1)
            || end + 1 < sentence.tokens.end && name(end) && name(end + 1)
        {
            return true;
        }
        if token < floor + 3 || cursor.raw(token - 1) != "," {
            return false;
        }
        let clause = token.saturating_sub(20).max(floor + 1)..token - 1;
        clause.rev().find(|&at| cursor.raw(at) == ",").is_some_and(|at| title(at - 1))
    })
}

/// The vague words: `is believed to contain`, `Some estimates`.
fn phrase(document: &Document<'_>, sentence: &Sentence) -> Option<Range<usize>> {
    let reading = document.reading;
    let plain = reading
        .hits_in(sentence, src::VAGUE)
        .next()
        .map(|hit| hit.token as usize..hit.end as usize);
    let passive = reading
        .hits_in(sentence, src::VAGUE_PASSIVE)
        .find_map(|hit| passive(document, sentence, hit));
    plain.into_iter().chain(passive).min_by_key(|tokens| tokens.start)
}

/// `is believed to` with its helping verb and the verb that follows, where something is believed to hold something.
fn passive(document: &Document<'_>, sentence: &Sentence, hit: &Hit) -> Option<Range<usize>> {
    let reading = document.reading;
    let cursor = reading.cursor();
    let (token, end) = (hit.token as usize, hit.end as usize);
    reading
        .hits_in(sentence, src::HOLDING)
        .find(|verb| (end..end + 3).contains(&(verb.token as usize)))?;
    let helped = token > sentence.tokens.start
        && cursor.is_any(token - 1, &["is", "are", "was", "were", "be", "been"]);
    let word = end < sentence.tokens.end && reading.tokens[end].kind == TokenKind::Word;
    Some(token - usize::from(helped)..end + usize::from(word))
}
