//! Noun phrases that stand for a person without naming one.

use std::ops::Range;

use oreproof_promise::{Case, Hit, Sentence, TokenKind, vocabulary as v};

use crate::document::Document;
use crate::src::words;

/// Articles and numerals that open an indefinite noun phrase.
const INDEFINITE: &[&str] = &["a", "an", "one", "another", "some", "two", "several"];

/// The noun phrases of a sentence that stand for an unnamed speaker.
pub(crate) fn sources(document: &Document<'_>, sentence: &Sentence) -> Vec<Range<usize>> {
    let reading = document.reading;
    let mut found: Vec<Range<usize>> = Vec::new();
    for hit in reading.hits_in(sentence, words::CLOSE_TO) {
        let first = with_article(document, sentence, hit.token as usize);
        found.push(first..phrase_end(document, sentence, hit.end as usize));
    }
    for hit in reading.hits_in(sentence, words::ANON_PERSON) {
        let (token, end) = (hit.token as usize, hit.end as usize);
        if found.iter().any(|range| range.contains(&token)) {
            continue;
        }
        let Some(first) = indefinite(document, sentence, token) else { continue };
        let conditioned = condition_behind(document, sentence, end);
        if named(document, sentence, first, end) && conditioned.is_none() || !speaks(document, sentence, first, end, conditioned.is_some()) {
            continue;
        }
        found.push(first..conditioned.unwrap_or_else(|| phrase_end(document, sentence, end)));
    }
    found.sort_by_key(|range| range.start);
    found.dedup_by(|b, a| a.end > b.start);
    found
}

fn with_article(document: &Document<'_>, sentence: &Sentence, token: usize) -> usize {
    let cursor = document.reading.cursor();
    if token > sentence.tokens.start && cursor.is_any(token - 1, INDEFINITE) { token - 1 } else { token }
}

/// The start of the noun phrase when it is indefinite: `a senior official`, `a retired naval officer`.
fn indefinite(document: &Document<'_>, sentence: &Sentence, token: usize) -> Option<usize> {
    let reading = document.reading;
    let cursor = reading.cursor();
    let from = token.saturating_sub(7).max(sentence.tokens.start);
    let mut at = token;
    while at > from {
        at -= 1;
        if cursor.is_any(at, INDEFINITE) {
            return Some(at);
        }
        let adjective = matches!(reading.tokens[at].kind, TokenKind::Word | TokenKind::Hyphen) && !cursor.is_any(at, &["the", "of", "and", "by", "said", "told", "for", "to", "as", "with", "in", "his", "her", "its", "our"]);
        if !adjective {
            break;
        }
    }
    // A bare plural, “officials said”, is a group; only bare “sources” stands for people.
    None
}

/// Whether a name stands in apposition: `a geologist, Mara Keel, said`, `an analyst named Roe`.
fn named(document: &Document<'_>, sentence: &Sentence, first: usize, end: usize) -> bool {
    let reading = document.reading;
    let cursor = reading.cursor();
    let title = |at: usize| reading.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Word && t.case == Case::Title);
    // Before: “Zain Kazmi, an analyst at …, said”.
    let comma_before = first >= 3 && first > sentence.tokens.start + 1 && cursor.raw(first - 1) == "," && title(first - 2);
    // A chain of titles: “Zain Kazmi, chief of one group and an adviser to another, told …”.
    let speech = |at: usize| reading.hits_in(sentence, words::SPEECH).any(|hit| hit.token as usize == at);
    let chain = (first.saturating_sub(20).max(sentence.tokens.start + 2)..first)
        .rev()
        .take_while(|&at| !speech(at) && !matches!(cursor.raw(at), "”" | "“" | ";"))
        .any(|at| cursor.raw(at) == "," && title(at - 1) && title(at - 2));
    let spoken_name_before = first >= 2 && first > sentence.tokens.start && title(first - 1) && !reading.opens_sentence(first - 1);
    // After: the next comma group, up to the verb, holds two capitalised words in a row.
    let reach = end..(end + 14).min(sentence.tokens.end);
    let verb = reading.hits_in(sentence, words::SPEECH).map(|hit| hit.token as usize).find(|&at| at >= end).unwrap_or(reach.end);
    let comma = reach.clone().take_while(|&at| at < verb).find(|&at| cursor.raw(at) == ",");
    let after = comma.is_some_and(|at| title(at + 1) && title(at + 2)) || title(end) && title(end + 1);
    comma_before || chain || spoken_name_before || after
}

/// The end of words such as “who asked not to be named” directly behind the phrase.
fn condition_behind(document: &Document<'_>, sentence: &Sentence, end: usize) -> Option<usize> {
    document
        .reading
        .hits_in(sentence, words::CONDITION)
        .find(|hit| hit.token as usize >= end && hit.token as usize - end <= 10)
        .map(|hit| hit.end as usize)
}

/// Whether the phrase speaks: a verb of speech close behind it, “said” directly before, or words of anonymity.
fn speaks(document: &Document<'_>, sentence: &Sentence, first: usize, end: usize, conditioned: bool) -> bool {
    let reading = document.reading;
    let cursor = reading.cursor();
    let near = |hit: &Hit| {
        let (token, hit_end) = (hit.token as usize, hit.end as usize);
        let behind = token >= end && token - end <= 12 && !(end..token).any(|at| matches!(cursor.raw(at), ";" | "“" | "–" | "("));
        behind || hit_end == first && token > sentence.tokens.start && reading.tokens[token - 1].kind == TokenKind::Mark
    };
    let according = |hit: &Hit| hit.end as usize == first;
    conditioned || reading.hits_in(sentence, words::SPEECH).any(near) || reading.hits_in(sentence, v::ACCORDING).any(according)
}

/// The end of the noun phrase: what follows up to a comma, a verb or “who”.
fn phrase_end(document: &Document<'_>, sentence: &Sentence, end: usize) -> usize {
    let reading = document.reading;
    let cursor = reading.cursor();
    let verb = |at: usize| reading.hits_in(sentence, words::SPEECH).any(|hit| hit.token as usize == at);
    let mut at = end;
    let mut bound = end;
    while at < sentence.tokens.end && at < end + 8 {
        let goes_on = matches!(reading.tokens[at].kind, TokenKind::Word | TokenKind::Hyphen);
        let stops = cursor.is_any(at, &["who", "that", "which", "spoke", "speaking", "with", "on", "about", "has", "had", "is", "was"]);
        if !goes_on || verb(at) || stops {
            break;
        }
        at += 1;
        bound = at;
    }
    // “an official said” has nothing more; “a geologist at the state survey” has.
    if cursor.is_any(end, &["at", "of", "in", "from", "close", "familiar", "within", "for", "to", "the"]) { bound } else { end }
}
