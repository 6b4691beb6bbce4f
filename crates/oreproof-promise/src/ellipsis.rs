//! Numbers whose unit or noun the text leaves out.
//!
//! An elliptical number counts as a quantity when its noun stands in the same or
//! the previous sentence (“15 million people in a country of roughly 240
//! million”), and a grade without a unit is a quantity that needs one (“12.0 m
//! grading 2.4 from 140.5 m”).

use oreproof_units::{Amount, Base, Unit};

use crate::cursor::{Cursor, WordSet};
use crate::grammar::{Raw, looks_like_year};
use crate::lex::TokenKind;
use crate::number;
use crate::quantity::Quantity;
use crate::sentence::Sentence;

/// Words that a grade follows without doubt.
const GRADING: &WordSet = &WordSet::new(&[
    "grading",
    "graded",
    "grades",
    "averaging",
    "averaged",
    "averages",
    "assaying",
    "assayed",
    "assays",
    "running",
]);

/// Words behind a bare number that make it count what was counted before.
const GOES_ON: &[&str] =
    &["were", "was", "are", "have", "has", "had", "would", "will", "remain", "remained", "died"];

/// Completes the raw quantities of a sentence with these numerals, given those of the sentences
/// before.
pub(crate) fn complete(
    cursor: &Cursor<'_>,
    sentence: &Sentence,
    numerals: &[u32],
    before: &[Quantity],
    raws: &mut Vec<Raw>,
) {
    let mut nth = 0;
    while nth < raws.len() {
        if raws[nth].unit.is_none() && !inherit(cursor, sentence, before, raws, nth) {
            raws.remove(nth);
            continue;
        }
        nth += 1;
    }
    // Number words count only as parts of what was counted: “five of the holes”.
    let part = |at: usize| {
        cursor.kind(at) == TokenKind::Word
            && cursor.is(at + 1, "of")
            && cursor.is_any(at + 2, &["them", "these", "those", "the", "which", "whom"])
            && !cursor.is(at, "one")
            && number::number(cursor, at).is_some_and(|number| number.end == at + 1 && !number.open)
    };
    let mut extra = Vec::new();
    let mut ahead = raws.iter().map(|raw| raw.first..raw.end).peekable();
    for at in numerals.iter().map(|&at| at as usize) {
        while ahead.next_if(|tokens| tokens.end <= at).is_some() {}
        let taken = ahead.peek().is_some_and(|tokens| tokens.contains(&at));
        if taken || cursor.kind(at) != TokenKind::Number && !part(at) {
            continue;
        }
        extra.extend(
            bare_grade(cursor, raws, at).or_else(|| bare_count(cursor, sentence, before, raws, at)),
        );
    }
    if !extra.is_empty() {
        raws.extend(extra);
        raws.sort_by_key(|raw| raw.first);
    }
}

/// Gives a scaled number without a unit that of the quantity it goes with.
fn inherit(
    cursor: &Cursor<'_>,
    sentence: &Sentence,
    before: &[Quantity],
    raws: &mut [Raw],
    nth: usize,
) -> bool {
    // “rose from 2 to 3 million tonnes”: the next one; else the one before in this sentence.
    let behind = raws.get(nth + 1).filter(|next| {
        cursor.is_any(raws[nth].end, &["to", "and", "or"]) && next.first <= raws[nth].end + 2
    });
    let ahead = raws[..nth].last();
    let model = behind.or(ahead).map(|raw| (raw.unit, raw.noun));
    let earlier = || {
        let last = before
            .iter()
            .rev()
            .take_while(|q| q.sentence + 1 >= sentence_index(before, sentence))
            .next();
        last.map(|q| (q.unit, q.noun))
    };
    // “KSh 560 million”: a code that is not known stands for a unit of its own.
    if raws[nth].first > sentence.tokens.start && is_code(cursor, raws[nth].first - 1) {
        return false;
    }
    let Some((unit, noun)) = model.or_else(earlier) else { return false };
    raws[nth].unit = unit;
    raws[nth].noun = noun;
    unit.is_some()
}

/// Whether a word is written like a code or a sign: `KSh`, `XAU`.
fn is_code(cursor: &Cursor<'_>, at: usize) -> bool {
    let raw = cursor.raw(at);
    let capitals = raw.chars().filter(|c| c.is_uppercase()).count();
    cursor.kind(at) == TokenKind::Word && capitals >= 2 && raw.len() <= 5
}

/// The index that the sentence after the last known quantity's would have; close enough to
/// tell “the previous sentence” from an older one.
fn sentence_index(before: &[Quantity], _sentence: &Sentence) -> usize {
    before.last().map_or(0, |q| q.sentence + 1)
}

/// `grading 2.4`, `12 m at 3.5`: a grade whose unit is missing.
fn bare_grade(cursor: &Cursor<'_>, raws: &[Raw], at: usize) -> Option<Raw> {
    let previous = at.checked_sub(1)?;
    let grading = cursor.is_any(previous, GRADING)
        || cursor.is(previous, "of")
            && cursor.is_any(previous.wrapping_sub(1), &["grade", "grades"]);
    let behind_length = cursor.is_any(previous, &["at", "@"])
        && raws.iter().any(|raw| {
            raw.end == previous && raw.unit.is_some_and(|u| u.of.is_length() || u.is_mass())
        });
    if !(grading || behind_length) || looks_like_year(cursor, at) {
        return None;
    }
    let number = number::number(cursor, at)?;
    Some(Raw {
        first: at,
        end: number.end,
        amount: Amount::exact(number.value),
        step: number.step,
        figures: number.figures,
        unit: None,
        noun: None,
        scaled: false,
    })
}

/// “At least 20 have been killed”, “900 people to build it and 250 to run it”.
fn bare_count(
    cursor: &Cursor<'_>,
    sentence: &Sentence,
    before: &[Quantity],
    raws: &[Raw],
    at: usize,
) -> Option<Raw> {
    if looks_like_year(cursor, at) || cursor.touches(at) {
        return None;
    }
    let number = number::number(cursor, at)?;
    let goes_on = cursor.is_any(number.end, GOES_ON)
        || cursor.is(number.end, "of")
            && (cursor.is_any(number.end + 1, &["them", "these", "those", "which", "whom"])
                || cursor.is(number.end + 1, "the")
                    && counts_on(cursor, raws, before, number.end + 2))
        || cursor.is(number.end, "to")
            && cursor.kind(number.end + 1) == TokenKind::Word
            && at > 0
            && cursor.is_any(at - 1, &["and", "or", "about"])
        || cursor.is_any(number.end, &["direct", "indirect", "permanent", "temporary"]);
    // “180 jobs in construction and 65 in operation”: the same word goes on.
    let parallel = at > 0
        && (cursor.is_any(at - 1, &["and", ",", "or"])
            || cursor.is(at - 1, "for") && cursor.is_any(at.wrapping_sub(2), &["then", "and"]))
        && raws
            .iter()
            .rev()
            .filter(|raw| raw.unit == Some(Unit::of(Base::Count)))
            .find(|raw| raw.end <= at)
            .is_some_and(|raw| {
                let joint = cursor.raw(number.end);
                !joint.is_empty()
                    && cursor.is(raw.end, joint)
                    && cursor
                        .is_any(raw.end, &["in", "on", "at", "for", "to", "during", "by", "with"])
            });
    if !(goes_on || parallel) {
        return phase_count(cursor, sentence, at, &number);
    }
    let counted = |raw: &&Raw| raw.end <= at && raw.unit == Some(Unit::of(Base::Count));
    let last = |raw: &&Raw| raw.end <= at;
    let same =
        if parallel { raws.iter().rev().find(counted) } else { raws.iter().rev().find(last) };
    let same = same.map(|raw| (raw.unit, raw.noun));
    let of_noun = cursor.is(number.end, "of")
        && cursor.is(number.end + 1, "the")
        && counts_on(cursor, raws, before, number.end + 2);
    let same =
        if of_noun { Some((Some(Unit::of(Base::Count)), Some(number.end + 2))) } else { same };
    let in_reach = before
        .last()
        .filter(|q| sentence.quantities.is_empty() && sentence.tokens.start <= q.tokens.end + 40);
    let (unit, noun) = same.or_else(|| in_reach.map(|q| (q.unit, q.noun)))?;
    (unit == Some(Unit::of(Base::Count))).then_some(Raw {
        first: at,
        end: number.end,
        amount: Amount::exact(number.value),
        step: number.step,
        figures: number.figures,
        unit,
        noun,
        scaled: false,
    })
}

/// Whether a noun is the one that was counted before: “eleven holes …; five of the holes”.
fn counts_on(cursor: &Cursor<'_>, raws: &[Raw], before: &[Quantity], at: usize) -> bool {
    let noun = cursor.lower(at);
    let recent = before.iter().rev().take(6).filter_map(|q| q.noun);
    let mut nouns = raws.iter().filter_map(|raw| raw.noun).chain(recent);
    !noun.as_str().is_empty() && nouns.any(|other| cursor.lower(other).as_str() == noun.as_str())
}

/// “Jobs: 420 during construction and 260 in operation”: people counted under a heading that
/// names them.
fn phase_count(
    cursor: &Cursor<'_>,
    sentence: &Sentence,
    at: usize,
    number: &number::Number,
) -> Option<Raw> {
    const PHASES: &[&str] =
        &["construction", "operation", "operations", "production", "building", "work"];
    let behind = number.end + usize::from(cursor.is(number.end + 1, "the"));
    let phase = cursor.is_any(number.end, &["during", "in", "for", "while"])
        && (cursor.is_any(behind + 1, PHASES) || cursor.is_any(number.end + 1, PHASES));
    if !phase {
        return None;
    }
    let noun = (sentence.tokens.start..at).rev().find(|&at| {
        cursor.is_any(at, &["jobs", "workers", "people", "employees", "posts", "persons"])
    })?;
    Some(Raw {
        first: at,
        end: number.end,
        amount: Amount::exact(number.value),
        step: number.step,
        figures: number.figures,
        unit: Some(Unit::of(Base::Count)),
        noun: Some(noun),
        scaled: false,
    })
}
