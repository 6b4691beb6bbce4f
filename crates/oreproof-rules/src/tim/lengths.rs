//! How long the period is that a value refers to.

use std::ops::Range;

use crate::document::Document;

/// The months of the period named in a stretch of tokens: the nearest to its start.
pub(crate) fn months(document: &Document<'_>, tokens: Range<usize>) -> Option<u32> {
    let cursor = document.reading.cursor();
    let mut bare_year = None;
    for at in tokens {
        let word = cursor.lower(at);
        let before = |back: usize| at.checked_sub(back).map(|i| cursor.lower(i));
        match word.as_str() {
            "quarter" | "quarters" if !before(1).is_some_and(|w| w.as_str() == "a") => return Some(3),
            "half" if !before(1).is_some_and(|w| w.as_str() == "a") => return Some(6),
            "q1" | "q2" | "q3" | "q4" => return Some(3),
            "h1" | "h2" => return Some(6),
            "months" => return before(1).and_then(|w| counted(w.as_str())),
            "month" => return Some(1),
            "week" | "weeks" => return None,
            "year" => return Some(12),
            _ if bare_year.is_none() && document.year_at(at).is_some() => {
                // “in March 2024” is a month, “the quarter of 2024” was caught before.
                let month = before(1).is_some_and(|w| is_month(w.as_str()));
                bare_year = Some(if month { 1 } else { 12 });
            }
            _ => {}
        }
    }
    bare_year
}

fn counted(word: &str) -> Option<u32> {
    Some(match word {
        "two" => 2,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "seven" => 7,
        "eight" => 8,
        "nine" => 9,
        "ten" => 10,
        "eleven" => 11,
        "twelve" => 12,
        figures => figures.parse().ok()?,
    })
}

fn is_month(word: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
    ];
    MONTHS.contains(&word)
}
