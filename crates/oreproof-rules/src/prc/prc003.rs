//! # A price from another year
//!
//! A cut-off, an NPV or a mine plan made with the price of some years ago describes some
//! years ago.
//!
//! ## Fires when
//!
//! A price used for an estimate or a study is dated more than twelve months before the
//! document.
//!
//! ## Silent when
//!
//! A sensitivity to price is given, the price is a named long-term consensus, or it is
//! what a sale really fetched.

use std::ops::Range;

use jiff::civil::Date;
use oreproof_promise::{Kind, Modality, Quantity, Sentence, vocabulary};
use oreproof_units::Period;

use super::words;
use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};
use crate::sum::linked;

/// The rule.
pub const PRC003: Rule = Rule {
    code: "PRC003",
    name: "stale-price",
    severity: Severity::Warn,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 1,
    message: "price is {months} months old",
    help: "use a current long-term price, or show what the result becomes at today's",
    norm: "S-K 1300 Item 1304(d)(1); JORC 2012 Table 1 section 4; BCSC Mining Report 2012",
    fires_on: &[
        Example::new("The estimate uses the copper price of 2021."),
        Example::new(
            "The study rests on a copper price of US$4.10 per pound, the average for 2021.",
        ),
        Example::new("The study is out. Rock is priced at US$152 per tonne, the average of 2022."),
        Example::new(
            "The resource assumes the March 2023 average gold price of US$1,913 per ounce.",
        ),
    ],
    silent_on: &[
        Example::new("The estimate uses a long-term copper price of US$4.00/lb."),
        Example::new(
            "The estimate uses a copper price of US$4.10 per pound, the average for 2024.",
        ),
        Example::new("The mine sold 900 t at an average price of US$9,700 per tonne in 2022."),
        Example::new(
            "The study of 2021 used US$4.10 per pound, the average price for 2021; a sensitivity to price follows.",
        ),
        Example::new("The resource estimate of 2021 assumes a copper price of US$4.00/lb."),
    ],
    source: include_str!("prc003.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let Some(date) = document.date() else { return };
    if !document.says(words::PRICE_USED) || document.says(words::PRICE_SENSITIVITY) {
        return;
    }
    let reading = document.reading;
    for sentence in &reading.sentences {
        let priced = reading.quantities_in(sentence).iter().any(is_price);
        if !linked::is_short(sentence)
            || !priced && !sentence.cues.has(words::PRICE_WORD)
            || !document.paragraph_says(sentence.paragraph, words::PRICE_USED)
            || sentence.cues.has(words::PRICE_GOT)
            || sentence.cues.has(words::LONG_TERM)
            || document.denies(sentence)
        {
            continue;
        }
        for (bytes, when) in dated_prices(document, sentence) {
            let months = months_between(when.last, date);
            if months > 12 {
                sink.fire(bytes, format!("price is {months} months old"));
            }
        }
    }
}

fn is_price(quantity: &Quantity) -> bool {
    quantity.kind == Kind::Price
        && quantity.unit.is_some_and(|unit| unit.is_price())
        && quantity.modality != Modality::Negated
}

/// The prices of a sentence that are given the date of another time.
fn dated_prices(document: &Document<'_>, sentence: &Sentence) -> Vec<(Range<usize>, Period)> {
    let reading = document.reading;
    let mut all = Vec::new();
    for price in reading.quantities_in(sentence).iter().filter(|q| is_price(q)) {
        let when = date_behind(document, sentence, price.tokens.end)
            .or_else(|| date_before(document, sentence, price.tokens.start));
        all.extend(when.map(|when| (price.bytes.clone(), when)));
    }
    if !all.is_empty() {
        return all;
    }
    // A price that is named and dated but not printed: “the copper price of 2021”.
    for hit in reading.hits_in(sentence, words::PRICE_WORD) {
        let (token, end) = (hit.token as usize, hit.end as usize);
        let cursor = reading.cursor();
        let dated = cursor.is_any(end, &["of", "in", "for", "from", "during"]);
        let Some(at) =
            dated.then(|| (end + 1..end + 4).find(|&at| document.year_at(at).is_some())).flatten()
        else {
            continue;
        };
        let metal = reading
            .hits_in(sentence, vocabulary::COMMODITY)
            .find(|metal| metal.end as usize == token)
            .map_or(token, |metal| metal.token as usize);
        // “… the nickel price of 2022, US$25,600 per tonne”: the printed price is the one.
        let printed = reading
            .quantities_in(sentence)
            .iter()
            .find(|q| is_price(q) && (at + 1..at + 5).contains(&q.tokens.start));
        let bytes = printed.map_or_else(|| reading.bytes(metal..at + 1), |q| q.bytes.clone());
        all.extend(period_at(document, at).map(|when| (bytes, when)));
    }
    all
}

/// How far behind a price its date may stand.
const BEHIND: usize = 16;

/// The year or month behind a price: “, the average for 2021”, “(March 2023)”.
fn date_behind(document: &Document<'_>, sentence: &Sentence, end: usize) -> Option<Period> {
    let reading = document.reading;
    let cursor = reading.cursor();
    let next =
        reading.quantities_in(sentence).iter().map(|q| q.tokens.start).find(|&start| start >= end);
    let stop = next.unwrap_or(usize::MAX).min(end + BEHIND).min(sentence.tokens.end);
    let ends = (end..stop)
        .find(|&at| cursor.is_any(at, &[";", "and", "but", "which", "with"]))
        .unwrap_or(stop);
    let at = (end..ends).find(|&at| document.year_at(at).is_some())?;
    // “US$8.50/lb, the 2022 average”
    let own = cursor.is_any(at + 1, &["average", "mean", "price", "prices", "level", "spot"]);
    let named = own
        || (end..at).any(|at| {
            cursor.is_any(
                at,
                &[
                    "average", "mean", "price", "prices", "spot", "level", "as", "at", "in", "of",
                    "from", "(", "dated", "during", "for",
                ],
            )
        });
    period_at(document, at).filter(|_| named)
}

/// The year or month that is the price's own attribute: “the 2021 average price of”.
fn date_before(document: &Document<'_>, sentence: &Sentence, start: usize) -> Option<Period> {
    let cursor = document.reading.cursor();
    let from = start.saturating_sub(8).max(sentence.tokens.start);
    let at = (from..start).rev().find(|&at| document.year_at(at).is_some())?;
    let own = (at + 1..start).all(|at| {
        !cursor.is_any(
            at,
            &[
                ",", ";", "assumes", "uses", "used", "assumed", "estimate", "study", "resource",
                "is", "was", "and",
            ],
        )
    });
    let price = (at + 1..start)
        .any(|at| cursor.is_any(at, &["price", "prices", "average", "mean", "spot"]));
    period_at(document, at).filter(|_| own && price)
}

/// The month, quarter or year written at a token of a year.
fn period_at(document: &Document<'_>, at: usize) -> Option<Period> {
    let reading = document.reading;
    let year = document.year_at(at)?;
    let before = at.checked_sub(1)?;
    let month = reading.cursor().lower(before);
    let month = MONTHS
        .iter()
        .position(|name| month.as_str().len() >= 3 && name.starts_with(month.as_str()));
    match month {
        Some(month) => Period::month(year, month as i8 + 1),
        None => Period::year(year),
    }
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Whole months from one day to a later one.
fn months_between(from: Date, to: Date) -> i32 {
    let months = 12 * (i32::from(to.year()) - i32::from(from.year())) + i32::from(to.month())
        - i32::from(from.month());
    months - i32::from(to.day() < from.day().min(28))
}
