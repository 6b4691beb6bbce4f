//! Named speakers whose role gains from the numbers they give.

use std::ops::Range;

use oreproof_promise::{Case, Hit, Kind, Modality, Quantity, Sentence, TokenKind, vocabulary as v};
use rustc_hash::FxHashSet;

use crate::document::Document;
use crate::src::words;

/// Each interested speaker, where they first carry a number that serves them, with their role.
pub(crate) fn speakers<'a>(document: &Document<'a>) -> Vec<(Range<usize>, &'a str)> {
    let reading = document.reading;
    let mut found: Vec<(Range<usize>, &str)> = Vec::new();
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    let supported = supported(document);
    for (at, sentence) in reading.sentences.iter().enumerate() {
        if !(sentence.cues.has(words::INTERESTED) || sentence.cues.has(words::OFFICE)) {
            continue;
        }
        for (tokens, role) in named(document, sentence) {
            let name = key(document, &tokens);
            // “The minister’s office” speaks for the minister who spoke before.
            let cursor = reading.cursor();
            let office = cursor.is(tokens.end - 1, "office");
            let spoke = |(other, _): &(Range<usize>, &str)| {
                tokens.clone().any(|at| {
                    cursor.raw(at).len() > 4
                        && !cursor.is_any(at, &["office", "prime", "chief"])
                        && other.clone().any(|i| cursor.is(i, cursor.raw(at)))
                })
            };
            if office && found.iter().any(spoke) {
                continue;
            }
            if seen.contains(name) || !carries(document, at, &tokens, &supported) {
                continue;
            }
            seen.insert(name);
            found.push((tokens, role));
        }
    }
    found
}

/// What tells one speaker from another: the last capitalised word, else the first word.
fn key<'a>(document: &Document<'a>, tokens: &Range<usize>) -> &'a str {
    let reading = document.reading;
    let is_name = |at: &usize| reading.tokens[*at].case == Case::Title;
    reading.words(tokens.clone().rev().find(is_name).map_or(tokens.clone(), |at| at..at + 1))
}

/// The interested people and offices of a sentence that speak in it.
fn named<'a>(document: &Document<'a>, sentence: &Sentence) -> Vec<(Range<usize>, &'a str)> {
    let reading = document.reading;
    let cursor = reading.cursor();
    let mut found = Vec::new();
    let hits = reading.hits_in(sentence, words::INTERESTED);
    for hit in hits {
        let (token, end) = (hit.token as usize, hit.end as usize);
        let before = |back: usize| token.checked_sub(back).map_or("", |at| cursor.raw(at));
        let ended = reading
            .hits_in(sentence, words::FORMER)
            .any(|f| f.end as usize <= token && token - f.end as usize <= 2);
        if ended || matches!(before(1), "-") && before(2).eq_ignore_ascii_case("then") {
            continue;
        }
        let role = reading.words(token..end);
        if let Some(office) = office_behind(document, sentence, end) {
            let first = if token > sentence.tokens.start && cursor.is(token - 1, "the") {
                token - 1
            } else {
                token
            };
            found.push((first..office, reading.words(first..office)));
            continue;
        }
        if let Some(tokens) = name_beside(document, sentence, hit) {
            found.push((tokens, role));
        }
    }
    // “Sharif’s office”, “her office”.
    for hit in reading.hits_in(sentence, words::OFFICE) {
        let at = hit.token as usize;
        let possessive = at >= 2
            && cursor.is_any(at - 1, &["’s", "'s"])
            && reading.tokens[at - 2].case == Case::Title;
        let taken = found.iter().any(|(tokens, _)| tokens.contains(&at));
        if possessive && !taken && cursor.is(at, "office") {
            found.push((at - 2..at + 1, "an office that gains from it"));
        }
    }
    found.retain(|(tokens, _)| {
        speaks(document, sentence, tokens) || speaks_next(document, sentence, tokens)
    });
    found
}

/// `’s office` behind a role: the office speaks.
fn office_behind(document: &Document<'_>, sentence: &Sentence, end: usize) -> Option<usize> {
    let cursor = document.reading.cursor();
    let office = end + 2 <= sentence.tokens.end
        && cursor.is_any(end, &["’s", "'s"])
        && cursor.is(end + 1, "office");
    office.then_some(end + 2)
}

/// The role with the name before or behind it: `Governor Mila Strand`, `chief executive Brock Tully`,
/// `Zain Kazmi, chief executive of …`.
fn name_beside(document: &Document<'_>, sentence: &Sentence, hit: &Hit) -> Option<Range<usize>> {
    let reading = document.reading;
    let cursor = reading.cursor();
    let (token, end) = (hit.token as usize, hit.end as usize);
    let is_name = |at: usize| {
        sentence.tokens.contains(&at)
            && reading.tokens[at].kind == TokenKind::Word
            && reading.tokens[at].case != Case::Lower
            && reading.tokens[at].end - reading.tokens[at].start > 1
            // `Li₂O, its owner said`: a formula or a code names nobody.
            && cursor.raw(at).chars().all(|c| c.is_alphabetic() || c == '’' || c == '\'')
    };
    let mut first = token;
    // “Mining minister”, “Deputy mines minister”: words that belong to the role.
    while first > sentence.tokens.start
        && (cursor.is_any(
            first - 1,
            &[
                "mining",
                "mines",
                "deputy",
                "prime",
                "finance",
                "energy",
                "provincial",
                "state",
                "regional",
                "federal",
            ],
        ))
    {
        first -= 1;
    }
    if is_name(end) {
        let last = (end..sentence.tokens.end).take_while(|&at| is_name(at)).last()?;
        return Some(first..last + 1);
    }
    // “The mining minister, Thabo Lekau, said”, “The mayor of Upper Sarn, Bela Korda, told”:
    // between commas.
    let mut comma = end;
    if cursor.is_any(end, &["of", "for"]) {
        comma = (end + 1..sentence.tokens.end.min(end + 7))
            .find(|&at| !is_name(at) && !cursor.is_any(at, &["of", "and", "the"]))
            .unwrap_or(end);
    }
    if cursor.raw(comma) == "," && is_name(comma + 1) && is_name(comma + 2) {
        let end = comma;
        let last = (end + 1..sentence.tokens.end).take_while(|&at| is_name(at)).last()?;
        // “Its owner, Brineworks Ltd”: a firm is no person.
        let firm = |hit: &Hit| (end + 1..=last).contains(&(hit.token as usize));
        let firm = reading.hits_in(sentence, v::ORGANISATION).any(firm);
        if cursor.raw(last + 1) == "," && !firm {
            return Some(first..last + 1);
        }
    }
    // “Omar Haddad, the managing director”, “Pavel Orr, the company’s chairman”.
    let back = first.saturating_sub(6).max(sentence.tokens.start)..first;
    let comma = back
        .rev()
        .take_while(|&at| !cursor.is_any(at, &[";", "said", "and"]))
        .find(|&at| cursor.raw(at) == ",")?;
    let name_first = (sentence.tokens.start..comma).rev().take_while(|&at| is_name(at)).last()?;
    Some(name_first..end)
}

/// Whether a verb of speech, or “according to”, belongs to the speaker.
fn speaks(document: &Document<'_>, sentence: &Sentence, tokens: &Range<usize>) -> bool {
    let reading = document.reading;
    let says = |hit: &Hit| {
        let (token, end) = (hit.token as usize, hit.end as usize);
        token >= tokens.end && token - tokens.end <= 12
            || end <= tokens.start && tokens.start - end <= 2
    };
    let according =
        |hit: &Hit| hit.end as usize <= tokens.start && tokens.start - (hit.end as usize) <= 2;
    reading.hits_in(sentence, v::SAY).any(says)
        || reading.hits_in(sentence, v::ACCORDING).any(according)
}

/// Whether the speaker opens a sentence and goes on in the next under a pronoun: “Governor Paz
/// opened the fair. The deposit, she said, holds …”.
fn speaks_next(document: &Document<'_>, sentence: &Sentence, tokens: &Range<usize>) -> bool {
    let reading = document.reading;
    let cursor = reading.cursor();
    let opens = tokens.start <= sentence.tokens.start + 2;
    let at = reading.sentence_at(sentence.tokens.start);
    let next = reading.sentences.get(at + 1).filter(|next| next.paragraph == sentence.paragraph);
    opens
        && next.is_some_and(|next| {
            reading.hits_in(next, v::SAY).any(|hit| {
                let before = (hit.token as usize).checked_sub(1);
                before.is_some_and(|at| cursor.is_any(at, &["he", "she"]))
            })
        })
}

/// The quantities that a named document repeats elsewhere in the text.
fn supported(document: &Document<'_>) -> FxHashSet<usize> {
    let reading = document.reading;
    let by_document = |q: &&Quantity| reading.sentences[q.sentence].cues.has(words::NAMED_DOCUMENT);
    reading.quantities.iter().filter(by_document).filter_map(|q| q.repeats).collect()
}

/// Whether the speaker gives, here or in what follows under a pronoun, a number that serves them
/// and that no document in the text supports.
fn carries(
    document: &Document<'_>,
    at: usize,
    tokens: &Range<usize>,
    supported: &FxHashSet<usize>,
) -> bool {
    let reading = document.reading;
    let cursor = reading.cursor();
    let serves = |sentence: &Sentence| {
        !sentence.cues.has(words::NAMED_DOCUMENT)
            && sentence.quantities.clone().any(|nth| {
                !supported.contains(&nth) && is_benefit(&reading.quantities[nth], sentence)
            })
    };
    let first = &reading.sentences[at];
    if serves(first) {
        return true;
    }
    let name = key(document, tokens);
    reading.sentences[at + 1..]
        .iter()
        .take(6)
        .take_while(|s| s.paragraph <= first.paragraph + 2)
        .any(|sentence| {
            let pronoun = |i: usize| cursor.is_any(i, &["he", "she"]);
            let opens = sentence.tokens.clone().take(3).any(pronoun);
            let spoken = sentence.cues.has(v::SAY)
                && sentence.tokens.clone().any(|i| pronoun(i) || cursor.raw(i) == name);
            (opens || spoken) && !document.denies(sentence) && serves(sentence)
        })
}

/// A tonnage, a worth, or a benefit that is still to come.
fn is_benefit(quantity: &Quantity, sentence: &Sentence) -> bool {
    if matches!(quantity.modality, Modality::Negated | Modality::Historic)
        || quantity.repeats.is_some()
    {
        return false;
    }
    match quantity.kind {
        Kind::OreTonnage | Kind::Contained | Kind::ValuationGross | Kind::Investment => true,
        Kind::Production | Kind::Revenue | Kind::ExportValue | Kind::ExportVolume | Kind::Jobs => {
            sentence.cues.has(v::PROMISE)
        }
        _ => false,
    }
}
