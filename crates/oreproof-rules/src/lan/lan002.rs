//! # The largest, by whose count?
//!
//! A deposit can be the largest by tonnage, by metal, by area or by hope. Without the
//! measure and the list a ranking cannot be checked.
//!
//! ## Fires when
//!
//! A superlative or rank – world-class, tier one, one of the largest, the richest – is
//! said of a deposit, district or resource, and the sentence does not name both the
//! measure and the source.
//!
//! ## Silent when
//!
//! Measure and source are in the sentence, or the rank is denied, or it is a rank of
//! something else.

use oreproof_promise::{Case, Hit, Sentence, TokenKind};

use super::words;
use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};
use crate::sum::linked;

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
        Example::new("“This is a world-class system in a safe country,” said the founder."),
        Example::new("Ashgol is the richest rare-earth district on three continents."),
        Example::new("Kanak is among the richest flake districts in Asia."),
        Example::new("The Marl orebody is tier-one."),
    ],
    silent_on: &[
        Example::new("By contained nickel it ranked ninth in the survey’s 2024 list."),
        Example::new(
            "By contained copper it is the world’s third largest deposit, according to the survey’s list of 2024.",
        ),
        Example::new("The valley is home to the largest of the old water mills."),
        Example::new("We have a world-class team of engineers."),
        Example::new("It is not one of the largest deposits of its kind."),
        Example::new("Our largest shareholder supports the project."),
    ],
    source: include_str!("lan002.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    if !document.says(words::TOP) && !document.says(words::CLASS) {
        return;
    }
    for sentence in &document.reading.sentences {
        let ranks = sentence.cues.has(words::TOP) || sentence.cues.has(words::CLASS);
        let checkable =
            sentence.cues.has(words::MEASURE) && sentence.cues.has(words::RANKING_SOURCE);
        if ranks && !checkable && linked::is_short(sentence) {
            for (first, end) in phrases(document, sentence) {
                let bytes = document.reading.bytes(first..end);
                sink.fire(bytes, "largest by what measure, and who says so?");
            }
        }
    }
}

/// The superlative phrases of a sentence, by their tokens.
fn phrases(document: &Document<'_>, sentence: &Sentence) -> Vec<(usize, usize)> {
    let reading = document.reading;
    let mut all: Vec<(usize, usize)> = Vec::new();
    let tops = reading.hits_in(sentence, words::TOP).map(|hit| (hit, true));
    let classes = reading.hits_in(sentence, words::CLASS).map(|hit| (hit, false));
    for (hit, is_top) in tops.chain(classes) {
        let first = start_of(document, sentence, hit);
        if all.iter().any(|(from, to)| (*from..*to).contains(&(hit.token as usize)))
            || is_denied(document, sentence, first)
        {
            continue;
        }
        let of_group = first < hit.token as usize && !reading.cursor().is(first, "the");
        let noun = noun_behind(document, sentence, hit.end as usize, of_group || !is_top);
        let predicate = || {
            is_predicate(document, sentence, hit, if is_top { first } else { hit.token as usize })
        };
        match noun {
            Some(end) => all.push((first, end_of(document, sentence, end))),
            None if predicate() => all.push((first, end_of(document, sentence, hit.end as usize))),
            None => {}
        }
    }
    all
}

/// Where the phrase begins: “one of the world’s”, “among the”, “the”, “a”.
fn start_of(document: &Document<'_>, sentence: &Sentence, hit: &Hit) -> usize {
    let cursor = document.reading.cursor();
    let mut first = hit.token as usize;
    let before =
        |at: usize, words: &[&str]| at > sentence.tokens.start && cursor.is_any(at - 1, words);
    let own = [
        "world's",
        "world’s",
        "country's",
        "country’s",
        "continent's",
        "continent’s",
        "region's",
        "region’s",
        "planet's",
        "planet’s",
        "earth's",
        "earth’s",
        "asia's",
        "asia’s",
        "africa's",
        "africa’s",
        "nation's",
        "nation’s",
    ];
    if before(first, &own) {
        first -= 1;
    }
    if before(first, &["the", "a", "an", "our", "its"]) {
        first -= 1;
    }
    if before(first, &["among", "amongst"]) {
        return first - 1;
    }
    if before(first, &["of"]) && before(first - 1, &["one", "some", "two", "three"]) {
        return first - 2;
    }
    first
}

/// How far behind the superlative its noun may stand.
const REACH: usize = 8;

/// The token behind the noun for what lies in the ground that a superlative ranks.
fn noun_behind(
    document: &Document<'_>,
    sentence: &Sentence,
    from: usize,
    mines_too: bool,
) -> Option<usize> {
    let reading = document.reading;
    let cursor = reading.cursor();
    let stop = (from..sentence.tokens.end.min(from + REACH)).find(|&at| {
        let mark = cursor.kind(at) == TokenKind::Mark
            && !cursor.is_any(at, &["’", "'", "“", "”", "\"", "&", "/"]);
        mark || cursor.is_any(
            at,
            &[
                "of",
                "the",
                "in",
                "on",
                "at",
                "to",
                "for",
                "that",
                "which",
                "is",
                "are",
                "was",
                "were",
                "has",
                "with",
                "by",
                "and",
                "from",
                "who",
                "shareholder",
                "shareholders",
                "team",
            ],
        )
    });
    let stop = stop.unwrap_or(sentence.tokens.end.min(from + REACH));
    let mut hits = reading.hits_in(sentence, words::RANKED);
    let noun = hits.find(|hit| {
        (from..stop).contains(&(hit.token as usize))
            || hit.token as usize == from && cursor.is(from, "of")
    })?;
    // A mine or a project is known by its output or its budget; only a rank among many is idle.
    let named = cursor
        .is_any(noun.token as usize, &["mine", "mines", "project", "projects", "asset", "assets"]);
    let followed = cursor.is_any(
        noun.end as usize,
        &[
            "team",
            "company",
            "companies",
            "engineers",
            "owner",
            "operator",
            "operators",
            "companies",
        ],
    );
    (!followed && (mines_too || !named)).then_some(noun.end as usize)
}

/// Where the phrase ends: behind “in Asia”, “on three continents”, “anywhere”.
fn end_of(document: &Document<'_>, sentence: &Sentence, noun: usize) -> usize {
    let reading = document.reading;
    let cursor = reading.cursor();
    if cursor.is(noun, "anywhere") {
        return noun + 1;
    }
    if !cursor.is_any(noun, &["in", "on"]) {
        return noun;
    }
    let place = (noun + 1..sentence.tokens.end.min(noun + 6)).take_while(|&at| {
        let token = reading.tokens[at];
        let word = matches!(token.kind, TokenKind::Word | TokenKind::Number | TokenKind::Hyphen);
        word && !cursor.is_any(
            at,
            &["and", "but", "that", "which", "is", "was", "are", "by", "with", "said", "says"],
        )
    });
    let end = place.last().map_or(noun, |at| at + 1);
    let names = |at: usize| {
        reading.tokens[at].case != Case::Lower
            || cursor.is_any(
                at,
                &[
                    "world",
                    "earth",
                    "continent",
                    "continents",
                    "country",
                    "hemisphere",
                    "region",
                    "planet",
                    "province",
                    "nation",
                    "globe",
                ],
            )
    };
    // “in a safe country” is no scale that the rank is taken on.
    let scale = (noun + 1..end).any(names) && !cursor.is_any(noun + 1, &["a", "an"]);
    if scale { end } else { noun }
}

/// Whether “not” stands before the phrase.
fn is_denied(document: &Document<'_>, sentence: &Sentence, first: usize) -> bool {
    let cursor = document.reading.cursor();
    let from = first.saturating_sub(4).max(sentence.tokens.start);
    (from..first).any(|at| {
        cursor.is_any(
            at,
            &[
                "not", "never", "no", "neither", "nor", "hardly", "isn't", "isn’t", "aren't",
                "aren’t",
            ],
        )
    })
}

/// Whether a rank is said of a deposit: “the orebody is world-class”, “the belt is the
/// largest in the world”.
fn is_predicate(document: &Document<'_>, sentence: &Sentence, hit: &Hit, first: usize) -> bool {
    let reading = document.reading;
    let cursor = reading.cursor();
    let verb = first > sentence.tokens.start
        && cursor.is_any(first - 1, &["is", "are", "as", "be", "truly", "remains", "remain"]);
    let next = hit.end as usize;
    let ends = reading.tokens.get(next).is_none_or(|next| next.kind != TokenKind::Word)
        || cursor.is_any(next, &["and", "in", "by", "but", "at", "on", "anywhere"]);
    let ranked = reading.hits_in(sentence, words::RANKED).any(|noun| {
        let end = noun.end as usize;
        let place = cursor.is_any(noun.token as usize, &["mine", "mines", "project", "projects"]);
        end <= first && first - end <= 3 && !place
    });
    verb && ends && ranked && !cursor.is(hit.token as usize, "giant")
}
