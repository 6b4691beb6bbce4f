//! # A start sooner than any mine has made it
//!
//! From a find to a mine took 15.7 years on average, and six at the least, for 127 mines.
//!
//! ## Fires when
//!
//! First production is dated sooner than the least time of the base-rate table for the stage
//! that the document evidences: 6 years from exploration, a memorandum or nothing; 4 from a
//! resource or preliminary assessment; 2 from a completed pre-feasibility or feasibility study
//! (year of first production minus year of the document).
//!
//! ## Silent when
//!
//! The mine is under construction or produces already; the date has passed (TIM006).
//!
//! ## Underlines
//!
//! The date or duration.
//! Once per project.

use std::ops::Range;

use oreproof_promise::{Cue, Kind, Sentence};
use oreproof_units::Base;

use crate::tim::lead_times::Stage;
use crate::tim::words;

use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const TIM001: Rule = Rule {
    code: "TIM001",
    name: "lead-time-below-base-rate",
    severity: Severity::Warn,
    decided_by: DecidedBy::Reference,
    forms: Forms::All,
    tier: 1,
    message: "{years} years from {stage} to production; the base rate is longer",
    help: "show permits, finance and a construction schedule, or use the base rate: 15.7 years on average from discovery for 127 mines, six at the least",
    norm: "base-rate table: S&P Global 2023 and 2024; MinEx Consulting 2014; NI 51-102 s.4A.2",
    fires_on: &[
        Example::new("Drilling starts in May and the mine opens in two years."),
        Example::new("We shall be in production by 2027, the minister promised."),
        Example::new("First ore is expected within three years of this week’s memorandum."),
        Example::new("On the strength of the scoping study, first copper is planned for 2027."),
    ],
    silent_on: &[
        Example::new("The feasibility study is done and first ore is planned in three years."),
        Example::new("The feasibility study is complete, and first ore is planned for 2028."),
        Example::new("The mine is under construction, and first production is due in 2026."),
        Example::new("No production date has been given; drilling will begin in 2026."),
    ],
    source: include_str!("tim001.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let Some(date) = document.date() else { return };
    if document.shows_operation() || document.says(words::CONSTRUCTION) {
        return;
    }
    let reading = document.reading;
    let stage = stage(document);
    for (_, sentence) in reading.sentences_with(words::FIRST_PRODUCTION) {
        if document.denies(sentence) {
            continue;
        }
        let Some((tokens, years)) = start(document, sentence, date.year()) else { continue };
        if (0..stage.least_years()).contains(&years) {
            let message = format!(
                "{years} years from {} to production; the base rate is longer",
                stage.name()
            );
            sink.fire(reading.bytes(tokens), message);
            return;
        }
    }
}

/// The stage that the document evidences.
fn stage(document: &Document<'_>) -> Stage {
    let reading = document.reading;
    let shown =
        |list: Cue| reading.sentences_with(list).any(|(_, sentence)| !document.denies(sentence));
    if shown(words::STUDY_DONE) || reading.quantities.iter().any(|q| q.category.is_reserve()) {
        Stage::Study
    } else if shown(words::EARLY_STUDY)
        || reading.quantities.iter().any(|q| q.category.is_resource())
    {
        Stage::Resource
    } else {
        Stage::Exploration
    }
}

/// The year or the duration that dates the start, and how many years away it is.
fn start(document: &Document<'_>, sentence: &Sentence, now: i16) -> Option<(Range<usize>, i16)> {
    let reading = document.reading;
    let cursor = reading.cursor();
    for hit in reading.hits_in(sentence, words::FIRST_PRODUCTION) {
        let (token, end) = (hit.token as usize, hit.end as usize);
        let near = |at: usize| at >= end && at - end <= 16 || at < token && token - at <= 8;
        let year = sentence.tokens.clone().filter(|&at| near(at)).find_map(|at| {
            let year = document.year_at(at)?;
            // A range of tokens so near may hold the year of something past.
            (year >= now).then_some((at..at + 1, year - now))
        });
        if year.is_some() {
            return year;
        }
        let duration = reading.quantities_in(sentence).iter().find(|q| {
            let from_now = cursor.is_any(
                q.tokens.start.wrapping_sub(1),
                &["in", "within", "under", "about", "than"],
            );
            q.kind == Kind::Duration && from_now && near(q.tokens.start)
        });
        if let Some(quantity) = duration {
            let years = match quantity.unit.map(|unit| unit.of) {
                Some(Base::Year) => quantity.amount.high.or(quantity.amount.low)?,
                Some(Base::Month) => quantity.amount.high.or(quantity.amount.low)? / 12.0,
                Some(Base::Day) => quantity.amount.high.or(quantity.amount.low)? / 365.25,
                _ => continue,
            };
            return Some((quantity.tokens.clone(), years.floor() as i16));
        }
        if let Some(next) = (token.saturating_sub(8).max(sentence.tokens.start)
            ..(end + 10).min(sentence.tokens.end))
            .find(|&at| {
                cursor.is(at, "next")
                    && cursor.is_any(at + 1, &["year", "spring", "summer", "autumn", "winter"])
            })
        {
            return Some((next..next + 2, 1));
        }
    }
    None
}
