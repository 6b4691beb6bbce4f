//! # Parts do not add up to their total
//!
//! A total that its own parts do not give means that a part is missing, counted
//! twice or mistyped. Nobody can tell which from the text alone.
//!
//! ## Fires when
//!
//! A total and at least two parts of the same kind, unit and commodity are linked –
//! “for a total of”, “of which”, “made up of”, “together”, a row called total, or a
//! sum of resource categories beside the single ones – and the parts miss the total
//! by more than half a per cent and by more than rounding explains.
//!
//! ## Silent when
//!
//! The parts are said to be examples, or the list is open: “including”, “the rest”.

use oreproof_promise::{Categories, Category, Quantity, Reading, Sentence};
use oreproof_units::human;

use super::interval::Interval;
use super::linked;
use super::words;
use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const SUM001: Rule = Rule {
    code: "SUM001",
    name: "parts-do-not-total",
    severity: Severity::Error,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 1,
    message: "parts add up to {sum}, not {total}",
    help: "check each part against its source; say if the difference is rounding",
    norm: "JORC 2012 cl.25 (rounding); IFCN commitment 4 (methodology)",
    fires_on: &[
        Example::new("Output was 40 t, 30 t and 20 t, for a total of 110 t."),
        Example::new(
            "The mine shipped 900 tonnes of zinc, made up of 400 tonnes to Aldous and 300 tonnes to Kerrigan.",
        ),
        Example::new(
            "Exports of nickel were 1,200 t in the first quarter, 1,500 t in the second and 900 t in the third, in all 4,600 t.",
        ),
        Example::new(
            "North Pit yielded 480 t of tin.\nSouth Pit yielded 390 t of tin.\nTotal: 990 t of tin.",
        ),
        Example::new(
            "Proven: 6.1 Mt at 1.8 g/t gold. Probable: 14.9 Mt at 1.5 g/t gold. Proven and Probable together: 24.0 Mt at 1.6 g/t gold.",
        ),
        Example::new(
            "Measured 2.0 Mt at 1.6%, Indicated 3.0 Mt at 1.4% and Inferred 4.0 Mt at 1.3% nickel, for a total of 8.0 Mt at 1.4%.",
        ),
    ],
    silent_on: &[
        Example::new("Output was 40 t, 30 t and 20 t, for a total of 90 t."),
        Example::new(
            "Exports came to 900 t in all, including 400 t to Aldous and 300 t to Kerrigan.",
        ),
        Example::new(
            "Indicated resources of 14.2 Mt and Inferred resources of 37.0 Mt combine to 51.2 Mt at 2.9 g/t gold.",
        ),
        Example::new("Shipments were 3,140 t, 2,250 t and 1,700 t, about 7,100 t in total."),
        Example::new(
            "Output rose from 100 t to 120 t, which brings the total of the decade to 900 t.",
        ),
        Example::new(
            "Measured 1 Mt and Indicated 2 Mt, together 3 Mt, and Inferred 4 Mt of tin ore, for a total of 7 Mt.",
        ),
    ],
    source: include_str!("sum001.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let reading = document.reading;
    let mut last = usize::MAX;
    let mut report = |sink: &mut Sink<'_>, total: &Quantity, parts: &[&Quantity]| {
        if total.bytes.start != last && differs(total, parts) {
            last = total.bytes.start;
            fire(document, sink, total, parts);
        }
    };
    for (at, sentence) in reading.sentences.iter().enumerate() {
        if !linked::is_prose(sentence) {
            continue;
        }
        let totals = sentence.cues.has(words::TOTAL);
        let open = sentence.cues.has(words::OPEN_LIST);
        if totals && !open {
            for (total, parts) in behind_their_parts(document, at, sentence) {
                report(sink, total, &parts);
            }
        }
        let ahead = if open { None } else { before_its_parts(document, sentence) };
        if let Some((total, parts)) = ahead {
            report(sink, total, &parts);
        }
        let quantities = sentence.quantities.clone();
        for index in quantities.filter(|&index| reading.quantities[index].category.len() > 1) {
            if let Some(parts) = of_categories(document, index) {
                report(sink, &reading.quantities[index], &parts);
            }
        }
    }
}

fn fire(document: &Document<'_>, sink: &mut Sink<'_>, total: &Quantity, parts: &[&Quantity]) {
    let sum: f64 = parts.iter().map(|part| part.value()).sum();
    let unit = total.unit.expect("quantities that add have a unit");
    let sum = human::amount(sum, unit);
    let message = format!("parts add up to {sum}, not {}", document.quote(total));
    sink.fire(total.bytes.clone(), message);
}

/// Whether the parts miss the total by more than half a per cent and more than rounding.
fn differs(total: &Quantity, parts: &[&Quantity]) -> bool {
    let mut sum = Interval { low: 0.0, high: 0.0 };
    for part in parts {
        let part = Interval::of(part);
        sum = Interval { low: sum.low + part.low, high: sum.high + part.high };
    }
    let value: f64 = parts.iter().map(|part| part.value()).sum();
    let small = (value - total.value()).abs() <= 0.005 * total.value();
    !small && !sum.meets(Interval::of(total))
}

/// What may be a part: of the total's kind, and no value that something is compared with.
fn is_part(document: &Document<'_>, total: &Quantity, part: &Quantity) -> bool {
    let reading = document.reading;
    let plain = linked::is_plain(part) && linked::adds(total, part);
    let share = part.unit.is_some_and(|unit| unit.is_grade());
    plain && !share && !linked::is_compared(reading, part) && !changes_to(document, part)
}

/// The second value of “from 100 t to 120 t”.
fn changes_to(document: &Document<'_>, part: &Quantity) -> bool {
    let reading = document.reading;
    let sentence = &reading.sentences[part.sentence];
    let from =
        |q: &Quantity| linked::follows(reading, q, &["from"]) && q.tokens.end <= part.tokens.start;
    linked::follows(reading, part, &["to"]) && reading.quantities_in(sentence).iter().any(from)
}

/// Totals of a sentence with the parts that stand before them: in the sentence, or in the
/// rows above it.
fn behind_their_parts<'a>(
    document: &Document<'a>,
    at: usize,
    sentence: &'a Sentence,
) -> Vec<(&'a Quantity, Vec<&'a Quantity>)> {
    let reading = document.reading;
    let quantities = reading.quantities_in(sentence);
    let mut found: Vec<(&Quantity, Vec<&Quantity>)> = Vec::new();
    for hit in reading.hits_in(sentence, words::TOTAL) {
        let (token, end) = (hit.token as usize, hit.end as usize);
        let behind = |q: &&Quantity| (end..end + 5).contains(&linked::begins(q));
        let before = |q: &&Quantity| q.tokens.end <= token && token - q.tokens.end <= 3;
        let total = quantities.iter().find(behind).or_else(|| quantities.iter().rfind(before));
        let Some(total) = total.filter(|total| linked::is_plain(total)) else { continue };
        if found.iter().any(|(known, _)| known.bytes == total.bytes) {
            continue;
        }
        let earlier = |q: &&Quantity| q.tokens.end <= total.tokens.start;
        let mut parts: Vec<&Quantity> =
            quantities.iter().filter(earlier).filter(|q| is_part(document, total, q)).collect();
        // A subtotal stands for its parts.
        for (subtotal, under) in &found {
            if parts.iter().any(|part| part.bytes == subtotal.bytes) {
                parts.retain(|part| !under.iter().any(|known| known.bytes == part.bytes));
            }
        }
        if parts.is_empty() && token <= sentence.tokens.start + 3 {
            parts = rows_above(document, at, total);
        }
        if parts.len() >= 2 {
            found.push((total, parts));
        }
    }
    found
}

/// How many rows a total may have above it.
const ROWS: usize = 60;

/// The one matching quantity of each sentence or line above a row of totals.
fn rows_above<'a>(document: &Document<'a>, at: usize, total: &Quantity) -> Vec<&'a Quantity> {
    let reading = document.reading;
    let mut parts: Vec<&Quantity> = Vec::new();
    for sentence in reading.sentences[..at].iter().rev().take(ROWS) {
        let is_row = |q: &&Quantity| {
            linked::is_plain(q)
                && linked::adds_as_rows(total, q)
                && !linked::is_compared(reading, q)
                && parts.first().is_none_or(|known: &&Quantity| known.kind == q.kind)
        };
        let mut matching = reading.quantities_in(sentence).iter().filter(is_row);
        match (matching.next(), matching.next()) {
            (Some(part), None) if sentence.tokens.len() <= 40 => parts.push(part),
            _ => break,
        }
    }
    parts.reverse();
    parts
}

/// A total with the parts that follow it behind “of which”, “made up of” or a colon.
fn before_its_parts<'a>(
    document: &Document<'a>,
    sentence: &'a Sentence,
) -> Option<(&'a Quantity, Vec<&'a Quantity>)> {
    let reading = document.reading;
    let quantities = reading.quantities_in(sentence);
    if quantities.len() < 3 {
        return None;
    }
    let cursor = reading.cursor();
    let named = reading.hits_in(sentence, words::BREAKDOWN).map(|hit| hit.token as usize).next();
    // A colon or bracket right behind the first quantity opens the list of its parts.
    let (first, second) = (&quantities[0], &quantities[1]);
    let between = first.tokens.end..second.tokens.start.min(first.tokens.end + COLON);
    let colon = || between.clone().find(|&at| cursor.is_any(at, &[":", "("]));
    let link = named.or_else(colon)?;
    let total = quantities.iter().rfind(|q| q.tokens.end <= link && linked::is_plain(q))?;
    let parts: Vec<&Quantity> = quantities
        .iter()
        .filter(|q| {
            // “€10 million: €6 million from royalties and €3 million from fees”: money is money.
            let money = named.is_none()
                && total.is_money()
                && total.unit == q.unit
                && linked::is_plain(q)
                && q.tokens.start > total.tokens.end;
            q.tokens.start > link && (money || is_part(document, total, q))
        })
        .collect();
    let largest = parts.iter().all(|part| part.value() < total.value());
    (parts.len() >= 2 && (named.is_some() || largest)).then_some((total, parts))
}

/// How far behind a total the colon before its parts may stand.
const COLON: usize = 8;

/// The amounts right before a sum of categories, one for each of them.
fn rows_of_categories<'a>(reading: &'a Reading<'_>, index: usize) -> Option<Vec<&'a Quantity>> {
    let total = &reading.quantities[index];
    let wanted = total.category.len() as usize;
    let mut parts: Vec<&Quantity> = reading.quantities[index.saturating_sub(12)..index]
        .iter()
        .rev()
        .filter(|part| part.kind == total.kind && part.unit == total.unit)
        .take(wanted)
        .filter(|part| {
            part.category.len() == 1
                && total.category.contains(part.category)
                && linked::is_plain(part)
                && linked::adds(total, part)
                && linked::same_place(reading, total, part)
                && part.paragraph.abs_diff(total.paragraph) <= 3
        })
        .collect();
    let all = parts.iter().fold(Categories::default(), |all, part| all.union(part.category));
    parts.reverse();
    (wanted >= 2 && parts.len() == wanted && all == total.category).then_some(parts)
}

/// The single categories that a sum of categories is made of, where each is stated once
/// near it.
fn of_categories<'a>(document: &Document<'a>, index: usize) -> Option<Vec<&'a Quantity>> {
    const ALL: [Category; 5] = [
        Category::Measured,
        Category::Indicated,
        Category::Inferred,
        Category::Proved,
        Category::Probable,
    ];
    let reading = document.reading;
    let total = &reading.quantities[index];
    if !total.kind.is_in_ground() || !linked::is_plain(total) {
        return None;
    }
    let near = index.saturating_sub(24)..(index + 24).min(reading.quantities.len());
    let is_single = |part: &&Quantity| {
        part.category.len() == 1
            && part.kind == total.kind
            && part.paragraph.abs_diff(total.paragraph) <= 3
            && linked::is_plain(part)
            && linked::adds(total, part)
            && linked::same_place(reading, total, part)
    };
    if let Some(parts) = rows_of_categories(reading, index) {
        return Some(parts);
    }
    let mut parts = Vec::new();
    for category in ALL.into_iter().filter(|category| total.category.has(*category)) {
        let mut of = reading.quantities[near.clone()]
            .iter()
            .filter(is_single)
            .filter(|part| part.category.has(category));
        let part = of.next()?;
        if of.any(|other| other.amount != part.amount) {
            return None;
        }
        parts.push(part);
    }
    (parts.len() >= 2).then_some(parts)
}
