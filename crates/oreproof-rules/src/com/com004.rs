//! # On the list, on that day?
//!
//! Lists of critical minerals change. A draft binds nobody, and what was added in
//! November was not on the list in September. Their entries are commodities; not all are
//! elements.
//!
//! ## Fires when
//!
//! A sentence says how many entries an official list of critical minerals has, or that a
//! commodity is on it, and the list in force on the document's date says otherwise.
//!
//! ## Silent when
//!
//! The sentence speaks of a draft, of an earlier list, or of another keeper's list; or the
//! document has no date. Where no list of the keeper and day is known, the answer is “not
//! computable”.

use std::ops::Range;

use jiff::civil::Date;
use oreproof_promise::{Case, Commodity, Hit, Sentence, TokenKind, commodity, vocabulary};

use super::words;
use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};
use crate::sum::linked;
use oreproof_reference::CriticalList;

/// The rule.
pub const COM004: Rule = Rule {
    code: "COM004",
    name: "list-membership-on-date",
    severity: Severity::Warn,
    decided_by: DecidedBy::Reference,
    forms: Forms::All,
    tier: 2,
    message: "{statement}: not so on {date}",
    help: "name the list, its date and whether it was in force; count its entries as commodities",
    norm: "reference table of critical-minerals lists; IFCN commitment 2",
    fires_on: &[
        Example::new("The USGS keeps a list of critical minerals for the United States; 54 elements on the latest list include copper and silver.").on("2025-09-25"),
        Example::new("Copper and silver are on the US critical minerals list.").on("2025-09-25"),
        Example::new("The American list of critical minerals has 60 entries.").on("2025-06-30"),
        Example::new("Gold is listed by the US Geological Survey as one of the critical minerals on its list.").on("2026-01-15"),
    ],
    silent_on: &[
        Example::new("The US list of critical minerals has 50 entries.").on("2025-09-25"),
        Example::new("The draft US list of critical minerals names 54 minerals and includes copper.").on("2025-09-25"),
        Example::new("Copper and silver are on the US critical minerals list.").on("2026-01-15"),
        Example::new("Gold is not on the US critical minerals list.").on("2025-09-25"),
        Example::new("Copper is on the Australian list of critical minerals.").on("2025-09-25"),
        Example::new("Antimony and tungsten are on the US critical minerals list.").on("2025-09-25"),
    ],
    source: include_str!("com004.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    if !document.says(words::CRITICAL) || !document.says(words::LIST) {
        return;
    }
    let Some(date) = document.date() else { return };
    for (_, sentence) in document.reading.sentences_with(words::CRITICAL) {
        let set_apart = sentence.cues.has(words::DRAFT) || sentence.cues.has(words::OF_ANOTHER);
        if set_apart
            || !linked::is_short(sentence)
            || !sentence.cues.has(words::LIST)
            || document.denies(sentence)
        {
            continue;
        }
        let Some(issuer) = issuer(document, sentence) else { continue };
        let counted = counted(document, sentence);
        let named = named(document, sentence);
        let Some(first) = counted
            .as_ref()
            .map(|(tokens, ..)| tokens.clone())
            .or_else(|| named.first().map(|(hit, _)| hit.token as usize..hit.end as usize))
        else {
            continue;
        };
        let Some(list) = document.tables.lists().in_force(issuer, date) else {
            let needs = format!("the critical-minerals list of the {issuer} in force on {date}");
            sink.needs(document.reading.bytes(first), needs);
            continue;
        };
        if let Some((tokens, count, elements)) = counted {
            check_count(document, sink, list, date, (tokens, count, elements));
        }
        check_members(document, sink, list, date, &named);
    }
}

/// Whose list a sentence speaks of, where it says.
fn issuer(document: &Document<'_>, sentence: &Sentence) -> Option<&'static str> {
    let reading = document.reading;
    // The pronoun is no country.
    let country = |hit: &Hit| {
        hit.end - hit.token > 1 || reading.tokens[hit.token as usize].case != Case::Lower
    };
    match () {
        () if reading.hits_in(sentence, words::OF_THE_EU).any(country) => Some("European Union"),
        () if reading.hits_in(sentence, words::OF_THE_US).any(country) => Some("United States"),
        () => None,
    }
}

/// The number of entries a sentence gives, its words, and whether it calls them elements.
fn counted(document: &Document<'_>, sentence: &Sentence) -> Option<(Range<usize>, u32, bool)> {
    /// Shorter than any whole list: additions and groups.
    const FEW: u32 = 20;
    const MANY: u32 = 150;
    let reading = document.reading;
    let cursor = reading.cursor();
    reading.hits_in(sentence, words::ENTRY).find_map(|entry| {
        let token = entry.token as usize;
        let from = token.saturating_sub(3).max(sentence.tokens.start);
        let at = (from..token).find(|&at| cursor.kind(at) == TokenKind::Number)?;
        let count: u32 = cursor.raw(at).parse().ok()?;
        let whole = (FEW..=MANY).contains(&count);
        let list = reading
            .hits_in(sentence, words::LIST)
            .any(|hit| (hit.token as usize).abs_diff(at) <= 16);
        let elements = cursor.is_any(token, &["element", "elements"]);
        (whole && list).then_some((at..entry.end as usize, count, elements))
    })
}

/// The commodities that a sentence puts on the list.
fn named<'a>(document: &Document<'a>, sentence: &'a Sentence) -> Vec<(&'a Hit, Commodity)> {
    let reading = document.reading;
    let cursor = reading.cursor();
    let word = |hit: &&Hit| reading.words(hit.token as usize..hit.end as usize).len() > 2;
    let hits: Vec<&Hit> = reading.hits_in(sentence, vocabulary::COMMODITY).filter(word).collect();
    let joined = |from: usize, to: usize| {
        (from..to).all(|at| cursor.is_any(at, &[",", "and", "or", "&", "both", "as", "well"]))
    };
    let mut named: Vec<&Hit> = Vec::new();
    for on in reading.hits_in(sentence, words::ON_LIST) {
        let (token, end) = (on.token as usize, on.end as usize);
        let membership = cursor.is_any(
            end - 1,
            &[
                "include",
                "includes",
                "including",
                "contains",
                "names",
                "lists",
                "covers",
                "has",
                "designates",
            ],
        );
        if membership {
            let mut at = end;
            for hit in hits.iter().filter(|hit| hit.token as usize >= end) {
                if !joined(at, hit.token as usize) {
                    break;
                }
                named.push(hit);
                at = hit.end as usize;
            }
        } else {
            let mut at = token;
            for hit in hits.iter().rev().filter(|hit| hit.end as usize <= token) {
                if !joined(hit.end as usize, at) {
                    break;
                }
                named.push(hit);
                at = hit.token as usize;
            }
        }
    }
    named.sort_by_key(|hit| hit.token);
    named.dedup_by_key(|hit| hit.token);
    named.into_iter().map(|hit| (hit, commodity::of_phrase(hit.phrase))).collect()
}

fn check_count(
    document: &Document<'_>,
    sink: &mut Sink<'_>,
    list: &CriticalList,
    date: Date,
    (tokens, count, elements): (Range<usize>, u32, bool),
) {
    if count == list.entries && !elements {
        return;
    }
    let bytes = document.reading.bytes(tokens);
    let mut message = match count == list.entries {
        true => format!("the entries of the {} {} are commodities", list.issuer, list.title),
        false => format!(
            "{}: the {} in force on {date} has {} entries",
            document.reading.quote(&bytes),
            list.title,
            list.entries
        ),
    };
    let draft = document.tables.lists().open_draft(&list.issuer, date);
    if draft.is_some_and(|draft| draft.entries == count) {
        message.push_str("; a draft open on that day has that many");
    }
    if elements {
        message.push_str(", not all of them elements");
    }
    sink.fire(bytes, message);
}

fn check_members(
    document: &Document<'_>,
    sink: &mut Sink<'_>,
    list: &CriticalList,
    date: Date,
    named: &[(&Hit, Commodity)],
) {
    if list.members.is_empty() {
        return;
    }
    let off: Vec<&(&Hit, Commodity)> =
        named.iter().filter(|(_, commodity)| !has(list, *commodity)).collect();
    let (Some((first, _)), Some((last, _))) = (off.first(), off.last()) else { return };
    let bytes = document.reading.bytes(first.token as usize..last.end as usize);
    let message =
        format!("{}: not on the {} in force on {date}", document.reading.quote(&bytes), list.title);
    sink.fire(bytes, message);
}

/// Whether a list has a commodity, under its own name or that of its group.
fn has(list: &CriticalList, commodity: Commodity) -> bool {
    let own = [commodity.name()];
    let names: &[&str] = match commodity.name() {
        "bauxite" => &["bauxite", "aluminum"],
        "chromite" => &["chromium"],
        "phosphate" => &["phosphate rock", "phosphate"],
        "zircon" => &["zirconium"],
        "coal" => &["metallurgical coal", "coking coal"],
        "magnesite" => &["magnesium"],
        "platinum group" | "platinum" | "palladium" | "rhodium" => {
            &["platinum", "platinum group metals"]
        }
        _ if commodity.is_rare_earth() => &["rare earths", "neodymium", "light rare earths"],
        _ => &own,
    };
    list.members.iter().any(|member| names.contains(&member.as_str()))
}
