//! The document's own voice: who speaks where nobody else is named.

use std::ops::Range;

use super::describe::{looks_like_organisation, names_between};
use super::{InterestedRole, Nature, Speaker};
use crate::cursor::WordSet;
use crate::form::Form;
use crate::lex::{Case, TokenKind};
use crate::name;
use crate::reading::Reading;
use crate::vocabulary as v;

/// How many paragraphs make the head of a document.
const HEAD: usize = 4;

/// The document's own speaker, by its form.
pub(super) fn voice(reading: &Reading<'_>) -> Option<Speaker> {
    if reading.paragraphs.is_empty() {
        return None;
    }
    match reading.about.form {
        Form::NewsArticle => None,
        Form::TechnicalReportSummary => author(reading)
            .or_else(|| issuer(reading))
            .map(|name| body(name, Nature::Organisation, None)),
        Form::CompanyPressRelease | Form::QuarterlyActivityReport => {
            let name = issuer(reading)?;
            Some(body(name, Nature::Organisation, Some(InterestedRole::Company)))
        }
        Form::MinistryThread => {
            let name = before_date(reading, 0)?;
            Some(body(name, Nature::Office, Some(InterestedRole::Office)))
        }
        Form::NgoBrief => {
            let name = (0..HEAD.min(reading.paragraphs.len())).find_map(|paragraph| {
                let tokens = paragraph_tokens(reading, paragraph);
                if name::is_headline(&reading.cursor(), tokens) {
                    None
                } else {
                    before_date(reading, paragraph)
                }
            })?;
            Some(body(name, Nature::Organisation, None))
        }
        Form::MouSummary => {
            parties(reading).map(|name| body(name, Nature::Office, Some(InterestedRole::Office)))
        }
        Form::ParliamentaryAnswer => minister(reading),
    }
}

fn body(name: Range<usize>, nature: Nature, interest: Option<InterestedRole>) -> Speaker {
    Speaker {
        tokens: name.clone(),
        name: Some(name),
        role: None,
        owner: None,
        nature,
        anonymous: false,
        former: false,
        independent: false,
        interest,
    }
}

fn paragraph_tokens(reading: &Reading<'_>, paragraph: usize) -> Range<usize> {
    let sentences = reading.sentences_of(paragraph);
    match (sentences.first(), sentences.last()) {
        (Some(first), Some(last)) => first.tokens.start..last.tokens.end,
        _ => 0..0,
    }
}

fn head_tokens(reading: &Reading<'_>) -> Range<usize> {
    match HEAD.min(reading.paragraphs.len()).checked_sub(1) {
        Some(last) => paragraph_tokens(reading, 0).start..paragraph_tokens(reading, last).end,
        None => 0..0,
    }
}

/// Legal forms, by which a company gives its full name.
const LEGAL: &WordSet = &WordSet::new(&[
    "corp",
    "inc",
    "ltd",
    "limited",
    "plc",
    "llc",
    "nl",
    "ab",
    "ag",
    "pty",
    "co",
    "fze",
    "asa",
    "oy",
    "gmbh",
    "corporation",
    "incorporated",
]);

/// The company that a release or report is by: the first full name of the head.
fn issuer(reading: &Reading<'_>) -> Option<Range<usize>> {
    let cursor = reading.cursor();
    let head = head_tokens(reading);
    let legal = |tokens: &Range<usize>| tokens.clone().skip(1).any(|i| cursor.is_any(i, LEGAL));
    let names = names_between(&reading.names, head.clone());
    let full = names.iter().map(|name| &name.tokens).find(|tokens| legal(tokens));
    if let Some(name) = full {
        return Some(name.clone());
    }
    // “HALLOWAY COPPER PLC – ACTIVITIES …”: the headline up to the dash.
    let title = paragraph_tokens(reading, 0);
    let end = title.clone().find(|&i| matches!(cursor.raw(i), "–" | "—" | ":" | "-" | ","));
    let before = title.start..end.unwrap_or(title.end);
    if legal(&before) && before.len() <= 6 {
        return Some(before);
    }
    names
        .iter()
        .map(|name| name.tokens.clone())
        .find(|name| looks_like_organisation(reading, name.clone()))
}

/// The firm that prepared a technical report.
fn author(reading: &Reading<'_>) -> Option<Range<usize>> {
    let cursor = reading.cursor();
    let head = head_tokens(reading);
    for at in head.clone() {
        let by = cursor.is(at, "by") && {
            let sentence = &reading.sentences[reading.sentence_at(at)];
            (sentence.tokens.start..at)
                .any(|i| cursor.is_any(i, &["prepared", "compiled", "written", "issued"]))
        };
        let author = cursor.is_any(at, &["author", "authors"]) && cursor.raw(at + 1) == ":";
        if !(by || author) {
            continue;
        }
        let mut from = at + 1;
        while cursor.is_any(from, &["the", "firm", "of", ":", "engineers", "consultants"])
            && cursor.get(from).is_some_and(|t| t.case == Case::Lower)
        {
            from += 1;
        }
        let name = names_between(&reading.names, from..from + 1)
            .first()
            .map(|n| from.max(n.tokens.start)..n.tokens.end);
        if name.as_ref().is_some_and(|name| name.start == from) {
            return name;
        }
    }
    None
}

/// The name at the head of a line, up to its date: `Ministry of Mines, Republic of X · 3 May 2024`.
fn before_date(reading: &Reading<'_>, paragraph: usize) -> Option<Range<usize>> {
    let cursor = reading.cursor();
    let tokens = paragraph_tokens(reading, paragraph);
    let dated = reading.dates.iter().find(|d| tokens.contains(&d.tokens.start))?;
    let mut end = dated.tokens.start;
    while end > tokens.start
        && cursor.kind(end - 1) == TokenKind::Mark
        && cursor.raw(end - 1) != "."
    {
        end -= 1;
    }
    let starts = cursor.tokens.get(tokens.start).is_some_and(|t| t.case != Case::Lower);
    (starts && end > tokens.start && end - tokens.start <= 14).then_some(tokens.start..end)
}

/// The parties of a communiqué, who speak in it together.
///
/// The summary of a memorandum is nobody's: it is written about the parties.
fn parties(reading: &Reading<'_>) -> Option<Range<usize>> {
    let cursor = reading.cursor();
    let title = paragraph_tokens(reading, 0);
    if !title.clone().any(|i| {
        cursor.is_any(i, &["communiqué", "COMMUNIQUÉ", "communique", "joint", "declaration"])
    }) {
        return None;
    }
    let head = head_tokens(reading);
    let names = names_between(&reading.names, title.end..head.end);
    let state = |name: &Range<usize>| {
        cursor.is_any(
            name.start,
            &["government", "republic", "ministry", "kingdom", "state", "province", "federal"],
        )
    };
    let first = names
        .iter()
        .map(|n| n.tokens.clone())
        .find(state)
        .or_else(|| names.first().map(|n| n.tokens.clone()))?;
    // “The Republic of X and Y FZE today put their names to”: both, when nothing stands between.
    let second =
        names.iter().find(|n| n.tokens.start == first.end + 1 && cursor.is(first.end, "and"));
    let signs = second.is_some_and(|n| !cursor.is_any(n.tokens.end, &["have", "has", "signed"]));
    Some(match second {
        Some(second) if signs => first.start..second.tokens.end,
        _ => first,
    })
}

/// The firms that a memorandum is with: full names of its head.
pub(super) fn firms(reading: &Reading<'_>) -> Vec<Speaker> {
    if reading.about.form != Form::MouSummary || reading.paragraphs.is_empty() {
        return Vec::new();
    }
    let cursor = reading.cursor();
    let legal = |tokens: &Range<usize>| tokens.clone().skip(1).any(|i| cursor.is_any(i, LEGAL));
    names_between(&reading.names, head_tokens(reading))
        .iter()
        .map(|name| name.tokens.clone())
        .filter(legal)
        .map(|name| body(name, Nature::Organisation, Some(InterestedRole::Company)))
        .collect()
}

/// The minister who answers: the title in full where the text gives it.
fn minister(reading: &Reading<'_>) -> Option<Speaker> {
    let cursor = reading.cursor();
    let head = head_tokens(reading);
    let title = |hit: &&crate::lexicon::Hit| {
        head.contains(&(hit.token as usize)) && cursor.raw(hit.token as usize).starts_with('M')
    };
    let hits: Vec<_> = reading.hits_of(v::ROLE).filter(title).collect();
    let capital = |at: usize| {
        cursor.get(at).is_some_and(|t| t.kind == TokenKind::Word && t.case != Case::Lower)
    };
    let full = hits.iter().copied().find(|hit| {
        cursor.is_any(hit.end as usize, &["of", "for"]) && capital(hit.end as usize + 1)
    });
    let hit = full.or(hits.first().copied())?;
    let (start, mut end) = (hit.token as usize, hit.end as usize);
    if full.is_some() {
        end += 1;
        while capital(end) || cursor.is_any(end, &["and", "&", ",", "of"]) && capital(end + 1) {
            end += 1;
        }
    }
    let name = start..end;
    Some(Speaker {
        role: Some(start..hit.end as usize),
        nature: Nature::Person,
        ..body(name, Nature::Person, Some(InterestedRole::Minister))
    })
}

/// A name as one prints it: without `Republic of` behind a comma, and not in capitals throughout.
pub(super) fn name(reading: &Reading<'_>, tokens: Range<usize>) -> String {
    let cursor = reading.cursor();
    let tokens = bare(reading, tokens);
    let words = reading.words(tokens.clone());
    let letters = tokens.clone().filter(|&i| cursor.kind(i) == TokenKind::Word);
    let capitals = |i: usize| cursor.tokens[i].case == Case::Upper;
    if letters.clone().count() > 1 && letters.clone().all(capitals) {
        return words.split(' ').map(uncapitalised).collect::<Vec<_>>().join(" ");
    }
    for kind in ["Republic of ", "Province of ", "State of ", "Kingdom of "] {
        if let Some((before, after)) = words.split_once(kind)
            && before.ends_with(", ")
        {
            return format!("{before}{after}");
        }
    }
    words.to_owned()
}

/// A noun phrase as one prints it: the noun with what stands before it and `of …`, without the
/// capital that only opens a sentence.
pub(super) fn phrase(reading: &Reading<'_>, tokens: Range<usize>) -> String {
    let cursor = reading.cursor();
    let mut tokens = bare(reading, tokens);
    let tails = [
        "with",
        "who",
        "about",
        "familiar",
        "handed",
        "pinned",
        "published",
        "printed",
        "on",
        "under",
        "dated",
    ];
    if let Some(end) = (tokens.start + 1..tokens.end).find(|&i| cursor.is_any(i, &tails)) {
        tokens.end = end;
    }
    while tokens.len() > 1 && cursor.kind(tokens.end - 1) == TokenKind::Mark {
        tokens.end -= 1;
    }
    let words = reading.words(tokens.clone());
    let named = names_between(&reading.names, tokens.clone())
        .iter()
        .any(|name| name.tokens.start == tokens.start);
    let title = cursor.get(tokens.start).is_some_and(|t| t.case == Case::Title);
    if !named && title && reading.opens_sentence(tokens.start) {
        let mut chars = words.chars();
        let first = chars.next().map(|c| c.to_lowercase().to_string()).unwrap_or_default();
        return first + chars.as_str();
    }
    words.to_owned()
}

/// Without the article.
fn bare(reading: &Reading<'_>, mut tokens: Range<usize>) -> Range<usize> {
    let cursor = reading.cursor();
    while tokens.len() > 1
        && cursor.is_any(tokens.start, &["the", "a", "an", "this", "that", "these"])
    {
        tokens.start += 1;
    }
    tokens
}

/// `HALLOWAY` → `Halloway`, `PLC` → `plc`; other legal forms keep their capitals.
fn uncapitalised(word: &str) -> String {
    match word {
        "PLC" => "plc".to_owned(),
        "NL" | "AB" | "LLC" | "AG" | "SA" | "FZE" | "ASA" | "AS" | "NV" => word.to_owned(),
        _ => {
            let mut chars = word.chars();
            let first = chars.next().map(String::from).unwrap_or_default();
            first + &chars.as_str().to_lowercase()
        }
    }
}
