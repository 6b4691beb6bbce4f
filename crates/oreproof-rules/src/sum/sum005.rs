//! # The change does not follow from the two values
//!
//! A rise from 100 to 130 is a rise of 30 per cent, whatever the text calls it.
//!
//! ## Fires when
//!
//! A sentence states a change both as two values and as a percentage or a multiple
//! (doubled, halved), and what the values give differs from what is stated by more
//! than one point and by more than a twentieth of it.
//!
//! ## Silent when
//!
//! The values are rounded so far that the stated change is possible, or it is not
//! clear which two values are meant.

use std::ops::Range;

use oreproof_promise::{Cue, Kind, Quantity, Sentence, vocabulary};
use oreproof_units::{Base, Unit, human};

use super::interval::Interval;
use super::linked;
use super::words;
use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const SUM005: Rule = Rule {
    code: "SUM005",
    name: "change-rate",
    severity: Severity::Error,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 1,
    message: "{from} to {to} is {computed}%, not {stated}%",
    help: "recalculate, and say which base the percentage uses",
    norm: "IFCN commitment 4",
    fires_on: &[
        Example::new("Exports rose from $100 million to $130 million, or 45%."),
        Example::new(
            "The mine produced 2,310 tonnes of nickel, against 2,240 tonnes in the June quarter, an increase of 13%.",
        ),
        Example::new(
            "Gold output went from 2.0 tonnes in 2023 to 3.0 tonnes in 2024, so it has doubled.",
        ),
        Example::new(
            "Deliveries of tin concentrate fell from 9,660 tonnes to 8,400 tonnes, a drop of a quarter.",
        ),
        Example::new("Royalty receipts were £5.8 million, up from £4.1 million, a jump of 60%."),
    ],
    silent_on: &[
        Example::new("Exports rose from $100 million to $130 million, or 30%."),
        Example::new(
            "The mine produced 2,310 tonnes of nickel, against 2,240 tonnes in the June quarter, an increase of 3%.",
        ),
        Example::new("Output doubled from about 1 Mt to 2 Mt."),
        Example::new("Output rose 12%, from 1 Mt to 1.1 Mt of ore."),
        Example::new("Receipts more than doubled, from £1.0 million to £2.6 million."),
        Example::new("Output rose from 100 t to 120 t while the grade fell by 5%."),
    ],
    source: include_str!("sum005.rs"),
    check,
};

/// A change as the text states it.
struct Stated {
    /// The words that state it.
    bytes: Range<usize>,
    /// Its first token and the one after its last.
    tokens: Range<usize>,
    /// How large it may be, in per cent, whichever way it goes.
    percent: Interval,
    /// The stated figure itself.
    figure: f64,
}

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let reading = document.reading;
    for sentence in reading.sentences.iter().filter(|sentence| linked::is_prose(sentence)) {
        let all = changes(document, sentence);
        for stated in &all {
            let Some(pairs) = two_values(document, sentence, stated) else { continue };
            // A change between the values and this one is theirs.
            let (_, last) = pairs[0];
            let nearer = |other: &Stated| {
                last.tokens.end <= other.tokens.start && other.tokens.end <= stated.tokens.start
            };
            if all.iter().any(nearer) {
                continue;
            }
            // Where the text does not say which came first, either way may be meant.
            if pairs.iter().all(|(from, to)| misses(from, to, stated)) {
                let (from, to) = pairs[0];
                let computed = 100.0 * (to.value() / from.value() - 1.0).abs();
                let computed = (computed * 10.0).round() / 10.0;
                let message = format!(
                    "{} to {} is {}%, not {}%",
                    document.quote(from),
                    document.quote(to),
                    human::number(computed),
                    human::number(stated.figure)
                );
                sink.fire(stated.bytes.clone(), message);
            }
        }
    }
}

/// Whether the two values cannot give the stated change.
fn misses(from: &Quantity, to: &Quantity, stated: &Stated) -> bool {
    if from.value() <= 0.0 {
        return false;
    }
    let ratio = Interval::of(to).over(Interval::of(from));
    let (a, b) = (100.0 * (ratio.low - 1.0), 100.0 * (ratio.high - 1.0));
    let computed = match a <= 0.0 && 0.0 <= b {
        true => Interval { low: 0.0, high: b.max(-a) },
        false => Interval { low: a.abs().min(b.abs()), high: a.abs().max(b.abs()) },
    };
    let gap = computed.gap(stated.percent);
    let central = (100.0 * (to.value() / from.value() - 1.0)).abs();
    let apart = (central - stated.figure).abs();
    gap > 0.0 && apart > 1.0 && apart > 0.05 * stated.figure
}

/// The changes that a sentence states, as a percentage or as a multiple.
fn changes(document: &Document<'_>, sentence: &Sentence) -> Vec<Stated> {
    const MULTIPLES: [(Cue, f64); 4] = [
        (words::DOUBLED, 100.0),
        (words::HALVED, 50.0),
        (words::TREBLED, 200.0),
        (words::QUADRUPLED, 300.0),
    ];
    let reading = document.reading;
    let percent = Unit::of(Base::Percent);
    let moves = sentence.cues.has(vocabulary::CHANGE);
    let is_change = |q: &&Quantity| {
        // “from 100 to 130, or 45 %”
        let other = q.kind == Kind::Other && moves && linked::follows(reading, q, &["or", "by"]);
        (q.kind == Kind::Change || other) && q.unit == Some(percent) && linked::is_plain(q)
    };
    let of_percentage = |q: &Quantity| {
        let words_only = document.quote(q).bytes().all(|b| !b.is_ascii_digit());
        let margin = if words_only { 0.04 * q.value() } else { 0.0 };
        let Interval { low, high } = Interval::of(q);
        let percent = Interval { low: low - margin, high: high + margin };
        Stated { bytes: q.bytes.clone(), tokens: q.tokens.clone(), percent, figure: q.value() }
    };
    let mut all: Vec<Stated> =
        reading.quantities_in(sentence).iter().filter(is_change).map(of_percentage).collect();
    for (cue, figure) in MULTIPLES {
        for hit in reading.hits_in(sentence, cue) {
            let tokens = hit.token as usize..hit.end as usize;
            let cursor = reading.cursor();
            let before =
                |words: &[&str]| tokens.start > 0 && cursor.is_any(tokens.start - 1, words);
            let factor = 1.0 + if cue == words::HALVED { -figure } else { figure } / 100.0;
            let near = |low: f64, high: f64| {
                let (a, b) =
                    (100.0 * (factor * low - 1.0).abs(), 100.0 * (factor * high - 1.0).abs());
                Interval { low: a.min(b), high: a.max(b) }
            };
            let percent = if before(&["than", "over"]) {
                near(1.0, 10.0)
            } else if before(&["nearly", "almost", "about", "roughly", "virtually", "practically"])
            {
                near(0.85, 1.1)
            } else {
                near(0.95, 1.05)
            };
            all.push(Stated { bytes: reading.bytes(tokens.clone()), tokens, percent, figure });
        }
    }
    all
}

/// The two values a change lies between, base first; both orders where none is marked.
fn two_values<'a>(
    document: &Document<'a>,
    sentence: &'a Sentence,
    stated: &Stated,
) -> Option<Vec<(&'a Quantity, &'a Quantity)>> {
    let reading = document.reading;
    let quantities = reading.quantities_in(sentence);
    let gap = |q: &Quantity| {
        stated.tokens.start.saturating_sub(q.tokens.end)
            + q.tokens.start.saturating_sub(stated.tokens.end)
    };
    let is_value = |q: &&Quantity| {
        let timeless = !matches!(
            q.kind,
            Kind::Change
                | Kind::Duration
                | Kind::Share
                | Kind::Ownership
                | Kind::Depth
                | Kind::Distance
        );
        let known =
            q.unit.is_some_and(|unit| unit != Unit::of(Base::Percent) && !unit.of.is_time());
        timeless && known && linked::is_plain(q) && q.tokens != stated.tokens
    };
    let nearest =
        quantities.iter().filter(is_value).min_by_key(|q| gap(q)).filter(|q| gap(q) <= 24)?;
    // “from US$1,400 to US$1,050 an ounce” prices the ounce twice.
    let of = |q: &Quantity| q.unit.map(|unit| unit.of);
    let alike: Vec<&Quantity> = quantities
        .iter()
        .filter(is_value)
        .filter(|q| q.kind == nearest.kind && of(q) == of(nearest) || linked::adds(q, nearest))
        .filter(|q| linked::same_commodity(q, nearest))
        .collect();
    let [a, b] = alike.as_slice() else { return None };
    let base = |q: &Quantity| {
        linked::follows(reading, q, &["from", "against", "than", "versus", "vs", "with"])
            || linked::follows(reading, q, &["to"]) && compared_to(document, q)
    };
    // “US$14 million, double the US$9 million of the year before”
    if a.tokens.end <= stated.tokens.start
        && b.tokens.start >= stated.tokens.end
        && b.tokens.start - stated.tokens.end <= 2
        && reading.cursor().is_any(stated.tokens.end, &["the", "of"])
    {
        return Some(vec![(b, a)]);
    }
    match (base(a), base(b)) {
        (true, false) => Some(vec![(a, b)]),
        (false, true) => Some(vec![(b, a)]),
        (false, false) if stated.tokens.start >= b.tokens.end && gap(b) <= 12 => {
            Some(vec![(a, b), (b, a)])
        }
        _ => None,
    }
}

/// “compared to” before a value, where “to” alone would be the end of a change.
fn compared_to(document: &Document<'_>, quantity: &Quantity) -> bool {
    let at = linked::begins(quantity);
    at >= 2 && document.reading.cursor().is_any(at - 2, &["compared", "comparison"])
}
