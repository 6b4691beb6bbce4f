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

use jiff::civil::Date;
use oreproof_promise::{Categories, Hit, Kind, Quantity, Sentence};
use oreproof_units::Base;

use crate::stg::study;
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
        Example::new(
            "Exports of lithium from the undrilled ridge will start within two years, the governor said.",
        ),
        Example::new(
            "The company sold 2,300 t of tin last year. First gold from its new find is planned for 2027.",
        ),
    ],
    silent_on: &[
        Example::new("The feasibility study is done and first ore is planned in three years."),
        Example::new("The feasibility study is complete, and first ore is planned for 2028."),
        Example::new("The mine is under construction, and first production is due in 2026."),
        Example::new("No production date has been given; drilling will begin in 2026."),
        Example::new("Plant construction is 70% complete; first gold is planned for 2026."),
        Example::new(
            "The mine produced 4,000 t of tin in 2024, and first tin from the new shaft is due in 2026.",
        ),
    ],
    source: include_str!("tim001.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let Some(date) = document.date() else { return };
    let reading = document.reading;
    if !(document.says(words::FIRST_PRODUCTION) || document.says(words::STARTING))
        || document.says(words::CONSTRUCTION)
    {
        return;
    }
    let stage = stage(document);
    for sentence in &reading.sentences {
        let cued = sentence.cues.has(words::FIRST_PRODUCTION) || sentence.cues.has(words::STARTING);
        if !cued || document.denies(sentence) {
            continue;
        }
        let Some((tokens, years, made)) = start(document, sentence, date) else { continue };
        let commodity = document.commodity_near(sentence, &made);
        if document.shows_operation_of(commodity) {
            continue;
        }
        if (0..stage.least_years()).contains(&years) {
            let unit = if years == 1 { "year" } else { "years" };
            let message = format!(
                "{years} {unit} from {} to production; the base rate is longer",
                stage.name()
            );
            sink.fire(reading.bytes(tokens), message);
            return;
        }
    }
}

/// The stage that the document evidences.
fn stage(document: &Document<'_>) -> Stage {
    let has =
        |test: fn(Categories) -> bool| document.reading.quantities.iter().any(|q| test(q.category));
    if study::is_shown(document) || has(Categories::is_reserve) {
        Stage::Study
    } else if study::is_begun(document) || has(Categories::is_resource) {
        Stage::Resource
    } else {
        Stage::Exploration
    }
}

/// The date of the start, how many years away it is, and the words that speak of the start.
fn start(
    document: &Document<'_>,
    sentence: &Sentence,
    now: Date,
) -> Option<(Range<usize>, i16, Range<usize>)> {
    let reading = document.reading;
    let near = |start: &Range<usize>, at: usize| {
        at >= start.end && at - start.end <= 16 || at < start.start && start.start - at <= 8
    };
    for start in starts(document, sentence) {
        // The date behind is the start's own; one before it may be another step's.
        let distance = |at: usize| match at.checked_sub(start.end) {
            Some(behind) => behind,
            None => 20 + start.start.saturating_sub(at),
        };
        let dated = reading
            .dates_in(sentence)
            .iter()
            .filter(|dated| near(&start, dated.tokens.start) && dated.period.last > now)
            .min_by_key(|dated| distance(dated.tokens.start));
        if let Some(dated) = dated {
            return Some((dated.tokens.clone(), dated.year() - now.year(), start));
        }
        let duration = reading.quantities_in(sentence).iter().find_map(|q| {
            let from_now = reading.cursor().is_any(
                q.tokens.start.wrapping_sub(1),
                &["in", "within", "under", "about", "than", "next"],
            );
            let years = years(q).filter(|_| from_now && near(&start, q.tokens.start))?;
            Some((q.tokens.clone(), years))
        });
        if let Some((tokens, years)) = duration {
            return Some((tokens, years, start));
        }
    }
    None
}

/// Where a sentence speaks of a first output: in set words, or a mine or its output beside a verb of starting.
fn starts(document: &Document<'_>, sentence: &Sentence) -> Vec<Range<usize>> {
    let reading = document.reading;
    let range = |hit: &Hit| hit.token as usize..hit.end as usize;
    let mut found: Vec<_> = reading.hits_in(sentence, words::FIRST_PRODUCTION).map(range).collect();
    for verb in reading.hits_in(sentence, words::STARTING) {
        let clear = |from: u32, to: u32| {
            let between = |hit: &Hit| (from..to).contains(&hit.token);
            !reading.hits_in(sentence, words::NO_START).any(between)
        };
        let what = reading.hits_in(sentence, words::STARTED).any(|what| {
            // “A decision to mine”: the verb.
            if reading.cursor().is((what.token as usize).wrapping_sub(1), "to") {
                return false;
            }
            what.end <= verb.token
                && verb.token - what.end <= 8
                && clear(what.token.saturating_sub(3), verb.token)
                || what.token >= verb.end
                    && what.token - verb.end <= 3
                    && clear(verb.end, what.end + 3)
        });
        // An open pit opens nothing.
        let pit = reading.cursor().is_any(verb.end as usize, &["pit", "pits", "cut", "cast"]);
        if what && !pit {
            found.push(range(verb));
        }
    }
    found.sort_by_key(|range| range.start);
    found
}

/// Whole years of a length of time.
fn years(quantity: &Quantity) -> Option<i16> {
    let length = quantity.amount.high.or(quantity.amount.low)?;
    let years = match quantity.unit.map(|unit| unit.of)? {
        Base::Year => length,
        Base::Month => length / 12.0,
        Base::Day => length / 365.25,
        _ => return None,
    };
    (quantity.kind == Kind::Duration).then_some(years.floor() as i16)
}
