//! Mining, producing and shipping, where a text says that they happen or are certain to.

use std::ops::Range;

use oreproof_promise::{Case, Hit, Sentence, vocabulary as v};

use crate::document::Document;
use crate::stg::words;

/// The first act of mining in a sentence that is said to go on, or to be certain, from its helping
/// verb to its quantity or object. Only what stands in `tokens` counts.
pub(crate) fn first(
    document: &Document<'_>,
    sentence: &Sentence,
    tokens: Range<usize>,
) -> Option<Range<usize>> {
    let reading = document.reading;
    let inside = |hit: &&Hit| tokens.contains(&(hit.token as usize));
    let verb = reading
        .hits_in(sentence, words::MINING_ACT)
        .filter(inside)
        .find_map(|hit| verb(document, sentence, hit).map(|start| start..hit.end as usize));
    let noun = reading
        .hits_in(sentence, words::BEGIN)
        .filter(inside)
        .find_map(|hit| begun(document, sentence, hit));
    let act = match (verb, noun) {
        (Some(verb), Some(noun)) => {
            if noun.start <= verb.start {
                noun
            } else {
                verb
            }
        }
        (verb, noun) => verb.or(noun)?,
    };
    (!is_sample(document, sentence, act.end))
        .then(|| act.start..object_end(document, sentence, act.end))
}

/// Where a verb begins that is used as one: `will mine`, `is already mining`, `ships ore`, `to extract`.
fn verb(document: &Document<'_>, sentence: &Sentence, hit: &Hit) -> Option<usize> {
    let cursor = document.reading.cursor();
    let at = hit.token as usize;
    if cursor.tokens[at].case != Case::Lower {
        return None;
    }
    let word = cursor.lower(at);
    let floor = sentence.tokens.start;
    // Adverbs may stand between: “is already mining”, “will then ship”.
    let before = (floor.max(at.saturating_sub(4))..at).rev().find(|&i| !cursor.is_any(i, ADVERBS));
    let is_before = |words: &[&str]| before.filter(|&i| cursor.is_any(i, words));
    if word.as_str().ends_with("ing") {
        return is_before(&[
            "is", "are", "been", "begun", "started", "began", "keeps", "kept", "be",
        ])
        .map(|i| auxiliary(document, sentence, i));
    }
    if matches!(
        word.as_str(),
        "mined" | "extracted" | "produced" | "exported" | "shipped" | "dug" | "quarried" | "hauled"
    ) {
        return is_before(&["is", "are", "be", "being", "has", "have"])
            .map(|i| auxiliary(document, sentence, i));
    }
    if matches!(
        word.as_str(),
        "mine"
            | "extract"
            | "produce"
            | "export"
            | "ship"
            | "dig"
            | "quarry"
            | "truck"
            | "haul"
            | "sell"
            | "raise"
            | "pour"
    ) {
        if let Some(i) = is_before(&["will", "shall", "ll", "we'll", "they'll"]) {
            return Some(i);
        }
        let to = is_before(&["to"])?;
        let lets = (floor.max(to.saturating_sub(6))..to).any(|i| {
            cursor.is_any(
                i,
                &[
                    "entitles",
                    "allows",
                    "permits",
                    "lets",
                    "begun",
                    "started",
                    "began",
                    "enables",
                    "authorises",
                    "authorizes",
                    "entitled",
                    "allowed",
                    "set",
                    "continues",
                ],
            )
        });
        return lets.then_some(to);
    }
    // The third person: an object must follow, and no article may stand before.
    let noun = before.is_none_or(|i| {
        cursor.is_any(
            i,
            &[
                "the", "its", "their", "of", "these", "such", "old", "small", "two", "three",
                "for", "from", "in", "our", "copper", "gold", "coal", "ore",
            ],
        )
    });
    let object = hit.end as usize;
    let follows = starts_object(document, sentence, object)
        || cursor.is_any(object, &["the", "its", "about", "some", "up", "over"])
            && starts_object(document, sentence, object + 1);
    (!noun && follows).then_some(at)
}

const ADVERBS: &[&str] = &[
    "already",
    "now",
    "then",
    "soon",
    "also",
    "quietly",
    "openly",
    "currently",
    "even",
    "still",
    "first",
];

/// Where the helping verbs before this one begin: `has been mining`, `will be mined`.
fn auxiliary(document: &Document<'_>, sentence: &Sentence, mut at: usize) -> usize {
    let cursor = document.reading.cursor();
    while at > sentence.tokens.start
        && cursor.is_any(
            at - 1,
            &["has", "have", "will", "shall", "already", "been", "now", "is", "are"],
        )
    {
        at -= 1;
    }
    at
}

/// `extraction will start`, `mining has begun`, `will start extraction`, `production is under way`.
fn begun(document: &Document<'_>, sentence: &Sentence, hit: &Hit) -> Option<Range<usize>> {
    let reading = document.reading;
    let cursor = reading.cursor();
    let (token, end) = (hit.token as usize, hit.end as usize);
    let sure = (sentence.tokens.start.max(token.saturating_sub(3))..token)
        .find(|&i| cursor.is_any(i, &["will", "shall", "has", "have", "is", "are"]));
    let finite = cursor.is_any(
        token,
        &["starts", "begins", "began", "started", "commenced", "commences", "continues", "resumes"],
    );
    let first = sure.or(finite.then_some(token))?;
    let mut nouns = reading.hits_in(sentence, words::MINING_NOUN);
    nouns.find_map(|noun| {
        let (noun_start, noun_end) = (noun.token as usize, noun.end as usize);
        if noun_end <= first && first - noun_end <= 4 {
            Some(noun_start..end)
        } else if noun_start >= end && noun_start - end <= 2 {
            Some(first..noun_end)
        } else {
            None
        }
    })
}

/// Whether a quantity, a metal or rock stands at a token.
fn starts_object(document: &Document<'_>, sentence: &Sentence, at: usize) -> bool {
    let reading = document.reading;
    let quantity = reading.quantities_in(sentence).iter().any(|q| q.tokens.start == at);
    let listed = [v::COMMODITY, v::ROCK, v::PRODUCT]
        .iter()
        .any(|list| reading.hits_in(sentence, *list).any(|hit| hit.token as usize == at));
    quantity || listed
}

/// Whether what is taken is a sample.
fn is_sample(document: &Document<'_>, sentence: &Sentence, end: usize) -> bool {
    let near = |hit: &Hit| hit.token as usize >= end && hit.token as usize - end <= 4;
    document.reading.hits_in(sentence, words::SAMPLE).any(near)
}

/// The end of the quantity, date or metal that follows closely.
fn object_end(document: &Document<'_>, sentence: &Sentence, end: usize) -> usize {
    let reading = document.reading;
    let near = |start: usize| start >= end && start - end <= 4;
    let quantity =
        reading.quantities_in(sentence).iter().find(|q| near(q.tokens.start)).map(|q| q.tokens.end);
    let metal = || {
        let hits =
            [v::COMMODITY, v::ROCK].into_iter().flat_map(|list| reading.hits_in(sentence, list));
        hits.filter(|hit| hit.token as usize >= end && hit.token as usize - end <= 2)
            .map(|hit| hit.end as usize)
            .min()
    };
    quantity.or_else(metal).unwrap_or(end)
}
