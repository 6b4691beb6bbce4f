//! Noun phrases that stand for a person without naming one.
//!
//! A phrase counts when it is indefinite (`a senior official`, `one of the drillers`) and speaks:
//! a verb of speech follows it directly, behind a clause set off by commas or behind `who …`;
//! `said` stands before it behind a quotation; it follows `according to`; or words of anonymity
//! go with it. A name beside it makes it no unnamed source.

use std::ops::Range;

use oreproof_promise::cursor::WordSet;
use oreproof_promise::{Case, Hit, Sentence, TokenKind, vocabulary as v};

use crate::document::Document;
use crate::src::words;

/// Words that open an indefinite noun phrase.
const INDEFINITE: &[&str] =
    &["a", "an", "one", "another", "two", "three", "four", "five", "several"];

/// Words that are indefinite by themselves.
const PRONOUNS: &[&str] = &["someone", "somebody"];

/// How far into a sentence a person is looked for; data without a full stop name none.
const LONGEST: usize = 400;

/// Words that only a person is called by, whatever the trade behind them.
const PERSONAL: &WordSet = &WordSet::new(&[
    "former", "retired", "senior", "veteran", "junior", "elderly", "onetime", "longtime",
]);

/// Words before a noun phrase that make it no subject.
const PREPOSITIONS: &[&str] = &[
    "by", "of", "for", "with", "from", "against", "to", "as", "like", "than", "without", "and",
    "on", "is", "was", "be", "become", "are", "were", "employs", "hired", "knows",
];

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
        let itself = reading.cursor().is_any(token, PRONOUNS).then_some(token);
        let Some(first) = itself.or_else(|| indefinite(document, sentence, token)) else {
            continue;
        };
        let end = phrase_end(document, sentence, end);
        if let Some(anonymous) = condition_behind(document, sentence, end) {
            found.push(first..anonymous);
        } else if speaks(document, sentence, first, end) && !named(document, sentence, first, end) {
            found.push(first..end);
        }
    }
    for at in sentence.tokens.clone().skip(1).take(LONGEST) {
        let personal = reading.cursor().is_any(at, PERSONAL)
            && reading.cursor().is_any(at - 1, &["a", "an", "one", "another"])
            && !found.iter().any(|range| range.contains(&at));
        if let Some(range) = personal.then(|| personal_phrase(document, sentence, at)).flatten() {
            found.push(range);
        }
    }
    // “A greenkeeper told us”: a trade, by the ending of its word.
    for hit in reading.hits_in(sentence, words::SPEECH) {
        let end = hit.token as usize;
        // “An older estimate”, “a further report”: nouns that are also verbs.
        let verb = [
            "said",
            "says",
            "told",
            "tells",
            "called",
            "recalled",
            "added",
            "claimed",
            "warned",
            "explained",
            "described",
            "argued",
            "insisted",
            "admitted",
            "confirmed",
            "complained",
        ];
        if !reading.cursor().is_any(end, &verb) {
            continue;
        }
        let trade = end.checked_sub(1).filter(|at| *at > sentence.tokens.start);
        let Some(trade) = trade.filter(|&at| is_trade(document, at)) else { continue };
        let free = !found.iter().any(|range| range.contains(&trade));
        if let Some(first) = indefinite(document, sentence, trade).filter(|_| free)
            && speaks(document, sentence, first, end)
            && !named(document, sentence, first, end)
        {
            found.push(first..end);
        }
    }
    // “A former accountant, who would not be named”: whatever the trade.
    for hit in reading.hits_in(sentence, words::CONDITION) {
        let end = hit.end as usize;
        let near = |range: &Range<usize>| range.start < end && end - range.start <= 40;
        if !found.iter().any(near)
            && let Some(first) = nameless(document, sentence, hit.token as usize)
        {
            found.push(first..end);
        }
    }
    found.sort_by_key(|range| range.start);
    found.dedup_by(|b, a| a.end > b.start);
    found
}

/// Whether a word is a trade or a part that a person plays, by its ending.
fn is_trade(document: &Document<'_>, at: usize) -> bool {
    /// Things that speak in print, and their like.
    const THINGS: &[&str] = &[
        "letter",
        "newspaper",
        "paper",
        "register",
        "poster",
        "banner",
        "order",
        "broadcaster",
        "newsletter",
        "folder",
        "charter",
        "chapter",
        "number",
        "sticker",
        "whitepaper",
        "monitor",
        "indicator",
        "computer",
        "counter",
        "ledger",
        "flyer",
        "flier",
        "other",
        "another",
        "sensor",
        "tower",
        "calendar",
        "river",
    ];
    let reading = document.reading;
    let cursor = reading.cursor();
    let word = cursor.lower(at);
    let word = word.as_str();
    let ending =
        ["er", "or", "ist", "ian", "man", "woman", "eer"].iter().any(|e| word.ends_with(e));
    reading.tokens[at].kind == TokenKind::Word
        && reading.tokens[at].case == Case::Lower
        && word.len() >= 5
        && ending
        && !THINGS.contains(&word)
}

/// “A former pump hand at the ponds said”: a person by a word that only people are called by.
fn personal_phrase(
    document: &Document<'_>,
    sentence: &Sentence,
    at: usize,
) -> Option<Range<usize>> {
    /// How many words a trade may have.
    const TRADE: usize = 4;
    let reading = document.reading;
    let cursor = reading.cursor();
    let noun = |at: usize| {
        let token = &reading.tokens[at];
        matches!(token.kind, TokenKind::Word | TokenKind::Hyphen)
            && token.case == Case::Lower
            && !cursor.is_any(at, &["and", "or", "who", "that", "which", "is", "was", "has", "had"])
    };
    let last = (at + 1 + TRADE).min(sentence.tokens.end);
    for end in at + 2..=last {
        if !(at + 1..end).all(noun) {
            return None;
        }
        let whole = phrase_end(document, sentence, end);
        if speaks(document, sentence, at - 1, whole) && !named(document, sentence, at - 1, whole) {
            return Some(at - 1..whole);
        }
    }
    None
}

fn with_article(document: &Document<'_>, sentence: &Sentence, token: usize) -> usize {
    let cursor = document.reading.cursor();
    let article = token > sentence.tokens.start && cursor.is_any(token - 1, INDEFINITE);
    if article { token - 1 } else { token }
}

/// The start of the noun phrase when it is indefinite: `a senior official`, `one of the drillers`.
fn indefinite(document: &Document<'_>, sentence: &Sentence, token: usize) -> Option<usize> {
    let reading = document.reading;
    let cursor = reading.cursor();
    let from = token.saturating_sub(7).max(sentence.tokens.start);
    for at in (from..token).rev() {
        if cursor.is_any(at, INDEFINITE) {
            return Some(at);
        }
        if cursor.is(at, "of") && at > from && cursor.is_any(at - 1, INDEFINITE) {
            return Some(at - 1);
        }
        let of_whom = at > from
            && cursor.is(at - 1, "of")
            && cursor.is_any(at, &["the", "its", "his", "her", "their"]);
        let adjective = matches!(reading.tokens[at].kind, TokenKind::Word | TokenKind::Hyphen)
            && !cursor.is_any(
                at,
                &[
                    "the", "of", "and", "by", "said", "told", "for", "to", "as", "with", "in",
                    "his", "her", "its", "our", "their", "that",
                ],
            );
        if !adjective && !of_whom {
            return None;
        }
    }
    // A bare plural, “officials said”, is a group; only bare “sources” stands for people.
    None
}

/// Whether a name stands in apposition: `a geologist, Mara Keel, said`, `Zain Kazmi, an analyst at …, said`.
fn named(document: &Document<'_>, sentence: &Sentence, first: usize, end: usize) -> bool {
    let reading = document.reading;
    let cursor = reading.cursor();
    let title = |at: usize| {
        reading.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Word && t.case == Case::Title)
    };
    let comma_before =
        first >= sentence.tokens.start + 2 && cursor.raw(first - 1) == "," && title(first - 2);
    // A chain of titles: “Zain Kazmi, chief of one group and an adviser to another, told …”.
    let speech = |at: usize| is_speech(document, sentence, at).is_some();
    let chain = (first.saturating_sub(20).max(sentence.tokens.start + 2)..first)
        .rev()
        .take_while(|&at| !speech(at) && !matches!(cursor.raw(at), "”" | "“" | ";"))
        .any(|at| cursor.raw(at) == "," && title(at - 1) && title(at - 2));
    let name_before =
        first > sentence.tokens.start && title(first - 1) && !reading.opens_sentence(first - 1);
    // Behind: up to the verb, a comma, “named” or “called” with a capitalised word, or two of them.
    let verb = (end..(end + 14).min(sentence.tokens.end)).find(|&at| speech(at)).unwrap_or(end + 1);
    let comma = (end..verb).find(|&at| matches!(cursor.raw(at), "," | "("));
    let apposition =
        comma.is_some_and(|at| title(at + 1) && (title(at + 2) || cursor.raw(at + 2) == ","));
    let called = cursor.is_any(end, &["named", "called"]) && title(end + 1);
    let last = end - 1;
    let name_inside = title(end) && title(end + 1) || title(last) && title(end);
    comma_before || chain || name_before || apposition || called || name_inside
}

/// The start of an indefinite noun phrase shortly before words of anonymity, where it opens the
/// sentence or a clause.
fn nameless(document: &Document<'_>, sentence: &Sentence, condition: usize) -> Option<usize> {
    let reading = document.reading;
    let cursor = reading.cursor();
    let from = condition.saturating_sub(16).max(sentence.tokens.start);
    (from..condition).rev().find(|&at| {
        let opens = reading.opens_sentence(at)
            || matches!(cursor.raw(at - 1), "," | "”" | "\"" | "–")
            || is_speech(document, sentence, at - 1).is_some();
        cursor.is_any(at, INDEFINITE) && opens
    })
}

/// The end of words such as “who asked not to be named” close behind the phrase.
fn condition_behind(document: &Document<'_>, sentence: &Sentence, end: usize) -> Option<usize> {
    document
        .reading
        .hits_in(sentence, words::CONDITION)
        .find(|hit| hit.token as usize >= end && hit.token as usize - end <= 10)
        .map(|hit| hit.end as usize)
}

/// The verb of speech at a token.
fn is_speech<'a>(document: &Document<'a>, sentence: &'a Sentence, at: usize) -> Option<&'a Hit> {
    document.reading.hits_in(sentence, words::SPEECH).find(|hit| hit.token as usize == at)
}

/// Whether the phrase is the one that speaks.
fn speaks(document: &Document<'_>, sentence: &Sentence, first: usize, end: usize) -> bool {
    let reading = document.reading;
    let cursor = reading.cursor();
    let before = |back: usize| first.checked_sub(back).filter(|at| sentence.tokens.contains(at));
    if reading.hits_in(sentence, v::ACCORDING).any(|hit| hit.end as usize == first) {
        return true;
    }
    // “…,” said a trader at the border.
    let said = before(1).is_some_and(|at| is_speech(document, sentence, at).is_some());
    let quoted = before(2).is_none_or(|at| matches!(cursor.raw(at), "”" | "\"" | "," | "’" | "'"));
    if said && quoted {
        return true;
    }
    // “… hold two of the sites, and a trader told us”: a clause of its own begins.
    let opens_clause = before(2).is_some_and(|at| matches!(cursor.raw(at), "," | ";"))
        && before(1).is_some_and(|at| cursor.is_any(at, &["and", "but", "as"]));
    if !opens_clause && before(1).is_some_and(|at| cursor.is_any(at, PREPOSITIONS)) {
        return false;
    }
    let verb_at = |mut at: usize| {
        while cursor.is_any(
            at,
            &[
                "has",
                "had",
                "have",
                "also",
                "later",
                "then",
                "again",
                "simply",
                "quietly",
                "privately",
                "once",
                "separately",
                "yesterday",
            ],
        ) {
            at += 1;
        }
        sentence.tokens.contains(&at) && is_speech(document, sentence, at).is_some()
    };
    if verb_at(end) {
        return true;
    }
    let limit = (end + 18).min(sentence.tokens.end);
    if cursor.raw(end) == "," {
        // The clause between the commas, and the verb behind it.
        return (end + 1..limit)
            .find(|&at| cursor.raw(at) == ",")
            .is_some_and(|at| verb_at(at + 1));
    }
    if cursor.is_any(end, &["who", "that"]) {
        let clause = end + 1..limit;
        return clause.take_while(|&at| !matches!(cursor.raw(at), ";" | "“")).any(verb_at);
    }
    false
}

/// The end of the noun phrase, with what belongs to it: `a geologist at the state survey`.
fn phrase_end(document: &Document<'_>, sentence: &Sentence, end: usize) -> usize {
    let reading = document.reading;
    let cursor = reading.cursor();
    let belongs = cursor.is_any(
        end,
        &[
            "at", "of", "in", "from", "close", "familiar", "within", "for", "to", "the", "near",
            "with", "on", "inside", "there",
        ],
    );
    let stops = |at: usize| {
        let goes_on = matches!(reading.tokens[at].kind, TokenKind::Word | TokenKind::Hyphen);
        let verb = is_speech(document, sentence, at).is_some();
        !goes_on
            || verb
            || cursor.is_any(
                at,
                &[
                    "who", "that", "which", "spoke", "speaking", "has", "had", "is", "was", "also",
                    "later", "will", "must", "would", "and", "are", "were", "said",
                ],
            )
    };
    if !belongs {
        return end;
    }
    (end..(end + 9).min(sentence.tokens.end)).find(|&at| stops(at)).unwrap_or(end)
}
