//! The noun phrase that stands for a speaker, before or behind a verb of speech.

use std::ops::Range;

use crate::cursor::{Cursor, WordSet};
use crate::lex::{Case, TokenKind};
use crate::lexicon::Hit;
use crate::reading::Reading;
use crate::sentence::Sentence;
use crate::vocabulary as v;

/// A speaker's noun phrase with what stands in apposition to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Subject {
    /// The noun phrase itself.
    pub(super) phrase: Range<usize>,
    /// What is said of it between commas, up to the verb or the end.
    pub(super) aside: Range<usize>,
}

/// No noun phrase of a speaker is longer.
const LONGEST: usize = 16;

/// Words between the subject and its verb.
const BETWEEN: &WordSet = &WordSet::new(&[
    "has",
    "have",
    "had",
    "also",
    "then",
    "later",
    "now",
    "still",
    "once",
    "always",
    "often",
    "again",
    "himself",
    "herself",
    "itself",
    "themselves",
    "recently",
    "already",
    "repeatedly",
    "publicly",
    "would",
    "did",
    "will",
    "only",
    "reportedly",
    "even",
    "further",
    "simply",
    "first",
]);

/// Words that a noun phrase does not reach back over.
const STOPS: &WordSet = &WordSet::new(&[
    "that", "which", "who", "whom", "whose", "but", "as", "if", "when", "because", "while",
    "whether", "than", "so", "or", "then", "where", "after", "before", "since", "although",
    "though", "is", "are", "was", "were", "be", "been", "will", "would", "could", "may", "might",
    "shall", "should", "can", "what", "not", "no", "until", "and", "how",
]);

/// Words that open a clause without being its subject.
const OPENINGS: &WordSet = &WordSet::new(&[
    "in",
    "on",
    "at",
    "by",
    "from",
    "during",
    "under",
    "with",
    "for",
    "to",
    "asked",
    "speaking",
    "meanwhile",
    "however",
    "still",
    "yet",
    "earlier",
    "later",
    "today",
    "yesterday",
    "last",
    "next",
    "this",
    "about",
    "among",
    "since",
    "over",
    "even",
    "also",
    "then",
    "now",
    "instead",
    "despite",
    "without",
    "as",
    "after",
    "before",
    "when",
    "while",
]);

/// Pronouns that stand for a speaker.
pub(super) const PRONOUNS: &[&str] = &["he", "she", "they", "it", "we", "i"];

/// The subject of a verb of speech, if it can be a speaker's.
pub(super) fn of_verb(reading: &Reading<'_>, sentence: &Sentence, hit: &Hit) -> Option<Subject> {
    let cursor = reading.cursor();
    let (verb, end, floor) = (hit.token as usize, hit.end as usize, sentence.tokens.start);
    let limit = sentence.tokens.end;
    if cursor.is(end, "by") {
        return behind(reading, sentence, end + 1);
    }
    if !is_verb(&cursor, verb, floor) {
        return None;
    }
    let mut first = verb;
    while first > floor && cursor.is_any(first - 1, BETWEEN) {
        first -= 1;
    }
    // “is said to”, “to say”: nobody in particular.
    if first > floor
        && cursor.is_any(
            first - 1,
            &["be", "is", "are", "was", "were", "been", "being", "to", "and", "not"],
        )
    {
        return None;
    }
    let before = first.checked_sub(1).filter(|&i| i >= floor).map_or("", |i| cursor.raw(i));
    let quote = |i: usize| matches!(cursor.raw(i), "”" | "’" | "\"" | "'") && i >= floor;
    let inverted = first > floor
        && (quote(first - 1) || before == "," && first > floor + 1 && quote(first - 2));
    if inverted && starts_speaker(&cursor, end, limit) {
        return behind(reading, sentence, end);
    }
    // “A banner that called the hill a treasure”.
    if cursor.is_any(first.saturating_sub(1), &["that", "which", "who"]) && first > floor + 1 {
        let phrase = before_verb(reading, sentence, first - 1)?;
        return Some(Subject { aside: phrase.end..phrase.end, phrase });
    }
    if before == "," || before == "–" || before == "—" || before == ")" {
        return with_aside(reading, sentence, first);
    }
    let phrase = before_verb(reading, sentence, first)?;
    Some(Subject { aside: phrase.end..phrase.end, phrase })
}

/// Whether a word of the list is a verb here: not a noun such as `the report`, `a state`, nor `put down`.
fn is_verb(cursor: &Cursor<'_>, at: usize, floor: usize) -> bool {
    if cursor.tokens[at].case != Case::Lower {
        return false;
    }
    let word = cursor.lower(at);
    let word = word.as_str();
    if cursor.is_any(at + 1, &["down", "off", "aside", "-"]) {
        return false;
    }
    if matches!(
        word,
        "put" | "set" | "said" | "told" | "wrote" | "spoke" | "gave" | "took" | "held"
    ) || word.ends_with("ed")
    {
        return true;
    }
    let Some(before) = at.checked_sub(1).filter(|&i| i >= floor) else { return false };
    if word.ends_with('s') {
        // “the states”, “its claims”.
        return !cursor.is_any(
            before,
            &[
                "the", "a", "an", "its", "their", "his", "her", "such", "past", "of", "and",
                "these", "two",
            ],
        );
    }
    // The base form needs several who speak, or a modal verb.
    let subject = cursor.lower(before);
    cursor.is_any(before, PRONOUNS)
        || cursor.is_any(
            before,
            &["would", "will", "can", "could", "should", "may", "might", "did", "not", "people"],
        )
        || subject.as_str().ends_with('s')
            && !matches!(
                subject.as_str(),
                "’s" | "'s" | "this" | "its" | "was" | "is" | "has" | "as"
            )
        || cursor.kind(before) == TokenKind::Mark && cursor.raw(before) != "," && cursor.touches(at)
        || matches!(word, "say" | "show" | "suggest")
}

/// Whether what begins here may be the speaker behind a verb: a name, a role, an article.
fn starts_speaker(cursor: &Cursor<'_>, at: usize, limit: usize) -> bool {
    let Some(token) = cursor.get(at).filter(|_| at < limit) else { return false };
    let article = cursor.is_any(at, &["the", "a", "an", "his", "her", "its", "one"]);
    let pronoun = cursor.is_any(at, &["he", "she"]);
    let role = token.kind == TokenKind::Word && token.case == Case::Lower && !article && {
        // “said chief executive Brock Tully”: a few small words and then a name.
        (at..limit.min(at + 5)).any(|i| cursor.tokens[i].case != Case::Lower)
            && !cursor.is_any(at, STOPS)
            && !cursor.is_any(at, OPENINGS)
    };
    token.kind == TokenKind::Word && (token.case != Case::Lower || article || pronoun || role)
}

/// The noun phrase that ends before a verb.
fn before_verb(reading: &Reading<'_>, sentence: &Sentence, end: usize) -> Option<Range<usize>> {
    let cursor = reading.cursor();
    let floor = sentence.tokens.start;
    let mut at = end;
    while at > floor && end - at < LONGEST {
        let i = at - 1;
        let goes_on = match cursor.tokens[i].kind {
            TokenKind::Word => {
                let verb = speaks_at(reading, sentence, i) && is_verb(&cursor, i, floor);
                !is_stop(&cursor, i) && !verb || joins_names(&cursor, i)
            }
            TokenKind::Number | TokenKind::Hyphen => true,
            TokenKind::Mark => in_name(&cursor, i),
            TokenKind::Break => false,
        };
        if !goes_on {
            break;
        }
        at = i;
    }
    // “In Velmora the ministry said”: the phrase begins behind the place.
    if cursor.is_any(at, OPENINGS) {
        let article = |i: &usize| cursor.is_any(*i, &["the", "a", "an", "his", "her", "its"]);
        at = (at + 1..end).rev().find(article).unwrap_or(at + 1);
    }
    (at < end).then_some(at..end)
}

fn is_stop(cursor: &Cursor<'_>, at: usize) -> bool {
    cursor.is_any(at, STOPS) && cursor.raw(at) != "May"
}

/// An article behind a noun begins another phrase: `according to the registry the owners are`.
fn next_noun(cursor: &Cursor<'_>, at: usize) -> bool {
    let links = [
        "of", "at", "for", "in", "from", "by", "to", "with", "on", "under", "near", "and", "close",
        "about",
    ];
    cursor.is_any(at, &["the", "a", "an"])
        && cursor.kind(at - 1) == TokenKind::Word
        && !cursor.is_any(at - 1, &links)
}

/// A possessive apostrophe, the `&` of a firm, the full stop of an initial.
fn in_name(cursor: &Cursor<'_>, at: usize) -> bool {
    match cursor.raw(at) {
        "&" => true,
        "/" => cursor.touches(at) && cursor.touches(at + 1),
        "’" | "'" => cursor.touches(at),
        "." => {
            at > 0
                && cursor.touches(at)
                && (cursor.raw(at - 1).chars().count() == 1
                    || matches!(
                        cursor.raw(at - 1),
                        "Corp" | "Inc" | "Ltd" | "Co" | "Dr" | "Mr" | "Ms" | "Mrs" | "Gen" | "Prof"
                    ))
        }
        _ => false,
    }
}

fn joins_names(cursor: &Cursor<'_>, at: usize) -> bool {
    let capital = |i: usize| {
        cursor.get(i).is_some_and(|t| t.kind == TokenKind::Word && t.case != Case::Lower)
    };
    cursor.is(at, "and")
        && at > 0
        && capital(at - 1)
        && capital(at + 1)
        && cursor.tokens[at].case == Case::Lower
}

/// The phrase that begins here with its apposition: `Hanne Roos, who teaches …`.
pub(super) fn behind(reading: &Reading<'_>, sentence: &Sentence, start: usize) -> Option<Subject> {
    let cursor = reading.cursor();
    let limit = sentence.tokens.end;
    let mut end = start;
    while end < limit && end - start < LONGEST {
        let goes_on = match cursor.tokens[end].kind {
            TokenKind::Word => {
                let stops = is_stop(&cursor, end)
                    || end > start
                        && (speaks_at(reading, sentence, end) || next_noun(&cursor, end));
                !stops || joins_names(&cursor, end)
            }
            TokenKind::Number | TokenKind::Hyphen => true,
            TokenKind::Mark => in_name(&cursor, end) && end + 1 < limit,
            TokenKind::Break => false,
        };
        if !goes_on {
            break;
        }
        end += 1;
    }
    if start >= end {
        return None;
    }
    let aside = match cursor.raw(end) {
        "," if end < limit => end + 1..close_of(&cursor, end + 1, limit),
        _ => end..end,
    };
    Some(Subject { phrase: start..end, aside })
}

/// The end of what stands in apposition: the quote or the sentence it runs into.
fn close_of(cursor: &Cursor<'_>, from: usize, limit: usize) -> usize {
    (from..limit).find(|&i| matches!(cursor.raw(i), "“" | "”" | ";" | ":" | ".")).unwrap_or(limit)
}

/// Whether a verb of speech stands at a token.
fn speaks_at(reading: &Reading<'_>, sentence: &Sentence, at: usize) -> bool {
    let hits = &reading.hits[sentence.hits.clone()];
    let from = hits.partition_point(|hit| (hit.token as usize) < at);
    hits[from..].iter().take_while(|hit| hit.token as usize == at).any(|hit| hit.cue == v::SAY)
}

/// `Sela Mirov, who lectures on …, was cautious`: the head stands before the first comma.
fn with_aside(reading: &Reading<'_>, sentence: &Sentence, verb: usize) -> Option<Subject> {
    let cursor = reading.cursor();
    let floor = sentence.tokens.start;
    let edge = (floor..verb.saturating_sub(1))
        .rev()
        .find(|&i| matches!(cursor.raw(i), "”" | "“" | "\"" | ";" | ":"));
    let mut start = edge.map_or(floor, |i| i + 1);
    // “Meanwhile, Khan, the analyst, said”, “In a reply, Kestrel, …, said”.
    for _ in 0..2 {
        let opening = cursor.is_any(start, OPENINGS) || cursor.is_any(start, &["and", "but", "so"]);
        if !opening {
            break;
        }
        let comma = (start..verb).find(|&i| cursor.raw(i) == ",")?;
        start = comma + 1;
    }
    // “(a) The national inventory, …, lists”.
    if cursor.raw(start) == "(" && cursor.raw(start + 2) == ")" {
        start += 3;
    } else if cursor.kind(start) == TokenKind::Mark {
        start += 1;
    }
    let head = behind(reading, sentence, start)?;
    if head.phrase.end >= verb {
        return None;
    }
    let aside = (head.phrase.end + 1).min(verb)..verb;
    Some(Subject { phrase: head.phrase, aside })
}
